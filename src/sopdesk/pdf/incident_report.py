"""One incident as evidence: what happened, in order, with the procedures in force and the lines of the journal."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from sopdesk.domain.deadline import Timing
from sopdesk.domain.incident import Pinned
from sopdesk.domain.late_entry import late_words
from sopdesk.pdf.boxes import Box, rule, signature
from sopdesk.pdf.incident_attachments import attachments
from sopdesk.pdf.incident_record import details, entries, linked, people
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.page import Place, Running, Sheet, Turn
from sopdesk.pdf.pictures import Pictures
from sopdesk.pdf.procedure_sheet import approval, running_of, title_block, title_of
from sopdesk.pdf.procedure_text import procedure_text
from sopdesk.pdf.prose import Setting
from sopdesk.pdf.style import BODY, EYEBROW, LABEL, PART, SMALL, STATUS, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import Cell, above_table, facts, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_minute, as_second
from sopdesk.pdf.trail_report import trail_table
from sopdesk.pdf.words import capital, many, role_name
from sopdesk.views.incidents import Happening, IncidentFile
from sopdesk.views.trail import CaseReport

_INDENT = 14.0
_TIMING = {Timing.OK: "in time", Timing.NEAR: "due soon", Timing.LATE: "late"}


def print_case(report: CaseReport, pictures: Pictures | None = None) -> bytes:
    """Give one incident with everything that belongs to it as a PDF."""
    file, zone = report.file, report.printing.house.zone
    kind = _kind(file)
    running = Running(file.row.number, f"{kind} · case report", file.row.stage.value)
    sheet = Sheet(running, report.printing, title=f"Case report {file.row.number}")
    return sheet.print_story([
        Place("case", f"Case report {file.row.number}"),
        paragraph(f"Case report {file.row.number}", EYEBROW),
        paragraph(kind, TITLE),
        *_cover(report, zone),
        PageBreak(),
        *_summary(file, zone),
        *people(file),
        *details(file),
        *entries(file, zone),
        *attachments(file, zone, pictures or {}),
        *linked(file),
        *_story(file, zone),
        *_missing(file),
        *_deadlines(file, zone),
        *_close(file, zone),
        *_procedures(report, zone, pictures or {}),
        *_lines(report, running),
    ])  # fmt: skip


def _kind(file: IncidentFile) -> str:
    return capital(file.row.kind.value.replace("-", " "))


def _cover(report: CaseReport, zone: str) -> Iterator[Flowable]:
    file = report.file
    signed = sum(each.signature is not None for each in file.story)
    corrected = sum(bool(each.field) for each in file.story)
    yield paragraph("An extract of the journal of this house, with everything that belongs to one incident.", SUBTITLE)
    broken = [each for each in (file.signature, *(one.signature for one in file.story)) if each and not each.holds]
    if broken:
        yield Box(STATUS, [paragraph("A signature in this file does not fit what it stands beside.", BODY)])
    yield from covers([
        ("Incident", f"{file.row.number}, {_kind(file).lower()}, {file.row.stage.value}"),
        ("Occurred", _occurred(file, zone)),
        ("Recorded", f"{as_second(file.row.recorded_at, zone)} by {file.row.recorder}"),
        ("Holds", ", ".join((
            many(len(report.lines), "journal entry", "journal entries"), many(len(file.story), "happening"),
            many(corrected, "correction"), many(signed, "signature"), many(len(file.parties), "person", "people"),
            many(len(report.procedures), "procedure"),
        ))),
        ("Digest of the file", (Span(file.digest, code=True),)),
    ])  # fmt: skip
    yield from standing(report.printing)
    yield from checking(exported="what the desk shows")


def _occurred(file: IncidentFile, zone: str) -> str:
    about = "about " if file.occurred_about else ""
    return f"{about}{as_minute(file.row.occurred_at, zone)}"


def _summary(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    yield Place("summary", "Summary", 1)
    yield from above_table("Summary")
    severity = file.row.severity.value
    could = f"; could have been {file.potential.value}" if file.potential else ""
    yield facts([
        ("Kind and stage", f"{_kind(file)}, {file.row.stage.value}"),
        ("Severity", f"{severity}{could}"),
        ("Occurred", _occurred(file, zone)),
        ("Reported", as_minute(file.reported_at, zone)),
        ("Recorded", f"{as_second(file.row.recorded_at, zone)} by {file.row.recorder}"),
        ("Entered", f"{late_words(file.late)} after it was reported" if file.late else ""),
        ("Local time zone", file.zone),
        ("Place", file.place),
        ("Channel", file.channel),
        ("On duty", role_name(file.role_on_duty)),
        ("Came from", file.run_number),
        ("Imported from", f"{file.source.file}, row {file.source.row}" if file.source else ""),
    ])  # fmt: skip
    yield from _told("What happened", file.narrative)
    yield from _told("What was done at once", file.done_at_once)


def _told(title: str, text: str) -> Iterator[Flowable]:
    yield paragraph(title, PART)
    yield paragraph(text or "Nothing is recorded.", BODY)


def _story(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    yield Place("story", "What was done, in order", 1)
    yield paragraph(f"What was done, in order ({many(len(file.story), 'entry', 'entries')})", PART)
    if not file.story:
        yield paragraph("Nothing is recorded.", BODY)
    for happening in file.story:
        yield from _happening(happening, zone)


def _happening(happening: Happening, zone: str) -> Iterator[Flowable]:
    yield CondPageBreak(48)
    entry = f"  ·  entry {happening.entry}" if happening.entry else ""
    yield paragraph((Span(as_second(happening.at, zone)), Span(entry)), SMALL)
    yield paragraph((Span(happening.who or "—", bold=True), Span(f" {happening.what}")), BODY)
    if happening.text:
        yield Indented(paragraph(happening.text, BODY), _INDENT)
    if happening.field or happening.was or happening.now:
        yield Indented(_change(happening), _INDENT)
    elif happening.reason:
        yield Indented(paragraph((Span("Reason: ", bold=True), Span(happening.reason)), BODY), _INDENT)
    if happening.signature is not None:
        yield from (Indented(each, _INDENT) for each in signature(happening.signature, zone))
    yield rule(before=2, after=7)


def _change(happening: Happening) -> Flowable:
    """Give old and new value one under the other, nothing taken away."""
    rows: list[tuple[str, Cell]] = [
        ("Field", happening.field.replace("_", " ")),
        ("Said before", happening.was or "(empty)"),
        ("Says now", happening.now or "(empty)"),
        ("Reason", happening.reason),
    ]
    return facts(rows, width=WIDTH - _INDENT, label=84)


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
            capital(each.name),
            as_minute(each.due, zone),
            as_minute(each.met_at, zone) if each.met_at else "not yet",
            (Span(_TIMING[each.state], bold=each.state is Timing.LATE),),
        ]
        for each in file.deadlines
    ]
    yield table(("What", "Due", "Met", ""), rows, [WIDTH * share for share in (0.28, 0.3, 0.3, 0.12)])


def _close(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    yield paragraph("Outcome", PART)
    if file.outcome:
        yield paragraph(file.outcome, BODY)
    if file.signature is not None:
        yield from signature(file.signature, zone)
    elif not file.outcome:
        yield paragraph(f"The incident is not closed; it is {file.row.stage.value}.", BODY)


def _procedures(report: CaseReport, zone: str, pictures: Pictures) -> Iterator[Flowable]:
    """Give the procedures named in the incident, then the exact text of each revision that was in force."""
    yield Place("procedures", "Procedures in force", 1)
    yield paragraph("Procedures in force when it happened", PART)
    if not report.file.procedures:
        yield paragraph("No procedure is named.", BODY)
        return
    rows = [_pinned(pinned, title) for pinned, title in report.file.procedures]
    yield table(("Number", "Title", "Revision", "Digest of the text"), rows, [
        WIDTH * share for share in (0.16, 0.34, 0.12, 0.38)])  # fmt: skip
    places = {page.content.number: f"sop-{n}" for n, page in enumerate(report.procedures)}
    setting = Setting(pictures, report.printing.house.currency, places)
    for page in report.procedures:
        yield PageBreak()
        yield Turn(running_of(page, zone))
        yield Place(places[page.content.number], f"{page.content.number} {title_of(page)}", 2)
        yield paragraph(f"Annex to {report.file.row.number}: the exact text of the revision in force", LABEL)
        yield Spacer(0, 8)
        yield from title_block(page, zone)
        yield from procedure_text(page, setting)
        yield from approval(page, zone)


def _pinned(pinned: Pinned, title: str) -> list[Cell]:
    step = f", step {pinned.step}" if pinned.step else ""
    return [(Span(pinned.number, bold=True),), title + step, pinned.label, (Span(pinned.digest, code=True),)]


def _lines(report: CaseReport, running: Running) -> Iterator[Flowable]:
    yield PageBreak()
    yield Turn(running)
    yield Place("journal", "Lines of the journal", 1)
    yield paragraph(f"Lines of the journal ({many(len(report.lines), 'entry', 'entries')})", PART)
    if not report.lines:
        yield paragraph("No lines are given.", BODY)
        return
    yield paragraph("The number of an entry is its place in the log; an entry is never changed or taken out.", BODY)
    yield from trail_table(report.lines, report.printing.house.zone, WIDTH)
