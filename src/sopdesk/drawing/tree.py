"""Trees: who reports to whom, and to whom a matter goes up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopdesk.drawing import layout
from sopdesk.drawing.blocks import MARGIN, joined, node_of
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone


@dataclass(frozen=True, slots=True)
class Leaf:
    """One node of a tree: its title, smaller lines below it, and the id of what it hangs under ("" at the top)."""

    id: str
    title: str
    details: tuple[str, ...] = ()
    parent: str = ""
    tone: Tone = Tone.PLAIN
    shape: Shape = Shape.CARD


def tree(title: str, leaves: Sequence[Leaf], *, arrows: bool = False) -> Drawing:
    """Give a tree or several as a drawing, parents above; `arrows` point from each leaf up to its parent.

    A parent that is not among the leaves, or that hangs under its own child, counts as none. Ids are told apart.
    """
    known = {each.id: each for each in leaves}
    parents = {name: _parent(name, known) for name in known}
    nodes = _alike({name: _node(leaf) for name, leaf in known.items()})
    ways = [(parent, name) for name, parent in parents.items() if parent]
    found = layout.tree({name: (each.width, each.height) for name, each in nodes.items()}, ways)
    edges = [_edge(child, parent, line, arrows=arrows) for (parent, child), line in zip(ways, found.ways, strict=True)]
    placed = tuple(_placed(each, *found.centres[name]) for name, each in nodes.items())
    words = tuple(_words(leaf, known.get(parents[name])) for name, leaf in known.items())
    return Drawing(title, found.width + 2 * MARGIN, found.height + 2 * MARGIN, placed, tuple(edges), words)


def _parent(name: str, known: dict[str, Leaf]) -> str:
    """Give the parent of a leaf, unless it is missing or the way up leads back to the leaf."""
    parent = known[name].parent
    seen: list[str] = [name]
    above = parent
    while above in known and above not in seen:
        seen.append(above)
        above = known[above].parent
    circle = above in known and name == min(seen[seen.index(above) :], default="")
    return parent if parent in known and not circle else ""


def _node(leaf: Leaf) -> Node:
    text = " ".join((leaf.title, *leaf.details))
    return node_of(leaf.id, leaf.shape, leaf.title or "—", below=leaf.details, tone=leaf.tone, about=leaf.id,
                   words=text, main=True)  # fmt: skip


def _alike(nodes: dict[str, Node]) -> dict[str, Node]:
    """Give nodes of one size."""
    wide, tall = (max((getattr(each, side) for each in nodes.values()), default=0.0) for side in ("width", "height"))
    return {name: replace(each, width=wide, height=tall) for name, each in nodes.items()}


def _placed(node: Node, x: float, y: float) -> Node:
    return replace(node, x=x - node.width / 2 + MARGIN, y=y - node.height / 2 + MARGIN)


def _edge(child: str, parent: str, line: tuple[tuple[float, float], ...], *, arrows: bool) -> Edge:
    points = joined(tuple((x + MARGIN, y + MARGIN) for x, y in line))
    if arrows:
        return Edge(child, parent, points[::-1])
    return Edge(parent, child, points, directed=False)


def _words(leaf: Leaf, parent: Leaf | None) -> str:
    facts = f" ({'; '.join(leaf.details)})" if leaf.details else ""
    return f"{leaf.title}{facts}{f', under {parent.title}' if parent else ''}."
