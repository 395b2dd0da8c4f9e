"""The register of checklist runs of a period: every run and every missed check in order, day by day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Table

from sopdesk.pdf.boxes import Box
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.page import Place, Running, Sheet, Stream
from sopdesk.pdf.run_words import WARM, exception
from sopdesk.pdf.style import BODY, EYEBROW, HAIRLINE, PART, SMALL, STATUS, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import Cell, cell, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import many
from sopdesk.views.checklists import RunPage
from sopdesk.views.hints import hints
from sopdesk.views.past_runs import ChecklistFigures, PeriodFigures, RegisterEntry, RegisterReport
from sopdesk.views.schedule import MissedView

ROWS = 25
"""Runs in one table: a table that holds all of them would take time with the square of their number."""
_ROOM = 90
_SHARES = (0.11, 0.43, 0.22, 0.24)
_HEADS = ("Due", "Checklist", "Done by", "Signed off")
_FIGURES = (WIDTH - 6 * 56, *[56.0] * 6)
_STYLE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LINEABOVE", (0, 0), (-1, -1), 0.35, HAIRLINE),
]


def print_register(
    report: RegisterReport, entries: Iterable[RegisterEntry], *, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Give a register as a PDF; `entries` are taken one by one, in their order, while pages are made."""
    count = report.runs + report.missed
    running = Running("Register of checklist runs", report.scope, many(report.runs, "run"))
    sheet = Sheet(running, report.printing, title="Register of checklist runs", most_pages=3 + count // 4)
    return sheet.print_story([
        Place("register", "Register of checklist runs"),
        paragraph(report.printing.house.name or "The house", EYEBROW),
        paragraph("Register of checklist runs", TITLE),
        *_cover(report),
        PageBreak(),
        Stream(_stretches(report, entries, progress)),
    ])  # fmt: skip


def _cover(report: RegisterReport) -> Iterator[Flowable]:
    yield paragraph("Every run that was begun, and every check that nobody began in time, in the order of time.",
                    SUBTITLE)  # fmt: skip
    yield from covers([
        ("Period", report.scope),
        ("Site", report.printing.house.site or "–"),
        ("Printed here", f"{many(report.runs, 'run')}, {many(report.missed, 'missed check')}"),
    ])  # fmt: skip
    yield from _figures(report.figures)
    yield from standing(report.printing)
    yield from checking(exported="what the desk shows")


def _figures(figures: PeriodFigures) -> Iterator[Flowable]:
    """Give how well each checklist was done, and what was skipped or not in order most often."""
    if not figures.checklists:
        return
    yield paragraph("How they were done", PART)
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
    report: RegisterReport, entries: Iterable[RegisterEntry], progress: Callable[[int, int], None] | None
) -> Iterator[list[Flowable]]:
    """Give the tables one after the other, with a head above each day."""
    zone, day, done, whole = report.printing.house.zone, "", 0, report.runs + report.missed
    source = iter(entries)
    while stretch := list(islice(source, ROWS)):
        found: list[Flowable] = []
        rows: list[list[Flowable]] = []
        for each in stretch:
            here = as_day(_when(each), zone)
            if here != day:
                found += [_table(rows)] if rows else []
                found += [CondPageBreak(_ROOM), paragraph(here, PART)]
                rows, day = [_head()], here
            rows.append(_row(each, zone))
        yield [*found, _table(rows)]
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


def _head() -> list[Flowable]:
    return [cell((Span(each, bold=True),), SMALL) for each in _HEADS]


def _table(rows: Sequence[list[Flowable]]) -> Flowable:
    return Table(list(rows), colWidths=[share * WIDTH for share in _SHARES], style=_STYLE, hAlign="LEFT", splitInRow=1)


def _row(entry: RegisterEntry, zone: str) -> list[Flowable]:
    if isinstance(entry, MissedView):
        return _missed(entry, zone)
    row = entry.row
    day = as_day(_when(entry), zone)
    due = _clock(row.due, zone, day) if row.due else "as needed"
    lines = f"{row.number} · {row.done} of {row.total} lines done"
    what = [
        Span(f"{row.sop_number} {row.title}, revision {row.label}\n", bold=True),
        Span(lines),
        *_exceptions(entry, zone),
    ]
    done = f"{row.started_by}, begun {_clock(row.started_at, zone, day)}"
    done += f", completed {_clock(row.completed_at, zone, day)}" if row.completed_at else ", not completed"
    late = [Span("\nlate", bold=True, colour=WARM)] if row.was_late else []
    return [
        cell(due, SMALL), cell(what, SMALL), cell((Span(done), *late), SMALL), cell(_signed(entry, zone), SMALL)
    ]  # fmt: skip


def _missed(entry: MissedView, zone: str) -> list[Flowable]:
    said = f"{entry.explained} – {entry.explained_by}" if entry.explained else "Nobody has said why."
    what = (Span("MISSED: ", bold=True, colour=WARM), Span(f"{entry.number} {entry.title}\n", bold=True), Span(said))
    due = _clock(entry.due_by, zone, as_day(entry.due_by, zone))
    later = "begun afterwards" if entry.run else "not begun at all"
    return [
        cell(due, SMALL), cell(what, SMALL), cell(f"task of {entry.role}; {later}", SMALL),
        cell("–", SMALL),
    ]  # fmt: skip


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
    for said in hints(run, lambda at: as_minute(at, zone)):
        yield Span(f"\n{said}")


def _signed(run: RunPage, zone: str) -> Cell:
    if run.signature is None:
        return (Span("Not signed off" if run.row.completed_at else "Open", bold=True),)
    holds = "the signature holds" if run.signature.holds else "THE SIGNATURE DOES NOT HOLD"
    return f"{run.signature.name}, {as_minute(run.signature.at, zone)}; {holds}"


def _clock(instant: datetime, zone: str, day: str) -> str:
    """Give the time, with the day where it is another one than that of the heading."""
    return as_minute(instant, zone).removeprefix(f"{day}, ")
