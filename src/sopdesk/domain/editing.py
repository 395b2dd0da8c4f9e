"""Writing a procedure by its structure: each act gives the procedure anew, so undoing is going back to the old one.

An id, once given, stays with its step, question, part, picture or line to tick over all revisions and is never given
again: whoever makes one says which were ever given, in earlier revisions and in the draft itself.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, TypeVar

from sopdesk.domain.sop import Duty, Item, Procedure, Step

Entry = TypeVar("Entry")
DEEPEST = 1
"""Steps have sub-steps, and those have none."""


def ids_of(content: Procedure) -> set[str]:
    """Give every id that a procedure uses."""
    pictures = [each for step in content.steps for each in step.pictures]
    named = (content.steps, content.questions, content.items(), content.parts, pictures)
    return {each.id for some in named for each in some if each.id}


def new_id(word: str, taken: AbstractSet[str]) -> str:
    """Give an id that nothing has: the word, then the word with a number."""
    number = 1
    while f"{word}-{number}" in taken:
        number += 1
    return f"{word}-{number}"


def add_step(content: Procedure, name: str, after: str = "") -> Procedure:
    """Put in an empty step behind another one and its sub-steps, at the same depth; at the end without one."""
    place, level = len(content.steps), 0
    if (at := _place(content.steps, after)) is not None:
        place, level = _end_of(content.steps, at), content.steps[at].level
    steps = (*content.steps[:place], Step(name, "", level=level), *content.steps[place:])
    return replace(content, steps=steps)


def change_step(content: Procedure, name: str, **parts: Any) -> Procedure:  # noqa: ANN401 - any part of a step
    """Change parts of one step."""
    return replace(content, steps=tuple(replace(each, **parts) if each.id == name else each for each in content.steps))


def remove_step(content: Procedure, name: str) -> Procedure:
    """Take a step out, with its row of responsibilities; its sub-steps stay and move up."""
    steps = tuple(each for each in content.steps if each.id != name)
    return replace(content, steps=_sound(steps), duties=tuple(each for each in content.duties if each.step != name))


def move_step(content: Procedure, name: str, place: int) -> Procedure:
    """Move a step and its sub-steps so that it stands before the step that is at a place now (their count: the end)."""
    at = _place(content.steps, name)
    if at is None:
        return content
    end = _end_of(content.steps, at)
    if at <= place <= end:
        return content
    moved = content.steps[at:end]
    rest = (*content.steps[:at], *content.steps[end:])
    target = place - len(moved) if place > at else place
    return replace(content, steps=_sound((*rest[:target], *moved, *rest[target:])))


def move_step_by(content: Procedure, name: str, by: int) -> Procedure:
    """Move a step over the one before (by -1) or after it (by 1), each with its sub-steps."""
    at = _place(content.steps, name)
    if at is None:
        return content
    if by < 0:
        before = next((n for n in range(at - 1, -1, -1) if content.steps[n].level <= content.steps[at].level), None)
        return content if before is None else move_step(content, name, before)
    end = _end_of(content.steps, at)
    return content if end >= len(content.steps) else move_step(content, name, _end_of(content.steps, end))


def indent_step(content: Procedure, name: str, by: int) -> Procedure:
    """Make a step a sub-step of the one before (by 1), or a step of its own (by -1). The first one stays a step."""
    at = _place(content.steps, name)
    if at is None:
        return content
    level = min(max(content.steps[at].level + by, 0), DEEPEST)
    return replace(content, steps=_sound(change_step(content, name, level=level).steps))


def split_step(content: Procedure, name: str, at: int, new_name: str) -> Procedure:
    """Cut a step's text at a place: what stands behind it becomes a step of its own, its first line the title."""
    place = _place(content.steps, name)
    if place is None:
        return content
    step = content.steps[place]
    first, _, rest = step.text[at:].strip().partition("\n")
    new = Step(new_name, re.sub(r"^(?:[-*+]|\d+[.)])\s+", "", first), rest.strip(), step.role, level=step.level)
    kept = replace(step, text=step.text[:at].rstrip())
    return replace(content, steps=(*content.steps[:place], kept, new, *content.steps[place + 1 :]))


def join_step(content: Procedure, name: str) -> Procedure:
    """Join a step with the one before: its title and text go behind that one's text, everything else along."""
    at = _place(content.steps, name)
    if not at:
        return content
    one, two = content.steps[at - 1], content.steps[at]
    texts = (one.text, f"**{two.title}**" if two.title else "", two.text)
    whole = replace(
        one, text="\n\n".join(each for each in texts if each), must=one.must or two.must, tips=one.tips + two.tips,
        warnings=one.warnings + two.warnings, pictures=one.pictures + two.pictures,
        evidence="; ".join(each for each in (one.evidence, two.evidence) if each), items=one.items + two.items,
        branches=one.branches + two.branches,
    )  # fmt: skip
    steps = (*content.steps[: at - 1], whole, *content.steps[at + 1 :])
    return replace(content, steps=_sound(steps), duties=tuple(each for each in content.duties if each.step != name))


def rename_step(content: Procedure, name: str, title: str) -> Procedure:
    """Give a step another title; its only line to tick goes on saying the title where it said just that."""
    step = content.step(name)
    if step is None:
        return content
    follows = len(step.items) == 1 and step.items[0].text == step.title
    items = (replace(step.items[0], text=title),) if follows else step.items
    return change_step(content, name, title=title, items=items)


def add_item(content: Procedure, step: str, name: str) -> Procedure:
    """Put an empty line to tick at the end of a step."""
    found = content.step(step)
    return content if found is None else change_step(content, step, items=(*found.items, Item(name, "")))


def set_letters(content: Procedure, step: str, role: str, letters: str) -> Procedure:
    """Write one cell of the responsibility matrix; "" empties it. Letters are put into the order R, A, C, I."""
    wanted = "".join(each for each in "RACI" if each in letters.upper())
    duties = tuple(each for each in content.duties if (each.step, each.role) != (step, role))
    return replace(content, duties=(*duties, Duty(step, role, wanted)) if wanted else duties)


def moved(entries: Sequence[Entry], at: int, by: int) -> tuple[Entry, ...]:
    """Give entries with one of them moved by so many places, as far as there are any."""
    rest = [*entries[:at], *entries[at + 1 :]]
    rest.insert(min(max(at + by, 0), len(rest)), entries[at])
    return tuple(rest)


def _place(steps: Sequence[Step], name: str) -> int | None:
    return next((place for place, each in enumerate(steps) if each.id == name), None)


def _end_of(steps: Sequence[Step], at: int) -> int:
    """Give the place behind a step and its sub-steps."""
    end = at + 1
    while end < len(steps) and steps[end].level > steps[at].level:
        end += 1
    return end


def _sound(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Give steps of which the first is no sub-step."""
    found = tuple(steps)
    return (replace(found[0], level=0), *found[1:]) if found and found[0].level else found
