"""Sheets of labels with a procedure's number, title and code, to stick where the work is done."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.pdf import fonts
from sopdesk.pdf.archival import finish
from sopdesk.pdf.control import draw_code
from sopdesk.pdf.element import Element
from sopdesk.pdf.page import write
from sopdesk.pdf.style import ACCENT, LABEL_TITLE, QUIET
from sopdesk.pdf.tagged_canvas import TaggedCanvas
from sopdesk.pdf.text import paragraph
from sopdesk.views.copies import LabelSheet, LabelText

_INSIDE = 3 * mm
_TITLES = (12, 11, 10, 9, 8, 7.2)
Progress = Callable[[int, int], None]


def print_labels(
    labels: Sequence[LabelText], sheet: LabelSheet, house: str, *, start: int = 1, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    """Give labels on as many A4 sheets as they need, the first one at the place `start` (from 1). Raises Cancelled."""
    fonts.load()
    out = io.BytesIO()
    canvas = TaggedCanvas(out, pagesize=A4, invariant=1, initialFontName=fonts.REGULAR, lang="en-GB")
    canvas.setTitle("Labels")
    canvas.setCreator("SOPDesk")
    each_sheet = sheet.columns * sheet.rows
    for n, label in enumerate(labels):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(n, len(labels))
        place = (start - 1 + n) % each_sheet
        if n and not place:
            canvas.showPage()
        _draw(canvas, label, sheet, place, house)
    canvas.showPage()
    canvas.save()
    return finish(out.getvalue(), title="Labels")


def _draw(canvas: TaggedCanvas, label: LabelText, sheet: LabelSheet, place: int, house: str) -> None:
    row, column = divmod(place, sheet.columns)
    wide, high = sheet.width * mm, sheet.height * mm
    x = (sheet.left + column * (sheet.width + sheet.gap)) * mm
    y = A4[1] - (sheet.top + (row + 1) * sheet.height) * mm
    side = min(high - _INSIDE, wide * 0.45)
    corner = (x + _INSIDE / 2, y + (high - side) / 2)
    with canvas.mark(canvas.figure(f"Code that opens {label.number}", side, side, at=corner)):
        draw_code(canvas, scan_code(Scan(label.number)), *corner, side)
    left, room = x + side + _INSIDE, wide - side - 2 * _INSIDE
    top = y + high - _INSIDE - 10
    number = 15 if fonts.width(label.number, fonts.BOLD, 15) <= room else 10
    with canvas.mark(Element("P")):
        write(canvas, fonts.clip(label.number, fonts.BOLD, number, room), left, top, fonts.BOLD, number, ACCENT)
    _title(canvas, label.title, left, top - 6, room, top - 6 - y - _INSIDE - 8)
    with canvas.mark(Element("P")):
        write(canvas, fonts.clip(house, fonts.REGULAR, 6, room), left, y + _INSIDE, fonts.REGULAR, 6, QUIET)


def _title(canvas: TaggedCanvas, title: str, x: float, top: float, wide: float, high: float) -> None:  # noqa: PLR0917 - a box
    """Write a title as large as it can be; one that fits in no size ends with three dots."""
    shown = title
    while True:
        for size in _TITLES:
            style = ParagraphStyle(f"label {size}", parent=LABEL_TITLE, fontSize=size, leading=size * 1.15)
            words = paragraph(shown, style)
            _, taken = words.wrapOn(canvas, wide, 1e6)
            if taken <= high:
                words.drawOn(canvas, x, top - taken)
                return
        shown = f"{shown[: len(shown) * 9 // 10].rstrip(' …')}…"
