"""Registers of incidents on paper: a first page that says what it covers, then line after line on pages across."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from sopdesk.pdf.accident_book import print_accident_book
from sopdesk.pdf.boxes import Box
from sopdesk.pdf.ledger import Entry
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.osha_summary import print_osha_summary
from sopdesk.pdf.page import ACROSS, Place, Running, Sheet, Stream, Turn
from sopdesk.pdf.run_words import WARM
from sopdesk.pdf.style import ACROSS_WIDTH, BODY, EYEBROW, SMALL, STATUS, SUBTITLE, TINY, TITLE
from sopdesk.pdf.table import Cell, cell
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import capital, many
from sopdesk.views.incident_registers import (
    CLASSES,
    ILLNESSES,
    TITLES,
    ComplaintLine,
    IncidentLine,
    IncidentRegister,
    OshaCase,
    PrintedRegister,
    Register,
    RegisterLine,
)

STRETCH = 25
"""Lines that are made at once; what is printed is let go."""
_SUBTITLES = {
    Register.COMPLAINTS: "Every complaint that was received on these days, in the order in which they came.",
    Register.OSHA_LOG: "Work-related injuries and illnesses: every recordable case of these days (29 CFR "
                       "1904.29). The OSHA 301 of each is the case file of its number.",
    Register.OSHA_NAMES: "CONFIDENTIAL. The names that the OSHA 300 log keeps back (29 CFR 1904.29(b)(6)). To be kept "
                         "apart from the log, for whoever has to update a case and for the authority.",
    Register.ALL: "Every incident that happened on these days, in the order in which they happened.",
}  # fmt: skip
_TYPES = "Type (M): " + ", ".join(f"{n} {name}" for n, name in enumerate(ILLNESSES, 1)) + "."


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a register: heads, the share of the width that each has, and how a line fills them."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    cells: Callable[[RegisterLine, str], Sequence[Cell]]

    def widths(self) -> list[float]:
        return [share * ACROSS_WIDTH for share in self.shares]


def print_incident_register(printed: PrintedRegister, *, progress: Progress | None = None) -> bytes:
    """Give a register as a PDF; `progress` gets (lines done, all)."""
    made, printing = printed.register, printed.printing
    if made.register in {Register.BOOK, Register.BOOK_SHOWN}:
        return print_accident_book(printed, progress)
    if made.register is Register.OSHA_SUMMARY:
        return print_osha_summary(printed)
    columns, title = _COLUMNS[made.register], TITLES[made.register]
    widths = columns.widths()
    secret = made.register is Register.OSHA_NAMES
    right = "confidential" if secret else many(len(made.lines), "line")
    running = Running(title, made.scope, right, alert=secret)
    heads = tuple((head, sum(widths[:n])) for n, head in enumerate(columns.heads))
    sheet = Sheet(running, printing, title=title, most_pages=3 + len(made.lines) // 4)
    return sheet.print_story([
        Place("register", title),
        paragraph(printing.house.name or "The house", EYEBROW),
        paragraph(title, TITLE),
        paragraph(_SUBTITLES[made.register], SUBTITLE),
        *head_of(printed),
        NextPageTemplate(ACROSS),
        PageBreak(),
        Turn(replace(running, columns=heads)),
        Place("lines", "Line by line", 1),
        Stream(_stretches(made, columns, printing.house.zone, progress)),
    ])  # fmt: skip


def head_of(printed: PrintedRegister) -> Iterator[Flowable]:
    """Give what stands on the first page of a register below its title."""
    made, printing = printed.register, printed.printing
    for note in made.notes:
        yield Box(STATUS, [paragraph(note, BODY)])
    kept = f"{many(made.withheld, 'time')} something is kept back from the reader" if made.withheld else ""
    yield from covers([
        ("Days", made.scope), ("Establishment", ", ".join(filter(None, (printing.house.name, printing.house.site)))),
        *((name, words) for name, words in made.figures), ("Kept back", kept),
    ])  # fmt: skip
    yield from standing(printing)
    yield from checking(exported="what the desk shows")


def _stretches(
    made: IncidentRegister, columns: _Columns, zone: str, progress: Progress | None
) -> Iterator[list[Flowable]]:
    widths = columns.widths()
    if made.register is Register.OSHA_LOG:
        yield [Spacer(0, 4), paragraph(_TYPES, SMALL), Spacer(0, 4)]
    for begin in range(0, len(made.lines), STRETCH):
        if progress is not None:
            progress(begin, len(made.lines))
        lines = made.lines[begin : begin + STRETCH]
        yield [Entry([cell(words, TINY) for words in columns.cells(each, zone)], widths) for each in lines]
    if made.totals is not None and made.register is Register.OSHA_LOG:
        classes = tuple(str(each) for each in made.totals.classes)
        days = (str(made.totals.days_away), str(made.totals.days_restricted))
        words = ("Totals", "", "", "", "", "", *classes, *days, "")
        yield [Entry([cell((Span(each, bold=True),), TINY) for each in words], widths)]
    yield [paragraph(f"End of the register: {many(len(made.lines), 'line')} printed.", SUBTITLE)]


def _cells(each: RegisterLine, zone: str) -> Sequence[Cell]:
    match each:
        case ComplaintLine():
            return _complaint(each, zone)
        case OshaCase():
            return _osha(each, zone)
        case IncidentLine():
            return _incident(each, zone)
    raise TypeError(type(each))


def _complaint(each: ComplaintLine, zone: str) -> Sequence[Cell]:
    given = f"\ngiven: {each.remedy_given}" if each.remedy_given else ""
    days = f"acknowledged: {_days(each.days_to_acknowledge)}\nresolved: {_days(each.days_to_resolve)}"
    accepted = f"\naccepted: {each.accepted}" if each.accepted else ""
    imported = "\nimported" if each.imported else ""
    return (
        (Span(f"{each.number}\n", bold=True), Span(as_minute(each.received, zone)), Span(imported, bold=True)),
        f"{each.complainant or '–'}\n{each.channel}".strip(), f"{each.subject or '–'}\n{each.category}".strip(),
        f"{each.remedy_sought or '–'}{given}", each.finding or "–", days,
        f"{capital(each.stage.value)}{accepted}", each.outcome or "–",
    )  # fmt: skip


def _osha(each: OshaCase, zone: str) -> Sequence[Cell]:
    name: Cell = (Span(each.shown_name, bold=True),) if each.privacy else each.shown_name or "(not recorded)"
    illness = str(ILLNESSES.index(each.illness) + 1) if each.illness in ILLNESSES else "?"
    return (
        (Span(each.number, bold=True),), name, each.job_title or "–", as_day(each.occurred_at, zone),
        each.place or "–", each.description or "–", *("×" if each.osha_class == one else "" for one in CLASSES),
        str(each.days_away or ""), str(each.days_restricted or ""), illness,
    )  # fmt: skip


def _name(each: RegisterLine, zone: str) -> Sequence[Cell]:
    if not isinstance(each, OshaCase):
        raise TypeError(type(each))
    return (
        (Span(each.number, bold=True),), each.name or "(not recorded)", as_day(each.occurred_at, zone),
        capital(each.privacy), capital(each.stage.value),
    )  # fmt: skip


def _incident(each: IncidentLine, zone: str) -> Sequence[Cell]:
    severe = each.severity in {"high", "severe"}
    imported = (Span("\nimported", bold=True),) if each.imported else ()
    times = f"{as_minute(each.occurred_at, zone)}\nreported {as_minute(each.reported_at, zone)}"
    return (
        (Span(each.number, bold=True), *imported), f"{times}\nrecorded {as_minute(each.recorded_at, zone)}",
        f"{capital(each.kind.value.replace('-', ' '))}\n{each.place}".strip(), each.what,
        (Span(capital(each.severity), bold=severe, colour=WARM if severe else ""),), capital(each.stage.value),
        each.outcome or "–", f"{each.recorder}\n{each.procedures}".strip(),
    )  # fmt: skip


def _days(count: int | None) -> str:
    if count is None:
        return "–"
    return "same day" if not count else many(count, "day")


_COLUMNS = {
    Register.COMPLAINTS: _Columns(
        ("Number, received", "Complainant, channel", "Subject, category", "Remedy sought", "Finding", "Days",
         "Stage", "Outcome"), (0.13, 0.13, 0.15, 0.14, 0.08, 0.15, 0.09, 0.13), _cells),
    Register.OSHA_LOG: _Columns(
        ("Case (A)", "Employee (B)", "Job title (C)", "Date (D)", "Where (E)", "Injury or illness (F)", "Death G",
         "Away H", "Restr. I", "Other J", "Days K", "Days L", "Type M"),
        (0.115, 0.105, 0.095, 0.08, 0.095, 0.165, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.045), _cells),
    Register.OSHA_NAMES: _Columns(
        ("Case", "Employee's name", "Date", "Why it is a privacy case", "Stage"), (0.18, 0.24, 0.14, 0.3, 0.14), _name),
    Register.ALL: _Columns(
        ("Number", "Happened, reported, recorded", "Kind, place", "What happened", "Severity", "Stage", "Outcome",
         "By, procedures"), (0.115, 0.165, 0.11, 0.21, 0.065, 0.085, 0.12, 0.13), _cells),
}  # fmt: skip
