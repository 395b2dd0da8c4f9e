"""The fields of a run: a short one for a number, and one for words that Ctrl+Enter records."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.form import TextField

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NumberField(QLineEdit):
    """A short field for a number; letters are left to the line."""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits; leave letters to the line, where S skips."""
        if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
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
