"""The occasions of the plans: worked out from plans, opening hours and runs at each asking, and never stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sopdesk.almanac.recurrence import days_of
from sopdesk.domain import occasion as rules
from sopdesk.domain.occasion import DueState, Occasion
from sopdesk.domain.opening import Hours
from sopdesk.domain.schedule import Moment, OnClosed, Plan, Planned, Rhythm
from sopdesk.services.desk import Desk
from sopdesk.store import opening as hours_table
from sopdesk.store import schedules as table
from sopdesk.store.runs import RunDue, runs_due

NEARBY = timedelta(days=2)
"""So far from its day an occasion can be due: after a closing past midnight, or before an opening."""
MOVED = timedelta(days=rules.FURTHEST)


class Found(NamedTuple):
    """An occasion of a checklist, the run that was begun for it, and how it stands."""

    sop: str
    occasion: Occasion
    run: RunDue | None
    state: DueState


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the occasions follow from, read at one moment."""

    plans: Mapping[str, Sequence[Planned]]
    hours: Hours
    zone: ZoneInfo

    def of(self, sop: str, since: datetime, until: datetime) -> tuple[Occasion, ...]:
        """Give the occasions of a checklist that are open, or might still be done, at any time in a span."""
        planned = self.plans.get(sop, ())
        found: set[Occasion] = set()
        for n, each in enumerate(planned):
            gone = n + 1 < len(planned) and planned[n + 1].stamp.at <= since - timedelta(minutes=each.plan.missed)
            if each.plan.rhythm is not Rhythm.AS_NEEDED and not gone:
                there = self.planned(each.plan, since, until)
                found.update(rules.in_force(planned, n, there))
        return tuple(sorted(found))

    def planned(self, plan: Plan, since: datetime, until: datetime) -> tuple[Occasion, ...]:
        """Give the occasions of a plan that are open, or might still be done, at any time in a span."""
        first = (since - timedelta(minutes=plan.missed)).astimezone(self.zone).date()
        last = (until + timedelta(minutes=plan.ahead)).astimezone(self.zone).date()
        first, last = _wider(plan, first, last)
        found = rules.occasions(plan, days_of(plan, first, last), self.hours, self.zone)
        return tuple(each for each in found if each.opens < until and each.late_until > since)


def _wider(plan: Plan, first: date, last: date) -> tuple[date, date]:
    """Give days from which occasions of the days asked for may have been moved."""
    near = NEARBY if plan.moment is not Moment.CLOCK else timedelta()
    before = MOVED if plan.closed is OnClosed.NEXT else timedelta()
    after = MOVED if plan.closed is OnClosed.PREVIOUS else timedelta()
    return first - near - before, last + near + after


class Occasions:
    """Finds the occasions of a span, each with its run."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def book(self, sop: str = "") -> Book:
        """Read the plans, of all checklists or of one, with the opening hours and the house's zone."""
        with self._desk.store.reading() as connection:
            plans, hours = table.plans(connection, sop), hours_table.the_hours(connection)
        return Book(plans, hours, self._desk.zone())

    def between(
        self,
        since: datetime,
        until: datetime,
        at: datetime,
        *,
        sops: Collection[str] | None = None,
        book: Book | None = None,
    ) -> list[Found]:
        """Give the occasions that are open at any time in a span, of all checklists or of some, as they stand `at`."""
        book = book or self.book(next(iter(sops)) if sops is not None and len(sops) == 1 else "")
        found = {sop: book.of(sop, since, until) for sop in book.plans if sops is None or sop in sops}
        due = [each.due_by for those in found.values() for each in those]
        if not due:
            return []
        with self._desk.store.reading() as connection:
            runs = runs_due(connection, min(due) - NEARBY, max(due) + NEARBY)
        by_sop: dict[str, list[RunDue]] = {}
        for run in runs:
            by_sop.setdefault(run.sop, []).append(run)
        return [each for sop, those in found.items() for each in _with_runs(sop, those, by_sop.get(sop, ()), at)]


def _with_runs(sop: str, occasions: Sequence[Occasion], runs: Iterable[RunDue], at: datetime) -> list[Found]:
    """Match occasions with the runs begun for them: by the instant or, where hours changed since, by the window."""
    taken: dict[Occasion, RunDue] = {}
    exact = {each.due_by: each for each in occasions}
    for run in runs:
        found = exact.get(run.due) or next(
            (each for each in occasions if each not in taken and each.opens <= run.due < each.late_until), None
        )
        if found is not None and run.started <= at:
            taken.setdefault(found, run)
    return [Found(sop, each, taken.get(each), _state(each, at, taken.get(each))) for each in occasions]


def _state(occasion: Occasion, at: datetime, run: RunDue | None) -> DueState:
    if run is None:
        return rules.state(occasion, at)
    return rules.state(occasion, at, started=run.started, completed=run.completed)
