"""What the actions of incidents put on Today: to do, to verify, to be looked at again, overdue."""

from collections.abc import Iterator

from sopdesk.domain.action import ActionSort, Waits
from sopdesk.domain.deadline import Timing
from sopdesk.domain.person import Right
from sopdesk.services.actions import Actions
from sopdesk.services.desk import Desk
from sopdesk.services.told import day_words
from sopdesk.views.actions import ActionRow
from sopdesk.views.people import PersonView
from sopdesk.views.today import TodayLine, Urgency

MOST, MOST_WAITING = 20, 200
"""So many lines of each sort are shown; among so many that wait for somebody it is looked for whose they are."""
SORTS = {
    ActionSort.CORRECTION: "Correction", ActionSort.CORRECTIVE: "Corrective action",
    ActionSort.PREVENTIVE: "Preventive action",
}  # fmt: skip
_URGENCY = {Timing.LATE: Urgency.NOW, Timing.NEAR: Urgency.SOON, Timing.OK: Urgency.LATER}


class ActionLines:
    """The lines of Today that are about actions."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        """Ask the actions."""
        self._desk = desk
        self._actions = actions

    def lines(self, person: PersonView) -> Iterator[TodayLine]:
        """Give what waits for one person; a supervisor is told, too, how many of the others' are overdue."""
        if not person.may(Right.READ_INCIDENTS):
            return
        for row in self._actions.waiting([Waits.DOING], owner=person.id, limit=MOST, by=person.id):
            yield self._line(row, row.what, f"due {_day(row)}", "Report done", _URGENCY[row.timing])
        yield from self._to_look_at(person)
        for row in self._actions.without_owner(by=person.id, limit=MOST) if person.may(Right.SIGN_OFF) else ():
            said = f"{row.owner_name}, who was to do it by {_day(row)}, has left"
            yield self._line(row, f"Needs a new owner: {row.what}", said, "Look", _soon(row))
        overdue = self._actions.count_overdue() if person.may(Right.SIGN_OFF) else 0
        if overdue:
            what = "1 action is overdue" if overdue == 1 else f"{overdue} actions are overdue"
            yield TodayLine(Urgency.SOON, what, "not done and verified by their day", "Look", "actions", "")

    def _to_look_at(self, person: PersonView) -> Iterator[TodayLine]:
        who, today = self._desk.somebody(person.id), self._desk.day_of(self._desk.now())
        waiting = [
            *self._actions.waiting([Waits.VERIFYING], limit=MOST_WAITING, by=person.id),
            *self._actions.waiting([Waits.CHECKING], upto=today, limit=MOST_WAITING, by=person.id),
            *self._actions.waiting([Waits.REPLACING], limit=MOST, by=person.id),
        ]
        mine = self._actions.theirs(who, person.id, waiting)
        for row in mine[:MOST]:
            match row.waits:
                case Waits.VERIFYING:
                    said = f"{row.owner_name} was to do it by {_day(row)}: look whether it is done"
                    yield self._line(row, f"To verify: {row.what}", said, "Look", _soon(row))
                case Waits.CHECKING:
                    said = f"to be looked at on {_day(row)}"
                    yield self._line(row, f"Did it work: {row.what}", said, "Look", _soon(row))
                case _:
                    yield self._line(row, f"Did not work: {row.what}", "another action is needed", "Plan", _soon(row))

    def _line(self, row: ActionRow, what: str, said: str, act: str, urgency: Urgency) -> TodayLine:
        detail = f"{SORTS[row.sort]} of {row.number} · {said}"
        timing = row.timing if row.day is not None else None
        return TodayLine(urgency, what, detail, act, "action", row.incident, timing=timing)


def _soon(row: ActionRow) -> Urgency:
    return Urgency.NOW if row.timing is Timing.LATE else Urgency.SOON


def _day(row: ActionRow) -> str:
    return day_words(row.day) if row.day is not None else ""
