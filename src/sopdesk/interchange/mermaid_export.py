"""A decision workflow as a Mermaid flow chart that reads back as the same workflow.

Texts of steps beyond their titles have no place in a chart; ids, roles, minutes and endings stand in its comments.
"""

import json
from collections.abc import Callable, Iterator
from urllib.parse import quote

from sopdesk.domain.flow import BACK, DONE, ESCALATE, asks
from sopdesk.domain.role import BUILT_IN
from sopdesk.domain.sop import Branch, Procedure, Step
from sopdesk.interchange.mermaid import BETWEEN, OWN

_CODES = str.maketrans({each: f"#{ord(each)};" for each in '"#<>&`|\\{}'})


def write_mermaid(
    procedure: Procedure, fill: Callable[[str], str] = str, role: Callable[[str], str] = BUILT_IN.name
) -> str:
    """Give a workflow as a Mermaid flow chart."""
    return "\n".join([
        "---", f"title: {json.dumps(fill(procedure.title), ensure_ascii=False)}", "---", OWN, "flowchart TD",
        *_lines(procedure, fill, role), "",
    ])  # fmt: skip


def _lines(procedure: Procedure, fill: Callable[[str], str], role: Callable[[str], str]) -> Iterator[str]:
    """Give the steps first, in their order, then the ways between them."""
    names = {each.id: f"s{number}" for number, each in reversed(list(enumerate(procedure.steps, 1)))}
    for number, step in enumerate(procedure.steps, 1):
        opening, closing = ('{"', '"}') if step.branches or asks(step) else ('["', '"]')
        yield f"    s{number}{opening}{_text(fill(step.title))}{closing}"
        yield f"    %% s{number} {_facts(step)}"
    for number, step in enumerate(procedure.steps, 1):
        for n, branch in enumerate(step.branches):
            yield from _branch(f"s{number}", n, branch, names, (fill, role))
        if not step.branches and not asks(step) and number < len(procedure.steps):
            yield f"    s{number} --> s{number + 1}"


def _facts(step: Step) -> str:
    facts = ["step", quote(step.id, safe="")]
    facts += [f"role={quote(step.role, safe='')}"] if step.role else []
    facts += [f"minutes={step.minutes}"] if step.minutes is not None else []
    return " ".join([*facts, "must"] if step.must else facts)


def _branch(
    key: str, n: int, branch: Branch, names: dict[str, str], words: tuple[Callable[[str], str], Callable[[str], str]]
) -> Iterator[str]:
    fill, role = words
    name, target, action = f"{key}_{n}", names.get(branch.go, ""), fill(branch.action)
    label = f'|"{_text(fill(branch.answer))}"|' if branch.answer else ""
    if target and not action:
        yield f"    {key} -->{label} {target}"
    elif target:
        yield f'    {key} -->{label} {name}("{_text(action)}") --> {target}'
        yield f"    %% {name} action"
    else:
        yield f'    {key} -->{label} {name}(["{_text(action + BETWEEN + ending(branch.go, role))}"])'
        yield f"    %% {name} go {quote(branch.go, safe=':')}"


def ending(go: str, role: Callable[[str], str]) -> str:
    """Say how a way ends that leads to no step."""
    if go in {DONE, BACK}:
        return "Done" if go == DONE else "Back to the question before"
    return f"Escalate to: {role(go.removeprefix(ESCALATE))}" if go.startswith(ESCALATE) else f"Leads nowhere: {go}"


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_CODES)
