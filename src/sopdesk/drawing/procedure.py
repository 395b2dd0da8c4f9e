"""A procedure drawn in the way that fits its format."""

from sopdesk.domain.problem import Weight
from sopdesk.domain.sop import Format, Procedure
from sopdesk.domain.way_problems import way_problems
from sopdesk.drawing.sequence import sequence
from sopdesk.drawing.telling import Words
from sopdesk.drawing.workflow import workflow
from sopdesk.views.drawing import Drawing


def draw(procedure: Procedure, words: Words | None = None, *, faults: bool = False) -> Drawing:
    """Give a workflow, or anything whose steps have answers, as a graph; else the steps in their order."""
    if procedure.format is Format.WORKFLOW or any(each.branches for each in procedure.steps):
        wrong = [each for each in way_problems(procedure) if faults and each.severity is not Weight.HINT]
        marked = {each.where: each.sentence for each in reversed(wrong)}
        return workflow(procedure, words, marked)
    return sequence(procedure, words)
