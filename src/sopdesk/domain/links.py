"""Links from one procedure to another, by number and step: they survive renaming, and break when their goal goes."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from sopdesk.domain.prose import Span
from sopdesk.domain.sop import Procedure, Reference, texts_of

Text = TypeVar("Text")

_LINK = re.compile(r"\]\(\s*<?(?P<number>[A-Za-z][A-Za-z-]*-[0-9]+)?(?:#(?P<step>[\w.\-]*))?>?(?:\s[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a link may lead: a procedure as it is now, with the ids of its steps, questions and lines.

    `titles` are all that it ever had, the present one last; `sop` is its id.
    """

    titles: tuple[str, ...]
    anchors: frozenset[str]
    withdrawn: bool = False
    sop: str = ""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link whose goal is not there, and the sentence that says so."""

    link: Reference
    sentence: str


def links_of(content: Procedure) -> tuple[Reference, ...]:
    """Give every link of a procedure once: its references, then those within its texts."""
    return tuple(dict.fromkeys((*content.references, *_within(content))))


def _within(content: Procedure) -> Iterator[Reference]:
    for text in texts_of(content):
        if "](" in text:
            for found in _LINK.finditer(text):
                yield Reference("", found["number"] or "", found["step"] or "")


def anchors_of(content: Procedure) -> frozenset[str]:
    """Give the ids to which a link may lead."""
    return frozenset(each.id for part in (content.steps, content.questions, content.items()) for each in part)


def broken_links(content: Procedure, goals: Mapping[str, Goal]) -> list[BrokenLink]:
    """Give the links to other procedures that lead nowhere; `goals` holds by number what there is."""
    found: dict[tuple[str, str], BrokenLink] = {}
    for each in links_of(content):
        if not each.number or each.number == content.number:
            continue
        sentence = fault_of(each, goals.get(each.number))
        if sentence:
            found.setdefault((each.number, each.step), BrokenLink(each, sentence))
    return list(found.values())


def fault_of(link: Reference, goal: Goal | None) -> str:
    """Say why a link to another procedure leads nowhere; "" when it leads there."""
    if goal is None:
        return f"There is no procedure {link.number}."
    if goal.withdrawn:
        return f"{link.number} “{goal.titles[-1]}” is withdrawn."
    if link.step and link.step not in goal.anchors:
        return f"{link.number} “{goal.titles[-1]}” has no step “{link.step}”."
    return ""


def renamed(prose: Text, goals: Mapping[str, Goal]) -> Text:
    """Give a text in which the links that bear a former title of their goal bear the present one."""
    changed = {number for number, goal in goals.items() if len(set(goal.titles)) > 1}
    return _renamed(prose, goals, changed) if changed else prose


def _renamed(what: Any, goals: Mapping[str, Goal], changed: AbstractSet[str]) -> Any:  # noqa: ANN401 - any piece of a text
    if isinstance(what, tuple):
        return tuple(_renamed(each, goals, changed) for each in what)
    if isinstance(what, Span):
        number = what.link.partition("#")[0]
        return replace(what, text=_by_present_title(what.text, number, goals[number])) if number in changed else what
    if is_dataclass(what) and not isinstance(what, type):
        return replace(what, **{each.name: _renamed(getattr(what, each.name), goals, changed) for each in fields(what)})
    return what


def label_of(link: Reference, goal: Goal | None) -> str:
    """Give the words of a link: the author's own or, where it bears any title of its goal, the present one."""
    if goal is None:
        return link.label
    if link.label in {"", link.number}:
        return goal.titles[-1]
    return _by_present_title(link.label, link.number, goal)


def _by_present_title(words: str, number: str, goal: Goal) -> str:
    """Put the present title in place of a former one, also behind the number; give other words as they are."""
    for before in ("", f"{number} "):
        if words.startswith(before) and words.removeprefix(before) in goal.titles:
            return before + goal.titles[-1]
    return words
