"""The manual as a book: title page, contents with page numbers, what is in force, every procedure, limits and roles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable, PageBreak

from sopdesk.domain.refusal import Cancelled
from sopdesk.pdf.book_back import Register, limits, matrix, roles
from sopdesk.pdf.book_front import contents, in_force, title_page
from sopdesk.pdf.control import UNCONTROLLED, Control, control_of
from sopdesk.pdf.page import Place, Running, Sheet, Stream, Turn
from sopdesk.pdf.pictures import Pictures
from sopdesk.pdf.procedure_sheet import approval, running_of, title_block, title_of
from sopdesk.pdf.procedure_text import history, procedure_text
from sopdesk.pdf.prose import Setting
from sopdesk.pdf.times import as_minute
from sopdesk.views.manual import BookScope, Page, SopRow
from sopdesk.views.trail import Printing

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Work:
    """How a book is made: pages asked for one at a time, progress told, a cancel heard."""

    rows: Sequence[SopRow]
    page_of: Callable[[SopRow], Page]
    printing: Printing
    setting: Setting
    front: Running
    progress: Progress
    cancelled: Callable[[], bool]


def print_manual(
    rows: Sequence[SopRow], page_of: Callable[[SopRow], Page], printing: Printing, pictures: Pictures | None = None, *,
    scope: BookScope | None = None, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    """Give procedures as a book, by section and number; each page is asked for when it is set, and let go then.

    `rows` hold titles as the house reads them. `progress` gets (procedures done, all); raises `Cancelled`.
    """
    scope = scope or BookScope()
    ordered = sorted(rows, key=lambda row: (row.section.casefold(), row.number))
    places = {row.number: f"sop-{n}" for n, row in enumerate(ordered)}
    setting = Setting(pictures or {}, printing.house.currency, places)
    as_of = f"as of {as_minute(scope.as_of, printing.house.zone)}" if scope.as_of else ""
    words = " · ".join(filter(None, (scope.words or "Standard operating procedures", as_of)))
    control = Control(UNCONTROLLED, f"Manual of {printing.house.name}")
    front = Running("Manual", words, printing.house.name, alert=False, control=control)
    sheet = Sheet(front, printing, title=f"Manual of {printing.house.name}", most_pages=9999)
    work = _Work(ordered, page_of, printing, setting, front, progress or _no_progress, cancelled or _never)
    return sheet.print_story([*title_page(ordered, printing, scope), Stream(_book(work))])


def _no_progress(_: int, __: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def _book(work: _Work) -> Iterator[list[Flowable]]:
    """Give everything behind the title page, a stretch at a time."""
    register, zone = Register(), work.printing.house.zone
    yield from contents(work.rows, work.setting.places)
    yield from in_force(work.rows, work.setting.places, zone)
    yield from _chapters(work, register)
    currency = work.setting.currency
    for part in (matrix(register), limits(register, currency), roles(register)):
        yield from ([*_restart(work, n), *stretch] for n, stretch in enumerate(part))


def _restart(work: _Work, n: int) -> list[Flowable]:
    """Begin a part of the back on a new page under the book's own header."""
    return [] if n else [PageBreak(), Turn(work.front)]


def _chapters(work: _Work, register: Register) -> Iterator[list[Flowable]]:
    """Give one procedure after the other, each on a new page, with its place in the outline."""
    zone, before = work.printing.house.zone, None
    for n, row in enumerate(work.rows):
        if work.cancelled():
            raise Cancelled
        work.progress(n, len(work.rows))
        page = work.page_of(row)
        place = work.setting.places[row.number]
        heads = [] if row.section == before else [Place(f"section-{n}", row.section or "Without a section")]
        before = row.section
        register.take(page, place)
        control = control_of(page.content.number, page.revision, code=False)
        yield [
            PageBreak(),
            Turn(replace(running_of(page, zone), control=control)),
            *heads,
            Place(place, f"{page.content.number} {title_of(page)}", 1, pages=register.pages),
            *title_block(page, zone),
            *procedure_text(page, replace(work.setting, number=page.content.number)),
            *approval(page, zone, on_paper=False),
            *history(page, zone),
        ]
    work.progress(len(work.rows), len(work.rows))
