"""The rota: the shifts of an ordinary week, and single days that differ; on closed days of the house nobody works."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from sopdesk.domain.event import Recorded, event, in_clock_order
from sopdesk.domain.opening import DAY, instant
from sopdesk.domain.refusal import Refusal

ROTA = "rota"
"""The subject id of the rota: there is one in a desk."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift by the house's clock, in minutes since midnight; one that ends at or before its start ends next day."""

    id: str
    name: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's place in the week: the shift, and on which days (0 is Monday)."""

    person: str
    shift: str
    weekdays: tuple[int, ...]


@event("rota.changed/1")
@dataclass(frozen=True, slots=True)
class RotaChanged:
    """The ordinary week is this from now on."""

    shifts: tuple[Shift, ...]
    turns: tuple[Turn, ...]


@event("rota.day_changed/1")
@dataclass(frozen=True, slots=True)
class RotaDayChanged:
    """On one day somebody works another shift, or ("") none; or again as the week says."""

    day: date
    person: str
    shift: str = ""
    as_usual: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody's shift on one day, as instants (UTC)."""

    person: str
    shift: Shift
    starts: datetime
    ends: datetime


@dataclass(slots=True)
class Rota:
    """The rota folded from its events; `closed` are the closed days of the house, which its opening hours know."""

    id: str = ROTA
    shifts: tuple[Shift, ...] = ()
    turns: tuple[Turn, ...] = ()
    days: dict[tuple[date, str], str] = field(default_factory=dict)
    closed: Mapping[date, str] = field(default_factory=dict)

    def on(self, day: date) -> tuple[tuple[str, Shift], ...]:
        """Give who works which shift on a day, in the order of the shifts."""
        return tuple((person, shift) for shift in self.shifts for person in dict.fromkeys(self._people(day, shift.id)))

    def _people(self, day: date, shift: str) -> Iterator[str]:
        if day not in self.closed:
            yield from (each.person for each in self.turns
                        if each.shift == shift and day.weekday() in each.weekdays
                        and (day, each.person) not in self.days)  # fmt: skip
        yield from (person for (on, person), other in self.days.items() if on == day and other == shift)

    def work(self, day: date, zone: tzinfo) -> tuple[Work, ...]:
        """Give the shifts that begin on a day, as instants."""
        return tuple(Work(person, shift, *_span(shift, day, zone)) for person, shift in self.on(day))

    def at(self, moment: datetime, zone: tzinfo) -> tuple[Work, ...]:
        """Give who works at an instant by the rota; a shift of yesterday may go on past midnight."""
        today = moment.astimezone(zone).date()
        around = (*self.work(today - timedelta(days=1), zone), *self.work(today, zone))
        return tuple(each for each in around if each.starts <= moment < each.ends)


def _span(shift: Shift, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    end = shift.ends if shift.ends > shift.starts else shift.ends + DAY
    return instant(day, shift.starts, zone), instant(day, end, zone)


def fold(subject: str, events: Iterable[Recorded]) -> Rota:
    """Give the rota that these events add up to in clock order."""
    rota = Rota(subject)
    for each in in_clock_order(events):
        match each.what:
            case RotaChanged(shifts, turns):
                rota.shifts, rota.turns = shifts, turns
            case RotaDayChanged(day, person, _, as_usual) if as_usual:
                rota.days.pop((day, person), None)
            case RotaDayChanged(day, person, shift):
                rota.days[day, person] = shift
    return rota


def change(shifts: Iterable[Shift], turns: Iterable[Turn], people: AbstractSet[str]) -> RotaChanged:
    """Set the ordinary week. Refuses a shift without a name or with odd times, and turns of nobody or in no shift."""
    shifts, turns = tuple(shifts), tuple(turns)
    for each in shifts:
        if not each.name.strip() or not each.id:
            raise Refusal("Give every shift a name, for example Early.")
        if not (0 <= each.starts < DAY and 0 <= each.ends < DAY):
            raise Refusal(f"{each.name}: a shift begins and ends between 00:00 and 23:59.")
    ids = [each.id for each in shifts]
    if len(set(ids)) < len(ids):
        raise Refusal("Two shifts are the same.")
    for turn in turns:
        if turn.shift not in ids or turn.person not in people or not set(turn.weekdays) <= set(range(7)):
            raise Refusal("The rota names somebody or a shift that is not there.")
    return RotaChanged(shifts, turns)


def minutes(text: str) -> int:
    """Read a time of day such as 7, 7:30 or 07.30 as minutes since midnight. Refuses anything else."""
    hours, _, rest = text.strip().replace(".", ":").partition(":")
    if not (hours.isascii() and hours.isdigit() and (not rest or (rest.isascii() and rest.isdigit()))):
        raise Refusal(f"“{text}” is not a time of day such as 7:30.")
    found = int(hours) * 60 + int(rest or 0)
    if int(rest or 0) > 59 or found >= DAY:  # noqa: PLR2004 - minutes of an hour
        raise Refusal(f"“{text}” is not a time of day such as 7:30.")
    return found


def clock(since_midnight: int) -> str:
    """Write minutes since midnight as a time of day, for example 07:30."""
    return f"{since_midnight // 60:02}:{since_midnight % 60:02}"
