"""What the kind of an incident asks for, group by group: what is filled in, and the way to fill in the rest."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtWidgets import QLayout, QWidget

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.domain.field_words import said
from sopdesk.domain.incident import Stage
from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.body_field import shown_body
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.labels import chip, label, rule
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.incidents import IncidentFile

Asked = Sequence[tuple[FieldSpec, str]]


class DetailsView(QWidget):
    """The groups of a file, each with its facts; `fill_in(group)` is called when its act is pressed."""

    def __init__(self, fill_in: Callable[[str], object]) -> None:
        super().__init__()
        self._fill_in = fill_in
        self._lines = column(gap=tokens.SNUG)
        self.setLayout(self._lines)

    def show_file(self, file: IncidentFile, *, past: bool) -> None:
        """Show a file's groups; what is `past`, or closed, is not filled in any more."""
        clear(self._lines)
        may = not past and file.row.stage is not Stage.CLOSED
        corrected = {each.field for each in file.story if each.field}
        for group, pairs in groupby(file.fields, key=lambda each: each[0].group):
            asked = [(spec, value) for spec, value in pairs if value or spec.applies(file.values, file.country)]
            if not asked:
                continue
            if self._lines.count():
                self._lines.addWidget(rule())
            self._lines.addLayout(self._head(group, asked, may=may))
            for spec, value in asked:
                if value:
                    words = said(spec, value, file.people)
                    self._lines.addLayout(self._fact(spec, words, corrected=spec.name in corrected))
                if value and spec.asks is Asks.BODY and file.figure is not None:
                    self._lines.addLayout(row(shown_body(value), None))

    def _head(self, group: str, asked: Asked, *, may: bool) -> QLayout:
        filled = sum(bool(value) for _, value in asked)
        count = tr("{filled} of {all}").format(filled=filled, all=len(asked))
        head = row(label(tr(group), "strong"), label(count, "small", wraps=False))
        head.setStretch(0, 1)  # in large letters on a small screen the name breaks into lines
        if may and filled < len(asked):
            act = button(tr("Fill in"), lambda: self._fill_in(group), kind="quiet", icon="edit")
            act.setAccessibleName(tr("Fill in: {group}").format(group=group))
            head.addWidget(act)
        return head

    @staticmethod
    def _fact(spec: FieldSpec, words: str, *, corrected: bool) -> QLayout:
        line = fact(tr(spec.label), words)
        if corrected:
            line.addWidget(chip(tr("corrected")))
        return line
