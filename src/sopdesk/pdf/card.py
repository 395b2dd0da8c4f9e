"""A procedure on one page in large type, to be laminated and hung up where the work is done."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from sopdesk.pdf import fonts
from sopdesk.pdf.archival import finish
from sopdesk.pdf.card_text import Piece, pieces_of
from sopdesk.pdf.control import ADVICE, Control, control_of, draw_code, draw_control
from sopdesk.pdf.element import Element
from sopdesk.pdf.page import write
from sopdesk.pdf.procedure_sheet import title_of
from sopdesk.pdf.style import ACCENT, CARD_TITLE, HAIRLINE, QUIET, WARNING
from sopdesk.pdf.tagged_canvas import TaggedCanvas
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.views.copies import CardPaper, CopyMark
from sopdesk.views.manual import Page
from sopdesk.views.trail import Printing

SIZES = {CardPaper.A4: landscape(A4), CardPaper.A5: landscape(A5)}
SCALES = (2.0, 1.85, 1.7, 1.55, 1.4, 1.3, 1.2, 1.1, 1.0, 0.92)
"""How much larger than on a procedure's sheet the text can be; at the least, steps are 9.7 points high."""
_MARGIN, _GAP, _FOOT = 28.0, 22.0, 42.0
_TITLES = (30, 26, 22, 18, 15)
_NOTE = 16.0
_NARROWEST = 200.0
"""A column is never narrower, measured in points of its own type: a third one must leave lines that can be read."""


@dataclass(frozen=True, slots=True)
class _Room:
    """The part of the page that the columns have, in points: how wide, where it ends at the top and at the bottom.

    `scale` is how much larger than on a sheet the text is set in it.
    """

    whole: float
    top: float
    bottom: float
    columns: int = 2
    scale: float = 1.0

    @property
    def wide(self) -> float:
        """The width of a column, unscaled."""
        return ((self.whole + _GAP) / self.columns - _GAP) / self.scale

    @property
    def high(self) -> float:
        """The height of a column, unscaled."""
        return (self.top - self.bottom) / self.scale


def print_card(page: Page, printing: Printing, paper: CardPaper = CardPaper.A4, copy: CopyMark | None = None) -> bytes:
    """Give a procedure as a card of one page. What has no room even in the smallest type is named on the card."""
    fonts.load()
    out, size = io.BytesIO(), SIZES[paper]
    house, number = printing.house, page.content.number
    title = f"{number} {title_of(page)}".encode("utf-8", "backslashreplace").decode()
    canvas = TaggedCanvas(out, pagesize=size, invariant=1, initialFontName=fonts.REGULAR, lang="en-GB")
    canvas.setTitle(title)
    canvas.setAuthor(house.name.encode("utf-8", "backslashreplace").decode())
    canvas.setCreator("SOPDesk")
    control = control_of(number, page.revision, copy)
    top = _head(canvas, page, size, control)
    with canvas.furniture("Footer"):
        _foot(canvas, printing, page, size, control)
    _body(canvas, page, printing, _Room(size[0] - 2 * _MARGIN, top, _FOOT + 12))
    canvas.showPage()
    canvas.save()
    return finish(out.getvalue(), title=title, made_at=printing.printed_at)


def _head(canvas: TaggedCanvas, page: Page, size: tuple[float, float], control: Control) -> float:
    """Draw number, title and code; give where the columns begin."""
    wide, high = size
    side = 88.0 if wide > A4[0] else 70.0
    top = high - _MARGIN + 8
    corner = (wide - _MARGIN - side + 8, top - side)
    with canvas.mark(canvas.figure("Code that opens the procedure at the desk", side, side, at=corner)):
        draw_code(canvas, control.code, *corner, side)
    words = _title(canvas, page, wide - 2 * _MARGIN - side, side - 22)
    with canvas.mark(Element("P")):
        write(canvas, page.content.number, _MARGIN, top - 15, fonts.BOLD, 12, ACCENT)
    words.drawOn(canvas, _MARGIN, top - 22 - words.height)
    below = top - max(side, 28 + words.height) - 4
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(1.6)
    canvas.line(_MARGIN, below, wide - _MARGIN, below)
    return float(below - 6)


def _title(canvas: TaggedCanvas, page: Page, wide: float, high: float) -> Flowable:
    """Give the title as large as it can be."""

    def sized(size: float) -> Flowable:
        style = ParagraphStyle(f"card title {size}", parent=CARD_TITLE, fontSize=size, leading=size * 1.14)
        words = paragraph(title_of(page), style)
        words.wrapOn(canvas, wide, 1e6)
        return words

    return next((each for size in _TITLES if (each := sized(size)).height <= high), sized(_TITLES[-1]))


