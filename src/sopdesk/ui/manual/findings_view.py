"""The list of what is wrong with a text being written; a press on a line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.problems import Problem, Weight
from sopdesk.ui import style, tokens
from sopdesk.ui.manual.findings import line_of
from sopdesk.ui.manual.words import WEIGHTS, tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column, row

HEIGHT = 150
"""How high the list is, at a text size of 100 %."""


class FindingsView(QWidget):
    """A verdict in words, a remark at its right, and the findings by weight; `chosen` carries the line, from 1."""

    chosen = Signal(object)

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self.verdict = label("", "strong")
        self.remark = label("", "small", wraps=False)
        self.list = LinesView(self.tr("What is wrong"))
        self.list.chosen.connect(self.chosen)
        above = row(self.verdict, self.remark)
        above.setStretch(0, 1)
        self.setLayout(column(above, self.list, gap=tokens.SNUG))

    def show_errors(self, errors: Sequence[tuple[int, str]]) -> None:
        """Show why the text cannot be read."""
        if len(errors) == 1:
            self.verdict.setText(self.tr("One place cannot be read; the page shows the text before."))
        else:
            said = self.tr("{n} places cannot be read; the page shows the text before.")
            self.verdict.setText(said.format(n=len(errors)))
        self._show([self._line(line, sentence, Weight.ERROR) for line, sentence in errors])

    def show_problems(self, problems: Sequence[Problem], text: str) -> None:
        """Show what is wrong with a text that can be read."""
        found = sorted(problems, key=lambda each: list(Weight).index(each.severity))
        self.verdict.setText(self.tr("To look at: {n}").format(n=len(found)) if found else self.tr("Nothing is wrong."))
        self._show([self._line(line_of(each.where, text), each.sentence, each.severity) for each in found])

    def _show(self, lines: list[Line]) -> None:
        self.list.set_lines(lines)
        self.list.setVisible(bool(lines))
        self.list.setFixedHeight(style.size(HEIGHT))

    def _line(self, line: int, sentence: str, weight: Weight) -> Line:
        word, kind = WEIGHTS[weight]
        note = self.tr("Line {n}").format(n=self._times.number(line))
        return Line(sentence, chip=tr(word), chip_kind=kind, note=note, data=line)
