"""Where nodes and ways go: the one seam to graphlay, so that another engine could take its place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Size = tuple[float, float]
LAYER_GAP = 30.0
"""The least distance between two layers."""
_LAYERED: dict[str, Any] = {
    "direction": "topbottom",
    "spacing": {"layer_gap": LAYER_GAP, "node_gap": 16.0, "dummy_gap": 16.0, "port_gap": 12.0, "stub": 10.0},
    "routing": {"style": "orthogonal", "bundle_parallel": False, "port_sides": "facing_only"},
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The centre of each node, the points of each way from border to border, and the size of the whole."""

    centres: Mapping[str, Point]
    ways: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def layered(
    sizes: Mapping[str, Size], ways: Sequence[tuple[str, str]], back: Collection[int] = (), *, apart: float = 16.0
) -> Layout:
    """Give places in layers from top to bottom, the first node above; the same graph gives the same places.

    `back` are the ways, by their place, that lead up again; `apart` is the room between nodes of a layer.
    """
    import graphlay

    graph = graphlay.Graph()
    for place, (name, (wide, high)) in enumerate(sizes.items()):
        graph.node(name, width=wide, height=high, **({} if place else {"rank": "first"}))
    for place, (source, target) in enumerate(ways):
        graph.edge(source, target, reverse_for_ranking=place in back)
    options = {**_LAYERED, "spacing": {**_LAYERED["spacing"], "node_gap": apart}}
    found = graphlay.layout(graph, options={**options, "compaction": {"mode": "priority"}})
    if found.metrics()["node_edge_hits"]:  # moving together can, rarely, put a node upon a way
        found = graphlay.layout(graph, options=options)
    return _moved(found, sizes)


def tree(sizes: Mapping[str, Size], ways: Sequence[tuple[str, str]]) -> Layout:
    """Give places of a tree or a forest, parents in the middle above their children."""
    import graphlay

    graph = graphlay.Graph()
    for name, (wide, high) in sizes.items():
        graph.node(name, width=wide, height=high)
    for source, target in ways:
        graph.edge(source, target)
    options = {
        "direction": "topbottom",
        "edge_style": "elbow",
        "sibling_gap": 20.0,
        "subtree_gap": 32.0,
        "row_gap": 44.0,
    }
    return _moved(graphlay.layout_tree(graph, options=options), sizes)


def _moved(found: Any, sizes: Mapping[str, Size]) -> Layout:  # noqa: ANN401 - graphlay's own
    """Give the places with the upper left corner of everything at (0, 0)."""
    if not sizes:
        return Layout({}, (), 0.0, 0.0)
    lines = [[(float(each["x"]), float(each["y"])) for each in edge["points"]] for edge in found.edges]
    centres = {name: (float(x), float(y)) for name, (x, y) in found.positions().items()}
    corners = [(x + side * w / 2, y + side * h / 2) for name, (x, y) in centres.items() for w, h in (sizes[name],)
               for side in (-1, 1)]  # fmt: skip
    every = [*corners, *(point for line in lines for point in line)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    right, bottom = max(x for x, _ in every), max(y for _, y in every)
    return Layout(
        {name: (x - left, y - top) for name, (x, y) in centres.items()},
        tuple(tuple((x - left, y - top) for x, y in line) for line in lines),
        right - left,
        bottom - top,
    )
