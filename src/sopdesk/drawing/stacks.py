"""Many who hang under the same one stand in two columns beside a line, so that a chart does not grow wide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sopdesk.drawing.blocks import joined
from sopdesk.views.drawing import Edge, Node

MOST_BESIDE, MOST_ROWS = 5, 6
"""So many stand beside each other; more stand in stacks of so many rows."""
_AISLE, _APART, _HEAD = 36.0, 14.0, 18.0

Way = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stacks:
    """The stacks by their keys, each with its members; `ways` lead to stacks in the place of their members."""

    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()

    def holds(self, name: str) -> bool:
        """Tell whether somebody stands in a stack."""
        return any(name in each for each in self.members.values())


def stacked(ways: Sequence[Way]) -> Stacks:
    """Put those who lead to nobody into stacks, where many of them hang under the same one."""
    leading = {source for source, _ in ways}
    below: dict[str, list[str]] = {}
    for source, target in ways:
        if target not in leading:
            below.setdefault(source, []).append(target)
    members: dict[str, tuple[str, ...]] = {}
    found: list[Way] = []
    for source, names in below.items():
        for n in range(0, len(names) if len(names) > MOST_BESIDE else 0, 2 * MOST_ROWS):
            key = f"stack:{source}:{n}"
            members[key] = tuple(names[n : n + 2 * MOST_ROWS])
            found.append((source, key))
    within = {name for each in members.values() for name in each}
    return Stacks(members, (*(each for each in ways if each[1] not in within), *found))


def size(count: int, one: Node) -> tuple[float, float]:
    """Give width and height of a stack of so many nodes like this one."""
    rows = (count + 1) // 2
    return 2 * one.width + _AISLE, _HEAD + rows * one.height + (rows - 1) * _APART


def unstacked(source: str, nodes: Sequence[Node], corner: Point, line: Sequence[Point]) -> Iterator[tuple[Node, Edge]]:
    """Give each node of a stack with its place, and the way to it: along the line to the stack, then down."""
    left, top = corner
    wide, high = nodes[0].width, nodes[0].height
    middle, bend = left + wide + _AISLE / 2, top + _HEAD / 2
    end = line[-1]
    for n, node in enumerate(nodes):
        at_left, y = n % 2 == 0, top + _HEAD + n // 2 * (high + _APART)
        x = left if at_left else left + wide + _AISLE
        level, side = y + high / 2, x + wide if at_left else x
        points = joined(tuple(line), (end[0], bend), (middle, bend), (middle, level), (side, level))
        yield replace(node, x=x, y=y), Edge(source, node.id, points, directed=False)
