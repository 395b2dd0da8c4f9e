"""A flow chart of another program: boxes and arrows, before they become a workflow; and what was not understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from sopdesk.domain.refusal import Refusal

MOST_BOXES = 1000
"""Boxes of a chart that are read."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def plain(text: str) -> str:
    """Give a text with spaces for the controls that no text of a procedure needs."""
    return _CONTROL.sub(" ", text)


class Shape(Enum):
    """What a box is for: a junction only joins ways, an ending carries where it goes ("done", "escalate:ROLE" …)."""

    STEP = auto()
    QUESTION = auto()
    START = auto()
    TERMINAL = auto()
    ENDING = auto()
    ACTION = auto()
    JUNCTION = auto()


@dataclass(slots=True)
class Box:
    """One box. `go` is where an ending goes, `step` the id that it bore in a procedure, `notes` further text."""

    id: str
    text: str = ""
    shape: Shape = Shape.STEP
    go: str = ""
    step: str = ""
    role: str = ""
    minutes: int | None = None
    must: bool = False
    line: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Arrow:
    """A way from box to box with its words; an implied one is not in the file, for example into a process within.

    `go` says what a way of our own means, where that is not the box that it leads to.
    """

    source: str
    target: str
    text: str = ""
    implied: bool = False
    go: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was not understood: its line in the file, the thing itself, and the box nearest to it ("" for none)."""

    line: int
    what: str
    near: str = ""


@dataclass(slots=True)
class Chart:
    """A whole chart; `own` says that this program wrote it: then its boxes say exactly what they are."""

    title: str = ""
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    own: bool = False

    def add(self, box: Box) -> Box:
        """Add a box. Raises Refusal when there are too many."""
        if len(self.boxes) >= MOST_BOXES:
            raise Refusal(f"This chart has more than {MOST_BOXES:,} boxes; that is no workflow for people.")
        return self.boxes.setdefault(box.id, box)

    def out(self, box: str) -> list[Arrow]:
        """Give the arrows that leave a box."""
        return [each for each in self.arrows if each.source == box]

    def into(self, box: str) -> list[Arrow]:
        """Give the arrows that lead to a box."""
        return [each for each in self.arrows if each.target == box]

    def remove(self, box: str) -> None:
        """Take a box out with its arrows."""
        del self.boxes[box]
        self.arrows = [each for each in self.arrows if box not in {each.source, each.target}]

    def in_order(self) -> Iterator[Box]:
        """Give the boxes along the ways, first from the start that leads furthest; an own chart keeps its order."""
        if self.own:
            yield from list(self.boxes.values())
            return
        leaving: dict[str, list[str]] = {each: [] for each in self.boxes}
        targets = {each.target for each in self.arrows}
        for each in self.arrows:
            leaving[each.source].append(each.target)
        starts = sorted((each for each in self.boxes if each not in targets), key=lambda each: -_reach(each, leaving))
        seen: set[str] = set()
        for start in [*starts, *self.boxes]:
            waiting = [start]
            while waiting:
                box = waiting.pop()
                if box not in seen:
                    seen.add(box)
                    yield self.boxes[box]
                    waiting.extend(reversed(leaving[box]))


def _reach(box: str, leaving: dict[str, list[str]]) -> int:
    """Count the boxes that one can come to from a box."""
    seen: set[str] = set()
    waiting = [box]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(leaving[here])
    return len(seen)
