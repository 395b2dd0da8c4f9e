"""Boxes of many words: wider than those of a workflow, and as high as what they say."""

from collections.abc import Sequence

from sopdesk.drawing.letters import high, lines, widest
from sopdesk.views.drawing import BODY, SMALL, Node, Shape, Tone

_ACROSS, _DOWN = 18.0, 8.0
Part = tuple[str, bool]
"""A text, and whether it is set large and strong."""


def worded(
    key: str, parts: Sequence[Part], room: float, *, shape: Shape = Shape.BOX, tone: Tone = Tone.PLAIN,
    number: str = "", fills: bool = False,
) -> Node:  # fmt: skip
    """Give a node with these texts below each other; `fills` makes it as wide as its room, whatever it says."""
    found = [
        line for text, main in parts if text
        for line in lines(text, room, BODY if main else SMALL, strong=main)
    ]  # fmt: skip
    wide = (room if fills else widest(found)) + 2 * _ACROSS
    said = " ".join(text for text, _ in parts if text)
    return Node(key, shape, tuple(found), 0, 0, wide, high(found) + 2 * _DOWN, tone, number, key, said)
