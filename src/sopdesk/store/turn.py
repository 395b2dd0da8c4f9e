"""Taking turns to write: one thread at a time, and whoever sits at the desk comes before long work."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, current_thread, get_ident, main_thread

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
    """The turn to write. It is taken before a transaction begins: in the other order two could wait for each other.

    A plain lock would not do: a thread that gives it back and takes it again at once keeps all others out.
    """

    def __init__(self) -> None:
        """Nobody has it yet."""
        self._free = Condition()
        self._holder = self._depth = 0
        self._desk_waits = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the turn for a while, also within a turn. Raises Busy when another thread keeps it for long."""
        with self._free:
            if self._holder != get_ident():
                self._take(at_desk=current_thread() is main_thread())
            self._depth += 1
        try:
            yield
        finally:
            with self._free:
                self._depth -= 1
                if not self._depth:
                    self._holder = 0
                    self._free.notify_all()

    def _take(self, *, at_desk: bool) -> None:
        """Wait until nobody has the turn; long work waits for the window's thread, too."""
        self._desk_waits |= at_desk
        try:
            free = self._free.wait_for(
                lambda: not self._holder and (at_desk or not self._desk_waits), PATIENCE if at_desk else LONG_PATIENCE
            )
        finally:
            if at_desk:
                self._desk_waits = False
                self._free.notify_all()
        if not free:
            raise Busy
        self._holder = get_ident()
