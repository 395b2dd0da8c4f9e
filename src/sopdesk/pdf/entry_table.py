"""Tables of entries that may be very long: made a stretch at a time, so that work and memory grow with their number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Table

from sopdesk.pdf import fonts
from sopdesk.pdf.element import Element
from sopdesk.pdf.style import HAIRLINE, INK, TINY
from sopdesk.pdf.table import Cell, pieces_of
from sopdesk.pdf.table_tags import TableTags
from sopdesk.pdf.text import paragraph

ROWS = 40
"""Entries in one table: a table that holds all of them would take time with the square of their number."""
_PADDING = 4.0
_STYLE = [
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, TINY.fontSize, TINY.leading),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 2.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
    ("LINEBELOW", (0, 0), (-1, -1), 0.35, HAIRLINE),
]

Columns = tuple[tuple[str, float], ...]
Texts = tuple[str, ...]
"""The cells of one entry."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a long table, and how many entries it holds."""

    table: Table
    entries: int


@dataclass(frozen=True, slots=True)
class EntryTable:
    """The columns of such a table: their heads, and the share of the width that each has."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]

    def columns(self, width: float) -> Columns:
        """Give the heads of the columns with the place of each from the left margin."""
        return tuple((head, sum(self.shares[:n]) * width) for n, head in enumerate(self.heads))

    def stretches(self, entries: Iterable[Texts], width: float, whole: Element) -> Iterator[Stretch]:
        """Give the tables one after the other; `whole` is what they are together."""
        for some in _batched(entries):
            yield Stretch(self._rows(some, width, whole), len(some))

    def _rows(self, entries: Sequence[Texts], width: float, whole: Element) -> Table:
        """Give some rows of the whole table."""
        widths = [share * width for share in self.shares]
        rows: list[list[object]] = []
        for texts in entries:
            found = [pieces_of(text, wide, TINY.fontSize) for text, wide in zip(texts, widths, strict=True)]
            rows.extend(
                [
                    _cell(each[n] if n < len(each) else "", wide - _PADDING)
                    for each, wide in zip(found, widths, strict=True)
                ]
                for n in range(max(map(len, found)))
            )
        return Table(rows, colWidths=widths, style=_STYLE, renderCB=TableTags(0, table=whole))


def _batched(entries: Iterable[Texts]) -> Iterator[list[Texts]]:
    """Give entries in stretches of one table each."""
    source = iter(entries)
    while stretch := list(islice(source, ROWS)):
        yield stretch


def _cell(text: Cell, room: float) -> object:
    """Give a text broken into lines here where its font has every letter of it, which is quicker, else a paragraph."""
    if not isinstance(text, str) or not fonts.is_plain(text.replace("\n", " ")):
        return paragraph(text, TINY)
    return "\n".join(part for line in text.split("\n") for part in _broken(line, room))


def _broken(line: str, room: float) -> Iterator[str]:
    """Break a line between words so that each part fits; a word that is too long breaks where it has to."""
    if _wide(line) <= room:
        yield line
        return
    part = ""
    for word in line.split(" "):
        longer = f"{part} {word}" if part else word
        if _wide(longer) <= room:
            part = longer
            continue
        if _wide(word) > room:
            *whole, part = _cut(longer, room)
            yield from whole
            continue
        yield part
        part = word
    yield part


def _cut(text: str, room: float) -> Iterator[str]:
    """Cut a text with a word that is too long into parts that each fit."""
    while text:
        fits = next((n for n in range(min(len(text), int(room)), 1, -1) if _wide(text[:n]) <= room), 1)
        yield text[:fits]
        text = text[fits:]


@lru_cache(maxsize=8192)
def _wide(text: str) -> float:
    return float(stringWidth(text, fonts.REGULAR, TINY.fontSize))
