"""Long work on a terminal: progress on stderr, and Ctrl+C asks it to stop."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

_BETWEEN_REPORTS = 0.1
_CLEAR_LINE = "\r\x1b[K"


class LongWork:
    """What long work is handed: `progress(done, total)` and `cancelled()`."""

    def __init__(self, what: str) -> None:
        """Name the work, for example "Checking"."""
        self._what = what
        self._on_terminal = sys.stderr.isatty()
        self._reported = 0.0
        self._stop = False

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is, ten times a second at most and only on a terminal."""
        if self._on_terminal and (monotonic() - self._reported >= _BETWEEN_REPORTS or done == total):
            self._reported = monotonic()
            self._write(f"{_CLEAR_LINE}{self._what}: {done:,} of {total:,}")

    def cancelled(self) -> bool:
        """Tell whether somebody pressed Ctrl+C."""
        return self._stop

    def interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Ask the work to stop at its next look; a second Ctrl+C stops it where it is."""
        self._stop = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def clear(self) -> None:
        """Take the progress off the terminal."""
        if self._on_terminal and self._reported:
            self._write(_CLEAR_LINE)

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def long_work(what: str) -> Iterator[LongWork]:
    """Show progress while something is done, and let Ctrl+C cancel it, which changes nothing."""
    work = LongWork(what)
    before = signal.signal(signal.SIGINT, work.interrupt)
    try:
        yield work
    finally:
        signal.signal(signal.SIGINT, before)
        work.clear()
