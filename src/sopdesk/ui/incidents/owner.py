"""Who looks after a file: said at its head, given to somebody, or taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sopdesk.domain.confidence import Sight
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.ui.incidents.case_screen import CaseScreen


class OwnerRow(Flow):
    """Who looks after a file, with the acts that change it."""

    def __init__(self, screen: CaseScreen) -> None:
        super().__init__()
        self._screen = screen

    def show_file(self, file: IncidentFile) -> None:
        """Say who looks after the file; to who may handle it, as long as it is open, offer it."""
        self.clear()
        row, screen = file.row, self._screen
        open_ = file.past is None and row.stage is not Stage.CLOSED
        acts = open_ and file.sight is not Sight.OWN and screen.may(Right.HANDLE)
        nobody = tr("Nobody looks after it yet") if open_ else tr("Nobody was named to look after it")
        self.add(
            label(
                tr("Looks after it: {name}").format(name=row.owner_name) if row.owner else nobody, "soft", wraps=False
            )
        )
        if acts and (screen.person is None or screen.person.id != row.owner):
            self.add(button(tr("Take it"), self.take, kind="quiet", icon="check"))
        if acts:
            self.add(button(tr("Give to…"), self.give, kind="quiet", icon="person"))
        self.arrange()

    def take(self) -> None:
        """Look after the file oneself."""
        screen, give = self._screen, self._screen.workspace.assigning.give

        def act(who: PersonView) -> None:
            screen.attempt(partial(give, by=who.id, incident=screen.id, owner=who.id), tr("You look after it now."))

        screen.frame.require_person(act, right=Right.HANDLE)

    def give(self) -> None:
        """Ask to whom the file goes."""
        screen, give = self._screen, self._screen.workspace.assigning.give
        screen.frame.require_person(
            lambda who: screen.ask(
                tr("Give to…"), giving_questions(screen.workspace), tr("Give it"),
                lambda answers: give(
                    by=who.id, incident=screen.id, owner=answers["owner"], reason=answers["reason"]
                ),
                done=tr("It is given."),
            ),
            right=Right.HANDLE,
        )  # fmt: skip


def giving_questions(workspace: Workspace) -> list[Question]:
    """Give what is asked before files go to somebody: to whom, and why where it needs saying."""
    people = tuple((each.id, each.name) for each in workspace.assigning.people())
    return [
        Question("owner", tr("Who looks after it"), "choice", people, needed=True),
        Question("reason", tr("Why, if it needs saying"), "text"),
    ]
