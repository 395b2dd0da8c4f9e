"""The days of a plan's rhythm, as RFC 5545 counts them."""

from datetime import date, datetime, timedelta
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from sopdesk.domain.schedule import Plan, Rhythm

_SHORTEST_MONTH = 28


def days_of(plan: Plan, first: date, last: date) -> tuple[date, ...]:
    """Give the days from one to another on which a plan's rhythm falls, within its own first and last day."""
    begin = max(first, plan.first or first)
    end = min(last, plan.last or last)
    if plan.rhythm is Rhythm.AS_NEEDED or begin > end:
        return ()
    if plan.rhythm is Rhythm.DAILY:
        return tuple(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    at_midnight = datetime.min.time()
    rule = rrule(dtstart=datetime.combine(begin, at_midnight), until=datetime.combine(end, at_midnight), **_parts(plan))
    return tuple(each.date() for each in rule)


def _parts(plan: Plan) -> dict[str, Any]:
    if plan.rhythm is Rhythm.WEEKLY:
        return {"freq": WEEKLY, "byweekday": plan.weekdays}
    parts: dict[str, Any] = {"freq": MONTHLY}
    if plan.rhythm is Rhythm.QUARTERLY:
        parts["bymonth"] = tuple(range(plan.month, 13, 3))
    if plan.nth:
        return {**parts, "byweekday": weekday(plan.weekdays[0], plan.nth)}
    if plan.day > _SHORTEST_MONTH:  # a shorter month has it on its last day: the last of those days that it has
        return {**parts, "bymonthday": tuple(range(_SHORTEST_MONTH, plan.day + 1)), "bysetpos": -1}
    return {**parts, "bymonthday": plan.day}
