"""The first page of a case file: what, when, where, who, how it stands, and how far the print can be relied on."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable

from sopdesk.domain.action import Waits
from sopdesk.domain.confidence import KEPT_BACK, Sight
from sopdesk.domain.incident import Stage
from sopdesk.domain.late_entry import late_words
from sopdesk.pdf.boxes import Box
from sopdesk.pdf.incident_corrections import Corrections
from sopdesk.pdf.page import head_line, in_fours
from sopdesk.pdf.run_words import WARM
from sopdesk.pdf.style import BODY, EVIDENCE, STATUS
from sopdesk.pdf.table import Cell, facts
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_second, zone_name
from sopdesk.pdf.words import capital, many, role_name
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import SignatureView
from sopdesk.views.trail import CaseReport

_LABEL = 104.0


def kind_words(file: IncidentFile) -> str:
    """Name the kind of an incident."""
    return capital(file.row.kind.value.replace("-", " "))


def summary(report: CaseReport, corrections: Corrections) -> Iterator[Flowable]:
    """Give the facts of a case on one page, what must be known first in boxes above them."""
    file = report.file
    for words in _warnings(report):
        yield Box(STATUS, [paragraph(words, BODY)])
    yield facts([*_when_and_where(file, corrections), *_standing(report, corrections)], label=_LABEL)
    yield Box(EVIDENCE, [facts(_evidence(report), width=447, label=_LABEL)])


def _warnings(report: CaseReport) -> Iterator[str]:
    file, erased = report.file, erased_of(report)
    if file.source is not None:
        yield (
            f"Imported from {file.source.file}, row {file.source.row}: not recorded here when it happened. What stands "
            "in this file before the import is as the table said; its SHA-256 is "
            f"{file.source.file_digest}."
        )
        there = [f"{word} “{said}”" for word in ("number", "status") if (said := file.values.get(f"source_{word}"))]
        if there:
            yield f"It had the {' and the '.join(there)} there."
        if file.source.stage is Stage.CLOSED:
            yield "It was closed where it comes from: nobody here signed that it is closed, unless a signature says so."
    if any(not each.holds for each in signatures(file)):
        yield "A signature in this file does not fit what it stands beside."
    if erased:
        yield (f"{capital(many(erased, 'value was', 'values were'))} erased from this file by right. The entries that "
               "held them still stand in the log, with the digests of what they held.")  # fmt: skip
    if file.overridden:
        did = "was closed" if file.row.stage is Stage.CLOSED else "went on"
        yield (f"It {did} although something was missing on the way: {'; '.join(file.overridden)}. Who let it go on, "
               "and why, stands in the story beside each act.")  # fmt: skip
    if file.sight is Sight.OWN:
        yield "This is a confidential file, and no more of it than whoever printed this wrote or has to do."
    kept = kept_back(report)
    if report.redacted:
        yield (f"A redacted copy: the house kept {many(kept, 'value')} of this incident back, names of those who work "
               "there not counted. Where one stood it says [withheld]; below each entry that held one, the story names "
               "the field. The entries themselves stand in the log with the digests of what they held.")  # fmt: skip
    elif kept:
        yield f"{capital(many(kept, 'value is', 'values are'))} kept back from whoever printed this: confidential."


def _when_and_where(file: IncidentFile, corrections: Corrections) -> Iterator[tuple[str, Cell]]:
    row, zone = file.row, file.zone
    about = "about " if file.occurred_about else ""
    yield "What", (Span(kind_words(file), bold=True), Span(f". {row.summary}"))
    yield "Happened", corrections.beside("occurred_at", f"{about}{_moment(row.occurred_at, zone)}")
    yield "Reported", corrections.beside("reported_at", _moment(file.reported_at, zone))
    late = f"\n{capital(late_words(file.late))} after it was reported: a late entry" if file.late else ""
    spans = (Span(late, bold=True, colour=WARM),) if is_late(file) else ()
    yield "Recorded", (Span(_moment(row.recorded_at, zone)), *spans)
    yield "Recorded by", f"{row.recorder}{f', {role_name(file.role_on_duty)}' if file.role_on_duty else ''}"
    yield "Where", corrections.beside("place", file.place)
    yield "Told by way of", corrections.beside("channel", file.channel)
    yield "Severity", corrections.beside("severity", row.severity.value)
    yield "Could have been", corrections.beside("potential", file.potential.value if file.potential else "")
    yield "Came from", file.run_number
    yield "Attachments", many(len(file.attachments), "file") if file.attachments else ""
    waiting = sum(each.waits not in {Waits.NOTHING, Waits.DROPPED} for each in file.actions)
    yield "Actions", f"{many(len(file.actions), 'action')}, {waiting} not finished" if file.actions else ""


def _standing(report: CaseReport, corrections: Corrections) -> Iterator[tuple[str, Cell]]:
    file, zone = report.file, report.printing.house.zone
    people = Counter(each.party.role.value for each in file.concerned)
    hurt = sum(each.party.injured for each in file.concerned)
    said = ", ".join(f"{role} {count}" for role, count in people.items())
    yield "People", f"{said}; {hurt} injured" if hurt else said
    yield "Procedures", ", ".join(f"{each.number} (revision {each.label})" for each, _ in file.procedures)
    finding = corrections.value("finding", file.values.get("finding", ""))
    yield "Finding", corrections.beside("finding", finding) if finding else ""
    yield "Stage", (Span(capital(file.row.stage.value), bold=True), *_open(file))
    yield "Looked after by", file.row.owner_name
    yield "Gone on without", "; ".join(file.overridden)
    yield "Outcome", file.outcome
    signed = [f"{each.signer}, {each.meaning}, {as_second(each.at, zone)}: {_fits(each)}" for each in signatures(file)]
    yield "Signatures", "\n".join(signed) or "none"


def _open(file: IncidentFile) -> tuple[Span, ...]:
    if file.row.stage is Stage.CLOSED:
        return ()
    return (Span(" – this file is not closed: more may follow"),)


def _evidence(report: CaseReport) -> list[tuple[str, Cell]]:
    file, head = report.file, report.printing.head
    erased, kept = erased_of(report), kept_back(report)
    corrected = sum(bool(each.field) for each in file.story)
    return [
        ("In this file", ", ".join((
            many(len(report.marks) or len(file.story), "entry", "entries"), many(corrected, "correction"),
            "1 late entry" if is_late(file) else "no late entry", f"{erased} erased" if erased else "nothing erased",
            f"{kept} kept back" if kept else "nothing kept back",
        ))),
        ("Digest of the file", (Span(in_fours(file.digest), code=True),)),
        ("Journal", head_line(head, report.printing.house.zone)),
        ("How to check", "at the end of this file, with the whole root and the signed checkpoint"),
    ]  # fmt: skip


def is_late(file: IncidentFile) -> bool:
    """Tell whether somebody entered the file late; an import is told of otherwise."""
    return file.late is not None and file.source is None


def signatures(file: IncidentFile) -> list[SignatureView]:
    """Give every signature of a file once, in order."""
    found = [each.signature for each in file.story if each.signature is not None]
    closing = file.signature
    return found if closing is None or closing in found else [*found, closing]


def kept_back(report: CaseReport) -> int:
    """Count the people and the values of a file that are kept back from its reader, or in a redacted copy."""
    if report.redacted:
        return sum(len(each.withheld) for each in report.marks)
    file = report.file
    hidden = sum(KEPT_BACK in value for _, value in file.fields)
    return hidden + sum(each.withheld for each in file.concerned)


def erased_of(report: CaseReport) -> int:
    """Count the values of a file that were erased."""
    return sum(each.erased for each in report.marks)


def _fits(signed: SignatureView) -> str:
    return "fits what was signed" if signed.holds else "DOES NOT FIT"


def _moment(instant: datetime, zone: str) -> str:
    return f"{as_second(instant, zone)} ({zone_name(zone)})"
