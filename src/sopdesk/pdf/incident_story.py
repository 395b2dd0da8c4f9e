"""What was done about an incident, in order: each entry of the journal with its number and its hash."""

from collections.abc import Iterator, Mapping

from reportlab.platypus import CondPageBreak, Flowable

from sopdesk.pdf.boxes import rule, signature
from sopdesk.pdf.incident_corrections import CORRECTED, label_of, value_words
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.page import Place, in_fours
from sopdesk.pdf.style import BODY, PART, SMALL, WIDTH
from sopdesk.pdf.table import Cell, facts, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_line, as_second
from sopdesk.pdf.words import many
from sopdesk.views.incidents import Happening
from sopdesk.views.trail import CaseReport, EntryMark

_INDENT = 14.0
_ROOM_BELOW = 130.0
"""The title stands on a new page where not even the first entry would fit below it (points)."""
_SHORT = 16
"""So many hex digits of an entry's hash stand in the story; the whole of it stands at the end."""


def story(report: CaseReport) -> Iterator[Flowable]:
    """Give everything that was recorded, the first entry first; corrections with old and new value."""
    file, marks = report.file, {each.entry: each for each in report.marks}
    yield CondPageBreak(_ROOM_BELOW)
    yield Place("story", "What was done, in order", 1)
    yield paragraph(f"What was done, in order ({many(len(file.story), 'entry', 'entries')})", PART)
    if not file.story:
        yield paragraph("Nothing is recorded.", BODY)
        return
    yield paragraph("Times are those at which the program recorded each entry, by the house's clock.", SMALL)
    for each in file.story:
        yield from _happening(report, each, marks)


def _happening(report: CaseReport, each: Happening, marks: Mapping[str, EntryMark]) -> Iterator[Flowable]:
    zone, mark = report.printing.house.zone, marks.get(each.entry)
    yield CondPageBreak(64)
    entry = f"  ·  entry {each.entry}" if each.entry else ""
    spans = [Span(as_second(each.at, zone)), Span(entry)]
    if mark is not None:
        spans += [Span("  ·  hash "), Span(f"{in_fours(mark.leaf[:_SHORT])}…", code=True)]
    yield paragraph(tuple(spans), SMALL)
    yield paragraph((Span(each.who or "—", bold=True), Span(f" {each.what}")), BODY)
    if each.text:
        yield Indented(paragraph(each.text, BODY), _INDENT)
    if each.field or each.was or each.now:
        yield Indented(_change(report, each, corrected=mark is not None and mark.kind == CORRECTED), _INDENT)
    elif each.reason:
        yield Indented(paragraph((Span("Reason: ", bold=True), Span(each.reason)), BODY), _INDENT)
    if mark is not None and mark.erased:
        words = f"Of this entry {many(mark.erased, 'value was', 'values were')} erased by right; it stands in the log."
        yield Indented(paragraph((Span(words, bold=True),), SMALL), _INDENT)
    if mark is not None and mark.withheld:
        named = ", ".join(name.replace("_", " ") for name in mark.withheld)
        words = f"Kept back of this entry: {named}. It stands in the log with the digests."
        yield Indented(paragraph((Span(words, bold=True),), SMALL), _INDENT)
    if each.signature is not None:
        yield from (Indented(piece, _INDENT) for piece in signature(each.signature, zone))
    yield rule(before=2, after=7)


def _change(report: CaseReport, each: Happening, *, corrected: bool) -> Flowable:
    """Give old and new value one under the other, nothing taken away."""
    file, zone = report.file, report.printing.house.zone
    was, now = (value_words(file, each.field, text, zone) if corrected else text for text in (each.was, each.now))
    rows: list[tuple[str, Cell]] = [
        ("Field", label_of(file, each.field) if corrected else each.field.replace("_", " ")),
        ("Said before", was or "(empty)"),
        ("Says now", now or "(empty)"),
        ("Reason", each.reason),
    ]
    return facts(rows, width=WIDTH - _INDENT, label=84)


def hashes(report: CaseReport) -> Iterator[Flowable]:
    """Give the entries of the journal that this file consists of, each with the whole hash of its leaf."""
    yield Place("journal", "Entries of the journal", 1)
    yield paragraph(f"Entries of the journal ({many(len(report.marks), 'entry', 'entries')})", PART)
    if not report.marks:
        yield paragraph("No entries are given.", BODY)
        return
    yield paragraph(
        "The number of an entry is its place in the log; an entry is never changed or taken out. Its hash (RFC 9162, "
        "leaf hash) stands for every byte of it. The digest of the file stands for all these hashes in this order.",
        BODY,
    )
    rows: list[list[Cell]] = [
        [each.entry, "\n".join(as_line(each.recorded_at, report.printing.house.zone)), each.kind,
         (Span(in_fours(each.leaf), code=True),)]
        for each in report.marks
    ]  # fmt: skip
    yield table(("Entry", "Recorded", "Kind", "Hash"), rows, [WIDTH * share for share in (0.17, 0.19, 0.24, 0.4)])
