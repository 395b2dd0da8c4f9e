"""A draft made from a procedure of another format: the skeleton is carried over, a person writes the rest."""

import re
from collections.abc import Callable
from dataclasses import replace

from sopdesk.domain.editing import ids_of, new_id
from sopdesk.domain.flow import DONE, ESCALATE
from sopdesk.domain.sop import Branch, Format, Item, Procedure, Reference, Step

_LINE = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.+)$")
_LONGEST = 200


def conversions(content: Procedure) -> tuple[Format, ...]:
    """Give the formats into which a procedure can be made over: its own, as a copy, first."""
    return (content.format, *(target for source, target in _MAKE if source is content.format))


def convert(content: Procedure, target: Format, number: str) -> Procedure:
    """Give a draft of another format, with a number of its own and a reference to where it comes from."""
    make = _MAKE.get((content.format, target), _same)
    source = Reference(content.title, content.number)
    known = {(each.number, each.step) for each in content.references}
    references = content.references if (content.number, "") in known else (*content.references, source)
    return replace(make(content), number=number, format=target, references=references)


def _same(content: Procedure) -> Procedure:
    return content


def _to_checklist(content: Procedure) -> Procedure:
    """Make each line of a list in a step a line to tick; a step without one is ticked as a whole."""
    taken = ids_of(content)
    steps = []
    for step in content.steps:
        text, found = _lines_of(step.text)
        items = []
        for words in found or [step.title]:
            name = new_id("line", taken)
            taken.add(name)
            items.append(Item(name, words[:_LONGEST], must=step.must))
        steps.append(replace(step, text=text, items=(*step.items, *items), branches=()))
    return replace(content, steps=tuple(steps))


def _to_workflow(content: Procedure) -> Procedure:
    """Make each step a question that leads on when it is answered with yes, and up to the owner when not."""
    ids = [each.id for each in content.steps]
    steps = tuple(
        replace(step, level=0, items=(), title=step.title if step.title.endswith("?") else f"{step.title}?",
                text=_with_items(step), branches=(Branch("Yes", following), Branch("No", f"{ESCALATE}{content.owner}")))
        for step, following in zip(content.steps, [*ids[1:], DONE], strict=True)
    )  # fmt: skip
    return replace(content, steps=steps)


def _to_article(content: Procedure) -> Procedure:
    """Make the lines to tick a list in the text of their step."""
    steps = tuple(replace(step, text=_with_items(step), items=()) for step in content.steps)
    return replace(content, steps=steps)


def _with_items(step: Step) -> str:
    lines = "\n".join(f"- {item.text}{_asked(item)}" for item in step.items)
    return "\n\n".join(each for each in (step.text, lines) if each)


def _asked(item: Item) -> str:
    return f" ({item.bounds()})" if item.bounded else ""


def _lines_of(text: str) -> tuple[str, list[str]]:
    """Give a text without the lines of its lists, and those lines."""
    kept, found = [], []
    for line in text.split("\n"):
        if match := _LINE.match(line):
            found.append(match[1].strip())
        else:
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), found


_MAKE: dict[tuple[Format, Format], Callable[[Procedure], Procedure]] = {
    (Format.ARTICLE, Format.CHECKLIST): _to_checklist,
    (Format.ARTICLE, Format.WORKFLOW): _to_workflow,
    (Format.CHECKLIST, Format.ARTICLE): _to_article,
    (Format.PICTURE_GUIDE, Format.CHECKLIST): _to_checklist,
}
