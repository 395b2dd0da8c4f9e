"""The timeline of an incident: moments below each other, each with where it is known from and how sure it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sopdesk.drawing.blocks import MARGIN
from sopdesk.drawing.worded import worded
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone
from sopdesk.views.investigation import Moment

TIME_ROOM, ROOM = 116.0, 430.0
_APART, _ASIDE = 12.0, 24.0
_TONES = {"likely": Tone.QUESTION, "unsure": Tone.ESCALATE}


def timeline(moments: Sequence[Moment], day: Callable[[datetime], str], clock: Callable[[datetime], str]) -> Drawing:
    """Give moments in their order as a drawing; `day` and `clock` write an instant. Dashed: not certain."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    before, y = None, MARGIN
    for number, each in enumerate(moments):
        when = _when(number, each, day, clock, same_day=before is not None and day(before.at) == day(each.at))
        what = worded(f"what:{number}", ((each.what, True), (_known(each), False)), ROOM, fills=True,
                      tone=_TONES.get(each.confidence, Tone.PLAIN))  # fmt: skip
        middle = y + max(when.height, what.height) / 2
        when = replace(when, x=MARGIN, y=middle - when.height / 2)
        what = replace(what, x=MARGIN + when.width + _ASIDE, y=middle - what.height / 2)
        edges.append(Edge(when.id, what.id, ((when.x + when.width, middle), (what.x, middle)), directed=False,
                          back=each.confidence in _TONES))  # fmt: skip
        if before is not None:
            above, x = nodes[-2], MARGIN + when.width / 2
            edges.append(Edge(above.id, when.id, ((x, above.y + above.height), (x, when.y)), directed=False))
        nodes += [when, what]
        before, y = each, middle + max(when.height, what.height) / 2 + _APART
    wide = max((each.x + each.width for each in nodes), default=0.0) + MARGIN
    words = tuple(f"{day(each.at)}, {_clock(each, clock)}: {each.what} ({_known(each)})" for each in moments)
    return Drawing("The timeline, from all its sources", wide, y - _APART + MARGIN, tuple(nodes), tuple(edges), words)


def _when(
    number: int, each: Moment, day: Callable[[datetime], str], clock: Callable[[datetime], str], *, same_day: bool
) -> Node:
    parts = ((_clock(each, clock), True), ("" if same_day else day(each.at), False))
    return worded(f"when:{number}", parts, TIME_ROOM, shape=Shape.ROUND, fills=True)


def _clock(each: Moment, clock: Callable[[datetime], str]) -> str:
    return f"about {clock(each.at)}" if each.about else clock(each.at)


def _known(each: Moment) -> str:
    return " · ".join(filter(None, (each.source, each.confidence)))
