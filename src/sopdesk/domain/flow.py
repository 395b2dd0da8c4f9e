"""The ways through a decision workflow: where each step leads, and whether one gets in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopdesk.domain.sop import Procedure, Step

DONE, BACK, ESCALATE = "done", "back", "escalate:"


@dataclass(frozen=True, slots=True)
class Flow:
    """The graph of a procedure's steps.

    `ways` leads from each step to the steps that may follow; `ends` are those that can end the procedure, done or
    escalated; `nowhere` are (step, place of the branch, target) that lead nowhere.
    """

    ways: Mapping[str, tuple[str, ...]]
    ends: frozenset[str]
    nowhere: tuple[tuple[str, int, str], ...]
    first: str

    def reachable(self) -> set[str]:
        """Give the steps that one can come to from the first."""
        return _closure([self.first] if self.first else [], self.ways)

    def trapped(self) -> set[str]:
        """Give the steps that one can come to and from which no way ends: dead ends and loops without exit."""
        before: dict[str, list[str]] = {}
        for step, nexts in self.ways.items():
            for each in nexts:
                before.setdefault(each, []).append(step)
        return self.reachable() - _closure(self.ends, before)


def flow(procedure: Procedure) -> Flow:
    """Give the graph of a procedure.

    Without branches a step leads to the next one and the last one to the end, unless its title asks a question.
    """
    ids = [each.id for each in procedure.steps]
    ways: dict[str, tuple[str, ...]] = {}
    ends: set[str] = set()
    nowhere: list[tuple[str, int, str]] = []
    for place, step in enumerate(procedure.steps):
        goes_on = not step.branches and not asks(step)
        following = ids[place + 1 : place + 2] if goes_on else [each.go for each in step.branches if each.go in ids]
        ways[step.id] = tuple(following)
        nowhere += [(step.id, at, each.go) for at, each in enumerate(step.branches) if not _leads(each.go, ids)]
        if (goes_on and not following) or any(_is_end(each.go) for each in step.branches):
            ends.add(step.id)
    back = {step.id for step in procedure.steps if any(each.go == BACK for each in step.branches)}
    before = {step: tuple(other for other, nexts in ways.items() if step in nexts) for step in back}
    joined = {step: nexts + before.get(step, ()) for step, nexts in ways.items()}
    return Flow(joined, frozenset(ends), tuple(nowhere), ids[0] if ids else "")


def asks(step: Step) -> bool:
    """Tell whether a step's title asks a question: then its answers alone lead on."""
    return step.title.rstrip().endswith("?")


def _is_end(go: str) -> bool:
    return go == DONE or (go.startswith(ESCALATE) and go != ESCALATE)


def _leads(go: str, ids: Iterable[str]) -> bool:
    return go == BACK or _is_end(go) or go in ids


def _closure(start: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(ways.get(step, ()))
    return found
