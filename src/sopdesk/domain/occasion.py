"""The occasions of a plan: when a checklist opens, is due, is late and is missed, and how it stands at an instant."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from sopdesk.domain.opening import Hours, HoursOfDay, instant
from sopdesk.domain.schedule import Moment, OnClosed, Plan, Planned

FURTHEST = 31
"""How many days an occasion is moved at most to find a day on which the house is open."""


class DueState(StrEnum):
    """How an occasion stands."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    DONE = "done"


class Occasion(NamedTuple):
    """One time at which a checklist is to be done; `due_by` tells it from the others of its checklist."""

    due_by: datetime
    opens: datetime
    late_from: datetime
    late_until: datetime
    role: str = ""


def occasions(plan: Plan, days: Iterable[date], hours: Hours, zone: tzinfo) -> tuple[Occasion, ...]:
    """Give the occasions that fall on the days of a plan's rhythm, in order, moved off closed days as it says."""
    places = (_placed(plan, day, hours) for day in days)
    moments = {due for place in places if place is not None for due in _due(plan, place, zone)}
    return tuple(_occasion(plan, due) for due in sorted(moments))


def _placed(plan: Plan, day: date, hours: Hours) -> HoursOfDay | None:
    """Give the day on which an occasion is to be done; None where it is left out."""
    found = hours.on(day)
    if found.closed and plan.closed is OnClosed.LEFT_OUT:
        return None
    if found.closed and plan.closed is not OnClosed.KEPT:
        step = 1 if plan.closed is OnClosed.NEXT else -1
        around = (hours.on(day + timedelta(days=step * n)) for n in range(1, FURTHEST + 1))
        return next((each for each in around if not each.closed), None)
    return found


def _due(plan: Plan, day: HoursOfDay, zone: tzinfo) -> Iterator[datetime]:
    if plan.moment is Moment.CLOCK:
        yield from (instant(day.day, each, zone) for each in plan.times)
    elif day.spans:
        times = day.times(zone)
        start = times[0].opens if plan.moment is Moment.OPENING else max(each.closes for each in times)
        yield from (start + timedelta(minutes=each) for each in plan.times)


def _occasion(plan: Plan, due: datetime) -> Occasion:
    return Occasion(
        due,
        due - timedelta(minutes=plan.ahead),
        due + timedelta(minutes=plan.grace),
        due + timedelta(minutes=plan.missed),
        plan.role,
    )


def in_force(planned: Sequence[Planned], n: int, found: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Give those occasions of the nth plan that fell due while it was in force: until the next one was recorded."""
    since = planned[n].stamp.at
    until = planned[n + 1].stamp.at if n + 1 < len(planned) else None
    return tuple(each for each in found if since <= each.due_by and (until is None or each.due_by < until))


def state(
    occasion: Occasion, at: datetime, *, started: datetime | None = None, completed: datetime | None = None
) -> DueState:
    """Tell how an occasion stands at an instant, by when its run was started and completed.

    One that nobody had begun when it was missed stays missed, also when it is done later.
    """
    begun = started is not None and started <= at and started < occasion.late_until
    if begun and completed is not None and completed <= at:
        return DueState.DONE
    if not begun and at >= occasion.late_until:
        return DueState.MISSED
    if at > occasion.late_from:
        return DueState.LATE
    return DueState.DUE if begun or at >= occasion.opens else DueState.COMING
