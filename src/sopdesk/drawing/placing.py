"""Putting nodes and ways where a layout says, with the margin around the drawing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sopdesk.drawing.blocks import MARGIN
from sopdesk.views.drawing import Node


def alike(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """Give nodes of one size."""
    wide, tall = (max((getattr(each, side) for each in nodes.values()), default=0.0) for side in ("width", "height"))
    return {name: replace(each, width=wide, height=tall) for name, each in nodes.items()}


def placed(node: Node, x: float, y: float) -> Node:
    """Give a node with its middle at a place of the layout."""
    return replace(node, x=x - node.width / 2 + MARGIN, y=y - node.height / 2 + MARGIN)


def moved(points: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Give the points of a way, moved by the margin."""
    return tuple((x + MARGIN, y + MARGIN) for x, y in points)
