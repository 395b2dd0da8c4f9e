"""A plan in plain words, and read from them: "Every weekday by 09:30, 30 minutes’ grace"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.rota import clock, minutes
from sopdesk.domain.schedule import DAY, Moment, OnClosed, Plan, Rhythm, check

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
HOUR = 60
WORKING = (0, 1, 2, 3, 4)
_CLOSED = {
    OnClosed.KEPT: "also on closed days",
    OnClosed.NEXT: "on closed days the next open day",
    OnClosed.PREVIOUS: "on closed days the previous open day",
}
_UNITS = {"minute": 1, "hour": HOUR, "day": DAY, "week": 7 * DAY}
_SPAN = r"(\d+) (minute|hour|day|week)s?"
_DAYS = rf"({'|'.join(WEEKDAYS)})s?((?:(?:,| and|, and) (?:{'|'.join(WEEKDAYS)})s?)*)"
_PLACE = rf"(\d+)(?:st|nd|rd|th)?|(last) day|({'|'.join(PLACES.values())}) ({'|'.join(WEEKDAYS)})"
_MONTH = (
    r"(?: of (?:every|each|the) (?:month|quarter)| of the (first|second|third) month of (?:every|each|the) quarter)?"
)


def usual(plan: Plan) -> Plan:
    """Give a plan how long before it can be begun, its grace and when it is missed as is usual for its rhythm."""
    ahead, grace, missed = {
        Rhythm.WEEKLY: (DAY, HOUR, DAY),
        Rhythm.MONTHLY: (3 * DAY, DAY, 7 * DAY),
        Rhythm.QUARTERLY: (7 * DAY, DAY, 14 * DAY),
    }.get(plan.rhythm, (2 * HOUR, 30, 4 * HOUR))
    gaps = [later - one for one, later in zip(sorted(plan.times), sorted(plan.times)[1:], strict=False)]
    if gaps:  # several times a day: one is over before the next one is due
        ahead, missed = min(ahead, min(gaps) // 2), min(missed, min(gaps) // 2)
        grace = min(grace, missed)
    return replace(plan, ahead=ahead, grace=grace, missed=missed)


def in_words(plan: Plan) -> str:
    """Say a plan in plain words, all but its role; what is usual for its rhythm is left out, the grace period apart."""
    if plan.rhythm is Rhythm.AS_NEEDED:
        return "As needed"
    said = f"{_days(plan)} {_times(plan)}, {', '.join(_rest(plan))}"
    return said[0].upper() + said[1:]


def span_in_words(length: int) -> str:
    """Say a length of time in minutes, for example "30 minutes", "2 hours" or "1 day"."""
    unit = next(name for name, size in (("day", DAY), ("hour", HOUR), ("minute", 1))
                if length % size == 0 and (length or size == 1))  # fmt: skip
    count = length // _UNITS[unit]
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def read_span(text: str) -> int:
    """Read a length of time such as "30 minutes", "2 h" or "1 day"; a bare number is minutes. Refuses anything else."""
    found = re.fullmatch(r"(\d{1,6})\s*(?:(m|min|minute|h|hour|d|day|w|week)s?)?", text.strip().casefold())
    if found is None:
        raise Refusal(f"“{text.strip()}” is not a length of time such as 30 minutes.")
    return int(found[1]) * next(size for name, size in _UNITS.items() if name.startswith((found[2] or "m")[0]))


def read_times(text: str) -> tuple[int, ...]:
    """Read times of day such as "10:00, 14:00", in order. Refuses what is none."""
    return tuple(sorted({minutes(each) for each in re.split(r"[,;]|\band\b", text) if each.strip()}))


def _days(plan: Plan) -> str:
    if plan.rhythm is Rhythm.DAILY:
        return "every day"
    if plan.rhythm is Rhythm.WEEKLY:
        days = tuple(sorted(plan.weekdays))
        return "every weekday" if days == WORKING else f"every {_list(WEEKDAYS[each] for each in days)}"
    place = f"{PLACES[plan.nth]} {WEEKDAYS[plan.weekdays[0]]}" if plan.nth else day_of_month(plan.day)
    if plan.rhythm is Rhythm.MONTHLY:
        return f"on the {place} of every month"
    return f"on the {place} of the {PLACES[plan.month]} month of every quarter"


def day_of_month(day: int) -> str:
    """Say a day of the month, for example "1st", "31st" or (-1) "last day"."""
    if day == -1:
        return "last day"
    teens = 10 <= day % 100 <= 20  # noqa: PLR2004 - 11th, 12th and 13th
    return f"{day}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _times(plan: Plan) -> str:
    if plan.moment is Moment.CLOCK:
        return f"by {_list(map(clock, sorted(plan.times)))}"
    return _list(_offset(each, plan.moment) for each in sorted(plan.times))


def _offset(offset: int, moment: Moment) -> str:
    if not offset:
        return f"at {moment}"
    return f"{span_in_words(abs(offset))} {'before' if offset < 0 else 'after'} {moment}"


def _rest(plan: Plan) -> Iterator[str]:
    as_usual = usual(plan)
    grace = span_in_words(plan.grace)
    yield f"{grace}{'’' if grace.endswith('s') else '’s'} grace" if plan.grace else "no grace"
    if plan.ahead != as_usual.ahead:
        yield f"from {span_in_words(plan.ahead)} before"
    if plan.missed != as_usual.missed:
        yield f"missed after {span_in_words(plan.missed)}"
    if plan.closed in _CLOSED:
        yield _CLOSED[plan.closed]
    if plan.first:
        yield f"from {plan.first.isoformat()}"
    if plan.last:
        yield f"until {plan.last.isoformat()}"


def _list(words: Iterable[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


class _Text:
    """What is left to be understood of a text."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.replace("’", "'").split())

    def take(self, pattern: str) -> re.Match[str] | None:
        """Take a piece away and give it."""
        found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", self.text, re.IGNORECASE)
        if found:
            self.text = f"{self.text[: found.start()]};{self.text[found.end() :]}"
        return found

    def span(self, pattern: str) -> int | None:
        """Take a piece away that holds a length of time, and give that in minutes."""
        found = self.take(pattern)
        return int(found[1]) * _UNITS[found[2].lower()] if found else None

    def day(self, pattern: str) -> date | None:
        """Take a day away and give it."""
        found = self.take(pattern)
        try:
            return date.fromisoformat(found[1]) if found else None
        except ValueError:
            raise Refusal(f"There is no such day: {found[1] if found else ''}.") from None