def _foot(canvas: TaggedCanvas, printing: Printing, page: Page, size: tuple[float, float], control: Control) -> None:
    zone, edge = printing.house.zone, size[0] - _MARGIN
    since = page.revision.effective_from
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(_MARGIN, _FOOT, edge, _FOOT)
    short = replace(control, what=f"{control.what} · short form, the code opens the whole")
    draw_control(canvas, short, _MARGIN, _FOOT - 12, edge - _MARGIN)
    said = (
        f"{printing.house.name} · In force from {as_day(since, zone) if since else '—'} · "
        f"Printed {as_minute(printing.printed_at, zone)} · {ADVICE}"
    )
    write(canvas, fonts.clip(said, fonts.REGULAR, 7.4, edge - _MARGIN), _MARGIN, _FOOT - 23, fonts.REGULAR, 7.4, QUIET)


def _body(canvas: TaggedCanvas, page: Page, printing: Printing, room: _Room) -> None:
    """Draw everything in the largest type in which it fits; else as much as fits in the smallest, and name the rest."""
    for each in _rooms(room):
        placed = _placed(canvas, pieces_of(page, printing.house, each.wide), each)
        if placed is not None:
            _draw(canvas, placed, each)
            return
    above = replace(each, bottom=room.bottom + _NOTE)
    every = pieces_of(page, printing.house, above.wide)
    kept = list(every)
    while (placed := _placed(canvas, kept, above)) is None:
        kept.remove(_least(canvas, kept, above))
    _draw(canvas, placed, above)
    said = f"Continues in the manual: {in_short([each.name for each in every if each not in kept])}. Scan the code."
    shown = fonts.clip(said, fonts.BOLD, 10, room.whole)
    with canvas.mark(Element("P")):
        write(canvas, shown, _MARGIN, room.bottom - 2, fonts.BOLD, 10, WARNING.ink)


def _rooms(room: _Room) -> Iterator[_Room]:
    """Give the ways to set the text, the largest first; in small type three columns take more than two."""
    for scale in SCALES:
        for columns in (2, 3):
            found = replace(room, scale=scale, columns=columns)
            if columns == 2 or found.wide >= _NARROWEST:  # noqa: PLR2004 - two columns are always wide enough
                yield found


def _least(canvas: TaggedCanvas, pieces: Sequence[Piece], room: _Room) -> Piece:
    """Give what is left out next: a piece that is higher than a column, else the last step."""
    steps = [each for each in pieces if not each.side]
    too_high = (each for each in pieces if _height(canvas, each, room.wide) > room.high)
    return next(too_high, (steps or pieces)[-1])


def in_short(names: Sequence[str]) -> str:
    """Give names with numbers in a row joined: "steps 4 to 9, limits"."""
    rows: list[list[str]] = []
    for name in names:
        word, _, number = name.partition(" ")
        before = rows[-1] if rows else None
        if before and number.isdigit() and before[0] == word and int(before[-1]) + 1 == int(number):
            before.append(number)
        else:
            rows.append([word, number] if number.isdigit() else [name])
    return ", ".join(
        f"{row[0]}s {row[1]} to {row[-1]}" if len(row) > 2 else " ".join(row)  # noqa: PLR2004 - a word, two numbers
        for row in rows
    )


Placed = list[tuple[int, float, Flowable]]
"""Flowables, each with its column and how far its top is below the columns' top, unscaled."""


def _placed(canvas: TaggedCanvas, pieces: Sequence[Piece], room: _Room) -> Placed | None:
    """Place pieces: what is no step in the last column by itself or, when that does not fit, one after the other."""
    found = _poured(canvas, pieces, room, apart=True)
    return found if found is not None else _poured(canvas, pieces, room, apart=False)


def _poured(canvas: TaggedCanvas, pieces: Sequence[Piece], room: _Room, *, apart: bool) -> Placed | None:
    column, used, placed, last = 0, 0.0, Placed(), room.columns - 1
    for piece in pieces:
        needs = _height(canvas, piece, room.wide)
        if apart and piece.side and column < last:
            column, used = last, 0.0
        elif used and used + needs > room.high:
            column, used = column + 1, 0.0
        if column > (last if piece.side or not apart else last - 1) or used + needs > room.high:
            return None
        placed += [(column, used + top, each) for top, each in _tops(canvas, piece, room.wide)]
        used += needs
    return placed


def _tops(canvas: TaggedCanvas, piece: Piece, wide: float) -> Iterator[tuple[float, Flowable]]:
    """Give each flowable of a piece with where it begins, measured from the piece's top."""
    at = 0.0
    for each in piece.content:
        at += each.getSpaceBefore()
        yield at, each
        at += each.wrapOn(canvas, wide, 1e6)[1] + each.getSpaceAfter()


def _height(canvas: TaggedCanvas, piece: Piece, wide: float) -> float:
    each_of = (each.getSpaceBefore() + each.wrapOn(canvas, wide, 1e6)[1] + each.getSpaceAfter()
               for each in piece.content)  # fmt: skip
    return float(sum(each_of))


def _draw(canvas: TaggedCanvas, placed: Placed, room: _Room) -> None:
    for column, top, each in placed:
        canvas.saveState()
        canvas.translate(_MARGIN + column * (room.wide * room.scale + _GAP), room.top)
        canvas.scale(room.scale, room.scale)
        _, high = each.wrapOn(canvas, room.wide, 1e6)
        each.drawOn(canvas, 0, -top - high)
        canvas.restoreState()
