"""What the words of a table come in as: a choice for each, and ticks for those that mean an empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.imports.words import field_word, our_word
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Choice, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.imports import FieldWords, WordView

if TYPE_CHECKING:
    from sopdesk.services.table_import import TableImport

FIRST_WORDS = 12
_ACROSS = 2


class ValueWords(QWidget):
    """Shows the words that a table says, most frequent first; `changed` says that one was given another meaning."""

    changed = Signal()

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self._table: TableImport | None = None
        self._shown: object = None
        self._wanted: list[tuple[str, str, tuple[str, ...]]] | None = None
        self._whole: set[str] = set()
        self.choices: dict[tuple[str, str], Choice] = {}
        self.ticks: dict[str, Tick] = {}
        self._empty = Flow(gap=tokens.GAP)
        self._empty_head = label(self.tr("Words that stand for an empty cell"), "label")
        self._fields = column(gap=tokens.GAP)
        self._about = label(self.tr("What each word seems to mean is proposed. What none of ours fits stays in the "
                                    "narrative, as it is said."), "soft")  # fmt: skip
        self._none = label(self.tr("No column that is chosen has words of its own."), "soft")
        self.setLayout(column(self._empty_head, self._empty, self._about, self._none, self._fields, gap=tokens.NEAR))

    def show_table(self, table: TableImport) -> None:
        """Show the words of a table; what has not changed is left as it is, with the keyboard in it."""
        if self._table is not table:
            self._whole = set()
        self._table = table
        fields, sentinels = table.words(), table.sentinels
        if (fields, sentinels) == self._shown:
            return
        self._shown = (fields, sentinels)
        self._show_empty(sentinels)
        kept = {(each.field, word.word): word.ours for each in fields for word in each.words}
        if not self._whole_changed(fields):
            for key, choice in self.choices.items():
                choice.set_value(kept[key] or _AS_SAID)
            return
        clear(self._fields)
        self.choices = {}
        for each in fields:
            self._fields.addWidget(self._field(table, each))
        self._about.setVisible(bool(fields))
        self._none.setVisible(not fields)

    def _whole_changed(self, fields: tuple[FieldWords, ...]) -> bool:
        """Tell whether other words are to be shown than those that are."""
        wanted = [(each.field, word.word, each.ours) for each in fields for word in self._first(each)]
        former, self._wanted = self._wanted, wanted
        return wanted != former

    def _first(self, each: FieldWords) -> tuple[WordView, ...]:
        return each.words if each.field in self._whole else each.words[:FIRST_WORDS]

    def _field(self, table: TableImport, each: FieldWords) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.WIDE)
        grid.setVerticalSpacing(tokens.NEAR)
        for at, word in enumerate(self._first(each)):
            grid.addWidget(self._cell(each, word), at // _ACROSS, at % _ACROSS)
        for at in range(_ACROSS):
            grid.setColumnStretch(at, 1)
        said = self.tr("{field}: the words of “{column}”").format(
            field=field_word(each.field, table.kind), column=each.column
        )
        left = len(each.words) - len(self._first(each))
        more = self.tr("Show {n} further words").format(n=self._times.number(left))
        further = [row(button(more, lambda: self._unfold(each.field), kind="quiet", icon="down"), None)] if left else []
        return Card(label(said, "label"), grid, *further, kind="sunken")

    def _cell(self, each: FieldWords, word: WordView) -> QWidget:
        said = self.tr("“{word}”, in {n} rows").format(word=word.word, n=self._times.number(word.count))
        offered = [(_AS_SAID, self.tr("as it is said")), *((ours, our_word(each.field, ours)) for ours in each.ours)]
        choice = Choice(offered, name=f"{field_word(each.field, None)}: {said}")
        choice.set_value(word.ours or _AS_SAID)
        choice.changed.connect(lambda meant: self._say(each.field, word.word, meant))
        self.choices[each.field, word.word] = choice
        cell, above = QWidget(), label(said, "small")
        above.setBuddy(choice)
        cell.setLayout(column(above, choice, gap=tokens.HAIR))
        return cell

    def _show_empty(self, sentinels: tuple[tuple[str, int, bool], ...]) -> None:
        self._empty.setVisible(bool(sentinels))
        self._empty_head.setVisible(bool(sentinels))
        if list(self.ticks) != [word for word, _, _ in sentinels]:
            self._empty.clear()
            self.ticks = {}
            for word, count, _ in sentinels:
                tick = Tick(self.tr("“{word}” ({n} cells)").format(word=word, n=self._times.number(count)))
                tick.clicked.connect(lambda checked=False, word=word: self._say_empty(word, on=checked))
                self.ticks[word] = tick
                self._empty.add(tick)
        for word, _, on in sentinels:
            self.ticks[word].setChecked(on)
        self._empty.arrange()

    def _unfold(self, field: str) -> None:
        if self._table is not None:
            self._whole.add(field)
            self._shown = None
            self.show_table(self._table)

    def _say(self, field: str, word: str, meant: str) -> None:
        if self._table is not None:
            self._table.say_word(field, word, "" if meant == _AS_SAID else meant)
            self._shown = (self._table.words(), self._table.sentinels)
            self.changed.emit()

    def _say_empty(self, word: str, *, on: bool) -> None:
        if self._table is not None:
            self._table.say_empty(word, on=on)
            self.show_table(self._table)
            self.changed.emit()


_AS_SAID = "\x1f"
"""What stands for "as it is said" in a choice, which takes "" for nothing chosen."""
