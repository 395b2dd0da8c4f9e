"""Taking turns to write: one thread at a time, and whoever sits at the desk is not kept waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, current_thread, main_thread

from sopdesk.domain.refusal import Trouble

PATIENCE, LONG_PATIENCE = 0.25, 600.0
"""How many seconds the window's thread, and long work beside it, wait for their turn."""


class Busy(Trouble):
    """Long work writes to the desk."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The desk is writing down something long, such as an import. Nothing of this act was kept; "
            "do it again when that is done."
        )


class Turn:
    """The turn to write. It is taken before a transaction begins: in the other order two could wait for each other."""

    def __init__(self) -> None:
        """Nobody has it yet."""
        self._lock = RLock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the turn for a while, also within a turn. Raises Busy when another thread keeps it for long."""
        if not self._lock.acquire(timeout=PATIENCE if current_thread() is main_thread() else LONG_PATIENCE):
            raise Busy
        try:
            yield
        finally:
            self._lock.release()
