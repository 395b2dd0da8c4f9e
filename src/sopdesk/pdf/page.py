"""The sheet that everything is printed on: header, footer, page x of y, and where the print comes from."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Flowable, Frame, PageTemplate

from sopdesk.pdf import fonts
from sopdesk.pdf.archival import finish
from sopdesk.pdf.control import ADVICE, CODE_SIDE, Control, draw_control
from sopdesk.pdf.counted_canvas import TOTAL, CountedCanvas, code_form
from sopdesk.pdf.element import Element
from sopdesk.pdf.fonts import BOLD, REGULAR
from sopdesk.pdf.style import (
    ACCENT,
    ACROSS_HEIGHT,
    ACROSS_WIDTH,
    ALERT,
    BOTTOM,
    HAIRLINE,
    HEIGHT,
    INK,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RIGHT,
    TOP,
    WHITE,
    WIDTH,
)
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_minute, zone_name
from sopdesk.views.trail import Head, Printing

UPRIGHT, ACROSS = "page", "across"
_ROOT = 16
"""So many hex digits of the root stand on every page; the whole of it stands on the first page of a report."""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the top of a page: on the left what it is, on the right how it stands.

    `alert` sets the right side as a filled label, for what is not in force. `columns` are heads of a table that goes
    on over the pages, each with its place from the left margin; `heads` are those heads as a reader is told them, on
    the first page. `control` is what a procedure's page says of itself.
    """

    left: str
    title: str = ""
    right: str = ""
    alert: bool = False
    columns: tuple[tuple[str, float], ...] = ()
    heads: tuple[Element, ...] = ()
    control: Control | None = None


