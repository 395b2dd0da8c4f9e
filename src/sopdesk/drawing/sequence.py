"""The order of a procedure's steps: row by row, with the phases of the task above them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from sopdesk.domain.sop import Phase, Procedure, Step
from sopdesk.drawing.blocks import MARGIN, node_of
from sopdesk.drawing.telling import Words, told
from sopdesk.views.drawing import Drawing, Edge, Node, Shape, Tone

_ACROSS, _DOWN = 28.0, 30.0
_IN_A_ROW = 4
_PHASES = {Phase.BEFORE: "Before the task", Phase.DURING: "During the task", Phase.AFTER: "After the task"}


def sequence(procedure: Procedure, words: Words | None = None, in_a_row: int = _IN_A_ROW) -> Drawing:
    """Give a procedure's steps in their order, from left to right and row below row; a node's id is its step's."""
    words = words or Words()
    numbers = procedure.numbers()
    numbered = [_step(each, numbers[each.id], words) for each in procedure.steps]
    wide = max((each.width for each in numbered), default=0.0)
    nodes: list[Node] = []
    top = MARGIN
    place = 0
    for phase, group in groupby(procedure.steps, lambda each: each.phase):
        steps = numbered[place : place + len(list(group))]
        if phase is not None:
            head = node_of(f"phase:{place}", Shape.ROUND, _PHASES[phase], small="", main=True)
            nodes.append(replace(head, x=MARGIN, y=top, width=max(wide, head.width)))
            top += head.height + _DOWN / 2
        for row in _rows(steps, in_a_row):
            high = max(each.height for each in row)
            nodes += [
                replace(each, x=MARGIN + n * (wide + _ACROSS), y=top, width=wide, height=high)
                for n, each in enumerate(row)
            ]
            top += high + _DOWN
        place += len(steps)
    edges = [_way(one, other) for one, other in pairwise(nodes)]
    columns = min(len(numbered), in_a_row)
    width = max([2 * MARGIN + columns * (wide + _ACROSS) - _ACROSS, *(each.x + each.width + MARGIN for each in nodes)])
    return Drawing(words.fill(procedure.title), width, max(top - _DOWN + MARGIN, 0.0), tuple(nodes), tuple(edges),
                   told(procedure, words))  # fmt: skip


def _rows(steps: list[Node], in_a_row: int) -> Iterator[list[Node]]:
    for start in range(0, len(steps), in_a_row):
        yield steps[start : start + in_a_row]


def _step(step: Step, number: str, words: Words) -> Node:
    title = words.fill(step.title) or "—"
    return node_of(step.id, Shape.BOX, title, small=words.facts(step), tone=Tone.ACTION, number=number,
                   about=step.id, words=f"{number}. {title}")  # fmt: skip


def _way(one: Node, other: Node) -> Edge:
    """Give the way to the right, or from the end of a row to the beginning of the next."""
    level = one.y + one.height / 2
    if other.y == one.y:
        return Edge(one.id, other.id, ((one.x + one.width, level), (other.x, level)))
    below, middle = other.y - _DOWN / 2 + 2, other.x + other.width / 2
    start = (one.x + one.width / 2, one.y + one.height)
    return Edge(one.id, other.id, (start, (start[0], below), (middle, below), (middle, other.y)))
