"""Going on with a file although something is missing: by right, with a reason, and in sight from then on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from sopdesk.domain.gates import next_stage
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen


def override_chips(file: IncidentFile) -> Iterator[QLabel]:
    """Say that the file went on although something was missing; nothing where it never did."""
    if file.overridden:
        yield chip(tr("Something was missing"), "warning")


def override_facts(file: IncidentFile) -> Iterator[tuple[str, str]]:
    """Name what the file went on without."""
    if file.overridden:
        yield tr("Went on without"), "; ".join(file.overridden)


def go_on_all_the_same(screen: FileScreen) -> None:
    """Ask why the file goes on to its next stage although something is missing, and let it; a close is signed too."""
    file = screen.file
    following = next_stage(file.row.stage) if file is not None else None
    if file is None or following is None:
        return
    closes, incidents, title = following is Stage.CLOSED, screen.workspace.incidents, tr("Go on all the same")
    lacking = "; ".join(each.named for each in file.lacks)
    sentence = tr("This is missing, and is named in the record: {lacking}.").format(lacking=lacking)
    asked = [
        Question("override", tr("Why it cannot wait"), "text", needed=True),
        Question("text", tr("How it ended") if closes else tr("What was done"), "text", needed=closes),
    ]
    if closes:
        asked.append(Question("password", tr("Password"), "password", needed=True))

    def act(who: PersonView, answers: dict[str, str]) -> None:
        why = answers["override"]
        if closes:
            incidents.close(
                by=who.id, password=answers["password"], incident=screen.id, outcome=answers["text"],
                digest=file.digest, override=why,
            )  # fmt: skip
        else:
            incidents.move(by=who.id, incident=screen.id, stage=following, text=answers["text"], override=why)

    done = tr("The incident is now at “{stage}”.").format(stage=tr(following.value))
    screen.frame.require_person(
        lambda who: screen.ask(title, asked, title, lambda answers: act(who, answers), done=done, sentence=sentence),
        right=Right.OVERRIDE,
    )
