"""The house's own goals: how long each thing may take that an incident asks for, and what its clock counts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sopdesk.domain.event import Recorded, event, in_clock_order
from sopdesk.domain.legal_clock import LegalClock
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.waiting import Wait

CLOCKS = "clocks"
"""The subject id of the goals: the house has one set of them."""
MINUTE, HOUR = 1, 60
LONGEST = 366 * 24 * HOUR
_SIZES = ((24 * HOUR, "day"), (HOUR, "hour"), (MINUTE, "min"))
_UNITS = {word[0]: size for size, word in _SIZES}
_SPAN = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,2})?) ?(m|min|minutes?|h|hours?|d|days?)")


class ClockName(StrEnum):
    """What a clock is for."""

    ACKNOWLEDGE = "acknowledge"
    FIRST_RESPONSE = "first response"
    LOG = "log"
    RESOLVE = "resolve"
    FOLLOW_UP = "follow up"


PAUSING = frozenset({ClockName.FIRST_RESPONSE, ClockName.RESOLVE, ClockName.FOLLOW_UP})
"""The clocks that stand still while a file waits for the customer; to acknowledge and to record takes nobody else."""


@dataclass(frozen=True, slots=True)
class Goal:
    """How many minutes one thing may take; with `open_hours` only those count during which the house is open."""

    clock: ClockName
    minutes: int
    open_hours: bool = False

    @property
    def span(self) -> timedelta:
        """How long it may take."""
        return timedelta(minutes=self.minutes)


PRESETS: Mapping[ClockName, Goal] = {
    each.clock: each
    for each in (
        Goal(ClockName.ACKNOWLEDGE, 15),
        Goal(ClockName.FIRST_RESPONSE, 2 * HOUR),
        Goal(ClockName.LOG, 24 * HOUR),
        Goal(ClockName.RESOLVE, 24 * HOUR),
        Goal(ClockName.FOLLOW_UP, 48 * HOUR),
    )
}
"""What holds where the house has set nothing; "at once" is a quarter of an hour at the desk."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What is known of one clock without the time of day: since when and how long it runs, what it counts, its waits.

    `met_at` is the instant of the act that stopped it, None while it runs; `source` is the law of a legal clock.
    """

    name: str
    began: datetime
    span: timedelta
    open_hours: bool = False
    waits: tuple[Wait, ...] = ()
    met_at: datetime | None = None
    source: str = ""
    note: str = ""


@event("clocks.set/1")
@dataclass(frozen=True, slots=True)
class ClocksSet:
    """For what is logged from now on these goals hold."""

    goals: tuple[Goal, ...]
    reason: str = ""


@event("clocks.imported/1")
@dataclass(frozen=True, slots=True)
class ClocksImported:
    """For what is logged from now on these legal clocks run besides the presets; they replace those of a file before.

    `digest` is the file's SHA-256.
    """

    clocks: tuple[LegalClock, ...]
    file: str
    digest: str


@event("clocks.applied/1")
@dataclass(frozen=True, slots=True)
class ClocksApplied:
    """An incident is logged in a house with goals or legal clocks of its own: it keeps those of that day."""

    goals: tuple[Goal, ...] = ()
    legal: tuple[LegalClock, ...] = ()


@dataclass(slots=True)
class HouseClocks:
    """What the house has set, folded; `own` tells whether it has set anything."""

    goals: Mapping[ClockName, Goal] = field(default_factory=lambda: PRESETS)
    legal: tuple[LegalClock, ...] = ()
    file: str = ""
    own: bool = False

    def applied(self) -> ClocksApplied:
        """Give what an incident that is logged now keeps."""
        return ClocksApplied(tuple(self.goals.values()), self.legal)


def fold(_subject: str, events: Iterable[Recorded]) -> HouseClocks:
    """Give the goals and legal clocks that these events add up to in clock order."""
    house = HouseClocks()
    for each in in_clock_order(events):
        match each.what:
            case ClocksSet(goals):
                house.goals = by_name(goals)
                house.own = True
            case ClocksImported(clocks, file):
                house.legal, house.file, house.own = clocks, file, True
    return house


def minutes_of(text: str) -> int:
    """Give the minutes of a time as people write it, for example "15 min", "2 hours" or "1.5 days"."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None:
        raise Refusal(f"“{text.strip()}” is no time. Write it as 15 min, 2 hours or 3 days.")
    minutes = float(found[1].replace(",", ".")) * _UNITS[found[2][0]]
    if not minutes.is_integer() or not MINUTE <= minutes <= LONGEST:
        raise Refusal("A clock runs for at least a minute and at most a year, in whole minutes.")
    return int(minutes)


def span_words(minutes: int) -> str:
    """Say how long that is, in the largest unit that gives a whole number; `minutes_of` reads it."""
    size, word = next(each for each in _SIZES if minutes % each[0] == 0)
    count = minutes // size
    return f"{count} {word}{'' if count == 1 or word == 'min' else 's'}"


def by_name(goals: Iterable[Goal]) -> Mapping[ClockName, Goal]:
    """Give goals by what they are for; for what nobody has set one, the preset."""
    said = {each.clock: each for each in goals}
    return {name: said.get(name, preset) for name, preset in PRESETS.items()}


def set_goals(house: HouseClocks, goals: Sequence[Goal], reason: str) -> ClocksSet:
    """Set the goals. Refuses a time of nothing or beyond a year, no change, and a change without a reason.

    What is told is recorded whenever it is told: the clock of the log runs round the clock.
    """
    wanted = by_name(goals)
    if any(not MINUTE <= each.minutes <= LONGEST for each in wanted.values()):
        raise Refusal("A clock runs for at least a minute and at most a year.")
    wanted = {**wanted, ClockName.LOG: replace(wanted[ClockName.LOG], open_hours=False)}
    if wanted == house.goals:
        raise Refusal("Nothing has changed.")
    if not reason.strip():
        raise Refusal("Say why the goals change: it stands in the record.")
    return ClocksSet(tuple(wanted.values()), reason.strip())
