"""A drawing too large for one page, cut into parts: no node is cut, and a cut way has a letter on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from math import ceil
from string import ascii_uppercase

from sopdesk.views.drawing import Drawing, Edge, Node

Point = tuple[float, float]
Span = tuple[float, float]
RADIUS = 10.0
_ROOM = 16.0
"""The room for a letter at the edge of a part."""
_NEAR = 12.0
"""So near to a node or a label nothing is cut."""
_TRIES = 80
_EVEN = 60.0
"""So far from the middle, in units, counts as much as a way that is cut."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a way is cut: the place, and the letter that it bears here and in the other part."""

    x: float
    y: float
    letter: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a way within a part; only the last piece has the arrow, and one the label."""

    edge: Edge
    points: tuple[Point, ...]
    arrow: bool
    label: bool


@dataclass(slots=True)
class Piece:
    """What one page shows of a drawing: a window on it, and what lies in there."""

    left: float
    top: float
    right: float
    bottom: float
    nodes: list[Node] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Give left, top, right and bottom of what has to be seen."""
        boxes = [(each.x, each.y, each.x + each.width, each.y + each.height) for each in self.nodes]
        boxes += [(x, y, x, y) for each in self.stretches for x, y in each.points]
        boxes += [(each.x - _ROOM, each.y - _ROOM, each.x + _ROOM, each.y + _ROOM) for each in self.joints]
        boxes += [_label(each.edge) for each in self.stretches if each.label]
        if not boxes:
            return self.left, self.top, self.right, self.bottom
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts) - 2, min(tops) - 2, max(rights) + 2, max(bottoms) + 2


def pieces(drawing: Drawing, wide: float, high: float) -> list[Piece]:
    """Give a drawing in pieces at most so wide and high, in units: the one with the first node, then row by row."""
    found: list[Piece] = []
    labels = [box for box in map(_label, drawing.edges) if box[3] > box[1]]
    heights = [(each.y, each.y + each.height) for each in drawing.nodes] + [(box[1], box[3]) for box in labels]
    rises = [(y, to_y) for each in drawing.edges for (_, y), (_, to_y) in pairwise(each.points)]
    for top, bottom in _cuts(drawing.height, high - 2 * _ROOM, heights, rises):
        row = [each for each in drawing.nodes if top <= each.y + each.height / 2 < bottom]
        widths = [(each.x, each.x + each.width) for each in row]
        widths += [(box[0], box[2]) for box in labels if top <= (box[1] + box[3]) / 2 < bottom]
        runs = [(x, to_x) for each in drawing.edges for (x, y), (to_x, _) in pairwise(each.points) if top <= y < bottom]
        for left, right in _cuts(drawing.width, wide - 2 * _ROOM, widths, runs):
            nodes = [each for each in row if left <= each.x + each.width / 2 < right]
            found.append(Piece(left, top, right, bottom, nodes))
    letters = _letters()
    for edge in drawing.edges:
        _lay(edge, found, letters)
    first = drawing.nodes[0] if drawing.nodes else None
    shown = [each for each in found if each.nodes or each.stretches]
    return sorted(shown, key=lambda each: first not in each.nodes)


def _cuts(length: float, most: float, taken: Sequence[Span], ways: Sequence[Span]) -> list[Span]:
    """Give as few stretches of a length as may be, cut where no node is and few ways are, about evenly."""
    found, start = [], 0.0
    while length - start > most:
        left = ceil((length - start) / most)
        even = start + (length - start) / left
        least = max(length - (left - 1) * most, start + most / 4)
        tries = [least + (start + most - least) * n / _TRIES for n in range(_TRIES + 1)]
        cut = min(tries, key=lambda at: (_through(at, taken, _NEAR), _through(at, ways) + abs(at - even) / _EVEN))
        found.append((start, cut))
        start = cut
    return [*found, (start, length + 1)]


def _through(at: float, spans: Sequence[Span], near: float = 0.0) -> int:
    """Count the spans that a cut goes through, or comes near to."""
    return sum(min(span) - near < at < max(span) + near for span in spans)


def _letters() -> Iterator[str]:
    for n in count():
        yield ascii_uppercase[n % 26] + (str(n // 26) if n >= len(ascii_uppercase) else "")


def _label(edge: Edge) -> tuple[float, float, float, float]:
    high = sum(each.high for each in edge.label)
    wide = max((len(each.text) * each.size * 0.55 for each in edge.label), default=0.0)
    x, y = edge.label_x, edge.label_y
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _lay(edge: Edge, found: Sequence[Piece], letters: Iterator[str]) -> None:
    """Put a way into the pieces that it runs through, with a joint where it goes from one to another."""
    walk = list(_walk(edge.points, found))
    holder = _holder(found, (edge.label_x, edge.label_y)) if edge.label else None
    labelled = next((place for place, (piece, _) in enumerate(walk) if piece is holder), 0)
    for place, (piece, points) in enumerate(walk):
        last = place == len(walk) - 1
        label = bool(edge.label) and place == labelled
        piece.stretches.append(Stretch(edge, tuple(points), last and edge.directed, label))
        if not last:
            letter = next(letters)
            after, there = walk[place + 1]
            piece.joints.append(_apart(piece.joints, points[::-1], letter))
            after.joints.append(_apart(after.joints, there, letter))


def _apart(others: Sequence[Joint], line: Sequence[Point], letter: str) -> Joint:
    """Give a joint at the beginning of a line, so far along it that it covers no other."""
    (x, y), (aim_x, aim_y) = line[0], line[1] if len(line) > 1 else line[0]
    along = max(abs(aim_x - x), abs(aim_y - y), 1.0)
    for far in (n * _ROOM for n in range(8)):
        share = min(far / along, 1.0)
        place = (x + (aim_x - x) * share, y + (aim_y - y) * share)
        if all(max(abs(each.x - place[0]), abs(each.y - place[1])) >= 2 * RADIUS for each in others):
            return Joint(*place, letter)
    return Joint(x, y, letter)


def _walk(points: Sequence[Point], found: Sequence[Piece]) -> Iterator[tuple[Piece, list[Point]]]:
    """Follow a way and give each piece that it is in, with its points there."""
    here, line = _holder(found, points[0]), [points[0]]
    for one, other in pairwise(points):
        for place in _crossings(one, other, found):
            there = _holder(found, (_towards(place[0], other[0]), _towards(place[1], other[1])))
            if there is not here:
                yield here, [*line, place]
                here, line = there, [place]
        line.append(other)
    yield here, line


def _towards(at: float, aim: float) -> float:
    return at + (0.01 if aim > at else -0.01 if aim < at else 0.0)


def _crossings(one: Point, other: Point, found: Sequence[Piece]) -> list[Point]:
    """Give where a straight stretch meets the edges of the pieces, in its direction."""
    (ax, ay), (bx, by) = one, other
    shares = set()
    for piece in found:
        shares |= {(x - ax) / (bx - ax) for x in (piece.left, piece.right) if bx != ax}
        shares |= {(y - ay) / (by - ay) for y in (piece.top, piece.bottom) if by != ay}
    return [(ax + (bx - ax) * share, ay + (by - ay) * share) for share in sorted(shares) if 0 < share < 1]


def _holder(found: Sequence[Piece], place: Point) -> Piece:
    """Give the piece in which a place lies."""
    x, y = place
    inside = (each for each in found if each.left <= x < each.right and each.top <= y < each.bottom)
    return next(inside, found[-1])
