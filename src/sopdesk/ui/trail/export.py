"""Taking the trail along: PDF, CSV or JSON of what the filter shows, made beside the window, recorded as an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.person import Right
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.exports import Exports
    from sopdesk.services.trail import Filter
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.trail.entries import TrailScreen

FORMS = (("pdf", "PDF"), ("csv", "CSV"), ("json", "JSON"))


class TrailExport(QObject):
    """Asks for the form and the file, and has the export made."""

    def __init__(self, screen: TrailScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def ask(self) -> None:
        """Ask in which form; say what will be in it."""
        self._screen.frame.require_person(
            self._ask, right=Right.EXPORT, why=self.tr("Taking the trail along is recorded.")
        )

    def _ask(self, who: PersonView) -> None:
        screen, which = self._screen, self._screen.which()
        count = screen.frame.times.number(screen.workspace.trail.count(which))
        said = [self.tr("Entries: {n}, {scope}.").format(n=count, scope=self._scope(which))]
        if screen.words():
            said.append(
                self.tr(
                    "The words in the field do not count here: it holds every entry that the other filters let through."
                )
            )
        said.append(self.tr("The journal records that they leave, and the SHA-256 of the file."))
        sheet = Sheet(
            self.tr("Export"), [Question("form", self.tr("As"), "choice", FORMS, needed=True)],
            self.tr("Choose a file"), lambda answers: self.save(who, which, answers["form"]),
            sentence=" ".join(said), values={"form": "pdf"},
        )  # fmt: skip
        screen.open_sheet(sheet)

    def save(self, who: PersonView, which: Filter, form: str) -> None:
        """Ask for the file, make the export beside the window, and say what left with its SHA-256."""

        def make(exports: Exports, progress: Progress, cancelled: IsCancelled) -> bytes:
            if form == "pdf":
                return exports.trail_pdf(by=who.id, which=which, progress=progress, cancelled=cancelled)
            ask = exports.trail_csv if form == "csv" else exports.trail_json
            return ask(by=who.id, which=which)

        holds = self.tr("The trail, {scope}").format(scope=self._scope(which))
        save_export(self._screen, f"trail.{form}", self.tr("Exporting the trail"), make, holds=holds)

    def _scope(self, which: Filter) -> str:
        return which.in_words({each.id: each.name for each in self._screen.workspace.people.tiles()})
