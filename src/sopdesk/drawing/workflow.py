"""A decision workflow drawn: questions, answers on the ways out of them, what to do, and where it ends."""

from collections.abc import Mapping
from dataclasses import replace

from sopdesk.domain.sop import Procedure
from sopdesk.drawing.blocks import ASIDE, MARGIN, Block, Points, joined, touching
from sopdesk.drawing.graph import Graph, Way
from sopdesk.drawing.layout import LAYER_GAP, Layout, layered
from sopdesk.drawing.telling import Words, told
from sopdesk.views.drawing import SMALL, Drawing, Edge, Node

_ABOVE, _STRAIGHT = 8.0, 2
_INSET = 18.0
"""How far from a node's corner a way begins or ends that has to be led there."""


def workflow(procedure: Procedure, words: Words | None = None, faults: Mapping[str, str] | None = None) -> Drawing:
    """Give a procedure's steps and answers as a graph with places.

    `faults` are sentences by "step:ID" and "branch:STEP:N", as domain.problems names places; what they name is marked.
    A node's id is its step's, or "STEP:N" for what answer N leads to besides a step.
    """
    words = words or Words()
    graph = Graph(procedure, words, faults or {})
    back = [place for place, each in enumerate(graph.ways) if each.back]
    found = layered(
        {key: block.size for key, block in graph.blocks.items()},
        [(each.source, each.target) for each in graph.ways],
        back,
    )
    nodes = {key: _placed(block, found) for key, block in graph.blocks.items() if block.node is not None}
    edges = tuple(touching(each, nodes[each.source], nodes[each.target]) for each in _edges(graph, found))
    wide, high = found.width + 2 * MARGIN, found.height + 2 * MARGIN
    return Drawing(words.fill(procedure.title), wide, high, tuple(nodes.values()), edges, told(procedure, words))


def _placed(block: Block, found: Layout) -> Node:
    node = block.node
    assert node is not None  # noqa: S101 - asked before
    x = found.centres[block.key][0]
    return replace(node, x=x - node.width / 2 + MARGIN, y=_top(block, found) + MARGIN)


def _edges(graph: Graph, found: Layout) -> list[Edge]:
    """Give the ways, each from node to node: an answer stands on its way, and where it is alone the way goes on."""
    lines = dict(zip(graph.ways, found.ways, strict=True))
    onward = {way.source: way for way in graph.ways if graph.blocks[way.source].label}
    edges = []
    for way, line in lines.items():
        source, target = graph.blocks[way.source], graph.blocks[way.target]
        if source.node is None:
            continue
        points, after = _from_node(source, line, found), way if target.node else onward[target.key]
        leaves = onward.get(target.key)
        if target.label and (leaves is None or lines[leaves][0][1] > line[-1][1]):
            points = _centred(points, found.centres[target.key][0])
        label = _label(target, found, points[-1][0])
        if target.node is None:
            points = _through(points, lines[after])
        elif target.label:
            points = _to_node(target, points, found)
        edges.append(_edge(way.source, after, points, label))
    return edges


def _from_node(block: Block, points: Points, found: Layout) -> Points:
    """Give a way that leaves upwards from its node, not from the label above it."""
    (x, y), middle = points[0], found.centres[block.key]
    if not block.label or block.node is None or y > middle[1]:
        return points
    inside = _within(x, middle[0], block.node.width)
    return ((inside, _top(block, found)), (inside, y), *points)


def _centred(points: Points, middle: float) -> Points:
    """Give a way that comes down onto the middle of an answer."""
    (x, y), (near_x, near_y) = points[-1], points[-2]
    if x == middle or near_x != x or near_y >= y - 2 * _ABOVE:
        return points
    if len(points) > _STRAIGHT and points[-3][1] == near_y and y - near_y < LAYER_GAP:
        return (*points[:-2], (middle, near_y), (middle, y))
    return (*points[:-1], (x, y - _ABOVE), (middle, y - _ABOVE), (middle, y))


def _to_node(block: Block, points: Points, found: Layout) -> Points:
    """Give a way that goes on below the label to the node."""
    x, y = points[-1]
    inside = _within(x, found.centres[block.key][0], block.node.width if block.node else 0.0)
    return (*points, (inside, y), (inside, _top(block, found)))


def _through(points: Points, then: Points) -> Points:
    """Give a way that goes on beneath an answer."""
    top = points[-1][1]
    level = (top + then[0][1]) / 2 if then[0][1] > top else top + SMALL
    return (*points, (points[-1][0], level), (then[0][0], level), *then)


def _top(block: Block, found: Layout) -> float:
    """Give where the node of a block begins."""
    tall = block.node.height if block.node is not None else 0.0
    return found.centres[block.key][1] + block.size[1] / 2 - tall


def _within(x: float, middle: float, wide: float) -> float:
    return _between(x, middle - wide / 2 + _INSET, middle + wide / 2 - _INSET)


def _between(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


def _label(block: Block, found: Layout, x: float) -> tuple[Block, float, float]:
    """Give the block with a label, and the middle of that over a way that comes to it at x."""
    (middle, y), (wide, tall) = found.centres[block.key], block.size
    spare = max(wide - 2 * ASIDE - block.label_width, 0) / 2
    return block, _between(x, middle - spare, middle + spare) + MARGIN, y + (block.label_height - tall) / 2 + MARGIN


def _edge(source: str, way: Way, points: Points, labelled: tuple[Block, float, float]) -> Edge:
    moved = tuple((x + MARGIN, y + MARGIN) for x, y in joined(points))
    block, x, y = labelled
    place = (x, y) if block.label else (0.0, 0.0)
    return Edge(source, way.target, moved, block.label, *place, back=way.back, branch=way.branch)
