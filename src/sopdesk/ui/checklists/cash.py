"""Counting cash by note and coin: pieces are typed, the total and the difference follow."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sopdesk.domain.cash import MOST_PIECES, Counted, denominations, total
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Item
from sopdesk.ui import tokens
from sopdesk.ui.checklists.beside import Beside
from sopdesk.ui.checklists.fields import NumberField
from sopdesk.ui.checklists.number import read_number
from sopdesk.ui.checklists.number_pad import NumberPad
from sopdesk.ui.checklists.words import differing, number, tr
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.ui.widgets.sight import bring_into_sight

if TYPE_CHECKING:
    from sopdesk.ui.half_written import Fields

ROOM = 620
"""From so many pixels on (at a text size of 100 %) the number pad stands beside the fields."""
CountedCash = Callable[[Counted, Decimal | None, str], object]
"""What is done with the pieces, what they should come to, and what was done about a difference."""


class CashSheet(Sheet):
    """Asks how many pieces of each denomination there are; Enter goes on to the next.

    It is kept as a whole while it is half counted: a till counted once is not counted again after a crash.
    """

    changed = Signal()

    def __init__(self, text: str, item: Item, currency: str, locale: QLocale, counted: CountedCash) -> None:
        self._item, self._locale, self._counted = item, locale, counted
        asked = [Question("expected", tr("What it should come to"), needed=True)] if item.expected is None else []
        asked.append(Question("about_it", tr("If it differs: what was done about it"), lines=2))
        super().__init__(text, asked, tr("Record"), self._record,
                         sentence=tr("How many pieces of each, in {currency}.").format(currency=currency))  # fmt: skip
        self.pieces: dict[Decimal, NumberField] = {}
        self.sum = label("", "strong")
        self.pad = NumberPad(locale.decimalPoint(), whole=True)
        cells = Flow(tokens.SNUG)
        for each in denominations(currency):
            cells.add(self._cell(each))
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            at = whole.indexOf(self.form)
            whole.insertWidget(at, Beside(cells, self.pad, ROOM))
            whole.insertWidget(at + 1, self.sum)
        self.pad.hide()
        self.form.changed.connect(self._add_up)
        self._add_up()

    @property
    def kept(self) -> Fields:
        """Give the pieces with the answers below them."""
        return self

    def text(self) -> str:
        """Give what is half counted, with the answers below, or ""."""
        typed = {str(each): field.text() for each, field in self.pieces.items() if field.text()}
        below = self.form.text()
        return json.dumps({"pieces": typed, "below": below}) if typed or below else ""

    def set_text(self, text: str) -> None:
        """Fill in what `text` gave; "" empties the sheet."""
        found = json.loads(text) if text else {}
        typed = found.get("pieces", {})
        for each, field in self.pieces.items():
            field.setText(typed.get(str(each), ""))
        self.form.set_text(found.get("below", ""))

    def take_focus(self) -> None:
        """Put the keyboard into the first denomination that is not counted yet."""
        fields = list(self.pieces.values())
        next((each for each in fields if not each.text()), fields[0]).setFocus()

    def counted(self) -> Counted:
        """Give the pieces as they are typed; an empty field is none."""
        return tuple((each, _pieces(field.text())) for each, field in self.pieces.items())

    def _cell(self, each: Decimal) -> QWidget:
        field = NumberField(tr("Pieces of {value}").format(value=number(each)))
        field.setValidator(QIntValidator(0, MOST_PIECES, field))
        field.textChanged.connect(self._add_up)
        field.returnPressed.connect(field.focusNextChild)
        field.pressed.connect(lambda: self._show_pad(field))
        field.came.connect(lambda: self.pad.type_into(field))
        self.pieces[each] = field
        cell = QWidget()
        cell.setLayout(column(label(number(each), "small", wraps=False), field, gap=0))
        return cell

    def _show_pad(self, field: NumberField) -> None:
        self.pad.type_into(field)
        self.pad.show()
        bring_into_sight(self.pad)

    def _add_up(self) -> None:
        found, should = total(self.counted()), self._expected()
        said = tr("Together {total}").format(total=number(found))
        if should is not None and found != should:
            said = f"{said} · {differing(found, should)}"
        elif should is not None:
            said = tr("{total}, as it should be").format(total=said)
        self.sum.setText(said)
        self.changed.emit()

    def _expected(self) -> Decimal | None:
        if self._item.expected is not None:
            return self._item.expected
        typed = self.form.values().get("expected", "")
        try:
            return read_number(typed, self._locale) if typed.strip() else None
        except Refusal:
            return None

    def _record(self, answers: dict[str, str]) -> None:
        typed = answers.get("expected", "")
        expected = read_number(typed, self._locale) if typed else None
        self._counted(self.counted(), expected, answers.get("about_it", ""))


def _pieces(typed: str) -> int:
    """Read a number of pieces, however its thousands are set apart."""
    return int("".join(filter(str.isdecimal, typed)) or 0)
