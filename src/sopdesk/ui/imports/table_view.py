"""The first rows of a table as they stand in the file, under their own headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHeaderView, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.ui.widgets.table import Column, RowsTable

Row = Sequence[str]
MOST_WIDE = 320


class TableView(QWidget):
    """A table of text whose columns are known only once a file is open; as high as its rows."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._place = column()
        self.setLayout(self._place)
        self.table: RowsTable[Row] | None = None
        style.on_change(self._fit)

    def show_rows(self, head: Sequence[str], rows: Sequence[Row]) -> None:
        """Show rows under their headings."""
        clear(self._place)
        self.table = table = RowsTable(self._name, [Column(each, _cell(at)) for at, each in enumerate(head)])
        table.set_rows(rows)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMaximumSectionSize(MOST_WIDE)
        header.setStretchLastSection(True)
        table.resizeColumnsToContents()
        self._place.addWidget(table)
        self._fit()

    def _fit(self) -> None:
        if self.table is not None:
            rows = self.table.rows.rowCount() * self.table.verticalHeader().defaultSectionSize()
            head = self.table.horizontalHeader().sizeHint().height()
            bar = self.table.horizontalScrollBar().sizeHint().height()
            self.table.setFixedHeight(rows + head + bar + tokens.HAIR)


def _cell(at: int) -> Callable[[Row], str]:
    return lambda row: " ".join(row[at].split())
