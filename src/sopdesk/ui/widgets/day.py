"""The field for a day, with a calendar that opens on a press."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit

from sopdesk.ui import icons, style


class DayField(QDateEdit):
    """A day, today at first."""

    def __init__(self, name: str) -> None:
        super().__init__(QDate.currentDate())
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat(self.tr("d MMMM yyyy"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must not choose."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow in the scheme's colour."""
        super().paintEvent(event)
        arrow = icons.picture("down", "text_soft", 16)
        side = style.size(16)
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawPixmap(self.width() - side - 12, (self.height() - side) // 2, arrow)
        painter.end()
