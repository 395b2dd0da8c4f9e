"""Putting widgets beside and below each other without ceremony."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

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


class Flow(QWidget):
    """Pieces beside each other that go on in the next line when the room ends."""

    def __init__(self, gap: int = tokens.SNUG) -> None:
        super().__init__()
        self._gap = gap
        self._pieces: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, piece: QWidget) -> None:
        """Put one more piece at the end."""
        piece.setParent(self)
        self._pieces.append(piece)
        piece.show()
        self.arrange()

    def arrange(self) -> None:
        """Put the pieces into their lines again, as when one is shown or hidden."""
        self._place(self.width())
        self.updateGeometry()

    def pieces(self) -> tuple[QWidget, ...]:
        """Give the pieces in their order."""
        return tuple(self._pieces)

    def clear(self) -> None:
        """Take all pieces out and let them go."""
        for each in self._pieces:
            each.hide()
            each.deleteLater()
        self._pieces = []
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """Give the height that the lines take in a width."""
        return self._place(width, moves=False)

    def sizeHint(self) -> QSize:
        """Give the size in one line."""
        sizes = [each.sizeHint() for each in self._pieces if not each.isHidden()]
        width = sum(each.width() + self._gap for each in sizes)
        return QSize(max(width - self._gap, 0), max((each.height() for each in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Give the room of the largest piece; how high the lines are in a width is for `heightForWidth` to say.

        It must not go by the present width: a page that scrolls would go to and fro between two widths for ever where
        the lines fit without the scroll bar only.
        """
        sizes = [each.sizeHint() for each in self._pieces if not each.isHidden()]
        return QSize(*(max((of(each) for each in sizes), default=0) for of in (QSize.width, QSize.height)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pieces into their lines again."""
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Put the pieces into their lines again when one has changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def _place(self, width: int, *, moves: bool = True) -> int:
        y = 0
        for line in self._lines(width):
            x, height = 0, max(size.height() for _, size in line)
            for each, size in line:
                if moves:
                    top = y + (height - size.height()) // 2
                    each.setGeometry(x, top, min(size.width(), max(width, 1)), size.height())
                x += size.width() + self._gap
            y += height + self._gap
        return max(y - self._gap, 0)

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for each in self._pieces:
            if each.isHidden():
                continue
            size = each.sizeHint().expandedTo(each.minimumSize()).boundedTo(each.maximumSize())
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((each, size))
            x += size.width() + self._gap
        return lines
