"""The fields of a run: a short one for a number, and one for words that Ctrl+Enter records."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.form import TextField

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NumberField(QLineEdit):
    """A short field for a number; letters are left to the line.

    `pressed` tells that a finger or the mouse went into it, `typed` that a keyboard is used, `came` of the keyboard.
    """

    pressed, typed, came = Signal(), Signal(), Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.look_again()
        style.on_change(self.look_again)

    def look_again(self) -> None:
        """Be as wide as a number of some digits."""
        self.setFixedWidth(style.size(tokens.TILE - tokens.GAP))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a finger once it is up: what opens then moves nothing from under it."""
        super().mouseReleaseEvent(event)
        self.pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has come."""
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits; leave letters to the line, where S skips, and Ctrl+Enter to whatever is recorded with it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if (event.text().isalpha() and not control) or (event.key() in ENTER and control):
            event.ignore()
        else:
            self.typed.emit()
            super().keyPressEvent(event)
            if event.key() in ENTER:
                event.accept()  # what stands here is recorded: the line is not pressed as well


class WordsField(TextField):
    """A field for what is to be written down; Ctrl+Enter says that it is done."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter as "done"."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
