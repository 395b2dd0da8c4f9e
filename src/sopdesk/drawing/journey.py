"""The customer's journey as a map: stages as columns, touchpoints as cards below them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sopdesk.drawing.blocks import MARGIN, node_of
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone
from sopdesk.views.journeys import CardView, StageView

_ACROSS, _DOWN, _HEAD = 18.0, 14.0, 22.0


def journey_map(title: str, stages: Sequence[StageView]) -> Drawing:
    """Give the map as a drawing. A card leads to its touchpoint; where something is missing, its fault says what."""
    columns = [
        [node_of(f"stage:{each.stage.id}", Shape.ROUND, each.stage.title, tone=Tone.QUESTION, about=each.stage.id)]
        + [_card(card) for card in each.cards]
        for each in stages
    ]
    wide = max((node.width for each in columns for node in each), default=0.0)
    head = max((each[0].height for each in columns), default=0.0)
    nodes: list[Node] = []
    low = 0.0
    for place, (top, *cards) in enumerate(columns):
        x, y = MARGIN + place * (wide + _ACROSS), MARGIN
        nodes.append(replace(top, x=x, y=y, width=wide, height=head))
        y += head + _HEAD
        for card in cards:
            nodes.append(replace(card, x=x, y=y, width=wide))
            y += card.height + _DOWN
        low = max(low, y - _DOWN)
    heads = [each for each in nodes if each.id.startswith("stage:")]
    level = MARGIN + head / 2
    edges = tuple(Edge(one.id, other.id, ((one.x + wide, level), (other.x, level))) for one, other in pairwise(heads))
    across = max(len(columns) * (wide + _ACROSS) - _ACROSS, 0.0)
    words = tuple(f"{each.stage.title}: {_told(each)}" for each in stages)
    return Drawing(title, across + 2 * MARGIN, low + MARGIN, tuple(nodes), edges, words, grid=True)


def _card(card: CardView) -> Node:
    point = card.touchpoint
    facts = " · ".join(filter(None, (f"{point.minutes} min" if point.minutes else "", card.role_name)))
    how = f"{point.procedure} {card.step_title or card.procedure_title}".strip()
    below = tuple(filter(None, (point.standard, facts, card.gap or how)))
    tone = Tone.FAULT if card.gap else Tone.PLAIN
    return node_of(f"card:{point.id}", Shape.BOX, point.title, below=below, tone=tone, about=point.id, fault=card.gap,
                   main=True, words=". ".join((point.title, *below)))  # fmt: skip


def _told(stage: StageView) -> str:
    return "; ".join(
        f"{each.touchpoint.title} ({each.gap or each.touchpoint.procedure})" for each in stage.cards
    ) or "nothing yet"  # fmt: skip
