"""The escalation map: roles, with who is there for them now, and between them for how many reasons one goes up."""

from collections import Counter

from sopdesk.domain.reporting import Because
from sopdesk.drawing import layout
from sopdesk.drawing.blocks import MARGIN, joined, node_of
from sopdesk.drawing.placing import alike, moved, placed
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone
from sopdesk.views.organisation import EscalationMap

ANYBODY = "anybody"
"""The node of those for whom a procedure names no role."""
MOST_NAMES = 3


def pair_id(role: str, to: str) -> str:
    """Give the id of the node that stands for all reasons to go from one role to another."""
    return f"{role or ANYBODY}>{to}"


def escalation_map(found: EscalationMap, title: str) -> Drawing:
    """Give the map as a drawing: arrows lead up, the reasons stand on the way; a press on them names both roles."""
    pairs = Counter((each.role, each.to) for each in found.lines if each.role != each.to)
    order = [role for role in reversed(tuple(found.names)) if any(role in pair for pair in pairs)]
    roles = alike({each: _role(each, found) for each in order})
    if any(not role for role, _ in pairs):
        roles[ANYBODY] = node_of(ANYBODY, Shape.CARD, "Whoever is at it", main=True)
    nodes, ways = dict(roles), []
    for (role, to), count in pairs.items():
        key = pair_id(role, to)
        reasons = f"{count} reason{'' if count == 1 else 's'}"
        said = f"{reasons} to go from {found.names.get(role, 'whoever is at it')} to {found.names[to]}"
        nodes[key] = node_of(key, Shape.ROUND, reasons, tone=Tone.ESCALATE, about=key, words=said)
        ways += [(to, key), (key, role or ANYBODY)]
    back = {n for n, (upper, lower) in enumerate(ways) if _leads_down(upper, lower, order)}
    placing = layout.layered({name: (each.width, each.height) for name, each in nodes.items()}, ways, back)
    there = tuple(placed(each, *placing.centres[name]) for name, each in nodes.items())
    edges = tuple(
        Edge(lower, upper, joined(moved(points))[::-1], directed=lower not in order)
        for (upper, lower), points in zip(ways, placing.ways, strict=True)
    )
    words = tuple(node.words for name, node in nodes.items() if name not in roles)
    return Drawing(title, placing.width + 2 * MARGIN, placing.height + 2 * MARGIN, there, edges, words)


def _role(role: str, found: EscalationMap) -> Node:
    calls = found.calls[role]
    there = [each.person.name for each in calls if each.on_duty and each.because is Because.HOLDS]
    stand_in = next((f"{each.person.name} stands in" for each in calls if each.on_duty), "")
    off_duty = next((f"nobody on duty; else {each.person.name}" for each in calls), "nobody can be called")
    shown = there[:MOST_NAMES] + (["…"] if len(there) > MOST_NAMES else [])
    below = tuple(f"now: {each}" for each in shown) or (stand_in or off_duty,)
    tone = Tone.DONE if there or stand_in else Tone.PLAIN
    return node_of(role, Shape.CARD, found.names[role], below=below, tone=tone, about=role, main=True)


def _leads_down(upper: str, lower: str, order: list[str]) -> bool:
    """Tell whether a reason leads from a higher role to a lower one, so that its ways must not change the rows."""
    role, _, to = (upper if ">" in upper else lower).partition(">")
    return role in order and to in order and order.index(to) > order.index(role)
