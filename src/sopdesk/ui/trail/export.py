"""Taking the trail along: what the filter shows, as PDF, CSV or JSON, recorded as an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.person import Right
from sopdesk.services.trail import Filter
from sopdesk.ui.saving import save_file
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.trail.trail import TrailScreen

_FORMS = (("pdf", "PDF"), ("csv", "CSV"), ("json", "JSON"))


class TrailExport(QObject):
    """Asks for the form and the file, and has it made in the background."""

    def __init__(self, screen: TrailScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def which(self) -> Filter:
        """Give what the screen's filters say."""
        screen = self._screen
        back = screen.first_moment()
        first = screen.workspace.now() - back if back else None
        subject = screen.more.get("subject", "") or screen.id
        return Filter(first=first, who=screen.who.value(), area=screen.area.value(), subject=subject)

    def ask(self) -> None:
        """Ask in which form, then where to."""
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                self.tr("Take the trail along"),
                [Question("form", self.tr("As"), "choice", _FORMS, needed=True)],
                self.tr("Choose a file"),
                lambda answers: self._save(who, answers["form"]),
                sentence=self.tr("It holds what the filters show now. That it left the house is recorded."),
                values={"form": "pdf"},
            ),
            right=Right.EXPORT,
        )

    def _save(self, who: PersonView, form: str) -> None:
        which, exports = self.which(), self._screen.workspace.exports

        def make(progress: Progress, cancelled: IsCancelled) -> bytes:
            if form == "csv":
                return exports.trail_csv(by=who.id, which=which)
            if form == "json":
                return exports.trail_json(by=who.id, which=which)
            return exports.trail_pdf(by=who.id, which=which, progress=progress, cancelled=cancelled)

        save_file(self._screen, f"trail.{form}", self.tr("Making the file"), make, recorded=True)
