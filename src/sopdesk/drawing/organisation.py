"""The organisation chart: people under those to whom they report, who is there now, and who stands in for whom."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sopdesk.drawing import layout
from sopdesk.drawing.blocks import MARGIN, joined, node_of
from sopdesk.drawing.placing import alike, moved, placed
from sopdesk.drawing.stacks import size, stacked, unstacked
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone
from sopdesk.views.organisation import ChartPerson, ChartView

_APART = 36.0
"""The room between two people, so that a dashed line between them can be seen."""
_BELOW = 13.0
"""How far below people of one row a dashed line runs that has to pass somebody."""


def organisation_chart(chart: ChartView, title: str, clock: Callable[[datetime], str]) -> Drawing:
    """Give the chart as a drawing; `clock` writes a time of day.

    Where somebody reports to all who hold a role, the lines run together under the role's name. A dashed line leads
    from a deputy to the one for whom they stand in.
    """
    people = {each.person.id: each for each in chart.people}
    nodes: dict[str, Node] = {}
    names = {each.id: each.name for each in chart.roles}
    ways: list[tuple[str, str]] = []
    for each in people.values():
        above = [name for name in each.superiors if name in people]
        if len(above) > 1:
            ways += _by_way_of(each, above, nodes, names)
        elif above:
            ways.append((above[0], each.person.id))
    stacks = stacked(tuple(dict.fromkeys(ways)))
    said = {name: _deputies(each, people) if stacks.holds(name) else () for name, each in people.items()}
    nodes = {**alike({name: _person(each, clock, said[name]) for name, each in people.items()}), **nodes}
    sizes = {name: (node.width, node.height) for name, node in nodes.items() if not stacks.holds(name)}
    sizes |= {key: size(len(names), nodes[names[0]]) for key, names in stacks.members.items()}
    found = layout.layered(sizes, stacks.ways, apart=_APART)
    there = {name: placed(node, *found.centres[name]) for name, node in nodes.items() if name in sizes}
    edges: list[Edge] = []
    for (one, other), points in zip(stacks.ways, map(moved, found.ways), strict=True):
        if other not in stacks.members:
            edges.append(Edge(one, other, joined(points), directed=False))
            continue
        (x, y), (wide, high) = found.centres[other], sizes[other]
        corner = (x - wide / 2 + MARGIN, y - high / 2 + MARGIN)
        members = [nodes[each] for each in stacks.members[other]]
        for node, edge in unstacked(one, members, corner, points):
            there[node.id] = node
            edges.append(edge)
    edges += _stand_ins(people, {name: node for name, node in there.items() if not stacks.holds(name)})
    low = max((y for each in edges for _, y in each.points), default=0.0)
    high = max(found.height + 2 * MARGIN, low + MARGIN)
    words = tuple(_words(each, people) for each in people.values())
    return Drawing(title, found.width + 2 * MARGIN, high, tuple(there.values()), tuple(edges), words)


def _deputies(each: ChartPerson, people: dict[str, ChartPerson]) -> tuple[str, ...]:
    """Say who stands in, where no line can be drawn from them."""
    names = " and ".join(people[name].person.name for name in each.deputies if name in people)
    return (f"deputy: {names}",) if names else ()


def _person(each: ChartPerson, clock: Callable[[datetime], str], deputies: tuple[str, ...]) -> Node:
    now = _now(each, clock)
    below = (each.person.role_names, *([now] if now else []), *deputies)
    tone = Tone.DONE if each.on_duty_until else Tone.PLAIN
    return node_of(
        each.person.id, Shape.CARD, each.person.name, below=below, tone=tone, about=each.person.id,
        words=", ".join((each.person.name, *below)), main=True,
    )  # fmt: skip


def _now(each: ChartPerson, clock: Callable[[datetime], str]) -> str:
    if each.on_duty_until:
        return f"on duty until {clock(each.on_duty_until)}"
    return "away today" if each.away else ""


def _by_way_of(
    each: ChartPerson, above: list[str], nodes: dict[str, Node], names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Give the ways by a node of the role, which all who hold it share."""
    key = "role:" + " ".join(sorted(above))
    nodes.setdefault(key, node_of(key, Shape.ROUND, names.get(each.superior_role, each.superior_role)))
    yield from ((name, key) for name in above)
    yield key, each.person.id


def _stand_ins(people: dict[str, ChartPerson], there: dict[str, Node]) -> Iterator[Edge]:
    """Give a dashed line from each deputy; one line for two who stand in for each other."""
    pairs = [(deputy, name) for name, each in people.items() if name in there for deputy in each.deputies
             if deputy in there]  # fmt: skip
    for deputy, name in dict.fromkeys(pairs):
        mutual = (name, deputy) in pairs
        if not mutual or deputy < name:
            points = _between(there[deputy], there[name], list(there.values()))
            yield Edge(deputy, name, points, back=True, directed=not mutual)


def _between(one: Node, other: Node, every: list[Node]) -> tuple[tuple[float, float], ...]:
    """Give a line between two nodes: straight across where nobody stands between them, else below the row or beside."""
    left, right = sorted((one, other), key=lambda each: each.x)
    if one.y == other.y:
        between = any(each.y == one.y and left.x < each.x < right.x for each in every)
        if not between:
            level = one.y + one.height / 2
            line = ((left.x + left.width, level), (right.x, level))
            return line if one is left else line[::-1]
        low = one.y + one.height
        return tuple(_below(one, other, low))
    upper, lower = sorted((one, other), key=lambda each: each.y)
    side = 0.25 if lower.x + lower.width / 2 >= upper.x + upper.width / 2 else 0.75
    start = (lower.x + lower.width * side, lower.y)
    end = (upper.x + upper.width * (1 - side), upper.y + upper.height)
    bend = lower.y - _BELOW
    line4 = (start, (start[0], bend), (end[0], bend), end)
    return line4 if one is lower else line4[::-1]


def _below(one: Node, other: Node, low: float) -> Iterator[tuple[float, float]]:
    for node, first in ((one, True), (other, False)):
        x = node.x + node.width * (0.35 if first else 0.65)
        yield from (((x, low), (x, low + _BELOW)) if first else ((x, low + _BELOW), (x, low)))


def _words(each: ChartPerson, people: dict[str, ChartPerson]) -> str:
    """Say somebody's place in a sentence."""
    above = " and ".join(people[name].person.name for name in each.superiors if name in people)
    deputies = " and ".join(people[name].person.name for name in each.deputies if name in people)
    parts = [f"{each.person.name} ({each.person.role_names})"]
    parts += ["on duty"] if each.on_duty_until else ["away today"] if each.away else []
    parts += [f"reports to {above}"] if above else []
    parts += [f"stood in for by {deputies}"] if deputies else []
    return ", ".join(parts) + "."
