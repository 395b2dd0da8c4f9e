"""The procedure being written, with every state that it had: undo and redo go along them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from sopdesk.domain.editing import ids_of, new_id
from sopdesk.domain.sop import Procedure

PAUSE = 1500
"""Typing in one place is one act for undo, until it rests for so many milliseconds."""
MOST = 500
"""So many states are kept."""
Unread = Mapping[tuple[str, str], str]
"""What was typed where a number belongs and is none, by place of the outline and field."""


@dataclass(frozen=True, slots=True)
class _State:
    content: Procedure
    unread: Unread = field(default_factory=dict)


class Document(QObject):
    """`changed` tells that the content is another one; `content` is always a whole procedure."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._states: list[_State] = []
        self._at = -1
        self._key = ""
        self._since = QElapsedTimer()
        self.taken: set[str] = set()

    @property
    def content(self) -> Procedure:
        """The procedure as it stands now."""
        return self._states[self._at].content

    @property
    def unread(self) -> Unread:
        """What stands in fields for numbers and is none: the procedure does not say it, but it is not lost."""
        return self._states[self._at].unread

    @property
    def is_open(self) -> bool:
        """Tell whether there is a procedure to write."""
        return bool(self._states)

    def begin(self, content: Procedure, taken: Iterable[str] = (), unread: Unread | None = None) -> None:
        """Begin with a procedure; nothing before it can be brought back.

        `taken` are the ids that were ever given in earlier revisions, or in this draft when it was written before.
        """
        self._states, self._at, self._key = [_State(content, unread or {})], 0, ""
        self.taken = {*taken, *ids_of(content)}
        self.changed.emit()

    def new_id(self, word: str) -> str:
        """Give an id that nothing in this procedure has or ever had."""
        name = new_id(word, self.taken)
        self.taken.add(name)
        return name

    def change(self, content: Procedure, key: str = "", unread: Unread | None = None) -> None:
        """Take on another content. Changes with the same `key` one after the other are one act for undo."""
        state = _State(content, self.unread if unread is None else unread)
        if state == self._states[self._at]:
            return
        goes_on = bool(key) and key == self._key and self._at > 0 and self._since.elapsed() < PAUSE
        del self._states[self._at + (0 if goes_on else 1) :]
        self._states.append(state)
        del self._states[:-MOST]
        self._at = len(self._states) - 1
        self._key = key
        self.taken |= ids_of(content)
        self._since.restart()
        self.changed.emit()

    def make(self, act: Callable[[Procedure], Procedure]) -> None:
        """Do one act with the content."""
        self.change(act(self.content))

    def undo(self) -> None:
        """Go back to the state before."""
        self._go(-1)

    def redo(self) -> None:
        """Go on to the state that was undone."""
        self._go(1)

    def can_undo(self) -> bool:
        """Tell whether there is a state before this one."""
        return self._at > 0

    def can_redo(self) -> bool:
        """Tell whether a state was undone."""
        return self._at + 1 < len(self._states)

    def _go(self, by: int) -> None:
        if 0 <= self._at + by < len(self._states):
            self._at += by
            self._key = ""
            self.changed.emit()
