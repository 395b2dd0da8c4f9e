"""The schedule: for each checklist a plan that says on which days and by when it is to be done, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Procedure

SCHEDULE = "schedule-"
"""How the subject of a plan begins; the id of its checklist follows."""
DAY = 24 * 60
MONTH = 31 * DAY
"""How many minutes before it is due a checklist may be begun at most, and after it until it is missed."""
MOST_TIMES = 24


class Rhythm(StrEnum):
    """On which days a checklist is to be done."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    AS_NEEDED = "as needed"


class Moment(StrEnum):
    """From what the times of a day are counted: from midnight, from the first opening or from the last closing."""

    CLOCK = "clock"
    OPENING = "opening"
    CLOSING = "closing"


class OnClosed(StrEnum):
    """What becomes of an occasion that falls on a day on which the house is closed."""

    LEFT_OUT = "left out"
    NEXT = "next open day"
    PREVIOUS = "previous open day"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Plan:
    """When a checklist is to be done.

    `weekdays` (0 is Monday) are the days of a weekly one. A monthly or quarterly one is done on `day` of the month
    (1 to 31, in a shorter month its last day; -1 is the last day) or, with one weekday, on the `nth` such day (1 to
    4; -1 is the last). A quarter's month is its first, second or third (`month`).
    `times` are minutes: since midnight, or after (negative: before) opening or closing. It may be begun `ahead`
    minutes before it is due, is late after `grace` and missed after `missed` minutes. `role` "" is the procedure's.
    """

    rhythm: Rhythm
    weekdays: tuple[int, ...] = ()
    day: int = 0
    nth: int = 0
    month: int = 1
    moment: Moment = Moment.CLOCK
    times: tuple[int, ...] = ()
    ahead: int = 120
    grace: int = 30
    missed: int = 240
    closed: OnClosed = OnClosed.LEFT_OUT
    role: str = ""
    first: date | None = None
    last: date | None = None


@event("schedule.planned/1")
@dataclass(frozen=True, slots=True)
class SchedulePlanned:
    """A checklist gets its plan, or another one, with the reason; it counts for what is due from now on."""

    sop: str
    plan: Plan
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One state of a plan: who recorded it, when, and why."""

    plan: Plan
    reason: str
    stamp: Stamp


@dataclass(slots=True)
class Schedule:
    """The plans of one checklist, folded from their events; the last one is in force."""

    id: str
    sop: str = ""
    planned: list[Planned] = field(default_factory=list)


def fold(subject: str, events: Iterable[Recorded]) -> Schedule:
    """Give the plans that these events add up to in clock order."""
    schedule = Schedule(subject)
    for each in in_clock_order(events):
        match each.what:
            case SchedulePlanned(sop, plan, reason):
                schedule.sop = sop
                schedule.planned.append(Planned(plan, reason, each.stamp))
    return schedule


def revise(schedule: Schedule, sop: str, plan: Plan, reason: str) -> SchedulePlanned:
    """Plan a checklist, or plan it anew. Refuses a plan that cannot be kept, no change, and one without a reason."""
    check(plan)
    if schedule.planned:
        if schedule.planned[-1].plan == plan:
            raise Refusal("Nothing has changed.")
        if not reason.strip():
            raise Refusal("Say why the plan changes: it stands in the record.")
    return SchedulePlanned(sop, plan, reason.strip())


def check(plan: Plan) -> None:
    """Refuse a plan that names no day or time, or whose times do not follow each other."""
    if plan.rhythm is Rhythm.AS_NEEDED:
        return
    _check_days(plan)
    _check_times(plan)
    if plan.first and plan.last and plan.last < plan.first:
        raise Refusal("The last day is before the first one.")


def _check_days(plan: Plan) -> None:
    if not set(plan.weekdays) <= set(range(7)):
        raise Refusal("A week has seven days.")
    if plan.rhythm is Rhythm.WEEKLY and not plan.weekdays:
        raise Refusal("Choose at least one day of the week.")
    if plan.rhythm in {Rhythm.MONTHLY, Rhythm.QUARTERLY}:
        by_day = plan.day == -1 or 1 <= plan.day <= 31  # noqa: PLR2004 - days of a month
        by_weekday = plan.nth in {1, 2, 3, 4, -1} and len(plan.weekdays) == 1
        if by_day == by_weekday:
            raise Refusal("Choose a day of the month, for example the 1st, the last day or the first Monday.")
        if plan.month not in {1, 2, 3}:
            raise Refusal("Choose the first, second or third month of the quarter.")


def _check_times(plan: Plan) -> None:
    if not plan.times:
        raise Refusal("Say by when it is due, for example 09:30.")
    if len(plan.times) > MOST_TIMES:
        raise Refusal(f"A checklist is due at most {MOST_TIMES} times a day.")
    if len(set(plan.times)) < len(plan.times):
        raise Refusal("The same time stands there twice.")
    if plan.moment is Moment.CLOCK and not all(0 <= each < DAY for each in plan.times):
        raise Refusal("A time of day is between 00:00 and 23:59.")
    if plan.moment is not Moment.CLOCK and not all(abs(each) < DAY for each in plan.times):
        raise Refusal("Choose less than a day before or after opening or closing.")
    if not 0 <= plan.ahead <= MONTH:
        raise Refusal("A checklist can be begun up to 31 days before it is due.")
    if not 0 <= plan.grace <= plan.missed <= MONTH:
        raise Refusal("A checklist is missed after its grace period, and at most 31 days after it was due.")


def responsible(content: Procedure) -> str:
    """Give the role whose task a checklist is, where its plan names none: the one of all steps, otherwise its owner."""
    roles = {each.role for each in content.steps if each.role}
    return roles.pop() if len(roles) == 1 else content.owner
