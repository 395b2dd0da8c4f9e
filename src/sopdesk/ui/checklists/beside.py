"""Words and what belongs to them, beside each other where there is room, else below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.rows import Flow, Piece, row

ROOM = 480


class Side(Flow):
    """Buttons that stay the same: how high they are in a width is worked out once for each text size."""

    def __init__(self, gap: int) -> None:
        super().__init__(gap)
        self._heights: dict[tuple[int, int], int] = {}

    def add(self, piece: QWidget) -> None:
        """Put one more button at the end."""
        super().add(piece)
        self._heights.clear()

    def heightForWidth(self, width: int) -> int:
        """Give the height that the lines take in a width; a long page asks for it at every tick."""
        asked = (width, style.size(tokens.BODY))
        if asked not in self._heights:
            self._heights[asked] = super().heightForWidth(width)
        return self._heights[asked]


class Beside(QWidget):
    """A piece that takes the width, and a side piece: at its right from `room` pixels on (at a text size of 100 %)."""

    def __init__(self, words: Piece, side: QWidget, room: int = ROOM) -> None:
        super().__init__()
        self._room = room
        self._row = row(words, side, gap=tokens.HAIR)
        self._row.setStretch(0, 1)
        self._row.setAlignment(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def need(self, room: int) -> None:
        """Stand beside each other from another width on."""
        self._room = room
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side piece where there is room for it."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= style.size(self._room)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
