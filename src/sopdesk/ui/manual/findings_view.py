"""The list of what is wrong with a procedure being written; a press on a line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.problems import Problem, Weight
from sopdesk.ui import style, tokens
from sopdesk.ui.manual.editing.places import place_of
from sopdesk.ui.manual.words import WEIGHTS, tr
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column, row

HEIGHT = 110
"""How high the list is, at a text size of 100 %."""


class FindingsView(QWidget):
    """A verdict in words, a remark at its right, and the findings by weight; `chosen` carries the place."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.verdict = label("", "strong")
        self.remark = label("", "small", wraps=False)
        self.list = LinesView(self.tr("What is wrong"))
        self.list.chosen.connect(self.chosen)
        above = row(self.verdict, self.remark)
        above.setStretch(0, 1)
        self.setLayout(column(above, self.list, gap=tokens.SNUG))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong."""
        found = sorted(problems, key=lambda each: list(Weight).index(each.severity))
        self.verdict.setText(self.tr("To look at: {n}").format(n=len(found)) if found else self.tr("Nothing is wrong."))
        lines = [self._line(each) for each in found]
        self.list.set_lines(lines)
        self.list.setVisible(bool(lines))
        self.list.setFixedHeight(style.size(HEIGHT if len(lines) > 1 else HEIGHT // 2 + tokens.SNUG))

    def _line(self, each: Problem) -> Line:
        word, kind = WEIGHTS[each.severity]
        return Line(each.sentence, chip=tr(word), chip_kind=kind, act=self.tr("Go there"), data=place_of(each.where))
