"""A decision workflow as blocks and the ways between them, before anything has a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopdesk.domain.flow import BACK, DONE, ESCALATE, asks
from sopdesk.domain.sop import Branch, Procedure, Step
from sopdesk.drawing.blocks import Block, labelled, node_of
from sopdesk.drawing.telling import Words
from sopdesk.views.drawing import Node, Shape, Tone


@dataclass(eq=False, slots=True)
class Way:
    """A way from block to block; it goes on through a block that is an answer alone."""

    source: str
    target: str
    branch: int = -1
    back: bool = False


class Graph:
    """The blocks of a procedure's steps and answers by their keys, and the ways between them."""

    def __init__(self, procedure: Procedure, words: Words, faults: Mapping[str, str]) -> None:
        """Take the steps in their order, then their answers."""
        self.blocks: dict[str, Block] = {}
        self.ways: list[Way] = []
        self._procedure, self._words, self._faults = procedure, words, faults
        self._keys = _keys(procedure)
        self._first = {step.id: key for step, key in reversed(list(zip(procedure.steps, self._keys, strict=True)))}
        numbers = procedure.numbers()
        for step, key in zip(procedure.steps, self._keys, strict=True):
            self._add(Block(key, node=self._step(step, key, numbers[step.id])))
        for place, step in enumerate(procedure.steps):
            self._lead_on(step, place)
        for place in leading_back(list(self.blocks), [(each.source, each.target) for each in self.ways]):
            self.ways[place].back = True

    def _add(self, block: Block) -> str:
        self.blocks[block.key] = block
        return block.key

    def _step(self, step: Step, key: str, number: str) -> Node:
        fault = self._faults.get(f"step:{step.id}", "")
        shape, tone = (
            (Shape.QUESTION, Tone.QUESTION) if len(step.branches) > 1 or asks(step) else (Shape.BOX, Tone.ACTION)
        )
        title = self._words.fill(step.title) or "—"
        words = f"{number}. {title} {fault}".strip()
        tone = Tone.FAULT if fault else tone
        return node_of(key, shape, title, small=self._words.facts(step), tone=tone, number=number, about=step.id,
                       fault=fault, words=words)  # fmt: skip

    def _lead_on(self, step: Step, place: int) -> None:
        """Add the ways out of a step."""
        key = self._keys[place]
        for n, branch in enumerate(step.branches):
            self._branch(step, key, n, branch)
        if step.branches or asks(step):
            return
        if place + 1 < len(self._keys):
            self.ways.append(Way(key, self._keys[place + 1]))
        else:
            end = node_of(f"{key}:0", Shape.ROUND, "Done", tone=Tone.DONE, about=step.id)
            self.ways.append(Way(key, self._add(Block(end.id, node=end))))

    def _branch(self, step: Step, key: str, n: int, branch: Branch) -> None:
        block = labelled(f"{key}:{n}", self._words.fill(branch.answer))
        self.ways.append(Way(key, self._add(block), n))
        target = self._first.get(branch.go) or self._before(step, branch)
        if not target:
            block.node = self._ending(block.key, step.id, branch, self._faults.get(f"branch:{step.id}:{n}", ""))
            return
        if branch.action.strip():
            action = self._words.fill(branch.action)
            block.node = node_of(block.key, Shape.BOX, action, tone=Tone.ACTION, about=step.id)
        self.ways.append(Way(block.key, target, n, back=branch.go == BACK))

    def _before(self, step: Step, branch: Branch) -> str:
        """Give the question before, when "back" can mean one only."""
        if branch.go != BACK:
            return ""
        steps = self._procedure.steps
        before = {self._first[each.id] for each in steps if any(way.go == step.id for way in each.branches)}
        return before.pop() if len(before) == 1 else ""

    def _ending(self, key: str, step: str, branch: Branch, fault: str) -> Node:
        """Give the node in which a way ends."""
        action = self._words.fill(branch.action)
        if branch.go == DONE:
            return node_of(key, Shape.ROUND, "Done", above=action, tone=Tone.DONE, about=step)
        if branch.go == BACK:
            tone = Tone.FAULT if fault else Tone.PLAIN
            words = "Back to the question before"
            return node_of(key, Shape.ROUND, words, above=action, tone=tone, about=step, fault=fault)
        if branch.go.startswith(ESCALATE) and branch.go != ESCALATE:
            role = self._words.role(branch.go.removeprefix(ESCALATE))
            return node_of(key, Shape.CARD, f"Escalate to: {role}", above=action, tone=Tone.ESCALATE, about=step)
        nowhere = f"Leads nowhere: “{branch.go}”" if branch.go else "Leads nowhere"
        return node_of(key, Shape.BOX, nowhere, above=action, tone=Tone.FAULT, about=step, fault=fault or nowhere)


def _keys(procedure: Procedure) -> list[str]:
    """Give each step a key of its own, also while two of them bear the same id."""
    keys: list[str] = []
    for place, step in enumerate(procedure.steps):
        keys.append(step.id if step.id and step.id not in keys else f"{step.id}~{place}")
    return keys


def leading_back(nodes: Sequence[str], ways: Sequence[tuple[str, str]]) -> set[int]:
    """Give the ways, by their place, that lead to the first node or to one which was passed on the way there."""
    leaving: dict[str, list[int]] = {each: [] for each in nodes}
    for place, (source, _) in enumerate(ways):
        leaving[source].append(place)
    back = {place for place, (_, target) in enumerate(ways) if target == nodes[0]}
    done: set[str] = set()
    for start in nodes:
        passed, open_ways = ([], []) if start in done else ([start], [leaving[start][::-1]])
        while open_ways:
            if not open_ways[-1]:
                open_ways.pop()
                done.add(passed.pop())
                continue
            place = open_ways[-1].pop()
            target = ways[place][1]
            if target in passed:
                back.add(place)
            elif target not in done:
                passed.append(target)
                open_ways.append(leaving[target][::-1])
    return back
