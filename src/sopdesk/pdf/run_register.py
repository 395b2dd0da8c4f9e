"""The register of checklist runs of a period: every run and every missed check in order, day by day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from sopdesk.pdf.boxes import Box
from sopdesk.pdf.element import Element, head_row
from sopdesk.pdf.ledger import Entry
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.page import Place, Running, Sheet, Stream, Turn
from sopdesk.pdf.run_words import WARM, exception
from sopdesk.pdf.style import BODY, EYEBROW, SMALL, STATUS, SUBTITLE, TABLE_PART, TITLE, WIDTH
from sopdesk.pdf.table import Cell, above_table, cell, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import many
from sopdesk.views.checklists import RunPage
from sopdesk.views.hints import hints
from sopdesk.views.past_runs import ChecklistFigures, PeriodFigures, RegisterEntry, RegisterReport
from sopdesk.views.schedule import MissedView

STRETCH = 25
"""Entries that are made at once; what is printed is let go."""
NAMED, PEOPLE = 3, 4
"""So many lines are named in a hint, and so many people with a run; there may be more."""
_ROOM, _BELOW_HEADS = 90, 4
_SHARES = (0.11, 0.43, 0.22, 0.24)
_WIDTHS = tuple(share * WIDTH for share in _SHARES)
_HEADS = ("Due", "Checklist", "Done by", "Signed off")
_FIGURES = (WIDTH - 6 * 56, *[56.0] * 6)


def print_register(
    report: RegisterReport, entries: Iterable[RegisterEntry], *, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Give a register as a PDF; `entries` are taken one by one, in their order, while pages are made."""
    count = report.counts.entries
    running = Running("Register of checklist runs", report.scope, many(report.counts.runs, "run"))
    columns = tuple((head, sum(_WIDTHS[:n])) for n, head in enumerate(_HEADS))
    first, heads = head_row(_HEADS)
    sheet = Sheet(running, report.printing, title="Register of checklist runs", most_pages=3 + count // 4)
    return sheet.print_story([
        Place("register", "Register of checklist runs"),
        paragraph(report.printing.house.name or "The house", EYEBROW),
        paragraph("Register of checklist runs", TITLE),
        *_cover(report),
        PageBreak(),
        Turn(replace(running, columns=columns, heads=heads)),
        Stream(_stretches(report, entries, first, progress)),
    ])  # fmt: skip


def _cover(report: RegisterReport) -> Iterator[Flowable]:
    counts = report.counts
    how = f"{counts.completed:,} completed, {counts.signed_off:,} signed off, {counts.late:,} late"
    runs = f"{many(counts.runs, 'run')} ({how})"
    yield paragraph("Every run that was begun, and every check that nobody began in time, in the order of time.",
                    SUBTITLE)  # fmt: skip
    yield from covers([
        ("Period", report.scope),
        ("Site", report.printing.house.site or "–"),
        ("Printed here", f"{runs}, {many(counts.missed, 'missed check')}"),
        ("Of the lines", f"{counts.skipped:,} skipped, {counts.failed:,} not in order"),
    ])  # fmt: skip
    if report.figures is not None:
        yield from _figures(report.figures)
    yield from standing(report.printing)
    yield from checking(exported="what the desk shows")


def _figures(figures: PeriodFigures) -> Iterator[Flowable]:
    """Give how well each checklist was done, and what was skipped or not in order most often."""
    if not figures.checklists:
        return
    yield from above_table("How they were done")
    heads = ("Checklist", "Runs", "In time", "Late", "Missed", "Skipped lines", "Not in order")
    yield table(heads, [_figure(each) for each in figures.checklists], _FIGURES)
    for head, items in (("Most often skipped", figures.skipped), ("Most often not in order", figures.failed)):
        if items:
            said = "; ".join(f"{each.text} ({each.number}, {each.count} of {each.runs} runs)" for each in items[:5])
            yield paragraph((Span(f"{head}: ", bold=True), Span(said)), SMALL)


def _figure(each: ChecklistFigures) -> list[Cell]:
    in_time = "–" if each.punctuality is None else f"{each.punctuality:.0%}"
    counts = (each.late, each.missed, each.skipped, each.failed)
    return [f"{each.number} {each.title}", str(each.runs), in_time, *(str(count) for count in counts)]


def _stretches(
    report: RegisterReport,
    entries: Iterable[RegisterEntry],
    first: Element | None,
    progress: Callable[[int, int], None] | None,
) -> Iterator[list[Flowable]]:
    """Give the entries stretch by stretch, with a head above each day, and at the end what was printed.

    The entries of a day are a table to a reader; the `first` one has the heads of the columns.
    """
    of_day = first
    zone, day, done, whole = report.printing.house.zone, "", 0, report.counts.entries
    source = iter(entries)
    while stretch := list(islice(source, STRETCH)):
        found: list[Flowable] = []
        for each in stretch:
            here = as_day(_when(each), zone)
            if here != day:
                day = here
                found += [CondPageBreak(_ROOM), Spacer(0, _BELOW_HEADS), paragraph(here, TABLE_PART)]
                of_day, first = first or Element("Table"), None
            found.append(Entry([cell(words, SMALL) for words in _cells(each, zone)], _WIDTHS, of_day))
        yield found
        done += len(stretch)
        if progress is not None:
            progress(done, whole)
    if done != whole:
        sentence = f"This register announces {many(whole, 'entry', 'entries')} and holds {done:,}."
        yield [Box(STATUS, [paragraph(sentence, BODY)])]
    else:
        yield [paragraph(f"End of the register: {many(done, 'entry', 'entries')} printed.", SUBTITLE)]


def _when(entry: RegisterEntry) -> datetime:
    return entry.due_by if isinstance(entry, MissedView) else entry.row.due or entry.row.started_at


def _cells(entry: RegisterEntry, zone: str) -> tuple[Cell, Cell, Cell, Cell]:
    if isinstance(entry, MissedView):
        return _missed(entry, zone)
    row, day = entry.row, as_day(_when(entry), zone)
    due = _clock(row.due, zone, day) if row.due else "as needed"
    title = Span(f"{row.sop_number} {row.title}, revision {row.label}\n", bold=True)
    what = (title, Span(f"{row.number} · {row.done} of {row.total} lines done"), *_exceptions(entry, zone))
    done = f"{_people(entry)}; begun {_clock(row.started_at, zone, day)}"
    done += f", completed {_clock(row.completed_at, zone, day)}" if row.completed_at else ", not completed"
    late = (Span("\nlate", bold=True, colour=WARM),) if row.was_late else ()
    return due, what, (Span(done), *late), _signed(entry, zone)


def _people(run: RunPage) -> str:
    """Name whoever began a run, then who worked on it."""
    found = list(dict.fromkeys((run.row.started_by, *(each.who for each in run.marks.values()))))
    return ", ".join(found[:PEOPLE]) + (f" and {len(found) - PEOPLE} more" if len(found) > PEOPLE else "")


def _missed(entry: MissedView, zone: str) -> tuple[Cell, Cell, Cell, Cell]:
    said = f"{entry.explained} – {entry.explained_by}" if entry.explained else "Nobody has said why."
    what = (Span("MISSED: ", bold=True, colour=WARM), Span(f"{entry.number} {entry.title}\n", bold=True), Span(said))
    due = _clock(entry.due_by, zone, as_day(entry.due_by, zone))
    later = "begun afterwards" if entry.run else "not begun at all"
    return due, what, f"task of {entry.role}; {later}", "–"


def _exceptions(run: RunPage, zone: str) -> Iterator[Span]:
    """Say under a run what was skipped, not in order, or deserves a look."""
    for item in run.flagged():
        mark = run.marks[item.id]
        head, why = exception(item, mark)
        yield Span(f"\n{head}: ", bold=True, colour=WARM)
        yield Span(f"{run.words(item)} – {why} ({mark.who})")
    for reason, who, _ in run.returned:
        yield Span("\nGiven back: ", bold=True, colour=WARM)
        yield Span(f"{reason} ({who})")
    for case in run.incidents:
        yield Span(f"\nIncident from this run: {case.number}")
    for said in hints(run, lambda at: as_minute(at, zone), most=NAMED):
        yield Span(f"\n{said}")


def _signed(run: RunPage, zone: str) -> Cell:
    if run.signature is None:
        return (Span("Not signed off" if run.row.completed_at else "Open", bold=True),)
    holds = "the signature holds" if run.signature.holds else "THE SIGNATURE DOES NOT HOLD"
    return f"{run.signature.signer}, {as_minute(run.signature.at, zone)}; {holds}"


def _clock(instant: datetime, zone: str, day: str) -> str:
    """Give the time, with the day where it is another one than that of the heading."""
    return as_minute(instant, zone).removeprefix(f"{day}, ")
