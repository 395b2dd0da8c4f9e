"""Putting widgets beside and below each other without ceremony."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from sopdesk.ui import tokens

Piece = QWidget | QLayout | None
"""What stands in a row or a column: a widget, a layout, or None for what takes the rest of the room."""


def row(*pieces: Piece, gap: int = tokens.NEAR) -> QHBoxLayout:
    """Lay pieces beside each other; None stretches."""
    made = QHBoxLayout()
    _fill(made, pieces, gap)
    return made


def column(*pieces: Piece, gap: int = tokens.NEAR) -> QVBoxLayout:
    """Lay pieces below each other; None stretches."""
    made = QVBoxLayout()
    _fill(made, pieces, gap)
    return made


def _fill(made: QHBoxLayout | QVBoxLayout, pieces: Iterable[Piece], gap: int) -> None:
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for each in pieces:
        if each is None:
            made.addStretch(1)
        elif isinstance(each, QWidget):
            made.addWidget(each)
        else:
            made.addLayout(each)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class FlowLayout(QLayout):
    """Pieces beside each other that go on in the next line when the room ends."""

    def __init__(self, gap: int = tokens.SNUG) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more piece."""
        self._items.append(item)

    def count(self) -> int:
        """Count the pieces."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one piece, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one piece out, or give None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that the lines take in a width."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rectangle: QRect) -> None:
        """Put the pieces in their lines."""
        super().setGeometry(rectangle)
        self._place(rectangle, moves=True)

    def sizeHint(self) -> QSize:
        """Give the size of the largest piece."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Give the size of the largest piece."""
        size = QSize()
        for each in self._items:
            size = size.expandedTo(each.minimumSize())
        return size

    def expandingDirections(self) -> Qt.Orientation:
        """Say that it asks for no more room than it needs."""
        return Qt.Orientation(0)

    def _place(self, rectangle: QRect, *, moves: bool) -> int:
        x, y, height = rectangle.x(), rectangle.y(), 0
        for each in self._items:
            if each.isEmpty():
                continue
            size = each.sizeHint()
            if x > rectangle.x() and x + size.width() > rectangle.right() + 1:
                x, y, height = rectangle.x(), y + height + self.spacing(), 0
            if moves:
                each.setGeometry(QRect(QPoint(x, y), size))
            x, height = x + size.width() + self.spacing(), max(height, size.height())
        return y + height - rectangle.y()
