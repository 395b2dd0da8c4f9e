"""A list whose lines say what, a detail, a chip and an act; quick with thousands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from sopdesk.ui import style
from sopdesk.ui.widgets.line_painter import LinePainter, LineRole

Spans = tuple[tuple[int, int], ...]
Index = QModelIndex | QPersistentModelIndex
AT_ONCE = 300
"""So many lines are made and measured at first, and whenever the end of the list comes into sight."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `chip_kind` as in `labels.chip`; marks are spans (start, end); a heading cannot be chosen.

    `bar` is a share from 0 to 1, drawn under the note in the colour `bar_colour`; the note says it in words. `ticked`
    tells, where several lines can be chosen, whether this one is.
    """

    title: str
    detail: str = ""
    chip: str = ""
    chip_kind: str = "plain"
    note: str = ""
    act: str = ""
    icon: str = ""
    title_marks: Spans = ()
    detail_marks: Spans = ()
    heading: bool = False
    bar: float | None = None
    bar_colour: str = "success"
    ticked: bool | None = None
    data: object = field(default=None, compare=False)

    @property
    def sort(self) -> tuple[bool, bool, bool]:
        """What its height depends on: whether it is a heading, has a detail, has something at the right."""
        return self.heading, bool(self.detail), bool(self.chip or self.note or self.act)

    def spoken(self) -> str:
        """Give the line as a screen reader says it."""
        ticked = "" if self.ticked is None else "chosen" if self.ticked else "not chosen"
        return ". ".join(each for each in (ticked, self.title, self.detail, self.chip, self.note, self.act) if each)


class LinesModel(QAbstractListModel):
    """The lines as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._coming: list[Line] = []
        self._rest: Iterator[Line] = iter(())
        self._sorts: set[tuple[bool, bool, bool]] = set()

    @property
    def uniform(self) -> bool:
        """Whether all lines are of one height."""
        return len(self._sorts) == 1

    def set_lines(self, lines: Iterable[Line], *, at_least: int = 0) -> None:
        """Show other lines: as many as there is room for, the others when somebody scrolls down to them."""
        self.beginResetModel()
        self._rest = iter(lines)
        self._lines = list(islice(self._rest, max(AT_ONCE, at_least)))
        self._sorts = {each.sort for each in self._lines}
        self._look_ahead()
        self.endResetModel()

    def add_lines(self, lines: Iterable[Line]) -> None:
        """Show further lines below those that are there."""
        self._insert([*self._coming, *self._rest, *lines])
        self._look_ahead()

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are lines that nobody has scrolled down to yet."""
        return not parent.isValid() and bool(self._coming)

    def fetchMore(self, parent: Index) -> None:
        """Take the next lines in."""
        self._insert([*self._coming, *islice(self._rest, AT_ONCE - len(self._coming))])
        self._look_ahead()

    def _look_ahead(self) -> None:
        self._coming = list(islice(self._rest, 1))

    def _insert(self, more: list[Line]) -> None:
        if more:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(more) - 1)
            self._lines += more
            self._sorts.update(each.sort for each in more)
            self.endInsertRows()

    def line(self, number: int) -> Line:
        """Give the line with this number, from 0."""
        return self._lines[number]

    def set_line(self, number: int, line: Line) -> None:
        """Show another line in a place that is loaded already."""
        self._lines[number] = line
        self._sorts.add(line.sort)
        self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt
        """Give what Qt wants to know of a line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken()
            case Qt.ItemDataRole.ToolTipRole:
                return None if line.heading else "\n".join(filter(None, (line.title, line.detail)))
            case LineRole.LINE:
                return line
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that headings cannot be chosen."""
        if not index.isValid() or self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class LinesView(QListView):
    """A list of lines: one press or Enter chooses; `chosen` carries the line's `data`.

    `kind` is "card", or "bare" for a list that already lies on one.
    """

    chosen = Signal(object)

    def __init__(self, name: str, *, kind: str = "card") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.lines = LinesModel()
        self.setModel(self.lines)
        self._painter = LinePainter(self, self.lines.line)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._choose)
        for changed in (self.lines.modelReset, self.lines.rowsInserted, self.lines.dataChanged):
            changed.connect(self._take_sizes)
        style.on_change(self.look_again)

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines; keyboard and scroll bar stay where they are."""
        row, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        self.lines.set_lines(lines, at_least=self.lines.rowCount() if scrolled or row > 0 else 0)
        if 0 <= row < self.lines.rowCount() and not self.lines.line(row).heading:
            self.setCurrentIndex(self.lines.index(row))
        self.verticalScrollBar().setValue(scrolled)

    def add_lines(self, lines: Iterable[Line]) -> None:
        """Show further lines below those that are there; nothing else moves."""
        self.lines.add_lines(lines)

    def current_line(self) -> Line | None:
        """Give the line that the keyboard is on, or None."""
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def begin(self) -> None:
        """Put the keyboard on the first line that can be chosen: these are other lines than before."""
        self.setCurrentIndex(QModelIndex())
        self.scrollToTop()
        self.go_on(1)

    def go_on(self, by: int) -> None:
        """Go on to the next (1) or back to the last (-1) line that can be chosen."""
        count = self.lines.rowCount()
        at = self.currentIndex().row() if self.currentIndex().isValid() else -1 if by > 0 else count
        at += by
        while 0 <= at < count and self.lines.line(at).heading:
            at += by
        if 0 <= at < count:
            self.setCurrentIndex(self.lines.index(at))

    def choose(self) -> None:
        """Choose the line that the keyboard is on."""
        self._choose(self.currentIndex())

    def look_again(self) -> None:
        """Take on other sizes and colours."""
        self._painter.look_again()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter; leave letters to the search; everything else as lists do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _take_sizes(self) -> None:
        """Measure one line for all where they are of one sort: a long list is laid out anew with each line added."""
        self.setUniformItemSizes(self.lines.uniform)

    def _choose(self, index: Index) -> None:
        if index.isValid() and not self.lines.line(index.row()).heading:
            self.chosen.emit(self.lines.line(index.row()).data)
