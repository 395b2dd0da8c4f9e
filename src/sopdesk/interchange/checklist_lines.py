"""Lines of a checklist as they come from elsewhere, made into procedures with steps and items."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sopdesk.domain.sop import Format, Item, Kind, Procedure, Step
from sopdesk.interchange.step_lines import slug

MOST_LINES = 2_000
"""More lines than that are no checklist that anybody does."""
GENERAL = "Checks"
"""The step under which lines stand that belong to no section."""


@dataclass(slots=True)
class Section:
    """What stands under one heading of a foreign checklist: words, and items that have no ids yet."""

    said: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class ForeignList:
    """A checklist from elsewhere; its sections by their titles, in the order in which they begin."""

    title: str
    purpose: str = ""
    number: str = ""
    sections: dict[str, Section] = field(default_factory=dict)

    def add(self, section: str, item: Item) -> None:
        """Add an item to a section."""
        self.sections.setdefault(section, Section()).items.append(item)

    def say(self, section: str, words: str) -> None:
        """Add words that stand in a section."""
        self.sections.setdefault(section, Section()).said.append(words)

    def items(self) -> list[Item]:
        """Give every item."""
        return [item for section in self.sections.values() for item in section.items]


def procedure_of(found: ForeignList, *, number: str, part: str, owner: str) -> Procedure:
    """Give a foreign checklist as a procedure of a part of the manual: a step for each of its sections."""
    taken: set[str] = set()
    steps = [
        Step(
            _id(title or GENERAL, taken, "step"), title or GENERAL, "\n\n".join(section.said),
            items=tuple(replace(each, id=_id(each.text, taken, "line")) for each in section.items),
        )
        for title, section in found.sections.items()
    ]  # fmt: skip
    return Procedure(
        number, found.title, Kind.PROCESS, Format.CHECKLIST, part, owner, found.purpose, steps=tuple(steps)
    )


def with_names_apart(titles: Iterable[str]) -> list[str]:
    """Give titles of which none stands twice: the second one of a name is numbered."""
    found: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for each in titles:
        name = each
        while name in found:
            counts[each] += 1
            name = f"{each} ({counts[each] + 1})"
        found[name] = None
    return list(found)


def _id(words: str, taken: set[str], otherwise: str) -> str:
    found = slug(words, taken) or slug(otherwise, taken)
    taken.add(found)
    return found
