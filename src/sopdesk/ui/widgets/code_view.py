"""A QR code on the screen, for a camera to read: dark on white in light and in dark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""So many empty modules stand around a code (ISO/IEC 18004)."""
_PIXELS = 5


class CodeView(QWidget):
    """Paints the rows of a code; `name` tells whoever cannot see what it says."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, rows: tuple[tuple[bool, ...], ...]) -> None:
        """Show a code; none hides the field."""
        self._rows = rows
        self.setFixedSize(self.sizeHint())
        self.setVisible(bool(rows))
        self.update()

    def sizeHint(self) -> QSize:
        """Give whole pixels to each module, so that a camera finds its edges."""
        side = (len(self._rows) + 2 * QUIET) * _PIXELS if self._rows else 0
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint dark modules on white, whatever the colours of the desk are."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF((x + QUIET) * _PIXELS, (y + QUIET) * _PIXELS, _PIXELS, _PIXELS)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
