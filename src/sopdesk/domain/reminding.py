"""What to remind of when: each thing once for each cause, and nothing of the clock while the house is closed."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Cause(StrEnum):
    """Why something is reminded of, the most pressing first."""

    LATE = "late"
    CLOSING = "before closing"
    NEAR = "due soon"
    HANDED_UP = "handed up"
    HANDOVER = "hand-over"
    DUE = "due"


SHORTEST_NOTICE, LONGEST_NOTICE = timedelta(minutes=5), timedelta(minutes=15)
"""† So long before it is due something is reminded of again: a quarter of its time, within these bounds."""
BEFORE_CLOSING = timedelta(minutes=30)
"""† So long before the house closes, what is to be done at closing is reminded of."""
AFTER_CLOSING = timedelta(hours=4)
"""† What is due within this time after closing is to be done at closing; what is due later belongs to the next day."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, told from the others by its `key`; `moments` say from when on it has which cause.

    What is `left_to` whoever is at the desk by name is said to them while the house is closed, too: they have come.
    """

    key: str
    moments: tuple[tuple[datetime, Cause], ...]
    due_by: datetime | None = None
    left_to: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be reminded of now."""

    key: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Doors:
    """Whether the house is open, and when it closes; None where it does not, or nobody has said when."""

    is_open: bool = True
    closes: datetime | None = None


def task(key: str, opens: datetime, due_by: datetime, late_from: datetime, *, begun: bool) -> Waiting:
    """Give what waits to be done by a time; of what has been begun nobody says any more that it can be begun."""
    moments = [] if begun else [(opens, Cause.DUE)]
    near = max(opens, due_by - notice(opens, due_by))
    return Waiting(key, (*moments, (near, Cause.NEAR), (late_from, Cause.LATE)), due_by)


def notice(opens: datetime, due_by: datetime) -> timedelta:
    """Give how long before it is due something is due soon."""
    return min(max((due_by - opens) / 4, SHORTEST_NOTICE), LONGEST_NOTICE)


def message(key: str, cause: Cause, at: datetime, *, left_to: bool = False) -> Waiting:
    """Give what waits to be read or taken over since an instant."""
    return Waiting(key, ((at, cause),), left_to=left_to)


def reminders(
    waiting: Iterable[Waiting], now: datetime, doors: Doors, said: AbstractSet[tuple[str, str]]
) -> tuple[Reminder, ...]:
    """Give what is to be said now, the most pressing first; `said` holds key and cause of what has been."""
    found = [Reminder(each.key, cause) for each in waiting for cause in _cause(each, now, doors, said)]
    order = list(Cause)
    return tuple(sorted(found, key=lambda each: order.index(each.cause)))


def _cause(each: Waiting, now: datetime, doors: Doors, said: AbstractSet[tuple[str, str]]) -> Iterator[Cause]:
    """Give the cause that something has now, unless it was said, or something that goes further."""
    if not (doors.is_open or each.left_to):
        return
    passed = [cause for at, cause in each.moments if at <= now]
    cause = passed[-1] if passed else None
    if cause is not Cause.LATE and _is_for_closing(each, now, doors):
        cause = Cause.CLOSING
    further = {Cause.CLOSING} if cause in {Cause.DUE, Cause.NEAR} else set[Cause]()
    if cause is not None and not any((each.key, one) in said for one in {cause, *further}):
        yield cause


def _is_for_closing(each: Waiting, now: datetime, doors: Doors) -> bool:
    """Tell whether the house closes before this would be reminded of in its time."""
    closes = doors.closes
    if closes is None or each.due_by is None or now < closes - BEFORE_CLOSING:
        return False
    at_closing = closes - LONGEST_NOTICE <= each.due_by <= closes + AFTER_CLOSING
    return at_closing and any(at >= closes for at, _ in each.moments)
