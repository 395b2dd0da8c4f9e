"""The far end of a print in a process of its own: it prints once, and asks for what it needs over a line.

The near end is services/printing_apart.py. What comes over is made by this program in another process of its own.
"""

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.journal.certificates import fingerprint
from sopdesk.pdf.words import call_roles

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Progress = Callable[[int, int], None]
NO_MEMORY = (
    "The PDF was not made: the memory of this computer is too short for it. Nothing was recorded as having left. Close "
    "other programs, or choose less, and do it again."
)
_BETWEEN_REPORTS = 0.05
_NICE = 5
"""The window comes first where processors are few."""


class _Ask:
    """Asks the process that began this one, and waits for the answer."""

    def __init__(self, line: "Connection", n: int) -> None:
        self._line, self._n = line, n

    def ask(self, key: object = None) -> Any:  # noqa: ANN401 - whatever the printer expects
        self._line.send(("asks", self._n, key))
        return self._line.recv()


class FarFeed(_Ask):
    """Views that come over a stretch at a time."""

    def __iter__(self) -> Iterator[Any]:
        while stretch := self.ask():
            yield from stretch


class FarSource(_Ask):
    """A function or a mapping whose answers come over."""

    def __call__(self, key: object) -> Any:  # noqa: ANN401 - as its source
        """Give what the function gives."""
        return self.ask(key)

    def get(self, key: object) -> Any:  # noqa: ANN401 - as its source
        """Give what the mapping holds."""
        return self.ask(key)


class FarIdentity(_Ask):
    """Who signs, over there."""

    def __init__(self, line: "Connection", n: int, leaf: bytes, root: bytes) -> None:
        super().__init__(line, n)
        self.leaf, self.root = leaf, root

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the root's certificate, as hex digits."""
        return fingerprint(self.root)

    def sign(self, data: bytes) -> bytes:
        """Have data signed where the key is."""
        return bytes(self.ask(data))


def serve(line: "Connection") -> None:
    """Print what comes over the line, once; whoever began this process decides alone when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    try:
        line.send("ready")
        _serve(line)
    except (EOFError, OSError):
        return  # whoever waited for this is gone


def _serve(line: "Connection") -> None:
    printer, views, roles = line.recv()
    call_roles(roles)
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if monotonic() - told > _BETWEEN_REPORTS or done == total:
            told = monotonic()
            line.send(("told", done, total))

    try:
        found = printer(*(_as_there(line, n, each) for n, each in enumerate(views)), progress=tell)
    except (Refusal, Trouble) as no:
        line.send(("ended", type(no)(no.sentence)))
    except MemoryError:
        line.send(("ended", Trouble(NO_MEMORY)))
    except Exception:  # noqa: BLE001 - it is told where it can be written down
        line.send(("ended", RuntimeError(f"printing apart: {traceback.format_exc()}")))
    else:
        line.send(("done", found))


def _as_there(line: "Connection", n: int, view: object) -> object:
    match view:
        case type() if issubclass(view, _Ask):
            return view(line, n)
        case (made, bytes(leaf), bytes(root)) if made is FarIdentity:
            return FarIdentity(line, n, leaf, root)
        case _:
            return view
