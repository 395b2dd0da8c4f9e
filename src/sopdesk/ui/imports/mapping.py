"""Which column becomes which field: a choice for each, and the kind that all rows are of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sopdesk.domain.incident import IncidentKind
from sopdesk.ui import tokens
from sopdesk.ui.imports.words import CUSTOMER_FIELDS, FIRST_FIELDS, field_word, kind_fields
from sopdesk.ui.incidents.words import KINDS, kind_word
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Choice, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row

if TYPE_CHECKING:
    from sopdesk.services.table_import import TableImport

_BETWEEN = "\x1f"
_ACROSS = 2
_TIME = "occurred_at.time"


class MappingForm(QWidget):
    """Shows a table's mapping and changes it; `changed` says that something was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table: TableImport | None = None
        self.kind = Choice((), name=self.tr("Kind of all rows"))
        self.kind.changed.connect(self._say_kind)
        self.day = QLineEdit()
        self.day.setAccessibleName(self.tr("One day or year for all rows"))
        self.day.setPlaceholderText(self.tr("2015-01-31, or 2015"))
        self.day.editingFinished.connect(self._say_day)
        self.rest = Tick(self.tr("Add the columns that no field takes to what happened, so that nothing is lost"))
        self.rest.clicked.connect(self._keep_rest)
        self.unfold = button(self.tr("More fields"), self._unfold, kind="quiet", icon="down")
        self.fields: dict[str, Choice] = {}
        self._first, self._further = QGridLayout(), QGridLayout()
        self._more = QWidget()
        self._more.setLayout(self._further)
        self._more.hide()
        for each in (self._first, self._further):
            each.setContentsMargins(0, 0, 0, 0)
            each.setHorizontalSpacing(tokens.WIDE)
            each.setVerticalSpacing(tokens.NEAR)
        self.setLayout(column(self._first, row(self.unfold, None), self._more, self.rest, gap=tokens.GAP))

    def show_table(self, table: TableImport) -> None:
        """Show the mapping of a table."""
        self._table = table
        self.kind.setParent(None)
        self.day.setParent(None)
        for each in (self._first, self._further):
            clear(each)
        self.fields = {}
        kind = table.kind
        first = [self._kind_cell(table), *self._cells(table, ("narrative", "occurred_at", _TIME))]
        self.day.setText(table.fixed_date)
        first.append(_above(self.tr("… or one day or year for all rows (approximate)"), self.day))
        first += self._cells(table, [each for each in FIRST_FIELDS if each not in {"narrative", "occurred_at"}][:5])
        later = [each for each in FIRST_FIELDS if each not in self.fields]
        further = self._cells(table, [*later, *CUSTOMER_FIELDS, *kind_fields(kind)])
        _fill(self._first, first)
        _fill(self._further, further)
        self.rest.setChecked(table.keeps_rest)

    def _cells(self, table: TableImport, names: Iterable[str]) -> list[QWidget]:
        return [self._cell(table, each) for each in names]

    def _kind_cell(self, table: TableImport) -> QWidget:
        """Offer every kind for all rows, and every column that may say it row by row."""
        said = self.tr("as “{column}” says")
        columns = [(_BETWEEN + each, said.format(column=each)) for each in table.columns]
        self.kind.offer([*((each.value, kind_word(each)) for each in KINDS), *columns])
        self.kind.set_value(table.kind or _BETWEEN + ", ".join(table.columns_of("kind")))
        return _above(self.tr("What kind they are"), self.kind)

    def _cell(self, table: TableImport, name: str) -> QWidget:
        field = name.partition(".time")[0]
        word = self.tr("… and at what time") if name == _TIME else field_word(field, table.kind)
        taken = table.columns_of(field)
        if name == _TIME:
            taken = taken[1:2]
        elif field == "occurred_at":
            taken = taken[:1]
        offered = [(each, each) for each in table.columns]
        if len(taken) > 1:
            offered.insert(0, (_BETWEEN.join(taken), " + ".join(taken)))
        chosen = Choice(offered, name=word, empty=self.tr("—"))
        chosen.set_value(_BETWEEN.join(taken))
        chosen.changed.connect(lambda _value: self._choose(field))
        self.fields[name] = chosen
        return _above(word, chosen)

    def _choose(self, field: str) -> None:
        if self._table is None:
            return
        names = (field, _TIME) if field == "occurred_at" else (field,)
        values = [self.fields[name].value() for name in names]
        self._table.choose(field, tuple(each for value in values if value for each in value.split(_BETWEEN)))
        self.day.setText(self._table.fixed_date)
        self.changed.emit()

    def _say_kind(self, kind: str) -> None:
        if self._table is not None:
            if kind.startswith(_BETWEEN):
                self._table.choose("kind", (kind.removeprefix(_BETWEEN),))
            else:
                self._table.say_kind(IncidentKind(kind))
            self.show_table(self._table)
            self.changed.emit()

    def _say_day(self) -> None:
        """Take the day or the year that was typed; an empty field leaves the column that is chosen."""
        table, day = self._table, self.day.text().strip()
        if table is not None and day != table.fixed_date:
            table.say_date(day)
            self.show_table(table)
            self.changed.emit()

    def _keep_rest(self) -> None:
        if self._table is not None:
            self._table.keep_rest(on=self.rest.isChecked())
            self.changed.emit()

    def _unfold(self) -> None:
        self._more.setVisible(self._more.isHidden())


def _above(word: str, field: QWidget) -> QWidget:
    """Put a word above its field."""
    cell, above = QWidget(), label(word, "label")
    above.setBuddy(field)
    cell.setLayout(column(above, field, gap=tokens.HAIR))
    return cell


def _fill(grid: QGridLayout, cells: Iterable[QWidget]) -> None:
    for at, each in enumerate(cells):
        grid.addWidget(each, at // _ACROSS, at % _ACROSS)
    for at in range(_ACROSS):
        grid.setColumnStretch(at, 1)
