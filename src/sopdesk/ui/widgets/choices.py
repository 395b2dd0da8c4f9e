"""Choosing one of a few: chips side by side, or a list when there are many."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QStyle, QStyleOptionButton

from sopdesk.domain.field import APART
from sopdesk.ui import icons, style, tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.rows import Flow
from sopdesk.ui.widgets.scan_ear import ScanEar

_HOLDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
Choices = Sequence[tuple[str, str]]
"""Pairs of the value that is recorded and the words that are shown."""


class Chips(Flow):
    """A row of choices to press, of which one or none is taken; `needed` means that one always is."""

    changed = Signal(str)

    def __init__(self, choices: Choices = (), *, name: str = "", needed: bool = False) -> None:
        super().__init__()
        self._needed = needed
        self._name = name
        self._buttons: dict[str, QPushButton] = {}
        self.setAccessibleName(name)
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Offer other choices; what was taken stays taken where it is still offered."""
        taken = self.value()
        self.clear()
        self._buttons = {}
        for value, words in choices:
            made = button(words, kind="choice")
            made.setCheckable(True)
            made.setAccessibleName(f"{self._name}: {words}" if self._name else words)
            made.clicked.connect(lambda checked=False, value=value: self._press(value, checked=checked))
            self._buttons[value] = made
            self.add(made)
        first = next(iter(self._buttons), "")
        self.set_value(taken if taken in self._buttons else first if self._needed else "")

    def value(self) -> str:
        """Give the value taken, or ""."""
        return next((value for value, each in self._buttons.items() if each.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Take a value without telling anybody."""
        for each, made in self._buttons.items():
            made.setChecked(each == value)
            if each == value:
                icons.dress(made, "check", "on_accent_soft", 16)
            else:
                icons.undress(made)
        if self._buttons:  # the keyboard begins at what is taken
            self.setFocusProxy(self._buttons.get(value) or next(iter(self._buttons.values())))
        self._place(self.width())  # the one with the tick is wider

    def _press(self, value: str, *, checked: bool) -> None:
        self.set_value(value if checked or self._needed else "")
        self.changed.emit(self.value())


class Several(Chips):
    """A row of choices to press, of which any number is taken; the value has them in their order, with "; " between."""

    def value(self) -> str:
        """Give the values taken, or ""."""
        return APART.join(value for value, each in self._buttons.items() if each.isChecked())

    def set_value(self, value: str) -> None:
        """Take values without telling anybody."""
        taken = set(value.split(APART))
        for each, made in self._buttons.items():
            made.setChecked(each in taken)
            if each in taken:
                icons.dress(made, "check", "on_accent_soft", 16)
            else:
                icons.undress(made)
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))
        self.arrange()

    def offer(self, choices: Choices) -> None:
        """Offer other choices; what was taken stays taken where it is still offered."""
        taken = set(self.value().split(APART))
        super().offer(choices)
        self.set_value(APART.join(value for value, _ in choices if value in taken))

    def _press(self, value: str, *, checked: bool) -> None:
        self.set_value(self.value())
        self.changed.emit(self.value())


class Choice(QComboBox):
    """A list of choices that opens on a press; `value` and `set_value` speak of what is recorded."""

    changed = Signal(str)

    def __init__(self, choices: Choices = (), *, name: str = "", empty: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty = empty
        self._ear = ScanEar()
        self._typed: list[QKeyEvent] = []
        self._pause = QTimer(self, singleShot=True, interval=tokens.SCANNED)
        self._pause.timeout.connect(self._take_typed)
        self.offer(choices)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit(self.value()))

    def offer(self, choices: Choices) -> None:
        """Offer other choices without telling anybody; what was chosen stays chosen where it is still offered."""
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        if self._empty:
            self.addItem(self._empty, "")
        for value, words in choices:
            self.addItem(words, value)
        self.blockSignals(False)
        self.set_value(chosen)

    def value(self) -> str:
        """Give the value chosen, or ""."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose a value without telling anybody; one that is not offered changes nothing."""
        place = self.findData(value)
        if place >= 0:
            self.blockSignals(True)
            self.setCurrentIndex(place)
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold letters back for a moment: by hand they choose a line, and a scanner's go where its code is read."""
        if not event.text().isprintable() or not event.text().strip() or event.modifiers() & _HOLDING:
            self._take_typed()
            super().keyPressEvent(event)
        elif self._ear.hears(event.text()):
            self._typed = []
            self._pause.stop()
            self._ear.hand_over(self)
        else:
            self._typed.append(event.clone())
            self._pause.start()

    def _take_typed(self) -> None:
        """Choose by the letters that a hand has typed."""
        self._pause.stop()
        typed, self._typed = self._typed, []
        for each in typed:
            super().keyPressEvent(each)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must not choose."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow in the scheme's colour."""
        super().paintEvent(event)
        icons.paint_arrow(self)


class Tick(QCheckBox):
    """A box to tick, with its words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the tick in the scheme's colour."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        side = style.size(tokens.BOX - tokens.HAIR)
        painter = QPainter(self)
        drawn = icons.picture("check", "on_accent", tokens.BOX - tokens.HAIR)
        painter.drawPixmap(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, drawn)
        painter.end()
