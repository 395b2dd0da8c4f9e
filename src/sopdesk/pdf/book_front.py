"""The front of the manual's book: title page, contents, and which revision of what is in force."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TypeVar

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer

from sopdesk.pdf import fonts
from sopdesk.pdf.boxes import Box
from sopdesk.pdf.counted_canvas import FORM_WIDTH, NUMBER_SIZE, page_form
from sopdesk.pdf.element import Element
from sopdesk.pdf.page import Place
from sopdesk.pdf.style import BODY, COVER, EYEBROW, HAIRLINE, INK, PART, STATUS, SUBTITLE, WIDTH
from sopdesk.pdf.table import Cell, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import many, role_name
from sopdesk.views.manual import BookScope, SopRow
from sopdesk.views.trail import Printing

Row = TypeVar("Row")
_LONGEST = 300
"""So many characters of a title stand in the contents."""
AT_ONCE = 120
"""So many lines of a table are made before they are printed."""
_IN_FORCE = ("Number", "Procedure", "Revision", "In force from", "Owner", "Review due")
_SHARES = (0.12, 0.3, 0.09, 0.175, 0.13, 0.185)
BACK = (("matrix", "Who does what"), ("limits", "How far each role may go"), ("roles", "Index of roles"))
"""The parts behind the procedures, by the names of their places."""


def in_lots(every: Iterable[Row], size: int = AT_ONCE) -> Iterator[list[Row]]:
    """Give things in lots of a size, so that a long table is made and printed a stretch at a time."""
    rest = iter(every)
    while lot := list(islice(rest, size)):
        yield lot


def title_page(rows: Sequence[SopRow], printing: Printing, scope: BookScope) -> list[Flowable]:
    """Give the title page: whose manual, which part of it, as of when."""
    house = printing.house
    sections = len({row.section for row in rows})
    counts = f"{many(len(rows), 'procedure')} in {many(sections, 'section')}"
    past: list[Flowable] = []
    if scope.as_of is not None:
        when = as_minute(scope.as_of, house.zone)
        past = [Box(STATUS, [paragraph(f"This is the manual as it stood on {when}, not what is in force now.", BODY)])]
    return [
        Spacer(0, 150),
        paragraph(house.name or "The house", EYEBROW),
        Spacer(0, 6),
        paragraph("Manual of standard operating procedures", COVER),
        *([paragraph(scope.words, SUBTITLE)] if scope.words else []),
        paragraph(" · ".join(filter(None, (house.site, house.station))), SUBTITLE),
        *past,
        paragraph(f"As printed on {as_minute(printing.printed_at, house.zone)}: {counts}.", BODY),
        paragraph(
            "What is in force can change after this print. The desk shows the revision that counts today; every page "
            "here says which revision it holds and where the journal stood.",
            BODY,
        ),
    ]  # fmt: skip


def contents(rows: Sequence[SopRow], places: Mapping[str, str]) -> Iterator[list[Flowable]]:
    """Give the contents by section, with the pages."""
    yield [PageBreak(), Place("contents", "Contents"), paragraph("Contents", COVER)]
    if not rows:
        yield [paragraph("The manual has no procedures yet.", BODY)]
        return
    whole = Element("TOC")
    yield [Entry("", "What is in force", "in-force", whole)]
    for section, group in groupby(rows, lambda row: row.section):
        head = paragraph(section or "Without a section", PART)
        of_section = Element("TOC")
        for n, some in enumerate(in_lots(group)):
            lines = [_line(row, places, of_section) for row in some]
            yield [*([] if n else [head]), *lines]
    back = Element("TOC")
    yield [Spacer(0, 12), *(Entry("", title, name, back) for name, title in BACK)]


def _line(row: SopRow, places: Mapping[str, str], contents: Element) -> Flowable:
    return Entry(row.number[:40], " ".join(row.title.split())[:_LONGEST], places[row.number], contents)


def in_force(rows: Sequence[SopRow], places: Mapping[str, str], zone: str) -> Iterator[list[Flowable]]:
    """Give which revision of every procedure is in force, since when, whose it is, and when it is looked at again."""
    if not rows:
        return
    yield [PageBreak(), Place("in-force", "What is in force"), paragraph("What is in force", COVER)]
    for some in in_lots(rows):
        yield [table(_IN_FORCE, [_standing(row, places, zone) for row in some], [WIDTH * each for each in _SHARES])]


def _standing(row: SopRow, places: Mapping[str, str], zone: str) -> list[Cell]:
    since = as_day(row.effective_from, zone) if row.effective_from else "—"
    due = as_day(row.review_due) if row.review_due else "—"
    number = (Span(row.number, bold=True, link=f"#{places[row.number]}"),)
    return [number, row.title[:_LONGEST], row.label, since, role_name(row.owner), due]


class Entry(Flowable):  # type: ignore[misc] # reportlab ships no types
    """One line of the contents: number, title, and the page, which is written when it is known."""

    def __init__(self, number: str, title: str, place: str, contents: Element) -> None:
        """Keep the words and the place that they lead to; `contents` is the whole, as a reader is told it."""
        super().__init__()
        self._told = Element("TOCI", contents)
        self._place = place
        number_span = (Span(f"{number}  ", bold=True),) if number else ()
        self._words = paragraph((*number_span, Span(title)), BODY)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Give the room that it takes."""
        _, self._high = self._words.wrapOn(self.canv, width - FORM_WIDTH, height)
        self.width, self.height = width, self._high + 3
        return width, self.height

    def draw(self) -> None:
        """Draw the title, a line, and the form that will hold the page number."""
        canvas = self.canv
        with canvas.inside(self._told):
            self._draw(canvas)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.4)
        canvas.line(0, 0.5, self.width, 0.5)

    def _draw(self, canvas: Canvas) -> None:
        self._words.drawOn(canvas, 0, 3)
        canvas.setFillColor(INK)
        canvas.setFont(fonts.REGULAR, NUMBER_SIZE)
        canvas.saveState()
        canvas.translate(self.width - FORM_WIDTH, 6.5)
        with canvas.mark(canvas.around):
            canvas.doForm(page_form(self._place))
        canvas.restoreState()
        canvas.linkRect("", self._place, (0, 0, self.width, self.height), relative=1, thickness=0)
