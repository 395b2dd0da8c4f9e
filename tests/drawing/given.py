"""Workflows to draw, and what is wrong with a drawing that cannot be read."""

import random
from collections.abc import Iterator
from itertools import combinations

from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from sopdesk.drawing.letters import widest
from sopdesk.views.drawing import Drawing, Edge

WORDS = "does the card terminal say anything that a customer should not read aloud before we have looked at it".split()
Box = tuple[float, float, float, float]


def workflow_of(*steps: Step) -> Procedure:
    """Give a decision workflow with these steps."""
    return Procedure("SOP-1", "Trying", Kind.PROCESS, Format.WORKFLOW, "Counter", "shift-lead", steps=steps)


def by_chance(seed: int, count: int) -> Procedure:
    """Give a workflow of some steps with ways forth, back and out."""
    chance = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most))).capitalize()

    def branch(place: int) -> Branch:
        goes = [f"s{chance.randint(max(place - 2, 0), min(place + 4, count - 1))}", "done", "escalate:manager", "back"]
        go = chance.choices(goes, (6, 2, 1, 1))[0]
        return Branch(text(7), go, text(12) + "." if chance.random() < 0.6 else "")

    def step(place: int) -> Step:
        if chance.random() < 0.25:
            return Step(f"s{place}", text(6), role="shift-lead")
        branches = tuple(branch(place) for _ in range(chance.randint(2, 4)))
        return Step(f"s{place}", text(10) + "?", minutes=3, branches=branches)

    return workflow_of(*(step(place) for place in range(count)))


def unreadable(drawing: Drawing) -> Iterator[str]:
    """Give what overlaps in a drawing, which way runs through a node or a label, and what lies outside."""
    boxes = {each.id: (each.x, each.y, each.x + each.width, each.y + each.height) for each in drawing.nodes}
    for one, other in combinations(boxes, 2):
        if _meet(boxes[one], boxes[other]):
            yield f"{one} lies over {other}"
    labels = [(each, _label(each)) for each in drawing.edges if each.label]
    for (one_edge, one_box), (other_edge, other_box) in combinations(labels, 2):
        if _meet(one_box, other_box):
            yield f"the labels {one_edge.label} and {other_edge.label} meet"
    for edge, box in labels:
        yield from (f"the label {edge.label} lies over {name}" for name, place in boxes.items() if _meet(box, place))
    for edge in drawing.edges:
        for name, box in boxes.items():
            if _crosses(edge, box):
                yield f"the way {edge.source} → {edge.target} runs through {name}"
        yield from (
            f"the way {edge.source} → {edge.target} runs through {label.label}"
            for label, box in labels
            if label is not edge and _crosses(edge, box)
        )
    for left, top, right, bottom in boxes.values():
        if left < 0 or top < 0 or right > drawing.width or bottom > drawing.height:
            yield "something lies outside"


def _label(edge: Edge) -> Box:
    wide, high = widest(list(edge.label)), sum(each.high for each in edge.label)
    return (edge.label_x - wide / 2, edge.label_y - high / 2, edge.label_x + wide / 2, edge.label_y + high / 2)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(edge: Edge, box: Box) -> bool:
    """Tell whether a way runs through the inside of a box."""
    inside = (box[0] + 0.5, box[1] + 0.5, box[2] - 0.5, box[3] - 0.5)
    for (ax, ay), (bx, by) in zip(edge.points, edge.points[1:], strict=False):
        for n in range(41):
            x, y = ax + (bx - ax) * n / 40, ay + (by - ay) * n / 40
            if inside[0] < x < inside[2] and inside[1] < y < inside[3]:
                return not _at_own_end(edge, (x, y))
    return False


def _at_own_end(edge: Edge, place: tuple[float, float]) -> bool:
    """Tell whether a place is the very end of a way: on the slanted side of a question, within its frame."""
    ends = edge.points[0], edge.points[-1]
    return any(abs(place[0] - x) < 15 and abs(place[1] - y) < 40 for x, y in ends)
