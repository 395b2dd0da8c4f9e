"""What the dates of a table can mean: their order is chosen, never guessed, and columns that contradict are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui import tokens
from sopdesk.ui.imports.table_view import TableView
from sopdesk.ui.imports.words import ORDERS, order_word
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.imports import DateColumn, DateConflictView, DatesView

if TYPE_CHECKING:
    from sopdesk.services.table_import import TableImport

NEITHER = "neither"


class DatesForm(QWidget):
    """The order of day, month and year, the report on each column, and which of two columns is right."""

    changed = Signal()

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self._table: TableImport | None = None
        self._shown: DatesView | None = None
        self.order = Chips(
            [*((each, order_word(each)) for each in ORDERS), (NEITHER, order_word(""))],
            name=self.tr("Order of day, month and year"), needed=True,
        )  # fmt: skip
        self.order.changed.connect(self._say_order)
        self.report = TableView(self.tr("Columns of dates"))
        self.trust: list[Chips] = []
        self._conflicts = column(gap=tokens.GAP)
        self.none = label(self.tr("No column of this table looks like dates."), "soft")
        why = self.tr("04/05 can be the 4th of May or the 5th of April. Nothing is guessed: rows that can be read in "
                      "two ways stay out until you choose.")  # fmt: skip
        self.setLayout(
            column(
                label(self.tr("In which order day, month and year stand"), "label"), self.order, label(why, "small"),
                self.report, self.none, self._conflicts, gap=tokens.NEAR,
            )
        )  # fmt: skip

    def show_dates(self, table: TableImport, dates: DatesView) -> None:
        """Show what the preview found in the columns of dates."""
        self._table = table
        self.order.set_value(table.order or NEITHER)
        if dates == self._shown:
            return
        self._shown = dates
        self.report.setVisible(bool(dates.columns))
        self.none.setVisible(not dates.columns)
        head = [
            self.tr("Column"), self.tr("Filled"), self.tr("Day first"), self.tr("Month first"), self.tr("Year first"),
            self.tr("Two ways"), self.tr("Not a date"), self.tr("Months"), self.tr("Written as"),
        ]  # fmt: skip
        self.report.show_rows(head, [self._report_row(each) for each in dates.columns])
        clear(self._conflicts)
        self.trust = []
        for each in dates.conflicts:
            self._conflicts.addWidget(self._conflict(table, dates, each))

    def _report_row(self, each: DateColumn) -> list[str]:
        forms = ", ".join(f"{form} ({self._times.number(count)})" for form, count in each.forms)
        counts = (each.filled, each.dmy, each.mdy, each.ymd, each.both, each.neither)
        return [each.name, *(self._times.number(count) for count in counts), str(each.months), forms]

    def _conflict(self, table: TableImport, dates: DatesView, each: DateConflictView) -> Card:
        months = {column_.name: column_.months for column_ in dates.columns}
        pair = {"one": each.column, "other": each.other, "agreeing": self._times.number(dates.agreeing)}
        said = self.tr(
            "“{one}” and “{other}” stand side by side. In {agreeing} rows they name the same day; in the others day "
            "and month are changed about, as some programs do with dates."
        ).format(**pair)
        spread = self.tr(
            "The dates in “{one}” lie in {first} different months, those in “{other}” in {second}: a column in which "
            "day and month were changed about is usually spread over more months."
        ).format(**pair, first=months.get(each.column, 0), second=months.get(each.other, 0))
        trust = Chips(
            [*((name, name) for name in (each.column, each.other)), (NEITHER, self.tr("not chosen"))],
            name=self.tr("Which column is right"), needed=True,
        )  # fmt: skip
        taken = next((name for name in table.trusted if name in {each.column, each.other}), NEITHER)
        trust.set_value(taken)
        trust.changed.connect(lambda name: self._trust(name, each))
        self.trust.append(trust)
        rows = TableView(self.tr("The first rows that contradict"))
        rows.show_rows([self.tr("Row"), each.column, each.other], [[str(at), one, two] for at, one, two in each.rows])
        count = self.tr("{n} rows contradict").format(n=self._times.number(each.count))
        return Card(
            row(chip(count, "warning"), None), label(said), label(spread, "soft"), rows,
            label(self.tr("Which column is right?"), "label"), trust, kind="sunken",
        )  # fmt: skip

    def _say_order(self, order: str) -> None:
        if self._table is not None:
            self._table.say_order("" if order == NEITHER else order)
            self.changed.emit()

    def _trust(self, name: str, each: DateConflictView) -> None:
        if self._table is None:
            return
        if name == NEITHER:
            self._table.distrust(each.column, each.other)
        else:
            self._table.trust(name, each.other if name == each.column else each.column)
        self.changed.emit()
