"""Which column of a table of checklists is what: its first rows, and a choice for each thing that a line can say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.imports.table_view import TableView
from sopdesk.ui.imports.words import LINE_FIELDS, tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.imports import ColumnsPreview

_ACROSS = 2


class ColumnsForm(QWidget):
    """Shows the columns of a table; `chosen` says that a field comes from another column (its heading, or "")."""

    chosen = Signal(str, str)

    def __init__(self, save: Callable[[], object]) -> None:
        super().__init__()
        self.rows = TableView(self.tr("The first rows of the table"))
        self.fields: dict[str, Choice] = {}
        self.about = label("", "soft")
        self.save = button(self.tr("Save the rows that stay out"), save, icon="export")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.WIDE)
        self._grid.setVerticalSpacing(tokens.NEAR)
        inside = QWidget()
        inside.setObjectName("scrolled")
        top = row(self.about, self.save)
        top.setStretch(0, 1)
        around = column(self.rows, top, self._grid, None, gap=tokens.GAP)
        around.setContentsMargins(0, 0, tokens.GAP, tokens.GAP)
        inside.setLayout(around)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Which column is what"))
        area.setWidget(inside)
        self.setLayout(column(area))

    def show_table(self, table: ColumnsPreview) -> None:
        """Show a table and which of its columns is what."""
        if not self.fields:
            self._lay_out([each for each in LINE_FIELDS if each in table.fields])
        for name, choice in self.fields.items():
            choice.offer([(each, each) for each in table.columns])
            choice.set_value(table.chosen.get(name, ""))
        self.rows.show_rows(table.columns, table.rows)
        out = self.tr("Rows that stay out: {n}. Each is named under what was not clear.").format(n=table.left_out)
        self.about.setText(out if table.left_out else self.tr("Every choice changes what would come in at once."))
        self.save.setVisible(bool(table.left_out))

    def _lay_out(self, names: Sequence[str]) -> None:
        for at, name in enumerate(names):
            word = tr(LINE_FIELDS[name])
            choice = Choice((), name=word, empty=self.tr("—"))
            choice.changed.connect(lambda value, field=name: self.chosen.emit(field, value))
            self.fields[name] = choice
            cell, above = QWidget(), label(word, "label")
            above.setBuddy(choice)
            cell.setLayout(column(above, choice, gap=tokens.HAIR))
            self._grid.addWidget(cell, at // _ACROSS, at % _ACROSS)
        for at in range(_ACROSS):
            self._grid.setColumnStretch(at, 1)
