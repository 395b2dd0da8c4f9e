"""The pad on which a PIN is entered, by finger and by keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from sopdesk.ui import icons, style, tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row

LONGEST = 12


class PinPad(QWidget):
    """Ten digits, erase and enter; `entered` carries the PIN. The digits are shown as dots only."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pin = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("PIN"))
        self.dots: QLabel = label("", "title", wraps=False)
        self.dots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.dots.setMinimumHeight(style.size(tokens.TARGET))
        self.keys = QGridLayout()
        self.keys.setSpacing(tokens.SNUG)
        for digit in "1234567890":
            place = 10 if digit == "0" else int(digit) - 1
            self._add_key(digit, digit, place)
        erase = self._add_key("", self.tr("Erase"), 9)
        icons.dress(erase, "erase", "text_soft", 24)
        self.enter = self._add_key("", self.tr("Enter"), 11)
        icons.dress(self.enter, "check", "accent", 26)
        self.setLayout(column(self.dots, row(None, self.keys, None), gap=tokens.NEAR))
        self.clear()

    def clear(self) -> None:
        """Forget what was entered."""
        self._pin = ""
        self._show()

    def press(self, key: str) -> None:
        """Take a digit, "erase" or "enter"."""
        if key == "enter":
            pin, self._pin = self._pin, ""
            self._show()
            if pin:
                self.entered.emit(pin)
        elif key == "erase":
            self._pin = self._pin[:-1]
            self._show()
        elif len(self._pin) < LONGEST:
            self._pin += key
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, Backspace and Enter from the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press("enter")
        elif event.key() == Qt.Key.Key_Backspace:
            self.press("erase")
        elif event.text() and event.text() in "0123456789":
            self.press(event.text())
        else:
            super().keyPressEvent(event)

    def _add_key(self, word: str, name: str, place: int) -> QPushButton:
        key = word or ("erase" if place < LONGEST - 2 else "enter")
        made = button(word, lambda: self.press(key), kind="key")
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # digits go to the pad; a press leaves the keyboard there
        self.keys.addWidget(made, place // 3, place % 3)
        return made

    def _show(self) -> None:
        self.dots.setText("● " * len(self._pin) if self._pin else "· · · ·")
        self.dots.setAccessibleName(self.tr("{n} digits entered").format(n=len(self._pin)))
        self.enter.setEnabled(bool(self._pin))
