"""The neutral Markdown tree (domain.prose) as paragraphs, lists, tables and boxes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from sopdesk.domain import prose as tree
from sopdesk.domain.sop import Picture
from sopdesk.pdf.boxes import Box, TickBox, rule
from sopdesk.pdf.element import Element
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.pictures import Pictures, picture
from sopdesk.pdf.style import BODY, CELL, CODE, HEADS, LIST, SNIPPET, WIDTH
from sopdesk.pdf.table import grid
from sopdesk.pdf.text import Span, paragraph

INDENT = 17.0
_DEEPEST = 8
"""Lists and quotes deeper than this are set no further in."""
_ALIGNED = {
    "center": ParagraphStyle("cell centred", parent=CELL, alignment=TA_CENTER),
    "right": ParagraphStyle("cell to the right", parent=CELL, alignment=TA_RIGHT),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is needed beside the words: pictures by source, the currency, and places by procedure number.

    `number` is the procedure that is being printed.
    """

    pictures: Pictures = field(default_factory=dict[str, bytes])
    currency: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    number: str = ""

    def leads(self, number: str, step: str = "") -> str:
        """Give where a link to a procedure, or to a step of one, leads within the file; "" for nowhere."""
        place = self.places.get(number or self.number, "")
        return f"#{place}" + (f".{step}" if step else "") if place else ""

    def place_of(self, step: str) -> str:
        """Give the name of a step's place in the file; "" outside a book."""
        place = self.places.get(self.number, "")
        return f"{place}.{step}" if place else ""


def prose(blocks: Iterable[tree.Block], setting: Setting, *, width: float = WIDTH, depth: int = 0) -> list[Flowable]:
    """Give blocks as flowables for a column of a width in points."""
    return [each for block in blocks for each in _block(block, setting, width, depth)]


def _block(block: tree.Block, setting: Setting, width: float, depth: int) -> Iterable[Flowable]:
    match block:
        case tree.Paragraph(spans):
            return [paragraph(printed(spans, setting), LIST if depth else BODY)]
        case tree.Heading(level, spans):
            return [paragraph(printed(spans, setting), HEADS[max(1, min(level, 6)) - 1])]
        case tree.ListBlock():
            return _list(block, setting, width, depth)
        case tree.Table():
            return _table(block, setting, width)
        case tree.Code(text):
            return [
                Box(SNIPPET, [paragraph((Span(text, code=True),), CODE)])
            ]  # fmt: skip
        case tree.Picture(source, alt, caption):
            return picture(Picture(source, alt, caption), setting.pictures, width)
        case tree.Quote(blocks):
            inside = prose(blocks, setting, width=width - INDENT, depth=depth + 1)
            quote = Element("BlockQuote")
            return [Indented(each, INDENT if depth < _DEEPEST else 0, within=quote) for each in inside]
        case tree.Rule():
            return [rule()]
    assert_never(block)


def printed(spans: tree.Spans, setting: Setting) -> tuple[Span, ...]:
    """Give marked spans as they are printed: a link leads where it can be followed in the file."""
    return tuple(
        Span(each.text, each.bold, each.italic, code=each.code, link=_leads(each.link, setting)) for each in spans
    )


def _leads(link: str, setting: Setting) -> str:
    if link.startswith(("http://", "https://", "mailto:")):
        return link
    number, _, step = link.partition("#")
    return setting.leads(number, step) if link else ""


def _list(block: tree.ListBlock, setting: Setting, width: float, depth: int) -> Iterator[Flowable]:
    indent = (INDENT + (6 if block.ordered else 0)) if depth < _DEEPEST else 0
    found = Element("L", attributes={"List": {"ListNumbering": "Decimal" if block.ordered else "Disc"}})
    for n, item in enumerate(block.items):
        mark = _mark(block, item, n)
        inside = prose(item.blocks, setting, width=max(width - indent, 60), depth=depth + 1)
        body = Element("LBody", Element("LI", found))
        for place, each in enumerate(inside or [paragraph("—", LIST)]):
            yield Indented(each, indent, None if place else mark, mark_at=3 if block.ordered else 0, within=body)


def _mark(block: tree.ListBlock, item: tree.ListItem, n: int) -> Flowable:
    if item.ticked is not None:
        return TickBox("tick" if item.ticked else "")
    return paragraph(f"{block.start + n}." if block.ordered else "•", LIST)


def _table(block: tree.Table, setting: Setting, width: float) -> list[Flowable]:
    styles = [_ALIGNED.get(each, CELL) for each in (*block.align, *[""] * (len(block.header) - len(block.align)))]
    rows = [[printed(cell, setting) for cell in row] for row in block.rows]
    return grid([tree.words_of(each) for each in block.header], rows, width=width, styles=styles)
