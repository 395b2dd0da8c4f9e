"""A scanner that types where no text is wanted: its code goes to the search field, which knows what it says."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sopdesk.domain.scan_code import PREFIX


class ScanEar:
    """Listens to the letters that a widget gets or swallows, for the beginning of a code."""

    def __init__(self) -> None:
        self._heard = ""

    def hears(self, letters: str) -> bool:
        """Listen to what was typed; tell whether a code has begun."""
        self._heard = (self._heard + letters.upper())[-len(PREFIX) :]
        return self._heard == PREFIX

    def hand_over(self, widget: QWidget) -> None:
        """Give the beginning of the code to the window, as if typed where no field is; the rest follows it there."""
        self._heard = ""
        begun = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, PREFIX)
        QCoreApplication.sendEvent(widget.window(), begun)