def read_plan(text: str) -> Plan:
    """Read a plan from plain words. Refuses what it does not understand, and a plan that cannot be kept."""
    left = _Text(text)
    if left.take("as needed"):
        plan = Plan(Rhythm.AS_NEEDED)
    else:
        closed = next((each for each, words in _CLOSED.items() if left.take(words)), OnClosed.LEFT_OUT)
        first, last = left.day(r"from (\d{4}-\d\d-\d\d)"), left.day(r"until (\d{4}-\d\d-\d\d)")
        ahead = left.span(rf"from {_SPAN} before(?! opening| closing)")
        missed = left.span(rf"missed after {_SPAN}")
        grace = 0 if left.take("no grace(?: period)?") else left.span(rf"{_SPAN}(?:'s?)? grace(?: period)?")
        moment, times = _read_times(left)
        plan = usual(replace(_read_days(left), moment=moment, times=times, closed=closed, first=first, last=last))
        plan = replace(
            plan, ahead=plan.ahead if ahead is None else ahead, grace=plan.grace if grace is None else grace,
            missed=plan.missed if missed is None else missed,
        )  # fmt: skip
    if rest := re.sub(r"[;,. ]+|\band\b", " ", left.text).strip():
        raise Refusal(f"“{rest}” was not understood in “{text.strip()}”. Write for example: every weekday by 09:30.")
    check(plan)
    return plan


def _read_times(left: _Text) -> tuple[Moment, tuple[int, ...]]:
    found: list[tuple[Moment, int]] = []
    while said := left.take(rf"{_SPAN} (before|after) (opening|closing)"):
        sign = -1 if said[3].lower() == "before" else 1
        found.append((Moment(said[4].lower()), sign * int(said[1]) * _UNITS[said[2].lower()]))
    while at := left.take("at (opening|closing)"):
        found.append((Moment(at[1].lower()), 0))
    one = r"\d{1,2}[:.]\d\d"
    if hours := left.take(rf"(?:by|at) ({one}(?:(?:,| and|, and) {one})*)"):
        found += [(Moment.CLOCK, minutes(each)) for each in re.findall(one, hours[1])]
    moments = {moment for moment, _ in found}
    if len(moments) > 1:
        raise Refusal("Times of a plan are counted from midnight, from opening or from closing, not from several.")
    return (found[0][0] if found else Moment.CLOCK), tuple(sorted(offset for _, offset in found))


def _read_days(left: _Text) -> Plan:
    if left.take("every weekday|(?:weekly )?on weekdays"):
        return Plan(Rhythm.WEEKLY, WORKING)
    if days := left.take(rf"(?:weekly on|every|on) {_DAYS}"):
        named = re.findall("|".join(WEEKDAYS), f"{days[1]} {days[2]}", re.IGNORECASE)
        return Plan(Rhythm.WEEKLY, tuple(sorted({_weekday(each) for each in named})))
    quarterly = "quarter" in left.text.casefold()
    left_out = left.take("monthly|quarterly")
    if place := left.take(rf"on the (?:{_PLACE}){_MONTH}"):
        rhythm = Rhythm.QUARTERLY if quarterly else Rhythm.MONTHLY
        month = _place(place[5]) if place[5] else 1
        if place[3]:
            return Plan(rhythm, (_weekday(place[4]),), nth=_place(place[3]), month=month)
        return Plan(rhythm, day=int(place[1]) if place[1] else -1, month=month)
    if left_out:
        raise Refusal("Say on which day of the month, for example: monthly on the 1st by 12:00.")
    left.take("every day|daily")
    return Plan(Rhythm.DAILY)


def _weekday(word: str) -> int:
    return [each.casefold() for each in WEEKDAYS].index(word.casefold())


def _place(word: str) -> int:
    return next(n for n, each in PLACES.items() if each == word.casefold())
