"""Starting a checklist from an incident, and the runs that were started from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from sopdesk.domain.person import Right
from sopdesk.domain.sop import Format
from sopdesk.ui.checklists.begin import SCREENS
from sopdesk.ui.checklists.words import stage_chip
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip
from sopdesk.ui.widgets.rows import row
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.manual import SopRow
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen


def tr(text: str) -> str:
    """Give words in the language of the house."""
    return QCoreApplication.translate("Starting", text)


def start_checklist(screen: FileScreen) -> None:
    """Ask which checklist or workflow the incident calls for, and start it."""

    def ask(who: PersonView) -> None:
        file = screen.file
        offered = {each.id: each for each in _offered(screen, file)} if file is not None else {}
        if not offered:
            screen.message.warn(tr("No checklist is in force."))
            return
        choices = tuple((each.id, f"{each.number} {each.title}") for each in offered.values())

        def start(answers: dict[str, str]) -> None:
            sop = offered[answers["sop"]]
            acts = screen.workspace.guides if sop.format is Format.WORKFLOW else screen.workspace.checklists
            begun = acts.start(by=who.id, sop=sop.id, incident=screen.id)
            screen.frame.go(SCREENS[sop.format], begun)

        screen.ask(
            tr("Start a checklist"), [Question("sop", tr("What is to be done"), "choice", choices, needed=True)],
            tr("Start"), start, sentence=tr("Those of the procedures concerned stand first."),
        )  # fmt: skip

    screen.frame.require_person(ask, right=Right.RUN, why=tr("Starting it is recorded with your name."))


def add_runs(screen: FileScreen, place: QVBoxLayout) -> None:
    """Show the runs that were started from the incident, each with its stage; a press opens it."""
    for each in screen.workspace.checklists.of_incident(screen.id):
        words = tr("{number} {title}").format(number=each.number, title=each.title)
        open_run = partial(screen.frame.go, "checklists.run", each.id)
        opens = button(words, open_run, kind="quiet", icon="checklists")
        place.addLayout(row(opens, chip(*stage_chip(each.stage)), None))


def _offered(screen: FileScreen, file: IncidentFile) -> list[SopRow]:
    """Give what can be started: the procedures concerned, what these refer to, then all others by number."""
    pinned = [each for each, _ in file.procedures]
    contents = [screen.workspace.manual.page_of_digest(each.sop, each.digest).content for each in pinned]
    near = {reference.number for each in contents for reference in each.references}
    own = {each.sop for each in pinned}

    def nearness(each: SopRow) -> tuple[bool, bool, str]:
        return each.id not in own, each.number not in near, each.number

    rows = (*screen.workspace.checklists.available(), *screen.workspace.guides.available())
    return sorted(rows, key=nearness)
