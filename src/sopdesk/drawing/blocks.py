"""What a node or an answer takes up: its lines broken, its size known, not yet placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopdesk.drawing.letters import high, lines, widest
from sopdesk.views.drawing import BODY, SLANT, SMALL, Edge, Line, Node, Shape, Tone

MARGIN = 12.0
"""The room around a drawing."""
ROOM = 140.0
"""The widest line in a node."""
LABEL_ROOM = 132.0
_ACROSS = {Shape.BOX: 14.0, Shape.QUESTION: 24.0, Shape.ROUND: 18.0, Shape.CARD: 16.0}
_DOWN = 9.0
_NUMBER = 22.0
_LEAST = 64.0
_NOTHING = 0.01
ASIDE = 4.0
"""The room at each side of a block that no way runs through."""
_CORNER, _STRAIGHT = 3.0, 2
Points = tuple[tuple[float, float], ...]
_ABOVE_LABEL, _BELOW_LABEL = 2.0, 16.0


@dataclass(slots=True)
class Block:
    """A label, a node, or a label above its node: what is placed as one."""

    key: str
    label: tuple[Line, ...] = ()
    node: Node | None = None
    label_width: float = 0.0
    label_height: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Give width and height."""
        wide, tall = self.label_width, self.label_height
        if self.node is not None:
            wide, tall = max(wide, self.node.width), tall + self.node.height + (_BELOW_LABEL if self.label else 0)
        return wide + 2 * ASIDE, tall


def labelled(key: str, text: str) -> Block:
    """Give a block that is an answer, so far without a node below it."""
    found = lines(text or "…", LABEL_ROOM, SMALL, strong=True)
    return Block(key, tuple(found), None, widest(found) + 8, high(found) + 2 * _ABOVE_LABEL)


def node_of(
    key: str, shape: Shape, text: str, *, small: str = "", above: str = "", below: Sequence[str] = (),
    tone: Tone = Tone.PLAIN, number: str = "", about: str = "", words: str = "", fault: str = "", main: bool = False,
) -> Node:  # fmt: skip
    """Give a node as large as its text: smaller lines above and below the main ones."""
    main = main or bool(number)
    strong = main or tone is not Tone.ACTION
    found = [
        *lines(above, ROOM, SMALL),
        *lines(text, ROOM, BODY if main else SMALL, strong=strong),
        *(line for each in (small, *below) for line in lines(each, ROOM, SMALL)),
    ]
    across = _ACROSS[shape] + (_NUMBER / 2 if number else 0)
    wide = max(widest(found) + 2 * across, _LEAST)
    said = words or " ".join(filter(None, (above, text, small, *below, fault)))
    return Node(key, shape, tuple(found), 0, 0, wide, high(found) + 2 * _DOWN, tone, number, about, said, fault)


def joined(first: tuple[tuple[float, float], ...], *then: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Give points without those that lie on the straight line between their neighbours."""
    found: list[tuple[float, float]] = []
    for point in (*first, *then):
        if found and _same(found[-1], point):
            continue
        if len(found) > 1 and _straight(found[-2], found[-1], point):
            found[-1] = point
        else:
            found.append(point)
    return tuple(found)


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) < _NOTHING


def _straight(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> bool:
    (ax, ay), (bx, by), (cx, cy) = one, two, three
    along = (bx - ax) * (cx - bx) + (by - ay) * (cy - by) >= 0
    return along and abs((bx - ax) * (cy - by) - (by - ay) * (cx - bx)) < _NOTHING


def touching(edge: Edge, source: Node, target: Node) -> Edge:
    """Give a way that begins and ends on the very edges of its nodes, wherever on their frames it was led to."""
    points = _inside(_inside(edge.points, target)[::-1], source)[::-1]
    first, *middle, last = points
    return replace(edge, points=joined((_onto(source, first), *middle, _onto(target, last))))


def _inside(points: Points, node: Node) -> Points:
    """Give a way whose last stretch is moved sideways where it would miss the node: the node keeps some room."""
    (x, y), near = points[-1], points[-2]
    inside = min(max(x, node.x + _CORNER), node.x + node.width - _CORNER)
    if inside == x or near[0] != x:
        return points
    if len(points) == _STRAIGHT:
        level = (y + near[1]) / 2
        return (near, (x, level), (inside, level), (inside, y))
    return (*points[:-2], (inside, near[1]), (inside, y))


def _onto(node: Node, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    near = min(x - node.x, node.x + node.width - x)
    if node.shape is not Shape.QUESTION or not 0 <= near < SLANT:
        return point
    into = (SLANT - near) / SLANT * node.height / 2
    return x, y + into if y < node.y + node.height / 2 else y - into
