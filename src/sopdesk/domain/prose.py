"""Markdown as screens and PDFs draw it: a small tree of blocks and marked spans, without any syntax left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text set in one way, a line break in it where one is meant. `link` is where it leads.

    A link is http:, https: or mailto:, "#STEP" for a step of the same procedure, or "NUMBER" or "NUMBER#STEP" for
    another procedure; whatever else stood there is plain text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a text; level 1 to 6 as written."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; `ticked` is None where it has no box to tick."""

    blocks: "tuple[Block, ...]"
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list with bullets or, when `ordered`, with numbers from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header. `align` is "", "left", "center" or "right" by column."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    align: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be set as it stands, in a fixed width."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on its own; `source` as in domain.sop.Picture."""

    source: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks set apart from the text around them."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Paragraph | Heading | ListBlock | Table | Code | Picture | Quote | Rule


def words_of(spans: Spans) -> str:
    """Give the bare text of spans."""
    return "".join(each.text for each in spans)


def pictures_in(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Give every picture among blocks, also within lists and quotations."""
    for each in blocks:
        match each:
            case Picture():
                yield each
            case Quote(inner):
                yield from pictures_in(inner)
            case ListBlock(items):
                for item in items:
                    yield from pictures_in(item.blocks)
            case _:
                continue
