"""A sheet on which somebody else than whoever opened it acts with their own PIN."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from sopdesk.domain.refusal import Refusal
from sopdesk.ui import style, tokens
from sopdesk.ui.lock.pad import PinPad
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.ui.widgets.sight import bring_into_sight

ROOM = 560
"""From so many pixels on (at a text size of 100 %) the pad stands beside the questions."""


class PinSheet(Sheet):
    """A sheet with a pad in place of its act: the PIN that is entered there acts."""

    pad: PinPad
    _pin = ""
    _both: QHBoxLayout | None = None

    def ask_pin(self, words: str, *, who: str = "", anybody: bool = True) -> None:
        """Put the pad beside the questions or, where the room is scarce, below them; the sheet's own act goes.

        From the question of `who` agrees the keyboard goes on to the pad. Without `anybody` who may there is none.
        """
        self.act.hide()
        self.pad = PinPad()
        self.pad.entered.connect(self._enter)
        place = self.layout()
        if not anybody or not isinstance(place, QVBoxLayout):
            return
        at = place.indexOf(self.form)
        place.removeWidget(self.form)
        pin = column(label(words, "label"), self.pad, None, gap=tokens.HAIR)
        self._both = row(column(self.form, None), pin, gap=tokens.WIDE)
        self._both.setStretch(0, 1)
        place.insertLayout(at, self._both)
        field = self.form.field(who) if who else None
        if isinstance(field, Chips | Choice):
            field.changed.connect(self._go_to_pad)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pad where there is room for it."""
        super().resizeEvent(event)
        if self._both is not None:
            beside = event.size().width() >= style.size(ROOM)
            direction = QBoxLayout.Direction
            self._both.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _go_to_pad(self, _who: str) -> None:
        self.pad.setFocus()
        bring_into_sight(self.pad)

    def take_pin(self) -> str:
        """Give the PIN that was entered with this press, or ""."""
        return self._pin

    def need_pin(self, pin: str, sentence: str) -> None:
        """Refuse with a sentence where no PIN was entered, as by Enter in a field: it would count as a wrong one."""
        if not pin:
            self.pad.setFocus()
            raise Refusal(sentence)

    def _enter(self, pin: str) -> None:
        """Act with a PIN; it serves this one press, also where an answer is still missing."""
        self._pin = pin
        try:
            self.confirm()
        finally:
            self._pin = ""
