"""What a screen reader is told: the elements of a document's structure tree (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = str | int | Sequence[float]

ALONE = frozenset({"TD", "TH", "Lbl", "TOCI"})
"""Elements that hold the words themselves where a single text stands in them."""


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of a page's drawing: page from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page, by the name under which the file keeps it, with what it says of itself."""

    page: int
    name: str


class Element:
    """One element; it takes its place in the tree when something in it is drawn for the first time.

    `kind` is a standard structure type such as "P" or "TD". `within` is the element around it, when the story knows
    it; else whatever is open on the canvas. `alt` is for what is seen and not read, `actual` the words as they were
    typed, where the page shows them in the order of sight. `attributes` go by their owner, "Table" or "Layout".
    """

    __slots__ = ("actual", "alt", "attributes", "kids", "kind", "placed", "within")

    def __init__(
        self, kind: str, within: "Element | None" = None, *, alt: str = "", actual: str = "",
        attributes: Mapping[str, Mapping[str, Value]] | None = None,
    ) -> None:  # fmt: skip
        """Make an element that stands nowhere yet."""
        self.kind, self.within, self.alt, self.actual = kind, within, alt, actual
        self.attributes = attributes
        self.kids: list[Element | Content | Annotation] = []
        self.placed = False

    def place(self, around: "Element") -> None:
        """Give the element its place, once: in the one that it was made for, or else in the one around."""
        if self.placed:
            return
        self.placed = True
        if self.within is not None:
            self.within.place(around)
        (self.within or around).kids.append(self)


class Headings:
    """Levels of headings without gaps: below a heading of level 1 comes one of level 2, whatever the type wanted."""

    def __init__(self) -> None:
        """Begin above the first heading."""
        self._open: list[int] = []

    def level(self, wanted: int) -> int:
        """Give the level of the next heading, from 1 to 6."""
        while self._open and self._open[-1] >= wanted:
            self._open.pop()
        self._open.append(wanted)
        return min(len(self._open), 6)


def head_row(heads: Sequence[str]) -> tuple[Element, tuple[Element, ...]]:
    """Give a table whose heads are drawn by the page's header: the table, and the element of each head."""
    found = Element("Table")
    row = Element("TR")
    row.place(found)
    return found, tuple(Element("TH", row, attributes={"Table": {"Scope": "Column"}}) for _ in heads)
