"""One incident as evidence: what happened, in order, with the procedures in force and the entries of the journal."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from sopdesk.domain.deadline import Deadline, Timing
from sopdesk.pdf.boxes import signature
from sopdesk.pdf.incident_actions import actions, inquiry
from sopdesk.pdf.incident_attachments import attachments
from sopdesk.pdf.incident_corrections import Corrections
from sopdesk.pdf.incident_procedures import annexes, procedures
from sopdesk.pdf.incident_record import details, entries, linked, people
from sopdesk.pdf.incident_story import hashes, story
from sopdesk.pdf.incident_summary import kind_words, signatures, summary
from sopdesk.pdf.origin import checking, standing
from sopdesk.pdf.page import Place, Running, Sheet
from sopdesk.pdf.pictures import Pictures
from sopdesk.pdf.style import BODY, EYEBROW, PART, TITLE, WIDTH
from sopdesk.pdf.table import Cell, above_table, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.pdf.words import capital
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.trail import CaseReport

_SIGNATURE_ROOM = 60.0
"""A signature begins on a new page where its lines would not stand together (points)."""
_EVIDENCE_ROOM = 300.0
"""What the file can be checked by begins on a new page where there is less room (points)."""
_TIMING = {Timing.OK: "in time", Timing.NEAR: "due soon", Timing.LATE: "late"}


def print_case(report: CaseReport, pictures: Pictures | None = None) -> bytes:
    """Give one incident with everything that belongs to it as a PDF: a summary first, the evidence and annexes last."""
    file, zone = report.file, report.printing.house.zone
    kind, number, stage = kind_words(file), file.row.number, file.row.stage.value
    right = f"imported · {stage}" if file.source else stage
    running = Running(number, f"{kind} · case file", right, alert=file.source is not None)
    corrections = Corrections(report)
    sheet = Sheet(running, report.printing, title=f"Case file {number}")
    return sheet.print_story([
        Place("case", f"Case file {number}"),
        paragraph("Case file", EYEBROW),
        paragraph(f"{number} · {kind}", TITLE),
        *summary(report, corrections),
        PageBreak(),
        *_told(file, corrections),
        *people(file),
        *details(file, corrections),
        *entries(file, zone),
        *_marked("attachments", "Attachments", attachments(file, zone, pictures or {})),
        *_marked("linked", "Linked incidents", linked(file)),
        *story(report),
        *_marked("inquiry", "Why it happened", inquiry(file, report.inquiry)),
        *_marked("actions", "Actions", actions(file, zone)),
        *_missing(file),
        *_marked("deadlines", "Deadlines", _deadlines(file, zone)),
        *_close(file, zone),
        *procedures(report),
        *_evidence(report),
        *annexes(report, running, pictures or {}),
    ])  # fmt: skip


def _marked(name: str, title: str, part: Iterator[Flowable]) -> Iterator[Flowable]:
    """Give a part of the file with a bookmark that leads to it; nothing where there is nothing."""
    first = next(part, None)
    if first is not None:
        yield from (first, Place(name, title, 1))
        yield from part


def _told(file: IncidentFile, corrections: Corrections) -> Iterator[Flowable]:
    told = (
        ("narrative", "What happened", file.narrative),
        ("done_at_once", "What was done at once", file.done_at_once),
    )
    for name, title, text in told:
        yield Place(name, title, 1)
        yield paragraph(f"{title}, as it was told", PART)
        yield paragraph(corrections.beside(name, text) or "Nothing is recorded.", BODY)


def _missing(file: IncidentFile) -> Iterator[Flowable]:
    if file.lacks:
        yield paragraph("Still missing before the next stage", PART)
        yield paragraph(", ".join(each.field.label if each.field else each.words for each in file.lacks) + ".", BODY)


def _deadlines(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    if not file.deadlines:
        return
    yield from above_table("Deadlines")
    rows: list[list[Cell]] = [
        [
            capital(f"{each.name} ({each.source})" if each.source else each.name),
            as_minute(each.due, zone),
            _met(each, zone),
            (Span(_TIMING[each.state], bold=each.state is Timing.LATE),),
        ]
        for each in file.deadlines
    ]
    yield table(("What", "Due", "Met", ""), rows, [WIDTH * share for share in (0.28, 0.3, 0.3, 0.12)])
    if any(each.source for each in file.deadlines):
        yield paragraph("What names a law is a preset of the program, not legal advice.", BODY)


def _met(deadline: Deadline, zone: str) -> str:
    """Say when a clock stopped, and why where nothing was done that it asks for."""
    if deadline.met_at is None:
        return "waits for the customer" if deadline.waiting else "not yet"
    moment = as_minute(deadline.met_at, zone)
    return f"{deadline.note}, {moment}" if deadline.note else moment


def _close(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    yield Place("outcome", "Outcome and signatures", 1)
    yield paragraph("Outcome and signatures", PART)
    if file.outcome:
        yield paragraph(file.outcome, BODY)
    for each in signatures(file):
        yield CondPageBreak(_SIGNATURE_ROOM)
        yield from signature(each, zone)
    if file.signature is None:
        yield paragraph(f"The incident is not closed; it is {file.row.stage.value}.", BODY)


def _evidence(report: CaseReport) -> Iterator[Flowable]:
    """Give what the file can be checked by: every entry with its hash, where the journal stood, how to check."""
    yield CondPageBreak(_EVIDENCE_ROOM)
    yield from hashes(report)
    yield from standing(report.printing)
    yield from checking(exported="what the desk shows")
