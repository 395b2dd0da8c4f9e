"""The field for a day, with a calendar that opens on a press."""

from PySide6.QtCore import QDate
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit

from sopdesk.ui import icons


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
        icons.paint_arrow(self)
