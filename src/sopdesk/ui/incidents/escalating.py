"""To whom a file went and when, and the act that hands it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.incidents import IncidentFile

if TYPE_CHECKING:
    from sopdesk.ui.incidents.case_screen import CaseScreen


class EscalationCard(Card):
    """The steps that a file has reached, newest first, and handing it up."""

    def __init__(self, screen: CaseScreen) -> None:
        self._screen = screen
        self._list = column(gap=tokens.NEAR)
        super().__init__(self._list, title=tr("Who was called"))

    def show_file(self, file: IncidentFile) -> None:
        """Show to whom the file went."""
        clear(self._list)
        open_ = file.past is None and file.row.stage is not Stage.CLOSED
        self.setVisible(open_ or bool(file.escalated))
        times, now = self._screen.frame.times, self._screen.workspace.now()
        for each in reversed(file.escalated):
            who = ", ".join(each.people) or tr("nobody was on duty")
            said = tr("{role}: {who}").format(role=each.role, who=who)
            why = tr("{moment} · {why}").format(moment=times.near(each.at, now), why=each.why)
            head = label(said, "strong" if each.open else "soft")
            self._list.addLayout(column(head, label(why, "small"), gap=0))
        if not file.escalated:
            self._list.addWidget(label(tr("Nobody yet: no clock has used up half of its time."), "soft"))
        if open_:
            act = button(tr("Hand up"), self.hand_up, kind="quiet", icon="up")
            self._list.addLayout(row(act, None))
            act.setVisible(self._screen.may(Right.LOG))

    def hand_up(self) -> None:
        """Hand the file up to a role, with the reason."""
        workspace, incident = self._screen.workspace, self._screen.id
        roles = tuple((each.id, each.name) for each in workspace.organisation.role_rows())
        asked = [
            Question("role", tr("To which role"), "choice", roles, needed=True),
            Question("reason", tr("Why"), "text", needed=True),
        ]
        said = tr("It stands on Today of whoever of that role is on duty, with what was done so far.")
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                tr("Hand up"), asked, tr("Hand up"),
                lambda answers: workspace.escalating.hand_up(
                    by=who.id, incident=incident, role=answers["role"], reason=answers["reason"]
                ),
                done=tr("Handed up."), sentence=said,
            ),
            right=Right.LOG,
        )  # fmt: skip
