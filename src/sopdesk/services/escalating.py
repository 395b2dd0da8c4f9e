"""To whom incidents go by their clocks, their kind and by hand: to whoever of the role is on duty at that moment."""

from datetime import datetime

from sopdesk.domain import case as course
from sopdesk.domain import escalating
from sopdesk.domain.case import Incident
from sopdesk.domain.escalating import Reached
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.deadlines import Deadlines
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.views.escalating import EscalationStep
from sopdesk.views.people import PersonView


class Escalating:
    """The act of handing up, and the questions to whom a file went and to whom it goes now."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._duty = Duty(desk)
        self._due = Deadlines(desk)

    def hand_up(self, *, by: str, incident: str, role: str, reason: str) -> None:
        """Hand a file up to a role, with the reason; what was done so far goes with it."""
        self._desk.require(by, Right.LOG)
        found = self._desk.roles().find(role)
        if role and (found is None or found.retired):
            raise Refusal("There is no such role.")
        what = escalating.hand_up(self._desk.load(incident, course.fold), found.id if found else "", reason)
        self._desk.record(by, (incident, [what]))

    def steps(self, state: Incident, now: datetime) -> tuple[EscalationStep, ...]:
        """Give the steps that a file has reached, with who was on duty for each at that moment."""
        names = self._desk.roles()
        return tuple(
            EscalationStep(each.at, names.name(each.role), f"{each.why}: {each.reason}" if each.reason else each.why,
                           tuple(one.name for one in self._called(each.role, each.at)), each.open)
            for each in escalating.reached(state, now, self._due.opening())
        )  # fmt: skip

    def to_now(
        self, incident: str, person: PersonView, called: dict[str, tuple[str, ...]]
    ) -> tuple[Reached, str] | None:
        """Give the last step by which a file is somebody's now, with what was done so far; None where it is not.

        `called` keeps who is called for which role from one file to the next.
        """
        state, now = self._desk.load(incident, course.fold), self._desk.now()
        mine = None
        for each in escalating.reached(state, now, self._due.opening()):
            if each.open:
                if each.role not in called:
                    called[each.role] = tuple(one.id for one in self._called(each.role, None))
                mine = each if person.id in called[each.role] else mine
        return None if mine is None else (mine, self._so_far(state))

    def _called(self, role: str, at: datetime | None) -> tuple[PersonView, ...]:
        """Give who is on duty with a role or, where nobody is, the next one up its line who is there."""
        there = self._duty.on_duty_with(role, at)
        own = tuple(each for each in there if role in each.roles)
        return own or there[:1]

    def _so_far(self, state: Incident) -> str:
        """Say what was done: each stage with who took the file there."""
        names = self._desk.names()
        done = [f"{stage} by {names.get(stamp.actor, stamp.actor)}" for stage, stamp in state.stages]
        return f"so far: {', '.join(done)}" if state.stage is not Stage.CLOSED else ""
