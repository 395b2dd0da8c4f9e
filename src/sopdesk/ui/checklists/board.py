"""The part of a run's page that scrolls: exactly as high as its lines in the width that there is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from sopdesk.ui import style, tokens


class Scrolled(QWidget):
    """What scrolls. Words that wrap ask for their least width, where they are highest; the height follows the width."""

    def minimumSizeHint(self) -> QSize:
        """Give the least width only."""
        return QSize(super().minimumSizeHint().width(), 0)


class Board(QScrollArea):
    """It takes the room that is there and asks for none."""

    def __init__(self, inside: QLayout, name: str) -> None:
        super().__init__()
        inner = Scrolled()
        inner.setObjectName("scrolled")
        inner.setLayout(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        """Ask for little, so that a sheet over it never makes the whole page scroll."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Need room for some lines."""
        return QSize(style.size(tokens.TILE), style.size(tokens.RAIL))
