"""The shift: who is on duty and who comes next, what is due by when, what is open, and what to remind of."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sopdesk.domain import reminding
from sopdesk.domain.occasion import DueState
from sopdesk.domain.reminding import Cause, Doors, Waiting
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.services.guides import Guides
from sopdesk.services.handovers import Handovers
from sopdesk.services.hours import Hours
from sopdesk.services.work_lines import WorkLines, timing_of
from sopdesk.views.checklists import RunRow
from sopdesk.views.organisation import DutyView
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import DueView
from sopdesk.views.shift import ReminderView, Reminding, ShiftLine, ShiftView
from sopdesk.views.today import TodayLine

AHEAD = timedelta(hours=24)
"""So far ahead it is looked who comes next."""
TOGETHER = timedelta(hours=1)
"""Whoever begins so soon after the first who comes next, comes with them."""
_A_DAY = timedelta(days=1)


class Shift:
    """Questions about the shift that is under way; all is worked out at each asking, and nothing is recorded."""

    def __init__(  # noqa: PLR0917 - the services that know
        self, desk: Desk, duty: Duty, hours: Hours, guides: Guides, handovers: Handovers, work: WorkLines
    ) -> None:
        """Ask the other services."""
        self._desk = desk
        self._duty = duty
        self._hours = hours
        self._guides = guides
        self._left = handovers
        self._work = work

    def view(self, person: PersonView | None) -> ShiftView:
        """Give the shift as it stands; incidents, and what was handed up, only to those who work on them."""
        now, on_duty, runs = self._desk.now(), self._duty.times(), self._work.open_runs()
        due, doors = self._work.due(), self.doors()
        lines = tuple(_line(each, runs, now) for each in due)
        changes = doors.closes if doors.is_open else self._hours.opens_next()
        return ShiftView(now, on_duty, self.coming(on_duty), lines, self._open(person, due, runs), doors, changes)

    def coming(self, on_duty: tuple[DutyView, ...]) -> tuple[DutyView, ...]:
        """Give who comes next by the rota: the first to begin, and those who begin soon after."""
        now = self._desk.now()
        views, organisation = {each.id: each for each in self._desk.people_views()}, self._desk.organisation()
        there = {(each.person.id, each.shift) for each in on_duty}
        works = [
            each for each in self._duty.works(now, now + AHEAD)
            if now < each.starts <= now + AHEAD and each.person in views and (each.person, each.shift.name) not in there
            and not organisation.is_away(each.person, self._desk.day_of(each.starts))
        ]  # fmt: skip
        works.sort(key=lambda each: each.starts)
        return tuple(
            DutyView(views[each.person], each.starts, each.ends, True, each.shift.name)  # noqa: FBT003 - by the rota
            for each in works if each.starts <= works[0].starts + TOGETHER
        )  # fmt: skip

    def next_due(self) -> DueView | None:
        """Give what is due first of all that is not done yet; what is late comes before it."""
        waits = (DueState.COMING, DueState.DUE, DueState.LATE)
        return min(
            (each for each in self._work.due() if each.state in waits), key=lambda each: each.due_by, default=None
        )

    def doors(self) -> Doors:
        """Tell whether the house is open, and when it closes; None where it does not close within a day."""
        now, zone, said = self._desk.now(), self._desk.zone(), self._hours.said()
        if not said.is_open(now, zone):
            return Doors(is_open=False)
        today = self._desk.day_of(now)
        closes = now
        for each in said.times(today - _A_DAY, today + 2 * _A_DAY, zone):
            if each.opens <= closes < each.closes:
                closes = each.closes  # what begins as the other ends goes on
        return Doors(closes=closes if now < closes < now + AHEAD else None)

    def reminders(self, person: PersonView | None, said: AbstractSet[tuple[str, str]]) -> Reminding:
        """Give what to remind whoever is at the desk of, by the rule in domain.reminding; `said` is key and cause."""
        views = {view.key: (view, waiting) for view, waiting in self._waiting(person)}
        found = reminding.reminders((each for _, each in views.values()), self._desk.now(), self.doors(), said)
        return Reminding(
            tuple(_with_cause(views[each.key][0], each.cause) for each in found), frozenset(views)
        )  # fmt: skip

    def _waiting(self, person: PersonView | None) -> Iterator[tuple[ReminderView, Waiting]]:
        runs = self._work.open_runs()
        for each in self._work.due():
            if each.state in {DueState.COMING, DueState.DUE, DueState.LATE}:
                key, run = f"{each.sop} {each.due_by.isoformat()}", runs.get(each.run)
                place, which = ("run", run.id) if run else ("checklist", each.sop)
                view = ReminderView(key, Cause.DUE, each.title, place, which, each.due_by)
                yield view, reminding.task(key, each.opens, each.due_by, each.late_from, begun=bool(each.run))
        for line in self._guides.handed_up_to(person.id) if person is not None else ():
            key = f"{line.id} {person.id}" if person else line.id
            view = ReminderView(key, Cause.HANDED_UP, line.title, "guide", line.id, None)
            yield view, reminding.message(key, Cause.HANDED_UP, line.ended_at or self._desk.now())
        for row in self._left.to_read(person) if person is not None else self._left.open():
            key = f"{row.id} {person.id}" if person else row.id
            view = ReminderView(key, Cause.HANDOVER, row.who, "handover", row.id, None)
            yield view, reminding.message(key, Cause.HANDOVER, row.at, left_to=person is not None)

    def _open(
        self, person: PersonView | None, due: tuple[DueView, ...], runs: dict[str, RunRow]
    ) -> tuple[TodayLine, ...]:
        """Give what is open besides what is due: what others left first, then what is under way, then clocks."""
        known = {each.run for each in due}
        return (
            *self._work.handovers(person), *self._work.handed_up(person),
            *self._work.runs([each for each in runs.values() if each.id not in known], person),
            *self._work.guided(), *self._work.clocks(person),
        )  # fmt: skip


def _line(due: DueView, runs: dict[str, RunRow], now: datetime) -> ShiftLine:
    run = runs.get(due.run)
    if run is None:
        return ShiftLine(due, timing_of(due, now))
    return ShiftLine(due, timing_of(due, now), run.done + run.skipped, run.total, run.started_by)


def _with_cause(view: ReminderView, cause: Cause) -> ReminderView:
    return ReminderView(view.key, cause, view.title, view.place, view.id, view.due_by)
