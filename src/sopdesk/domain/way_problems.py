"""What is wrong with the ways between the steps of a procedure."""

from collections.abc import Iterator

from sopdesk.domain.flow import BACK, asks, flow
from sopdesk.domain.problem import Problem, Weight
from sopdesk.domain.sop import Format, Procedure, Step


def way_problems(what: Procedure) -> Iterator[Problem]:
    """Give answers that lead nowhere, questions without a way out, steps that nothing reaches, loops without an end.

    "branch:STEP:N" and "step:ID" say where.
    """
    graph = flow(what)
    titles = {each.id: each.title for each in what.steps}
    for step, at, target in graph.nowhere:
        leads = f"leads to “{target}”, which is not a step here" if target else "has an answer that leads nowhere"
        yield Problem(f"branch:{step}:{at}", f"“{titles[step]}” {leads}.")
    if what.format is not Format.WORKFLOW:
        return
    reachable, trapped = graph.reachable(), graph.trapped()
    for each in what.steps:
        where = f"step:{each.id}"
        if asks(each) and not each.branches:
            yield Problem(where, f"“{each.title}” has no way out: give it answers.")
        elif each.id in trapped:
            dead = "never comes to an end" if graph.ways[each.id] else "is a dead end"
            yield Problem(where, f"“{each.title}” {dead}: no way from it is done or escalates.")
        if each.id not in reachable:
            yield Problem(where, f"No way leads to “{each.title}”.", Weight.WARNING)
        yield from _answers(each, first=each.id == graph.first)


def _answers(step: Step, *, first: bool) -> Iterator[Problem]:
    if len(step.branches) == 1:
        yield Problem(f"step:{step.id}", f"“{step.title}” has one answer only.", Weight.HINT)
    seen: set[str] = set()
    for at, branch in enumerate(step.branches):
        where, answer = f"branch:{step.id}:{at}", branch.answer.strip().casefold()
        if not answer:
            yield Problem(where, f"“{step.title}”: an answer has no words.", Weight.WARNING)
        elif answer in seen:
            yield Problem(where, f"“{step.title}” has the answer “{branch.answer}” twice.", Weight.WARNING)
        if first and branch.go == BACK:
            yield Problem(where, f"“{step.title}” is the first question: nothing lies before it to go back to.")
        seen.add(answer)
