"""A drawing in words, for those who do not see it: one sentence or two for each step."""

from collections.abc import Callable, Iterator

from sopdesk.domain.flow import BACK, DONE, ESCALATE
from sopdesk.domain.person import ROLE_NAMES, Role
from sopdesk.domain.sop import Branch, Procedure, Step


def told(procedure: Procedure, fill: Callable[[str], str]) -> tuple[str, ...]:
    """Tell a procedure's steps in their order, and where each answer leads."""
    return tuple(_sentences(procedure, fill))


def _sentences(procedure: Procedure, fill: Callable[[str], str]) -> Iterator[str]:
    numbers = {each.id: number for number, each in enumerate(procedure.steps, 1)}
    for number, step in enumerate(procedure.steps, 1):
        ways = " ".join(f"“{fill(each.answer)}”: {_way(each, numbers, fill)}" for each in step.branches)
        yield f"{number}. {fill(step.title)}{' ' + ways if ways else ''}"


def _way(branch: Branch, numbers: dict[str, int], fill: Callable[[str], str]) -> str:
    action = fill(branch.action).strip()
    before = f"{action} " if action.endswith((".", "!", "?", "”")) else f"{action}. " if action else ""
    return before + _target(branch.go, numbers)


def _target(go: str, numbers: dict[str, int]) -> str:
    if go in numbers:
        return f"Go to {numbers[go]}."
    if go in {DONE, BACK}:
        return "Done." if go == DONE else "Back to the question before."
    if go.startswith(ESCALATE) and go != ESCALATE:
        return f"Escalate to: {role_words(go.removeprefix(ESCALATE))}."
    return f"Leads nowhere (“{go}”)."


def role_words(role: str) -> str:
    """Give a role as people say it; a role of the house's own stays as it is written."""
    return ROLE_NAMES[Role(role)] if role in set(Role) else role


def facts(step: Step) -> str:
    """Say who does a step and how long it may take."""
    known = [role_words(step.role)] if step.role else []
    return " · ".join([*known, f"{step.minutes} min"] if step.minutes is not None else known)
