"""The field for a day, with a calendar that opens on a press."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit

from sopdesk.ui import icons


class DayField(QDateEdit):
    """A day; at first the one that is given: today by the house's clock, which may not be the machine's."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(qdate(day))
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


def qdate(day: date) -> QDate:
    """Give a day as the field takes it."""
    return QDate(day.year, day.month, day.day)
