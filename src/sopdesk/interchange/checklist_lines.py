"""Lines of a checklist as they come from elsewhere, made into procedures with steps and items."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sopdesk.domain.sop import Answer, Format, Item, Kind, Procedure, Step
from sopdesk.interchange.step_lines import slug

MOST_LINES = 2_000
"""More lines than that are no checklist that anybody does."""
GENERAL = "Checks"
"""The step under which lines stand that belong to no section."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a foreign checklist: the section that it stands in, and what it asks for; as domain.sop.Item."""

    text: str
    section: str = ""
    asks: Answer = Answer.TICK
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    must: bool = False
    choices: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    photo: bool = False
    expected: Decimal | None = None


@dataclass(slots=True)
class ForeignList:
    """A checklist from elsewhere: `said` is what stands before the lines of a section, by its title."""

    title: str
    purpose: str = ""
    number: str = ""
    lines: list[ListLine] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    _order: dict[str, None] = field(default_factory=dict)

    def add(self, line: ListLine) -> None:
        """Add a line."""
        self._order[line.section] = None
        self.lines.append(line)

    def say(self, section: str, words: str) -> None:
        """Add words that stand in a section."""
        self._order[section] = None
        self.said.setdefault(section, []).append(words)

    def sections(self) -> list[tuple[str, list[ListLine]]]:
        """Give the titles of the sections with their lines, in the order in which they begin."""
        return [(title, [each for each in self.lines if each.section == title]) for title in self._order]


def procedure_of(found: ForeignList, *, number: str, section: str, owner: str) -> Procedure:
    """Give a foreign checklist as a procedure: a step for each section, in the order in which they begin."""
    taken: set[str] = set()
    steps = [
        Step(
            _id(title or GENERAL, taken, "step"), title or GENERAL, "\n\n".join(found.said.get(title, ())),
            items=tuple(_item(each, taken) for each in group),
        )
        for title, group in found.sections()
    ]  # fmt: skip
    return Procedure(
        number, found.title, Kind.PROCESS, Format.CHECKLIST, section, owner, found.purpose, steps=tuple(steps)
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


def _item(line: ListLine, taken: set[str]) -> Item:
    return Item(
        _id(line.text, taken, "line"), line.text, line.asks, line.unit, line.low, line.high, line.must, line.choices,
        line.failing, line.photo, line.expected,
    )  # fmt: skip


def _id(words: str, taken: set[str], otherwise: str) -> str:
    found = slug(words, taken) or slug(otherwise, taken)
    taken.add(found)
    return found
