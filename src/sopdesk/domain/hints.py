"""What in a run deserves a look besides what was skipped or failed: hints to whoever signs it off, never accusations.

They are worked out from when the lines were recorded and by whom, and from nothing else:

- *Out of order*: a line was recorded after lines of a later step already were. Within a step the order is free. Of
  the lines that cross each other the fewest are named: those that, left out, leave the others in order.
- *Ticked together*: one person ticked at least four lines in a row, each within three seconds of the one before. They
  may well have been done earlier and only been ticked then; a line that asked for more than a tick is never counted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sopdesk.domain.mark import Mark

AT_LEAST = 4
"""So many lines …"""
NEXT_WITHIN = timedelta(seconds=3)
"""… each ticked within so long of the one before are told as ticked together."""


@dataclass(frozen=True, slots=True)
class Together:
    """Lines that one person ticked in one go: their ids in that order, whose id it was, and from when to when."""

    items: tuple[str, ...]
    actor: str
    first: datetime
    last: datetime

    @property
    def seconds(self) -> int:
        """How long it took, in whole seconds, rounded up."""
        return -int(-(self.last - self.first).total_seconds() // 1)


def out_of_order(marks: Iterable[Mark], steps: Mapping[str, int]) -> tuple[str, ...]:
    """Give the lines out of order, as they were recorded; `steps` gives the place of each line's step."""
    given = [each for each in _in_time(marks) if each.item in steps]
    kept = _longest_rise([steps[each.item] for each in given])
    return tuple(each.item for n, each in enumerate(given) if n not in kept)


def ticked_together(marks: Iterable[Mark]) -> tuple[Together, ...]:
    """Give the stretches of lines that one person ticked in one go, in the order of time."""
    found: list[Together] = []
    stretch: list[Mark] = []
    for mark in _in_time(marks):
        if stretch and not _goes_on(stretch[-1], mark):
            found += _told(stretch)
            stretch = []
        if mark.how == "ticked":
            stretch.append(mark)
    return (*found, *_told(stretch))


def _in_time(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda each: each.stamp.order)


def _goes_on(before: Mark, mark: Mark) -> bool:
    soon = mark.stamp.at - before.stamp.at <= NEXT_WITHIN
    return mark.how == "ticked" and soon and mark.stamp.actor == before.stamp.actor


def _told(stretch: Sequence[Mark]) -> list[Together]:
    if len(stretch) < AT_LEAST:
        return []
    items = tuple(each.item for each in stretch)
    return [Together(items, stretch[0].stamp.actor, stretch[0].stamp.at, stretch[-1].stamp.at)]


def _longest_rise(places: Sequence[int]) -> set[int]:
    """Give the indexes of a longest sequence that never falls (patience sorting, n log n)."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, place in enumerate(places):
        length = bisect_right(ends, place)
        ends[length : length + 1] = [place]
        before.append(at[length - 1] if length else -1)
        at[length : length + 1] = [n]
    kept, n = set(), at[-1] if at else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept
