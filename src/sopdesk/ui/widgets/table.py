"""Tables of anything: columns say how a row is printed, and how it sorts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sopdesk.ui import style, tokens

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its title, the text of a row, and whether it takes the rest of the room or stands right."""

    title: str
    text: Callable[[Row], str]
    stretches: bool = False
    right: bool = False
    sorts_by: Callable[[Row], Any] | None = None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of anything as Qt asks for them."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self._columns = columns
        self._rows: list[Row] = []

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Give the row with this number, from 0."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt
        """Give what Qt wants to know of a cell."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt
        """Give a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Bring the rows into the order of a column."""
        if not 0 <= column < len(self._columns):
            return
        key = self._columns[column].sorts_by or self._columns[column].text
        self.layoutAboutToBeChanged.emit()
        self._rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


class RowsTable(QTableView, Generic[Row]):
    """A table: one press or Enter chooses a row; `chosen` carries the row itself."""

    chosen = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[Row]], *, sorts: bool = False) -> None:
        super().__init__()
        self.rows = RowsModel(columns)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        for number, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretches else QHeaderView.ResizeMode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(number, mode)
        self.horizontalHeader().setResizeContentsPrecision(50)
        self.setSortingEnabled(sorts)
        if sorts:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._choose)
        style.on_change(self.look_again)
        self.look_again()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.rows.set_rows(rows)

    def look_again(self) -> None:
        """Take on another text size."""
        self.verticalHeader().setDefaultSectionSize(style.size(tokens.TARGET + 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter; leave letters to the search; everything else as tables do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.row(index.row()))
