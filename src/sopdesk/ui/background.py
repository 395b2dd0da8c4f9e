"""Long work beside the window: with progress, a way to cancel, and a word at the end."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from sopdesk.domain.refusal import Cancelled, Refusal, Trouble

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
Work = Callable[[Progress, IsCancelled], Any]
"""What is done: it is handed `progress(done, total)` and `cancelled()` and may raise `Cancelled`."""

_BETWEEN_REPORTS = 0.05


class Job(QThread):
    """One piece of long work in its own thread; its signals arrive in the window's thread.

    What began the work may go while it is going on: it is cancelled then, and waited for. `over` comes last, and to all
    at once; `finished` is sent by the other thread, to one receiver after another, and the window goes on between them.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    over = Signal()

    def __init__(self, what: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.what = what
        self._work = work
        self._reported = 0.0
        self._over = False
        self.finished.connect(self._end)
        if parent is not None:
            parent.destroyed.connect(self.end_now)

    def is_over(self) -> bool:
        """Tell whether it has ended."""
        return self._over

    def cancel(self) -> None:
        """Ask the work to stop; it changes nothing then."""
        self.requestInterruption()

    def end_now(self) -> None:
        """Cancel it and wait for it; a thread that outlives its object brings the program down."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        """Work, and tell how it ended."""
        try:
            result = self._work(self._report, self.isInterruptionRequested)
        except Cancelled:
            self.cancelled.emit()
        except (Refusal, Trouble) as no:
            self.failed.emit(no.sentence)
        except Exception:
            logging.getLogger(__name__).exception("%s", self.what)
            self.failed.emit(self.tr("This could not be done. Nothing was changed; the log file tells more."))
        else:
            self.done.emit(result)

    def _end(self) -> None:
        self._over = True
        self.over.emit()

    def _report(self, done: int, total: int) -> None:
        if monotonic() - self._reported > _BETWEEN_REPORTS or done == total:
            self._reported = monotonic()
            self.progressed.emit(done, total)
