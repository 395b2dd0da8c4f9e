"""Typing anywhere that is not a field goes to the search field."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
)  # fmt: skip

from sopdesk.ui.lock.pad import PinPad
from sopdesk.ui.overlay import Overlay

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, PinPad)
_HOLDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TypingAnywhere(QObject):
    """Watches the keys of one window."""

    def __init__(self, window: QMainWindow, field: QLineEdit) -> None:
        super().__init__(window)
        self._window = window
        self._field = field
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def begin(self) -> None:
        """Go to the search field, its words chosen."""
        self._field.setFocus()
        self._field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter that no field wants."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._is_free(watched) or event.modifiers() & _HOLDING:
            return False
        letter = event.text()
        if not letter.isprintable() or not letter.strip():
            return False
        self._field.setFocus()
        self._field.insert(letter)
        return True

    def _is_free(self, watched: QObject) -> bool:
        """Tell whether a key press belongs to this window and to no field of it."""
        at = QApplication.focusWidget()
        if QApplication.activeWindow() is not self._window or watched is not (self._window if at is None else at):
            return False
        writes = isinstance(at, _FIELDS) and not (isinstance(at, QTextEdit) and at.isReadOnly())
        return not writes and not any(each.isVisible() for each in self._window.findChildren(Overlay))
