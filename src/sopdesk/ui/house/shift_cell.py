"""One cell of the rota's grid: a press goes on to the next shift."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from sopdesk.ui import style, tokens

NONE = "–"
NARROW = 62


class ShiftCell(QPushButton):
    """Holds a shift's id, or ""; a press, Down or Up go through the shifts, Delete empties it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._value = name, ""
        self._choices: dict[str, str] = {"": NONE}
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setMinimumSize(style.size(NARROW), tokens.TARGET)
        self.clicked.connect(lambda _checked=False: self.turn(1))
        self.set_value("")

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these shifts; what was taken stays, where it is still offered."""
        self._choices = {"": NONE, **dict(choices)}
        self.set_value(self._value)

    def value(self) -> str:
        """Give the shift's id, or ""."""
        return self._value

    def set_value(self, value: str) -> None:
        """Take a shift; one that is not offered is none."""
        self._value = value if value in self._choices else ""
        words = self._choices[self._value]
        self.setText(words.replace("&", "&&"))
        self.setToolTip(f"{self._name}: {words}")
        self.setAccessibleName(f"{self._name}: {words}")
        self.setChecked(bool(self._value))

    def turn(self, by: int) -> None:
        """Go on through the shifts."""
        order = list(self._choices)
        self.set_value(order[(order.index(self._value) + by) % len(order)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the shifts with Down and Up; Delete empties the cell."""
        turns = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in turns:
            self.turn(turns[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.set_value("")
        else:
            super().keyPressEvent(event)
