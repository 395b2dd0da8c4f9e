"""Everything that is kept about one person, for that person: the words of others are withheld and counted."""

from reportlab.platypus import CondPageBreak, Flowable

from sopdesk.pdf.boxes import rule
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, EYEBROW, HEADS, NOTE, PART, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import Cell, table
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.pdf.words import many
from sopdesk.views.privacy import RecordPieces, SubjectAccess
from sopdesk.views.trail import Printing

_ROOM = 90
_COLUMNS = (110.0, 120.0, WIDTH - 230)


def print_subject_access(report: SubjectAccess, printing: Printing) -> bytes:
    """Give what is kept about somebody as a PDF."""
    count = sum(len(each.pieces) for each in report.records)
    said = f"{many(count, 'entry', 'entries')} in {many(len(report.records), 'record')}, in the order of the record"
    story: list[Flowable] = [
        paragraph("What is kept about you", EYEBROW),
        paragraph(report.name, TITLE),
        paragraph(said, SUBTITLE),
        paragraph(
            f"{printing.house.name}, {printing.house.site}, keeps this in its log of incidents, checklists and "
            "hand-overs. You may ask for it to be corrected, or to be erased where the law does not ask for it to be "
            "kept, and you may complain to the authority for data protection.",
            BODY,
        ),
    ]
    if report.withheld:
        held = many(report.withheld, "entry", "entries")
        said = f"{held} of these records are withheld, because they are about somebody else or not about you."
        story.append(paragraph(said, NOTE))
    for record in report.records:
        story += _record(record, printing.house.zone)
    return Sheet(Running(report.name, "What is kept about you", ""), printing, title=report.name).print_story(story)


def _record(record: RecordPieces, zone: str) -> list[Flowable]:
    rows: list[list[Cell]] = [
        [as_minute(each.at, zone), each.field.replace("_", " "), f"{each.text} ({each.told})"] for each in record.pieces
    ]
    return [
        CondPageBreak(_ROOM), rule(), paragraph(record.title, HEADS[1]), paragraph("Words and pictures", PART),
        table(("Recorded", "Field", "What it says, and what was done"), rows, _COLUMNS),
    ]  # fmt: skip
