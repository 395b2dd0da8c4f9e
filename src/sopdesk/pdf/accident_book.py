"""The accident book: every entry on a page of its own that can be taken out, with nobody else on it.

What an entry holds: Social Security (Claims and Payments) Regulations 1979, Schedule 4 (United Kingdom).
"""

from collections.abc import Callable, Iterator

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from sopdesk.pdf.boxes import Box, Signing
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.page import Place, Running, Sheet, Stream, Turn
from sopdesk.pdf.style import BODY, CONTROLLED, EYEBROW, PART, SMALL, STATUS, SUBTITLE, TITLE
from sopdesk.pdf.table import facts
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_minute, as_second
from sopdesk.pdf.words import capital, many
from sopdesk.views.incident_registers import TITLES, AccidentEntry, PrintedRegister, Register

_CONSENT = {
    "yes": "The injured person agrees that this entry may be shown to safety representatives.",
    "no": "The injured person does not agree that this entry is shown to safety representatives.",
    "": "The injured person was not asked whether this entry may be shown to safety representatives.",
}
_LABEL = 150


def print_accident_book(printed: PrintedRegister, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Give the accident book of a period as a PDF; `progress` gets (entries done, all)."""
    made, printing = printed.register, printed.printing
    title = TITLES[made.register]
    sheet = Sheet(Running(title, made.scope), printing, title=title, most_pages=3 + len(made.lines))
    return sheet.print_story([
        Place("register", title),
        paragraph(printing.house.name or "The house", EYEBROW),
        paragraph(title, TITLE),
        paragraph("Each entry stands on pages of its own and can be taken out: nobody else is named on them.",
                  SUBTITLE),
        *([Box(STATUS, [paragraph(_SHOWN, BODY)])] if made.register is Register.BOOK_SHOWN else []),
        *covers([
            ("Days", made.scope),
            ("Establishment", ", ".join(filter(None, (printing.house.name, printing.house.site)))),
            *made.figures,
        ]),
        *standing(printing),
        *checking(exported="what the desk shows"),
        Stream(_pages(printed, progress)),
    ])  # fmt: skip


_SHOWN = (
    "For safety representatives. Where the injured person has not agreed, name, address, occupation and whoever "
    "reported it are kept back, and the name is taken out of the texts; other words may still tell who it was. Read "
    "them before you hand this on."
)


def _pages(printed: PrintedRegister, progress: Callable[[int, int], None] | None) -> Iterator[list[Flowable]]:
    zone, title = printed.printing.house.zone, TITLES[printed.register.register]
    entries = [each for each in printed.register.lines if isinstance(each, AccidentEntry)]
    for n, each in enumerate(entries, 1):
        if progress is not None:
            progress(n - 1, len(entries))
        right = "name kept back" if each.name_kept_back else capital(each.kind.value)
        yield [
            PageBreak(), Turn(Running(each.number, title, right, alert=each.name_kept_back)),
            Place(f"entry-{n}", f"{each.number} {each.name}".strip(), 1), *_entry(each, printed, zone),
        ]  # fmt: skip


def _entry(each: AccidentEntry, printed: PrintedRegister, zone: str) -> Iterator[Flowable]:
    shown = printed.register.register is Register.BOOK_SHOWN
    yield paragraph(f"{printed.printing.house.name} · {title_of(each)}", EYEBROW)
    yield paragraph(each.number, TITLE)
    if each.imported_from:
        yield Box(STATUS, [paragraph(f"Not recorded here: imported from {each.imported_from}.", BODY)])
    yield from _part("The injured person", [
        ("Full name", each.name or _none("name")), ("Address", each.address), ("Occupation", each.occupation),
        ("To the house", each.status),
    ])  # fmt: skip
    about = "about " if each.occurred_about else ""
    yield from _part("The accident", [
        ("Date and time", f"{about}{as_minute(each.occurred_at, zone)}"), ("Place", each.place or _none("place")),
        ("What happened", each.narrative), ("Cause", each.cause or _none("cause")),
        ("Nature of the injury", each.injury or _none("injury")), ("Where on the body", each.body),
        ("First aid", each.first_aid),
    ])  # fmt: skip
    yield from _part("Who reported it", [
        ("Name", each.reporter or ("" if each.name_kept_back else "(nobody else is named)")),
        ("Address", each.reporter_address), ("Occupation", each.reporter_occupation),
        ("Reported at", as_minute(each.reported_at, zone)),
        ("Entered", f"{as_second(each.recorded_at, zone)} by {each.recorder}"),
    ])  # fmt: skip
    yield from _part("Reporting to the authority", [("Reportable", capital(each.reportable) or _none("decision"))])
    yield Spacer(0, 8)
    asked = [paragraph(_CONSENT.get(each.consent, each.consent), BODY)]
    yield KeepTogether([Box(CONTROLLED, asked), *([] if shown else [Signing(("Injured person", "Date"))])])
    corrected = f" · {many(each.corrections, 'correction')}, see the case file" if each.corrections else ""
    yield paragraph(f"Stage: {each.stage.value}{corrected}. To be kept at least three years from the entry.", SMALL)
    if not shown:
        yield paragraph((Span("Digest of the file "), Span(each.digest, code=True)), SMALL)


def title_of(each: AccidentEntry) -> str:
    """Say what an entry is of."""
    return f"Accident book, entry of an {each.kind.value}"


def _part(title: str, rows: list[tuple[str, str]]) -> Iterator[Flowable]:
    yield paragraph(title, PART)
    yield facts(list(rows), label=_LABEL)


def _none(what: str) -> str:
    return f"(no {what} is recorded)"
