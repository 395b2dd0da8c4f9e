"""The list of incidents in which several lines can be chosen: by mouse, keyboard and finger."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from sopdesk.ui.widgets.lines import Index, Line, LinesView

_MODIFIER = Qt.KeyboardModifier
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChoosingView(LinesView):
    """A list of lines with a box each while `choosing`; `picked` tells that others are chosen than before.

    Ctrl or Shift and a press, Space, Shift and an arrow, or Ctrl+A begin it. What is chosen is known by the line's
    data: it stays chosen when the list is asked for again, as long as it is in it.
    """

    picked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.choosing = False
        self._all: list[Line] = []
        self._chosen: dict[object, None] = {}
        self._from = self._before = -1
        self._held = _MODIFIER.NoModifier

    def chosen_data(self) -> tuple[str, ...]:
        """Give the data of the lines that are chosen, in the order of the list."""
        return tuple(str(each.data) for each in self._all if each.data in self._chosen)

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines; what was chosen stays so where it is still there."""
        self._all = list(lines)
        there = {each.data for each in self._all}
        before, self._chosen = self._chosen, {each: None for each in self._chosen if each in there}
        self._from = -1
        super().set_lines(self._drawn())
        if before != self._chosen:
            self.picked.emit()

    def begin_choosing(self, chosen: Iterable[str] = ()) -> None:
        """Put a box before each line, and tick these."""
        self.choosing = True
        self._choose_only(chosen)

    def choose_all(self) -> None:
        """Choose every line of the list, also those that nobody has scrolled down to yet."""
        self.begin_choosing(str(each.data) for each in self._all)

    def end_choosing(self) -> None:
        """Choose nothing, and let a press open a line again."""
        self.choosing = False
        self._choose_only(())

    def choose(self) -> None:
        """Open the line that the keyboard is on."""
        super()._choose(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the keyboard is: a range that Shift and a press choose begins there."""
        self._before = self.currentIndex().row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember which keys are held: they say what a press means."""
        self._held = event.modifiers()
        super().mouseReleaseEvent(event)
        self._held = _MODIFIER.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space, Shift and the arrows, and Ctrl+A; end it with Escape; all else as lists do."""
        at, held, key = self.currentIndex().row(), event.modifiers(), Qt.Key(event.key())
        if key == Qt.Key.Key_Space and at >= 0:
            self._toggle(at)
        elif key in _STEPS and held & _MODIFIER.ShiftModifier and at >= 0:
            self.go_on(_STEPS[key])
            self._tick({at, self.currentIndex().row()})
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose_all()
        elif key == Qt.Key.Key_Escape and self.choosing:
            self.end_choosing()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        """Open a line that is pressed or, with Ctrl or Shift and while several are chosen, choose it."""
        if not index.isValid():
            return
        if self._held & _MODIFIER.ShiftModifier:
            began = self._from if self._from >= 0 else self._before if self._before >= 0 else index.row()
            first, last = sorted((began, index.row()))
            self._tick(set(range(first, last + 1)))
        elif self.choosing or self._held & _MODIFIER.ControlModifier:
            self._toggle(index.row())
        else:
            super()._choose(index)

    def _toggle(self, number: int) -> None:
        self._from = number
        data = self._all[number].data
        if data in self._chosen:
            del self._chosen[data]
        else:
            self._chosen[data] = None
        self._redraw({number})

    def _tick(self, numbers: set[int]) -> None:
        """Choose further lines, by their places."""
        self._chosen |= dict.fromkeys(self._all[each].data for each in sorted(numbers))
        self._redraw(numbers)

    def _choose_only(self, chosen: Iterable[str]) -> None:
        there = {each.data for each in self._all}
        self._chosen = {each: None for each in chosen if each in there}
        self._redraw()

    def _redraw(self, numbers: set[int] | None = None) -> None:
        """Draw the boxes of some lines anew, or of all where they are not drawn yet."""
        if not self.choosing and self._chosen:
            self.choosing, numbers = True, None
        if numbers is None:
            self.lines.add_lines(())
        for number, line in enumerate(self._drawn()):
            if number < self.lines.rowCount() and (numbers is None or number in numbers):
                self.lines.set_line(number, line)
        self.picked.emit()

    def _drawn(self) -> Iterator[Line]:
        """Give the lines as they are drawn, each when it is needed."""
        for each in self._all:
            yield replace(each, ticked=each.data in self._chosen) if self.choosing else each
