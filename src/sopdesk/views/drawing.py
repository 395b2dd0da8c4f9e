"""A drawing: what a screen and a page draw alike, from the same places and with the same line breaks.

Lengths are units; a unit is a pixel on a screen at a text size of 100 %. y grows downwards.
"""

from dataclasses import dataclass
from enum import StrEnum

BODY, SMALL = 14.0, 12.0
"""The sizes of the letters in a drawing."""
LEADING = 1.3
"""The distance of two lines, as a multiple of their letters' size."""

SLANT = 14.0
"""How far the sides of a question point outwards."""


class Shape(StrEnum):
    """How the edge of a node runs: a question has pointed sides, an end is round, a card bears a role or a person."""

    BOX = "box"
    QUESTION = "question"
    ROUND = "round"
    CARD = "card"


class Tone(StrEnum):
    """What a node or a way means; colour is never the only sign of it."""

    PLAIN = "plain"
    QUESTION = "question"
    ACTION = "action"
    DONE = "done"
    ESCALATE = "escalate"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, set in the middle of what it stands in."""

    text: str
    size: float = BODY
    strong: bool = False

    @property
    def high(self) -> float:
        """Give the room that it takes from the line above."""
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class Node:
    """Something with a place: x and y are its upper left corner.

    `about` is what a press on it leads to (a step's or a person's id; "" when nothing), `words` what a screen reader
    says, `number` stands in its corner, `fault` is the sentence that says what is wrong with it.
    """

    id: str
    shape: Shape
    lines: tuple[Line, ...]
    x: float
    y: float
    width: float
    height: float
    tone: Tone = Tone.PLAIN
    number: str = ""
    about: str = ""
    words: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another along straight stretches, with an arrow at its last point if it is `directed`.

    The label stands in the middle of (label_x, label_y), over the line. `back` is a way to what was passed before;
    `branch` is the place of the answer among the step's ways out, -1 when there is no answer.
    """

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    label: tuple[Line, ...] = ()
    label_x: float = 0.0
    label_y: float = 0.0
    tone: Tone = Tone.PLAIN
    back: bool = False
    directed: bool = True
    branch: int = -1


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and ways within a width and a height; `words` tells the whole in sentences, for those who cannot see it.

    A `grid` is walked along by places, not by ways.
    """

    title: str
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    words: tuple[str, ...] = ()
    grid: bool = False

    def node(self, name: str) -> Node | None:
        """Give the node with an id, or None."""
        return next((each for each in self.nodes if each.id == name), None)

    def neighbours(self, name: str) -> tuple[str, ...]:
        """Give the nodes to which ways lead from a node, in their order."""
        return tuple(dict.fromkeys(each.target for each in self.edges if each.source == name))
