"""Five whys: the chain from what happened down to its root, each answer with what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sopdesk.domain.cause import Method
from sopdesk.drawing.blocks import MARGIN
from sopdesk.drawing.worded import worded
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone
from sopdesk.views.investigation import CauseView

ROOM = 380.0
_APART = 30.0


def whys(problem: str, causes: Sequence[CauseView]) -> Drawing:
    """Give the chain of whys as a drawing: what happened at the top, the deepest answer at the bottom."""
    chain = [each for each in causes if each.method is Method.WHYS]
    wide = worded("", (), ROOM, fills=True).width
    nodes, edges, y = [], [], MARGIN
    for node in _nodes(problem, chain):
        nodes.append(replace(node, x=MARGIN, y=y))
        if len(nodes) > 1:
            middle, before = MARGIN + wide / 2, nodes[-2]
            edges.append(Edge(before.id, node.id, ((middle, before.y + before.height), (middle, y))))
        y += node.height + _APART
    return Drawing("Five whys", wide + 2 * MARGIN, y - _APART + MARGIN, tuple(nodes), tuple(edges), _words(chain))


def _nodes(problem: str, chain: Sequence[CauseView]) -> Iterator[Node]:
    yield worded("problem", (("What happened", False), (problem, True)), ROOM, shape=Shape.ROUND, fills=True)
    for number, each in enumerate(chain, 1):
        parts = (
            (each.why, False), (each.because, True), (f"Shown by: {each.evidence}" if each.evidence else "", False),
            ("Root cause" if each.root else "", True),
        )  # fmt: skip
        tone = Tone.ESCALATE if each.root else Tone.PLAIN
        yield worded(each.id, parts, ROOM, tone=tone, number=str(number), fills=True)


def _words(chain: Sequence[CauseView]) -> tuple[str, ...]:
    return tuple(
        f"{number}. {each.why} {each.because}"
        f"{f' Shown by: {each.evidence}.' if each.evidence else ''}{' Root cause.' if each.root else ''}"
        for number, each in enumerate(chain, 1)
    )