class Sheet(BaseDocTemplate):  # type: ignore[misc] # reportlab ships no types
    """A document on A4; `most_pages` is a guess that leaves room for the number of pages in the footer."""

    def __init__(self, running: Running, printing: Printing, *, title: str, most_pages: int = 99) -> None:
        """Prepare an empty document; `print_story` fills it."""
        fonts.load()
        self.out = io.BytesIO()
        super().__init__(
            self.out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, lang="en-GB", title=_plain(title),
            author=_plain(printing.house.name), creator="SOPDesk", subject=_plain(running.title),
            initialFontName=REGULAR,
        )  # fmt: skip
        self.running, self.printing = running, printing
        self.following: Running | None = None
        self._total_room = fonts.width(f"of {10 ** len(str(most_pages)) - 1}", REGULAR, 8)
        for name, wide, high in ((UPRIGHT, WIDTH, HEIGHT), (ACROSS, ACROSS_WIDTH, ACROSS_HEIGHT)):
            frame = Frame(LEFT, BOTTOM, wide, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
            size = (wide + LEFT + RIGHT, high + TOP + BOTTOM)
            self.addPageTemplates(PageTemplate(name, [frame], onPageEnd=self._furnish, pagesize=size))

    def print_story(self, story: Sequence[Flowable]) -> bytes:
        """Lay out everything and give the finished file."""
        self.build(story, canvasmaker=CountedCanvas)
        printed = self.out.getvalue()
        self.out.close()
        return finish(printed, title=self.title, made_at=self.printing.printed_at)

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Take the next stretch in at once: whatever room the page has left, it needs none."""
        if isinstance(flowables[0], Stream):
            flowables[:1] = flowables[0].next_stretch()
        else:
            super().handle_flowable(flowables)

    def _furnish(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        with canvas.furniture("Header"):
            self._header(canvas)
        if self.running.columns:
            self._heads(canvas, self.running)
        with canvas.furniture("Footer"):
            self._footer(canvas)
        canvas.restoreState()
        self.running, self.following = self.following or self.running, None

    def _header(self, canvas: Canvas) -> None:
        wide, high = self.pageTemplate.pagesize
        top, edge, running = high - 46, wide - RIGHT, self.running
        taken = _label(canvas, running.right, edge, top, alert=running.alert) if running.right else 0
        room = edge - LEFT - taken - 14
        bold = fonts.clip(running.left, BOLD, 8.6, room)
        used = write(canvas, bold, LEFT, top, BOLD, 8.6, INK)
        if running.title and room - used > 30:  # noqa: PLR2004 - less holds no word
            left = fonts.clip(running.title, REGULAR, 8.6, room - used - 8)
            write(canvas, left, LEFT + used + 8, top, REGULAR, 8.6, QUIET)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.1)
        canvas.line(LEFT, top - 9, edge, top - 9)

    def _heads(self, canvas: Canvas, running: Running) -> None:
        wide, high = self.pageTemplate.pagesize
        base = high - TOP + 5
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 7.2)
        for n, (head, place) in enumerate(running.columns):
            told = running.heads[n : n + 1]
            with canvas.mark(told[0]) if told and not told[0].kids else canvas.furniture("Header"):
                canvas.drawString(LEFT + place, base, head)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(LEFT, base - 5, wide - RIGHT, base - 5)

    def _footer(self, canvas: Canvas) -> None:
        wide = self.pageTemplate.pagesize[0]
        edge, base, control = wide - RIGHT, 54, self.running.control
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, base + 13, edge, base + 13)
        if control is not None:
            draw_control(canvas, control, LEFT, base + 18, edge - LEFT)
            edge -= self._code(canvas, control.code, edge, base)
        total = self._total_room
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, 8)
        canvas.drawRightString(edge - total - 2, base, f"Page {canvas.getPageNumber()}")
        canvas.saveState()
        canvas.translate(edge - total, base)
        canvas.doForm(TOTAL)
        canvas.restoreState()
        room = edge - LEFT - total - 50
        for n, (text, font) in enumerate(self._origin()):
            write(canvas, fonts.clip(text, font, 7.4, room), LEFT, base - n * 10.5, font, 7.4, QUIET)

    @staticmethod
    def _code(canvas: Canvas, code: str, edge: float, base: float) -> float:
        """Show the code at the right; give the room that it takes."""
        if not code:
            return 0
        canvas.codes.add(code)
        canvas.saveState()
        canvas.translate(edge - CODE_SIDE + 4, base + 11 - CODE_SIDE)
        canvas.doForm(code_form(code))
        canvas.restoreState()
        return CODE_SIDE

    def _origin(self) -> tuple[tuple[str, str], ...]:
        house, printing = self.printing.house, self.printing
        place = " · ".join(filter(None, (house.name, house.site, house.station)))
        when = f"Printed {as_minute(printing.printed_at, house.zone)} ({zone_name(house.zone)})"
        by = f" by {printing.printed_by}" if printing.printed_by else ""
        advice = f" · {ADVICE}" if self.running.control else ""
        return (place, BOLD), (head_line(printing.head, house.zone), REGULAR), (when + by + advice, REGULAR)


def head_line(head: Head, zone: str) -> str:
    """Say in one line where the journal stood: its root in short, its size, its newest signed checkpoint."""
    if not head.size:
        return "Journal: no entries yet"
    entries = "1 entry" if head.size == 1 else f"{head.size:,} entries"
    kept = f"signed checkpoint of {as_minute(head.checkpoint_at, zone)}" if head.checkpoint_at else "no checkpoint yet"
    return f"Journal head {in_fours(head.root[:_ROOT])}… · {entries} · {kept}"


def in_fours(digits: str) -> str:
    """Give hex digits in groups of four, for eyes that compare."""
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


def write(  # noqa: PLR0917 - as reportlab's own calls: what, where, how
    canvas: Canvas, text: str, x: float, y: float, font: str, size: float, colour: Any  # noqa: ANN401
) -> float:  # fmt: skip
    """Write one line at a place, whatever script it is in, and give its width."""
    if fonts.is_plain(text, font):
        canvas.setFillColor(colour)
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
        return float(pdfmetrics.stringWidth(text, font, size))
    style = ParagraphStyle("line", fontName=font, fontSize=size, leading=size * 1.2, textColor=colour)
    line = paragraph(" ".join(text.split()), style)
    _, high = line.wrapOn(canvas, fonts.width(text, font, size) * 1.1 + 4, 100)
    with canvas.spoken(text):
        line.drawOn(canvas, x, y + size * 0.96 - high)
    return fonts.width(text, font, size)


def _label(canvas: Canvas, text: str, edge: float, base: float, *, alert: bool) -> float:
    """Draw a text that ends at the edge, filled when it alerts; give the room that it takes."""
    if not alert:
        shown = fonts.clip(text, REGULAR, 8.6, 230)
        wide = fonts.width(shown, REGULAR, 8.6)
        write(canvas, shown, edge - wide, base, REGULAR, 8.6, INK)
        return wide
    shown = fonts.clip(text.upper(), BOLD, 7.6, 230)
    wide = fonts.width(shown, BOLD, 7.6) + 12
    canvas.setFillColor(ALERT)
    canvas.roundRect(edge - wide, base - 4.4, wide, 14, 2, stroke=0, fill=1)
    write(canvas, shown, edge - wide + 6, base, BOLD, 7.6, WHITE)
    return wide


class Place(Flowable):  # type: ignore[misc] # reportlab ships no types
    """A place that links, the outline and the contents lead to."""

    def __init__(self, name: str, title: str, level: int = 0, *, pages: dict[str, int] | None = None) -> None:
        """Keep the name that links use and the title that the outline shows; `pages` is told the page in time."""
        super().__init__()
        self._pages = pages if pages is not None else {}
        self._name, self._title, self._level = name, title, level

    def wrap(self, *_: float) -> tuple[float, float]:
        """Give no room."""
        return 0, 0

    def draw(self) -> None:
        """Mark the place."""
        self.canv.bookmarkHorizontal(self._name, 0, 24)
        self.canv.addOutlineEntry(_plain(self._title), self._name, self._level, closed=self._level == 0)
        self.canv.titles[self._name] = _plain(self._title)
        self.canv.places[self._name] = self._pages[self._name] = self.canv.getPageNumber()


class Stream(Flowable):  # type: ignore[misc] # reportlab ships no types
    """Makes what follows while it is printed, a stretch at a time: memory does not grow with the length."""

    def __init__(self, stretches: Iterator[Sequence[Flowable]]) -> None:
        """Keep where the next stretch comes from."""
        super().__init__()
        self._stretches = stretches

    def wrap(self, *_: float) -> tuple[float, float]:
        """Give no room."""
        return 0, 0

    def draw(self) -> None:
        """Put the next stretch in line, and itself behind it."""
        self._frame.add_generated_content(*self.next_stretch())

    def next_stretch(self) -> list[Flowable]:
        """Give the next stretch and itself behind it; nothing when there is none."""
        stretch = next(self._stretches, None)
        return [] if stretch is None else [*stretch, self]


class Turn(ActionFlowable):  # type: ignore[misc] # reportlab ships no types
    """The page that is being made, and those after it, run under another header; so it follows the page break."""

    def __init__(self, running: Running) -> None:
        """Keep what the header will say."""
        super().__init__(("turn", running))

    def apply(self, document: Sheet) -> None:
        """Change the header."""
        document.running = self.action[1]


class TurnAfter(ActionFlowable):  # type: ignore[misc] # reportlab ships no types
    """The pages after this one run under another header; this one too where nothing stands on it yet."""

    def __init__(self, running: Running) -> None:
        """Keep what the header will say."""
        super().__init__(("turn after", running))

    def apply(self, document: Sheet) -> None:
        """Change the header."""
        if document.frame._atTop:  # noqa: SLF001 - reportlab says it nowhere else
            document.running = self.action[1]
        else:
            document.following = self.action[1]


def _plain(text: str) -> str:
    """Give a text for the file's own data, without what cannot be encoded."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
