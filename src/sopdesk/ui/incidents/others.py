"""Incidents that are linked to a file, and those that may belong to it: proposed with why, never merged."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import kind_word, tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.confidence import HiddenFile
from sopdesk.views.incidents import IncidentRow, SimilarCase


class OthersView(QWidget):
    """The other incidents; `link(id)` and `open_(id)` are called when their acts are pressed."""

    def __init__(self, link: Callable[[str], object], open_: Callable[[str], object]) -> None:
        super().__init__()
        self._link, self._open = link, open_
        self._lines = column(gap=tokens.SNUG)
        self.setLayout(self._lines)

    def show_others(
        self, linked: Sequence[IncidentRow], similar: Sequence[SimilarCase], hidden: Sequence[HiddenFile] = ()
    ) -> None:
        """Show the linked ones, those of them that are kept back by their number, then what may belong to the file."""
        clear(self._lines)
        for each in linked:
            self._show(each, tr("Linked"))
        for one in hidden:
            self._lines.addWidget(
                label(tr("{number}, confidential: kept back from you").format(number=one.number), "soft")
            )
        for found in similar:
            why = tr("May belong to it: {why}").format(why=", ".join(tr(each) for each in found.why))
            self._show(found.row, why)
            link = button(tr("Link"), self._linking(found.row.id), kind="quiet", icon="plus")
            link.setAccessibleName(tr("Link {number}").format(number=found.row.number))
            self._lines.addLayout(row(link, None))

    def _linking(self, other: str) -> Callable[[], object]:
        return lambda: self._link(other)

    def _show(self, each: IncidentRow, why: str) -> None:
        words = tr("{number}, {kind}").format(number=each.number, kind=kind_word(each.kind))
        go = button(words, lambda: self._open(each.id), kind="quiet", icon="incidents")
        self._lines.addLayout(column(row(go, None), label(each.summary), label(why, "small"), gap=tokens.HAIR))
