"""The whole manual as a book: title page, contents with page numbers, every procedure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from reportlab.platypus import Flowable, PageBreak, Spacer

from sopdesk.domain.refusal import Cancelled
from sopdesk.pdf import fonts
from sopdesk.pdf.page import FORM_WIDTH, NUMBER_SIZE, Place, Running, Sheet, Stream, Turn, page_form
from sopdesk.pdf.pictures import Pictures
from sopdesk.pdf.procedure_sheet import approval, running_of, title_block, title_of
from sopdesk.pdf.procedure_text import history, procedure_text
from sopdesk.pdf.prose import Setting
from sopdesk.pdf.style import BODY, COVER, EYEBROW, HAIRLINE, INK, PART, SUBTITLE
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.pdf.words import many
from sopdesk.views.manual import Page
from sopdesk.views.trail import Printing

_LONGEST = 300
"""So many characters of a title stand in the contents."""

Progress = Callable[[int, int], None]


def print_manual(
    pages: Sequence[Page], printing: Printing, pictures: Pictures | None = None, *,
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    """Give the manual as a PDF, by section and number. `progress` gets (procedures done, all); raises `Cancelled`."""
    ordered = sorted(pages, key=lambda page: (page.content.section.casefold(), page.content.number))
    places = {page.content.number: f"sop-{n}" for n, page in enumerate(ordered)}
    setting = Setting(pictures or {}, printing.house.currency, places)
    running = Running("Manual", "Standard operating procedures", printing.house.name)
    sheet = Sheet(running, printing, title=f"Manual of {printing.house.name}")
    return sheet.print_story([
        *_title_page(ordered, printing),
        *_contents(ordered, places),
        Stream(_chapters(ordered, printing, setting, progress or _no_progress, cancelled or _never)),
    ])  # fmt: skip


def _no_progress(_: int, __: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def _title_page(pages: Sequence[Page], printing: Printing) -> list[Flowable]:
    house = printing.house
    sections = len({page.content.section for page in pages})
    counts = f"{many(len(pages), 'procedure')} in {many(sections, 'section')}"
    return [
        Spacer(0, 150),
        paragraph(house.name or "The house", EYEBROW),
        Spacer(0, 6),
        paragraph("Manual of standard operating procedures", COVER),
        paragraph(" · ".join(filter(None, (house.site, house.station))), SUBTITLE),
        paragraph(f"As printed on {as_minute(printing.printed_at, house.zone)}: {counts}.", BODY),
        paragraph(
            "What is in force can change after this print. The desk shows the revision that counts today; every page "
            "here says which revision it holds and where the journal stood.",
            BODY,
        ),
    ]  # fmt: skip


def _contents(pages: Sequence[Page], places: Mapping[str, str]) -> Iterator[Flowable]:
    yield PageBreak()
    yield Place("contents", "Contents")
    yield paragraph("Contents", COVER)
    if not pages:
        yield paragraph("The manual has no procedures yet.", BODY)
    for section, group in groupby(pages, lambda page: page.content.section):
        yield paragraph(section or "Without a section", PART)
        for page in group:
            yield _Entry(
                page.content.number[:40], " ".join(title_of(page).split())[:_LONGEST], places[page.content.number]
            )


def _chapters(
    pages: Sequence[Page], printing: Printing, setting: Setting, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[list[Flowable]]:
    """Give one procedure after the other, each on a new page, with its place in the outline."""
    zone, before = printing.house.zone, None
    for n, page in enumerate(pages):
        if cancelled():
            raise Cancelled
        progress(n, len(pages))
        section = page.content.section
        place = setting.places[page.content.number]
        heads = [] if section == before else [Place(f"section-{n}", section or "Without a section")]
        before = section
        yield [
            PageBreak(),
            Turn(running_of(page, zone)),
            *heads,
            Place(place, f"{page.content.number} {title_of(page)}", 1),
            *title_block(page, zone),
            *procedure_text(page, setting),
            *approval(page, zone),
            *history(page, zone),
        ]
    progress(len(pages), len(pages))


class _Entry(Flowable):  # type: ignore[misc] # reportlab ships no types
    """One line of the contents: number, title, and the page, which is written when it is known."""

    def __init__(self, number: str, title: str, place: str) -> None:
        super().__init__()
        self._place = place
        self._words = paragraph((Span(f"{number}  ", bold=True), Span(title)), BODY)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Give the room that it takes."""
        _, self._high = self._words.wrapOn(self.canv, width - FORM_WIDTH, height)
        self.width, self.height = width, self._high + 3
        return width, self.height

    def draw(self) -> None:
        """Draw the title, a line, and the form that will hold the page number."""
        canvas = self.canv
        self._words.drawOn(canvas, 0, 3)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.4)
        canvas.line(0, 0.5, self.width, 0.5)
        canvas.setFillColor(INK)
        canvas.setFont(fonts.REGULAR, NUMBER_SIZE)
        canvas.saveState()
        canvas.translate(self.width - FORM_WIDTH, 6.5)
        canvas.doForm(page_form(self._place))
        canvas.restoreState()
        canvas.linkRect("", self._place, (0, 0, self.width, self.height), relative=1, thickness=0)
