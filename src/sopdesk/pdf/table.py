"""Tables that never overflow: fixed widths, cells that break, and lists where there are too many columns."""

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from sopdesk.pdf import fonts
from sopdesk.pdf.pieces import cut
from sopdesk.pdf.style import CELL, HEADED_TABLE, HEADER_CELL, LABEL, TABLE, TABLE_PART, WIDTH
from sopdesk.pdf.table_tags import TableTags
from sopdesk.pdf.text import Span, paragraph

MOST_LINES = 24
"""A cell with more lines goes on in a row of its own, so that no row is higher than a page."""
MOST_HEAD_LINES = 8
MOST_COLUMNS = 10
_ROOM_BELOW_TITLE = 120.0

Cell: TypeAlias = str | tuple[Span, ...] | Flowable


def table(
    head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float], *,
    styles: Sequence[ParagraphStyle] = (), commands: Sequence[tuple[object, ...]] = (), row_heads: bool = False,
) -> Flowable:  # fmt: skip
    """Give a table with a head that is repeated on every page; widths in points, `styles` by column.

    With `row_heads` the first cell of each row says what the row is.
    """
    by_column = styles or [CELL] * len(widths)
    lines = [
        [cell(each, style) for each, style in zip(part, by_column, strict=True)]
        for row in (rows if _is_short(head, widths) else [head, *rows])
        for part in _parts(row, widths, by_column[0].fontSize)
    ]
    named = zip(head, by_column, strict=True) if any(head) and _is_short(head, widths) else ()
    heads = [row] if (row := [paragraph(each, _head_style(style)) for each, style in named]) else []
    found = Table(
        [*heads, *lines], colWidths=list(widths), repeatRows=len(heads), hAlign="LEFT",
        style=[*(HEADED_TABLE if heads else TABLE), *commands], renderCB=TableTags(len(heads), row_heads=row_heads),
    )  # fmt: skip
    found.spaceBefore, found.spaceAfter = 3, 9
    return found


def _is_short(head: Sequence[str], widths: Sequence[float]) -> bool:
    """Tell whether a head can be repeated on every page; one that is no name but a text becomes the first row."""
    return all(
        len(pieces_of(name, width, HEADER_CELL.fontSize, MOST_HEAD_LINES)) <= 1
        for name, width in zip(head, widths, strict=False)
    )


@cache
def _head_style(style: ParagraphStyle) -> ParagraphStyle:
    """Give the style of a head above a column in this style."""
    return ParagraphStyle(f"head of {style.name}", parent=HEADER_CELL, alignment=style.alignment)


def above_table(title: str) -> list[Flowable]:
    """Give the title of a table, on a new page where not even its first rows would fit below."""
    return [CondPageBreak(_ROOM_BELOW_TITLE), paragraph(title, TABLE_PART)]


def cell(content: Cell, style: ParagraphStyle) -> Flowable:
    """Give the content of a cell as something that wraps."""
    return content if isinstance(content, Flowable) else paragraph(content, style)


def _parts(row: Sequence[Cell], widths: Sequence[float], size: float) -> list[list[Cell]]:
    """Give a row as one or more that each fit on a page."""
    found = [pieces_of(each, wide, size) for each, wide in zip(row, widths, strict=True)]
    return [[each[n] if n < len(each) else "" for each in found] for n in range(max(map(len, found), default=0))]


def pieces_of(content: Cell, width: float, size: float, lines: int = MOST_LINES) -> list[Cell]:
    """Give the content of a cell of some width in pieces of at most so many lines of letters of some size."""
    if isinstance(content, Flowable):
        return [content]
    line = max(1, int(width / size / 0.62))
    if isinstance(content, str):
        return ["".join(span.text for span in part) for part in cut((Span(content),), line * lines, line)]
    return list(cut(content, line * lines, line))


def pairs(left: Sequence[tuple[str, Cell]], right: Sequence[tuple[str, Cell]], width: float) -> Flowable:
    """Give labelled values in two columns side by side; the shorter one ends with room."""
    rows: list[list[Cell]] = [
        [paragraph(one[0], LABEL), one[1], paragraph(two[0], LABEL), two[1]]
        for one, two in zip_longest(left, right, fillvalue=("", ""))
    ]
    return table((), rows, (width * 0.16, width * 0.32, width * 0.13, width * 0.39))


def facts(named: Sequence[tuple[str, Cell]], *, width: float = WIDTH, label: float = 118) -> Flowable:
    """Give labelled values, one a line; values that are empty are left out."""
    rows = [(name, value) for name, value in named if value]
    if not rows:
        return Spacer(0, 0)
    lines: list[list[Cell]] = [
        [paragraph(name, LABEL) if _is_short([name], [label]) else name, value] for name, value in rows
    ]
    return table((), lines, (label, width - label), row_heads=True)


def grid(
    head: Sequence[str], rows: Sequence[Sequence[Cell]], *, width: float = WIDTH, styles: Sequence[ParagraphStyle] = ()
) -> list[Flowable]:
    """Give a table whose columns share the width by what stands in them; one list a row where there are too many."""
    columns = max([len(head), *map(len, rows)], default=0)
    if not columns:
        return []
    heads = [*head, *[""] * (columns - len(head))]
    filled = [[*row, *[""] * (columns - len(row))] for row in rows]
    if columns > MOST_COLUMNS:
        return [
            facts([(name or "—", value) for name, value in zip(heads, row, strict=True)], width=width) for row in filled
        ]
    return [table(heads, filled, shares(heads, filled, width), styles=styles)]


def shares(head: Sequence[str], rows: Sequence[Sequence[Cell]], width: float) -> list[float]:
    """Share a width among columns: each gets its longest word if it can, then by how much text it holds."""
    columns = list(zip(head, *rows, strict=True))
    least = [min(_longest_word(each), width / len(columns)) for each in columns]
    spare = max(0.0, width - sum(least))
    wants = [max(1.0, min(_most_text(each), 60) - wide / 5) for each, wide in zip(columns, least, strict=True)]
    return [wide + spare * want / sum(wants) for wide, want in zip(least, wants, strict=True)]


def text_of(content: Cell) -> str:
    """Give the words of a cell."""
    if isinstance(content, Flowable):
        return ""
    return content if isinstance(content, str) else "".join(each.text for each in content)


def _longest_word(cells: Sequence[Cell]) -> float:
    words = [word for each in cells for word in text_of(each).split()]
    return max((fonts.width(word, fonts.BOLD, CELL.fontSize) for word in words), default=0) + 11


def _most_text(cells: Sequence[Cell]) -> float:
    return max((len(text_of(each)) for each in cells), default=0)
