"""When the house is open: an ordinary week, and single days that differ from it, holidays among them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order
from sopdesk.domain.refusal import Refusal

HOURS = "hours"
"""The subject id of the opening hours: the house has one set of them."""
DAY = 24 * 60
WEEK = 7
MOST_SPANS = 6
FURTHEST = 60
"""How many days a search for the next open or closed moment looks ahead."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the house is open, in minutes since midnight; one that ends at or before its start goes on."""

    opens: int
    closes: int

    @property
    def ends(self) -> int:
        """Minutes from the midnight before it opens to its end; beyond 1440 it is past midnight."""
        return self.closes if self.closes > self.opens else self.closes + DAY


Week = tuple[tuple[Span, ...], ...]
"""The spans of Monday to Sunday."""


@event("hours.changed/1")
@dataclass(frozen=True, slots=True)
class HoursChanged:
    """From a day on these are the opening hours of an ordinary week, Monday first."""

    first: date
    week: Week
    reason: str = ""


@event("hours.day_changed/1")
@dataclass(frozen=True, slots=True)
class DayChanged:
    """On one day the house has other hours, or ("no spans") is closed, by this name; or again as the week says."""

    day: date
    name: str = ""
    spans: tuple[Span, ...] = ()
    as_usual: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """One time during which the house is open, as instants (UTC)."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """When the house is open on a day; `name` is that of a day that differs. Not `known`: nobody has said."""

    day: date
    spans: tuple[Span, ...] = ()
    name: str = ""
    differs: bool = False
    known: bool = True

    @property
    def closed(self) -> bool:
        """Whether the house is closed all day; where nobody has said when it opens, it is not."""
        return self.known and not self.spans

    def times(self, zone: tzinfo) -> tuple[Open, ...]:
        """Give the times of the day as instants; the last one may end on the next day."""
        return tuple(
            Open(instant(self.day, each.opens, zone), instant(self.day, each.ends, zone)) for each in self.spans
        )


@dataclass(frozen=True, slots=True)
class WeekFrom:
    """The ordinary week from a day on: who said so, when, and why."""

    first: date
    week: Week
    reason: str = ""
    stamp: Stamp | None = None


@dataclass(slots=True)
class Hours:
    """The opening hours folded from their events; weeks in the order in which they were said."""

    id: str = HOURS
    weeks: list[WeekFrom] = field(default_factory=list)
    days: dict[date, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)

    def week_on(self, day: date) -> WeekFrom | None:
        """Give the ordinary week that is in force on a day: the one that was said last."""
        return next((each for each in reversed(self.weeks) if each.first <= day), None)

    def on(self, day: date) -> HoursOfDay:
        """Give the opening hours of a day."""
        if day in self.days:
            name, spans = self.days[day]
            return HoursOfDay(day, spans, name, differs=True)
        found = self.week_on(day)
        if found is None:
            return HoursOfDay(day, known=False)
        return HoursOfDay(day, found.week[day.weekday()])

    def closed_days(self) -> dict[date, str]:
        """Give the single days on which the house is closed, with their names."""
        return {day: name for day, (name, spans) in self.days.items() if not spans}

    def times(self, first: date, last: date, zone: tzinfo) -> Iterator[Open]:
        """Give the times that begin from one day to another, in order."""
        for n in range((last - first).days + 1):
            yield from self.on(first + timedelta(days=n)).times(zone)

    def is_open(self, at: datetime, zone: tzinfo) -> bool:
        """Tell whether the house is open at an instant; where nobody has said when it opens, it always is."""
        today = at.astimezone(zone).date()
        if not self.on(today).known:
            return True
        return any(each.opens <= at < each.closes for each in self.times(today - timedelta(days=1), today, zone))

    def opens_next(self, at: datetime, zone: tzinfo) -> datetime | None:
        """Give when the house opens next after an instant; None where it does not within two months."""
        today = at.astimezone(zone).date()
        times = self.times(today, today + timedelta(days=FURTHEST), zone)
        return next((each.opens for each in times if each.opens > at), None)


def instant(day: date, minutes: int, zone: tzinfo) -> datetime:
    """Give the instant (UTC) of so many minutes since a day's midnight on the house's clock, 1440 being the next one.

    A time that the clock jumps over in spring is as long after midnight as it says; of two in autumn it is the first.
    """
    on = day + timedelta(days=minutes // DAY)
    return datetime.combine(on, time(minutes % DAY // 60, minutes % 60), zone).astimezone(UTC)


def fold(subject: str, events: Iterable[Recorded]) -> Hours:
    """Give the opening hours that these events add up to in clock order."""
    hours = Hours(subject)
    for each in in_clock_order(events):
        match each.what:
            case HoursChanged(first, week, reason):
                hours.weeks.append(WeekFrom(first, week, reason, each.stamp))
            case DayChanged(day, as_usual=True):
                hours.days.pop(day, None)
            case DayChanged(day, name, spans):
                hours.days[day] = (name, spans)
    return hours


def change_week(hours: Hours, week: Sequence[Sequence[Span]], first: date, reason: str, today: date) -> HoursChanged:
    """Set the ordinary week from a day on. Refuses a past day, overlapping spans, no change, and one without reason."""
    spans = tuple(_in_order(each) for each in week)
    if len(spans) != WEEK:
        raise Refusal("A week has seven days.")
    _refuse_past(first, today)
    _refuse_overlap(spans)
    now = hours.week_on(first)
    if now is not None and now.week == spans:
        raise Refusal("Nothing has changed.")
    if now is not None and not reason.strip():
        raise Refusal("Say why the opening hours change: it stands in the record.")
    return HoursChanged(first, spans, reason.strip())


def change_day(day: date, name: str, spans: Sequence[Span], today: date) -> DayChanged:
    """Give one day other hours, or close it. Refuses a past day, one without a name, and overlapping spans."""
    _refuse_past(day, today)
    if not name.strip():
        raise Refusal("Give the day a name, for example Christmas Eve.")
    found = _in_order(spans)
    _refuse_overlap((found,))
    return DayChanged(day, name.strip(), found)


def day_as_usual(hours: Hours, day: date, today: date) -> DayChanged:
    """Let a day be again as the week says. Refuses a past day, and one that does not differ."""
    _refuse_past(day, today)
    if day not in hours.days:
        raise Refusal("That day is as the week says already.")
    return DayChanged(day, as_usual=True)


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    found = tuple(sorted(spans, key=lambda each: each.opens))
    if len(found) > MOST_SPANS:
        raise Refusal(f"A day has at most {MOST_SPANS} opening times.")
    if not all(0 <= each.opens < DAY and 0 <= each.closes < DAY for each in found):
        raise Refusal("The house opens and closes between 00:00 and 23:59; 00:00 closes at midnight.")
    return found


def _refuse_past(day: date, today: date) -> None:
    if day < today:
        raise Refusal("What is past stays as it was. Choose today or a later day.")


def _refuse_overlap(week: Sequence[tuple[Span, ...]]) -> None:
    """Refuse times of which one begins before the one before it has ended, also over midnight."""
    times = [(n * DAY + each.opens, n * DAY + each.ends) for n, day in enumerate(week) for each in day]
    if len(week) == WEEK and times:
        times.append((times[0][0] + WEEK * DAY, times[0][1] + WEEK * DAY))
    for (_, ends), (begins, _) in pairwise(times):
        if begins < ends:
            raise Refusal("Two opening times overlap. One has to end before the next one begins.")
