"""What a table would bring, or has brought: how many rows are good, the first incidents, and what stays out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.imports.words import field_word, tr
from sopdesk.ui.incidents.words import kind_word, stage_chip
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Chips, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.imports import IncidentPreview, RowTwin, TablePreview

Errors = tuple[tuple[int, str], ...]
GOOD, BAD, TWICE = "good", "bad", "twice"
HEIGHT = 420


class ComingIn(QWidget):
    """Lists to choose from: the first incidents, rows with mistakes, and rows that are here already or stand twice."""

    takes_twins = Signal(bool)

    def __init__(self, times: Times, save_errors: Callable[[], object]) -> None:
        super().__init__()
        self._times = times
        self._sample: tuple[IncidentPreview, ...] = ()
        self.errors: Errors = ()
        self.twins: tuple[RowTwin, ...] = ()
        self.let_in = Tick(self.tr("Let them come in all the same, but for rows that were imported before"))
        self.let_in.clicked.connect(lambda: self.takes_twins.emit(self.let_in.isChecked()))
        self.view = Chips(name=self.tr("What is shown"), needed=True)
        self.view.changed.connect(lambda _view: self._show())
        self.save = button(self.tr("Save these rows as CSV"), save_errors, icon="export")
        self.about = label("", "soft")
        self.list = LinesView(self.tr("What would come in"))
        top = row(self.view, self.save)
        top.setStretch(0, 1)
        self.setLayout(column(top, self.about, self.let_in, self.list, gap=tokens.NEAR))
        style.on_change(self._fit)
        self._fit()

    def show_preview(self, preview: TablePreview) -> None:
        """Show what would come in."""
        self._sample, self.errors, self.twins = preview.sample, preview.errors, preview.twins
        self._offer(preview.good)
        self._show()

    def show_result(self, errors: Errors, twins: tuple[RowTwin, ...]) -> None:
        """Show what stayed out of an import that is done."""
        self._sample, self.errors, self.twins = (), errors, twins
        self._offer(0)
        self.view.set_value(BAD if errors or not twins else TWICE)
        self._show()

    def _offer(self, good: int) -> None:
        out = sum(1 for row_, _ in self.errors if row_)
        self.view.offer((
            (GOOD, self.tr("Would come in: {n}").format(n=self._times.number(good))),
            (BAD, self.tr("Mistakes: {n}").format(n=self._times.number(out))),
            (TWICE, self.tr("Here already, or twice: {n}").format(n=self._times.number(len(self.twins)))),
        ))  # fmt: skip

    @property
    def out(self) -> Errors:
        """Every row that stays out, and why."""
        twins = ((each.row, each.sentence) for each in self.twins if each.certain or not self.let_in.isChecked())
        return tuple(sorted((*((at, said) for at, said in self.errors if at), *twins)))

    def _show(self) -> None:
        view = self.view.value()
        if view == GOOD and not self._sample:
            view = BAD
        self.save.setVisible(view != GOOD and bool(self.out))
        self.let_in.setVisible(view == TWICE and any(not each.certain for each in self.twins))
        said = {
            GOOD: self.tr("The first {n} of them, as they would be recorded.").format(n=len(self._sample)),
            BAD: self.tr("Mend these rows in the saved table and import that; the good rows are not held up."),
            TWICE: self.tr("These rows are proposed to be left out: nothing is merged, and nothing comes in twice."),
        }  # fmt: skip
        self.about.setText(said[view])
        self.about.setVisible(view == GOOD or bool(self.errors if view == BAD else self.twins))
        self.list.set_lines(list({GOOD: self._good, BAD: self._bad, TWICE: self._twice}[view]()))

    def _twice(self) -> Iterator[Line]:
        for each in self.twins:
            yield Line(each.sentence, self.tr("Row {n}").format(n=each.row), icon="link")
        if not self.twins:
            yield Line(self.tr("No row is here already, and none stands twice."), icon="check")

    def _good(self) -> Iterator[Line]:
        for each in self._sample:
            first, _, rest = each.narrative.partition("\n")
            when = self._times.moment(each.occurred_at)
            if each.about:
                when = self.tr("{day}, time not known").format(day=self._times.day_of_year(each.occurred_at))
            said = (f"{field_word(name, each.kind)}: {text}" for name, text in each.more.items())
            rest = " · ".join(
                filter(
                    None, (kind_word(each.kind), *self._there(each), each.place, each.channel, *said, *rest.split("\n"))
                )
            )
            yield Line(first, rest, note=when, icon="incidents")

    def _there(self, each: IncidentPreview) -> Iterator[str]:
        """Say how the incident comes in, and what it is called where it comes from."""
        yield tr(each.severity.value.capitalize())
        stage = stage_chip(each.stage)[0]
        yield self.tr("{stage}, as “{status}”").format(stage=stage, status=each.status) if each.status else stage
        if each.number:
            yield self.tr("number there: {number}").format(number=each.number)

    def _bad(self) -> Iterator[Line]:
        for row_, sentence in self.errors:
            where = self.tr("Row {n}").format(n=row_) if row_ else ""
            yield Line(sentence, where, icon="info")
        if not self.errors:
            yield Line(self.tr("Every row is good."), icon="check")

    def _fit(self) -> None:
        self.list.setFixedHeight(style.size(HEIGHT))
