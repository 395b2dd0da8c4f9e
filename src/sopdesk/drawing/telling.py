"""A procedure in the house's own words: the sentences of a drawing, for those who do not see it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sopdesk.domain.flow import BACK, DONE, ESCALATE
from sopdesk.domain.role import BUILT_IN
from sopdesk.domain.sop import Branch, Procedure, Step


@dataclass(frozen=True, slots=True)
class Words:
    """How a house says it: `fill` puts its names into a text, `role` names a role by its id."""

    fill: Callable[[str], str] = str
    role: Callable[[str], str] = BUILT_IN.name

    def facts(self, step: Step) -> str:
        """Say who does a step and how long it may take."""
        known = [self.role(step.role)] if step.role else []
        return " · ".join([*known, f"{step.minutes} min"] if step.minutes is not None else known)


def told(procedure: Procedure, words: Words) -> tuple[str, ...]:
    """Tell a procedure's steps in their order, and where each answer leads."""
    return tuple(_sentences(procedure, words))


def _sentences(procedure: Procedure, words: Words) -> Iterator[str]:
    numbers = procedure.numbers()
    for step in procedure.steps:
        ways = " ".join(f"“{words.fill(each.answer)}”: {_way(each, numbers, words)}" for each in step.branches)
        yield f"{numbers[step.id]}. {words.fill(step.title)}{' ' + ways if ways else ''}"


def _way(branch: Branch, numbers: dict[str, str], words: Words) -> str:
    action = words.fill(branch.action).strip()
    before = f"{action} " if action.endswith((".", "!", "?", "”")) else f"{action}. " if action else ""
    return before + _target(branch.go, numbers, words)


def _target(go: str, numbers: dict[str, str], words: Words) -> str:
    if go in numbers:
        return f"Go to {numbers[go]}."
    if go in {DONE, BACK}:
        return "Done." if go == DONE else "Back to the question before."
    if go.startswith(ESCALATE) and go != ESCALATE:
        return f"Escalate to: {words.role(go.removeprefix(ESCALATE))}."
    return f"Leads nowhere (“{go}”)."
