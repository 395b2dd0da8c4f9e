"""The fishbone: what happened at the head, the six classes of causes on ribs, sub-causes beside what they explain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sopdesk.domain.cause import CauseClass, Method
from sopdesk.drawing.blocks import MARGIN
from sopdesk.drawing.worded import worded
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone
from sopdesk.views.investigation import CauseView

CAUSE_ROOM, SUB_ROOM, HEAD_ROOM = 128.0, 116.0, 150.0
_ROW, _SUB_ROW, _TWIG, _BRANCH = 14.0, 8.0, 44.0, 26.0
"""The room between rows, between sub-causes, from a cause to its rib, from a sub-cause to its cause."""
_PAD, _LEAST, _LEAN, _MOST_LEAN = 20.0, 96.0, 0.28, 84.0
_APART = 26.0
Row = tuple[Node, tuple[Node, ...]]
"""A cause with its sub-causes."""


@dataclass(frozen=True, slots=True)
class _Rib:
    """One class of causes: its name and its rows, not yet placed."""

    name: Node
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Give the room that the rows take along the rib."""
        rows = sum(_row_height(each) for each in self.rows) + _ROW * max(len(self.rows) - 1, 0)
        return max(rows + 2 * _PAD, _LEAST)

    @property
    def width(self) -> float:
        """Give the room that the rows take beside the rib."""
        rows = (
            cause.width + (max(each.width for each in subs) + _BRANCH if subs else 0) + _TWIG
            for cause, subs in self.rows
        )
        return max((*rows, self.name.width / 2))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rib runs: from the outer end (x, y) by (lean, length) to the spine; length is negative from below."""

    x: float
    y: float
    lean: float
    length: float

    def at(self, y: float) -> float:
        """Give where the rib is at a height."""
        return self.x + self.lean * (y - self.y) / self.length


def fishbone(problem: str, causes: Sequence[CauseView]) -> Drawing:
    """Give the fishbone as a drawing: three classes above the spine, three below."""
    ribs = [_rib(each, [one for one in causes if one.method is Method.FISHBONE]) for each in CauseClass]
    pairs = list(zip(ribs[: len(ribs) // 2], ribs[len(ribs) // 2 :], strict=True))
    above, below = (max(pair[side].height for pair in pairs) for side in (0, 1))
    lean = min(_LEAN * min(above, below), _MOST_LEAN)
    high = max(each.name.height for each in ribs)
    spine = MARGIN + high + above
    nodes: list[Node] = []
    edges: list[Edge] = []
    x = MARGIN
    for upper, lower in pairs:
        outer = x + max(upper.width, lower.width)
        for rib, place in (
            (upper, _Place(outer, MARGIN + high, lean, above)), (lower, _Place(outer, spine + below, lean, -below)),
        ):  # fmt: skip
            _draw(rib, place, nodes, edges)
        x = outer + max(lean, upper.name.width / 2, lower.name.width / 2) + _APART
    head = worded("problem", (("What happened", False), (problem, True)), HEAD_ROOM, shape=Shape.ROUND)
    head = replace(head, x=x + _APART, y=spine - head.height / 2)
    top = min(0.0, head.y - MARGIN)
    edges.append(Edge(ribs[0].name.id, head.id, ((MARGIN, spine), (head.x, spine))))
    low = max(spine + below + high, head.y + head.height) + MARGIN
    drawing = Drawing("Fishbone", head.x + head.width + MARGIN, low, (head, *nodes), tuple(edges), _words(causes),
                      grid=True)  # fmt: skip
    return _lowered(drawing, -top) if top else drawing


def _rib(which: CauseClass, causes: Sequence[CauseView]) -> _Rib:
    name = worded(f"class:{which}", ((which.value.capitalize(), True),), CAUSE_ROOM, tone=Tone.QUESTION)
    mine = [each for each in causes if each.cause_class is which]
    return _Rib(name, tuple(
        (_node(each, CAUSE_ROOM), tuple(_node(sub, SUB_ROOM) for sub in mine if sub.under == each.id))
        for each in mine if not each.under
    ))  # fmt: skip


def _node(each: CauseView, room: float) -> Node:
    parts = (
        (each.because, not each.under), (f"Shown by: {each.evidence}" if each.evidence else "", False),
        ("Root cause" if each.root else "", True),
    )  # fmt: skip
    return worded(each.id, parts, room, tone=Tone.ESCALATE if each.root else Tone.PLAIN)


def _row_height(row: Row) -> float:
    cause, subs = row
    return max(cause.height, sum(each.height for each in subs) + _SUB_ROW * max(len(subs) - 1, 0))


def _draw(rib: _Rib, place: _Place, nodes: list[Node], edges: list[Edge]) -> None:
    """Put a rib with its rows into a drawing; rows go down from the outer end above, and up to it below."""
    down = place.length > 0
    name = replace(rib.name, x=place.x - rib.name.width / 2, y=place.y - rib.name.height if down else place.y)
    nodes.append(name)
    edges.append(Edge(
        name.id, "problem", ((place.x, place.y), (place.x + place.lean, place.y + place.length)), directed=False
    ))  # fmt: skip
    y = place.y + _PAD if down else place.y + place.length + (-place.length - rib.height) + _PAD
    for row in rib.rows:
        tall = _row_height(row)
        _draw_row(row, place, y + tall / 2, name, nodes, edges)
        y += tall + _ROW


def _draw_row(  # noqa: PLR0917 - where it stands, and into what
    row: Row, place: _Place, middle: float, name: Node, nodes: list[Node], edges: list[Edge]
) -> None:
    cause, subs = row
    on_rib = place.at(middle)
    cause = replace(cause, x=on_rib - _TWIG - cause.width, y=middle - cause.height / 2)
    nodes.append(cause)
    edges.append(Edge(cause.id, name.id, ((cause.x + cause.width, middle), (on_rib, middle))))
    y = middle - (sum(each.height for each in subs) + _SUB_ROW * (len(subs) - 1)) / 2
    for each in subs:
        sub = replace(each, x=cause.x - _BRANCH - each.width, y=y)
        nodes.append(sub)
        level, bend = y + sub.height / 2, cause.x - _BRANCH / 2
        points = ((sub.x + sub.width, level), (bend, level), (bend, middle), (cause.x, middle))
        edges.append(Edge(sub.id, cause.id, points))
        y += sub.height + _SUB_ROW


def _lowered(drawing: Drawing, by: float) -> Drawing:
    """Give a drawing moved down: a long text at the head rises above the ribs."""
    nodes = tuple(replace(each, y=each.y + by) for each in drawing.nodes)
    edges = tuple(replace(each, points=tuple((x, y + by) for x, y in each.points)) for each in drawing.edges)
    return replace(drawing, nodes=nodes, edges=edges, height=drawing.height + by)


def _words(causes: Sequence[CauseView]) -> tuple[str, ...]:
    return tuple(_told([each for each in causes if each.method is Method.FISHBONE]))


def _told(causes: Sequence[CauseView]) -> Iterator[str]:
    said = {each.id: each.because for each in causes}
    for each in causes:
        where = f"because of “{said[each.under]}”" if each.under in said else (each.cause_class or "")
        kind = "Sub-cause" if each.under else "Cause"
        root = " Root cause." if each.root else ""
        evidence = f" Shown by: {each.evidence}." if each.evidence else ""
        yield f"{kind} ({where}): {each.because}.{evidence}{root}"
