"""The rows of a hand-over that is being written: open items, keys and cash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sopdesk.domain.handing import HandedThing, LeftItem
from sopdesk.domain.handover import About, Sort
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import style, tokens
from sopdesk.ui.checklists.beside import Beside
from sopdesk.ui.checklists.handover_words import ABOUT, tr
from sopdesk.ui.checklists.number import read_number
from sopdesk.ui.widgets.buttons import icon_button
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.labels import chip
from sopdesk.ui.widgets.rows import column, row

LETTERS = 18
"""So many letters of a name can be read in any case."""


class ItemRow(QWidget):
    """One open item; `taken` is what was proposed, and may be worded otherwise."""

    changed = Signal()
    entered = Signal()
    unwanted = Signal()

    def __init__(self, taken: LeftItem) -> None:
        super().__init__()
        self.taken = taken
        self.words = QLineEdit(taken.text)
        self.words.setAccessibleName(tr("Open item"))
        self.words.setPlaceholderText(tr("What somebody has to see to"))
        self.words.textChanged.connect(self.changed)
        self.words.returnPressed.connect(self.entered)
        away = icon_button(tr("Leave this item out"), "close", self.unwanted.emit)
        line = row(self.words, away, gap=tokens.SNUG)
        line.setStretch(0, 1)
        said = tr("from an earlier shift") if taken.carried_from else tr(ABOUT[taken.about])
        whole = column(line, gap=tokens.HAIR)
        if said:
            whole.addLayout(row(chip(said, "warning" if taken.carried_from else "plain"), None))
        self.setLayout(whole)

    def left(self) -> LeftItem:
        """Give the item as it stands here."""
        was = self.taken
        return LeftItem(self.words.text(), was.about, was.subject, was.carried_from, was.carried_item)


def item_to_json(each: LeftItem) -> list[str]:
    """Give an item as it is kept while it is half written."""
    return [each.text, each.about.value, each.subject, each.carried_from, each.carried_item]


def item_from_json(kept: Sequence[str]) -> LeftItem:
    """Give an item that was kept."""
    text, about, subject, carried_from, carried_item = kept
    return LeftItem(text, About(about), subject, carried_from, carried_item)


class ThingRow(QWidget):
    """Keys or cash: what, how many or how much, for whom."""

    changed = Signal()
    unwanted = Signal()

    def __init__(self, sort: Sort, people: Sequence[tuple[str, str]], currency: str) -> None:
        super().__init__()
        self.sort = sort
        keys = sort is Sort.KEYS
        self.words, self.count = QLineEdit(), QLineEdit()
        self.words.setPlaceholderText(tr("Which keys") if keys else tr("Which cash"))
        self.words.setAccessibleName(tr("Which keys") if keys else tr("Which cash"))
        self.count.setPlaceholderText(tr("How many") if keys else currency)
        self.count.setAccessibleName(tr("How many keys") if keys else tr("How much cash"))
        self.to = Choice(people, name=tr("For whom"), empty=tr("For anybody"))
        for each in (self.words, self.count):
            each.textChanged.connect(self.changed)
        self.to.changed.connect(lambda _who: self.changed.emit())
        away = icon_button(tr("Take this out"), "close", self.unwanted.emit)
        self.to.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.to.setMinimumContentsLength(LETTERS)
        side = QWidget()
        side.setLayout(row(self.count, self.to, away, gap=tokens.SNUG))
        self.setLayout(column(Beside(self.words, side)))
        self.look_again()
        style.on_change(self.look_again)

    def look_again(self) -> None:
        """Be as wide as a number of some digits."""
        self.count.setFixedWidth(style.size(tokens.TILE - tokens.GAP))

    def thing(self, locale: QLocale) -> HandedThing:
        """Give what is handed over. Refuses a count that is missing or is no number."""
        if not self.count.text().strip():
            said = tr("“{what}”: say how many, or take it out.") if self.sort is Sort.KEYS else tr(
                "“{what}”: say how much, or take it out.")  # fmt: skip
            raise Refusal(said.format(what=self.words.text().strip()))
        return HandedThing(self.words.text(), self.sort, read_number(self.count.text(), locale), self.to.value())

    def to_json(self) -> dict[str, str]:
        """Give what stands here, to be kept."""
        return {"sort": self.sort.value, "what": self.words.text(), "count": self.count.text(), "to": self.to.value()}

    def fill(self, kept: Mapping[str, str]) -> None:
        """Put in what was kept."""
        self.words.setText(kept["what"])
        self.count.setText(kept["count"])
        self.to.set_value(kept["to"])
