"""Signing one's own words on the screen: by finger, pen or mouse, or by a typed name where that is not possible.

For those who do not work here and have no PIN. It is no electronic signature with a key: it stands for somebody having
been there, having seen exactly these words, and having put their hand to them beside whoever recorded it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot

from sopdesk.domain.event import ERASED, Stamp, event, sealed
from sopdesk.domain.refusal import Refusal

WIDE, HIGH = 600, 200
"""The room in which strokes lie, whatever the size of the pad."""
MOST_POINTS = 6000
"""More points than that are no name."""
SHORTEST = 60
"""A line of fewer units in all is a slip of the finger."""
Point = tuple[int, int]
Strokes = tuple[tuple[Point, ...], ...]


class Hand(StrEnum):
    """How somebody signed: with strokes on the screen, or with their typed name and a tick."""

    DRAWN = "drawn"
    TYPED = "typed"


@event("entry.signed/1")
@dataclass(frozen=True, slots=True)
class EntrySigned:
    """Somebody signs an entry as their own words on the screen: `digest` (SHA-256) stands for exactly these.

    `name` is their printed name; `strokes` are lines of points in a room of WIDE by HIGH, "10,20 14,22;40,8 44,9".
    """

    entry: str
    digest: str
    hand: Hand
    name: str | None = sealed()
    strokes: str | None = sealed()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature on the screen, folded; whoever the stamp names was at the desk."""

    what: EntrySigned
    stamp: Stamp


def sign(entry: str, digest: str, name: str, strokes: Strokes) -> EntrySigned:
    """Sign an entry; without strokes the typed name stands for the hand. Refuses no name, and a mere slip."""
    if not name.strip():
        raise Refusal("Type the printed name of whoever signs.")
    if sum(map(len, strokes)) > MOST_POINTS:
        raise Refusal("That is too much for a name. Clear it and sign again.")
    if strokes and _length(strokes) < SHORTEST:
        raise Refusal("That is too short for a name. Clear it and sign again, or leave it empty and tick the box.")
    hand = Hand.DRAWN if strokes else Hand.TYPED
    return EntrySigned(entry, digest, hand, name.strip(), written(strokes) or None)


def written(strokes: Iterable[Sequence[Point]]) -> str:
    """Write strokes as they are recorded, each point within the room."""
    return ";".join(
        " ".join(f"{min(max(x, 0), WIDE)},{min(max(y, 0), HIGH)}" for x, y in stroke) for stroke in strokes if stroke
    )


def strokes_of(text: str | None) -> Strokes:
    """Read strokes as they are recorded; of erased ones, none."""
    if not text or text == ERASED:
        return ()
    return tuple(tuple(_point(each) for each in stroke.split()) for stroke in text.split(";"))


def _point(text: str) -> Point:
    x, _, y = text.partition(",")
    return int(x), int(y)


def _length(strokes: Strokes) -> float:
    return sum(hypot(bx - ax, by - ay) for stroke in strokes for (ax, ay), (bx, by) in pairwise(stroke))
