"""The form of a hand-over: notes, open items with what is proposed, what was unusual, keys and cash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.handing import HandedThing, Leaving, LeftItem
from sopdesk.domain.handover import Sort
from sopdesk.ui import tokens
from sopdesk.ui.checklists.fields import WordsField
from sopdesk.ui.checklists.handover_words import tr
from sopdesk.ui.checklists.leaving_rows import ItemRow, ThingRow, item_from_json, item_to_json
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column, row


class LeavingForm(QWidget):
    """`text` and `set_text` speak of what is half written; "" is what is proposed, untouched."""

    changed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[tuple[str, str]] = ()
        self._currency = ""
        self._offered: tuple[HandedThing, ...] = ()
        self._untouched = _untouched(())
        self.items: list[ItemRow] = []
        self.things: list[ThingRow] = []
        self.notes, self.unusual = WordsField(4), WordsField(2)
        self.notes.setAccessibleName(tr("Notes for the next shift"))
        self.notes.setPlaceholderText(tr("What broke, what ran out, who is coming"))
        self.unusual.setAccessibleName(tr("Unusual"))
        self.unusual.setPlaceholderText(tr("Anything out of the ordinary, also if it came to nothing"))
        for each in (self.notes, self.unusual):
            each.textChanged.connect(self.changed)
            each.entered.connect(self.done)
        self._items, self._things, self._usual = column(gap=tokens.SNUG), column(gap=tokens.SNUG), Flow(tokens.SNUG)
        self._lay_out()

    def know(self, people: Sequence[tuple[str, str]], currency: str) -> None:
        """Take on to whom keys and cash may be handed over, as (id, name), and the house's currency."""
        self._people, self._currency = people, currency

    def offer(self, proposed: Sequence[LeftItem], usual: Sequence[HandedThing]) -> None:
        """Take on what is proposed, and the keys and cash that are usual; nothing typed is lost."""
        if tuple(usual) != self._offered:
            self._offered = tuple(usual)
            self._offer_usual()
        before, was_untouched = self._untouched, self.text() == ""
        self._untouched = _untouched(proposed)
        if was_untouched and before != self._untouched:
            self.set_text("")

    def leaving(self, locale: QLocale) -> Leaving:
        """Give what is handed over; rows that say nothing are left out. Refuses a count that is missing or odd."""
        items = tuple(each.left() for each in self.items if each.words.text().strip())
        things = tuple(each.thing(locale) for each in self.things
                       if each.words.text().strip() or each.count.text().strip())  # fmt: skip
        return Leaving(self.notes.toPlainText(), self.unusual.toPlainText(), items, things)

    def text(self) -> str:
        """Give what is half written; "" while nothing but what is proposed stands here."""
        whole = json.dumps({
            "notes": self.notes.toPlainText(), "unusual": self.unusual.toPlainText(),
            "things": [each.to_json() for each in self.things],
            "items": [item_to_json(each.left()) for each in self.items],
        })  # fmt: skip
        return "" if whole == self._untouched else whole

    def set_text(self, text: str) -> None:
        """Put in what was half written."""
        kept = json.loads(text or self._untouched)
        self.notes.setPlainText(kept["notes"])
        self.unusual.setPlainText(kept["unusual"])
        rows: tuple[ItemRow | ThingRow, ...] = (*self.items, *self.things)
        for each in rows:
            self._drop(each)
        for item in kept["items"]:
            self._put_item(item_from_json(item))
        for thing in kept["things"]:
            self._put_thing(Sort(thing["sort"])).fill(thing)

    def add_item(self) -> None:
        """Put in a further open item, and write there."""
        self._put_item(LeftItem("")).words.setFocus()
        self.changed.emit()

    def add_thing(self, sort: Sort, what: str = "") -> None:
        """Put in keys or cash, and write there."""
        made = self._put_thing(sort)
        made.words.setText(what)
        (made.count if what else made.words).setFocus()
        self.changed.emit()

    # -- rows

    def _offer_usual(self) -> None:
        self._usual.clear()
        for each in self._offered:
            words = tr("Keys: {what}") if each.sort is Sort.KEYS else tr("Cash: {what}")
            self._usual.add(button(words.format(what=each.what), partial(self.add_thing, each.sort, each.what),
                                   kind="quiet", icon="plus"))  # fmt: skip

    def _put_item(self, left: LeftItem) -> ItemRow:
        made = ItemRow(left)
        made.changed.connect(self.changed)
        made.entered.connect(self.add_item)
        made.unwanted.connect(partial(self._leave_out, made))
        self.items.append(made)
        self._items.addWidget(made)
        return made

    def _put_thing(self, sort: Sort) -> ThingRow:
        made = ThingRow(sort, self._people, self._currency)
        made.changed.connect(self.changed)
        made.unwanted.connect(partial(self._leave_out, made))
        self.things.append(made)
        self._things.addWidget(made)
        return made

    def _leave_out(self, made: ItemRow | ThingRow) -> None:
        """Take a row out; the keyboard goes to the one after it, else to the notes."""
        rows: Sequence[ItemRow | ThingRow] = self.items if isinstance(made, ItemRow) else self.things
        at = rows.index(made)
        self._drop(made)
        focus = rows[min(at, len(rows) - 1)].words if rows else self.notes
        QTimer.singleShot(0, focus, focus.setFocus)
        self.changed.emit()

    def _drop(self, made: ItemRow | ThingRow) -> None:
        if isinstance(made, ItemRow):
            self.items.remove(made)
        else:
            self.things.remove(made)
        made.hide()
        made.deleteLater()

    def _lay_out(self) -> None:
        add = button(tr("Add an open item"), self.add_item, icon="plus")
        keys = button(tr("Add keys"), partial(self.add_thing, Sort.KEYS), icon="plus")
        cash = button(tr("Add cash"), partial(self.add_thing, Sort.CASH), icon="plus")
        whole = column(
            Card(self.notes, title=tr("Notes for the next shift")),
            Card(label(tr("Proposed from your shift and from what is still open: word it otherwise, or leave it out."),
                       "soft"), self._items, row(add, None), title=tr("Open items")),
            Card(self.unusual, title=tr("Unusual")),
            Card(label(tr("Whoever receives it counts it and signs with their PIN."), "soft"), self._things,
                 self._usual, row(keys, cash, None), title=tr("Keys and cash")),
            gap=tokens.GAP,
        )  # fmt: skip
        self.setLayout(whole)


def _untouched(proposed: Sequence[LeftItem]) -> str:
    """Give the text of a form in which nothing stands but what is proposed."""
    return json.dumps({"notes": "", "unusual": "", "things": [], "items": [item_to_json(each) for each in proposed]})
