"""One page of an import as it would read, with what was not clear in it, and what can be changed before it comes in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from sopdesk.domain.sop import Format, Kind
from sopdesk.services.manual_import import FORMATS
from sopdesk.ui import tokens
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.manual.words import KINDS, format_word, kind_word
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column

if TYPE_CHECKING:
    from sopdesk.ui.imports.manual import ImportManualScreen
    from sopdesk.views.imports import ProcedurePreview


class PagePreview(QWidget):
    """The page that is looked at, below what can be done with it."""

    def __init__(self, screen: ImportManualScreen) -> None:
        super().__init__()
        self._screen = screen
        self.source = ""
        self.about = label("", "soft")
        self.remarks = label("", "soft")
        self.turn = button(self.tr("Leave this page out"), self._turn, icon="close")
        self.edit = button(self.tr("Change title, number, section, format"), self._ask, icon="edit")
        self.before = button(self.tr("Page before"), partial(self._go, -1), kind="quiet", icon="back")
        self.next = button(self.tr("Next page"), partial(self._go, 1), kind="quiet", icon="right")
        acts = Flow(tokens.SNUG)
        for each in (self.turn, self.edit, self.before, self.next):
            acts.add(each)
        self.page = PageBody(Reading(self._picture, lambda _link: None))
        inside = QWidget()
        inside.setObjectName("scrolled")
        around = column(self.remarks, self.page, None)
        around.setContentsMargins(0, 0, tokens.GAP, tokens.GAP)
        inside.setLayout(around)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("The page as it would read"))
        self.area.setWidget(inside)
        self.setLayout(column(self.about, acts, self.area, gap=tokens.SNUG))

    def show_source(self, source: str) -> None:
        """Show a page of the import."""
        coming, row = self._screen.coming, self._row(source)
        self.source = source if row else ""
        if coming is None or row is None:
            return
        words = (row.number, row.title, row.section, format_word(row.format), kind_word(row.kind), row.source)
        self.about.setText(" · ".join(filter(None, words)))
        self.turn.setText(self.tr("Leave this page out") if row.chosen else self.tr("Take this page"))
        said = [self.tr("Line {n}: {said}").format(n=each.line, said=each.sentence) for each in coming.remarks(source)]
        self.remarks.setText("\n".join(said))
        self.remarks.setVisible(bool(said))
        if (page := coming.page(source)) is not None:
            self.page.show_page(page)

    def _row(self, source: str) -> ProcedurePreview | None:
        found = self._screen.preview
        return next((each for each in found.procedures if each.source == source), None) if found else None

    def _picture(self, source: str) -> bytes | None:
        coming = self._screen.coming
        return (coming.picture(source) if coming else None) or self._screen.workspace.manual.picture(source)

    def _turn(self) -> None:
        row, coming = self._row(self.source), self._screen.coming
        if row is not None and coming is not None:
            coming.choose(row.source, chosen=not row.chosen)
            self._screen.look_again()

    def _go(self, way: int) -> None:
        found = self._screen.preview
        sources = [each.source for each in found.procedures] if found else []
        if self.source in sources:
            self.show_source(sources[(sources.index(self.source) + way) % len(sources)])
            self.area.verticalScrollBar().setValue(0)

    def _ask(self) -> None:
        row = self._row(self.source)
        if row is None:
            return
        formats = (row.format,) if row.own else tuple(dict.fromkeys((*FORMATS, row.format)))
        self._screen.ask(
            self.tr("Change this page"),
            [
                Question("title", self.tr("Title"), needed=True),
                Question("number", self.tr("Number"), needed=True),
                Question("section", self.tr("Section")),
                Question("format", self.tr("Format"), "choice", [(each.value, format_word(each)) for each in formats]),
                Question("kind", self.tr("Kind of work"), "choice", [(each.value, kind_word(each)) for each in KINDS]),
            ],
            self.tr("Change"), self._change,
            sentence=self.tr("Links from the other pages follow. Nothing is kept until you import."),
            values={"title": row.title, "number": row.number, "section": row.section, "format": row.format,
                    "kind": row.kind},
        )  # fmt: skip

    def _change(self, answers: dict[str, str]) -> None:
        coming = self._screen.coming
        if coming is not None:
            coming.change(
                self.source, title=answers["title"], number=answers["number"], section=answers["section"],
                kind=Kind(answers["kind"]) if answers["kind"] else None,
                form=Format(answers["format"]) if answers["format"] else None,
            )  # fmt: skip
            self._screen.look_again()
