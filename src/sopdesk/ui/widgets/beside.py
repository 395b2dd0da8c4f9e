"""A large piece with a smaller one beside it or, where the room is scarce, below it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.rows import row

LEAST_HIGH = 260
"""The least height of the large piece, in pixels at a text size of 100 %."""
WIDEST = 16_777_215
"""Qt's word for no bound."""


class Beside(QWidget):
    """Gives the side its width, and the rest to the large piece."""

    def __init__(self, large: QWidget, side: QWidget, wide: int) -> None:
        super().__init__()
        self._large, self._side, self._wide = large, side, wide
        self._both = row(large, side, gap=tokens.GAP)
        self._both.setStretch(0, 1)
        self.setLayout(self._both)
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Put the side where there is room for it."""
        wide = style.size(self._wide)
        narrow = self.width() < 2 * wide
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._side.setMinimumWidth(0 if narrow else wide)
        self._side.setMaximumWidth(WIDEST if narrow else wide)
        self._large.setMinimumHeight(style.size(LEAST_HIGH))
        self._side.setMinimumHeight(style.size(LEAST_HIGH) if narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether there is room beside."""
        super().resizeEvent(event)
        self.look_again()
