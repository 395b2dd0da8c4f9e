"""What a table would bring, or has brought: how many rows are good, the first incidents, and what stays out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.imports.words import field_word
from sopdesk.ui.incidents.words import kind_word
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.imports import IncidentPreview, TablePreview

Errors = tuple[tuple[int, str], ...]
GOOD, BAD = "good", "bad"
HEIGHT = 420


class ComingIn(QWidget):
    """Two lists to choose from: the first incidents, and the rows that stay out."""

    def __init__(self, times: Times, save_errors: Callable[[], object]) -> None:
        super().__init__()
        self._times = times
        self._sample: tuple[IncidentPreview, ...] = ()
        self.errors: Errors = ()
        self.view = Chips(name=self.tr("What is shown"), needed=True)
        self.view.changed.connect(lambda _view: self._show())
        self.save = button(self.tr("Save these rows as CSV"), save_errors, icon="export")
        self.about = label("", "soft")
        self.list = LinesView(self.tr("What would come in"))
        top = row(self.view, self.save)
        top.setStretch(0, 1)
        self.setLayout(column(top, self.about, self.list, gap=tokens.NEAR))
        style.on_change(self._fit)
        self._fit()

    def show_preview(self, preview: TablePreview) -> None:
        """Show what would come in."""
        self._sample, self.errors = preview.sample, preview.errors
        self._offer(preview.good)
        self._show()

    def show_result(self, errors: Errors) -> None:
        """Show what stayed out of an import that is done."""
        self._sample, self.errors = (), errors
        self._offer(0)
        self.view.set_value(BAD)
        self._show()

    def _offer(self, good: int) -> None:
        out = sum(1 for row_, _ in self.errors if row_)
        self.view.offer((
            (GOOD, self.tr("Would come in: {n}").format(n=self._times.number(good))),
            (BAD, self.tr("Stay out: {n}").format(n=self._times.number(out))),
        ))  # fmt: skip

    def _show(self) -> None:
        bad = self.view.value() == BAD or not self._sample
        self.save.setVisible(bad and any(row_ for row_, _ in self.errors))
        said = self.tr("Mend these rows in the saved table and import that; the good rows are not held up.")
        first = self.tr("The first {n} of them, as they would be recorded.").format(n=len(self._sample))
        self.about.setText(said if bad else first)
        self.about.setVisible(bool(self.errors) if bad else True)
        self.list.set_lines(list(self._bad() if bad else self._good()))

    def _good(self) -> Iterator[Line]:
        for each in self._sample:
            first, _, rest = each.narrative.partition("\n")
            when = self._times.moment(each.occurred_at)
            if each.about:
                when = self.tr("{day}, time not known").format(day=self._times.day_of_year(each.occurred_at))
            said = (f"{field_word(name, each.kind)}: {text}" for name, text in each.more.items())
            rest = " · ".join(filter(None, (kind_word(each.kind), each.place, each.channel, *said, *rest.split("\n"))))
            yield Line(first, rest, note=when, icon="incidents")

    def _bad(self) -> Iterator[Line]:
        for row_, sentence in self.errors:
            where = self.tr("Row {n}").format(n=row_) if row_ else ""
            yield Line(sentence, where, icon="info")
        if not self.errors:
            yield Line(self.tr("Every row is good."), icon="check")

    def _fit(self) -> None:
        self.list.setFixedHeight(style.size(HEIGHT))
