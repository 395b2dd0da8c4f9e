"""One guided workflow as it was followed: the way taken, what was taken back, the notes, how it ended."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from sopdesk.domain.guided import GuideStage
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, EYEBROW, PART, TITLE, WIDTH
from sopdesk.pdf.table import Cell, pairs, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_line, as_minute
from sopdesk.pdf.words import capital, role_name
from sopdesk.views.guided import GuidePage
from sopdesk.views.trail import Printing

_WIDTHS = (24.0, (WIDTH - 24 - 118) / 2, (WIDTH - 24 - 118) / 2, 118.0)


def print_guide(guide: GuidePage, printing: Printing) -> bytes:
    """Give one guided workflow as a PDF."""
    row, zone = guide.row, printing.house.zone
    title = guide.titles.get("title", row.title)
    alert = row.stage in {GuideStage.OPEN, GuideStage.ESCALATED}
    running = Running(row.number, f"{title} · {row.sop_number}, revision {row.label}", row.stage.value, alert)
    return Sheet(running, printing, title=f"{row.number} {title}").print_story([
        paragraph(f"Guided workflow {row.number}", EYEBROW),
        paragraph(title, TITLE),
        _facts(guide, zone),
        *_way(guide, zone),
        *_notes(guide, zone),
    ])  # fmt: skip


def _facts(guide: GuidePage, zone: str) -> Flowable:
    row = guide.row
    procedure = f"{row.sop_number}, revision {row.label}" + (f" ({guide.newer} is in force now)" if guide.newer else "")
    left: list[tuple[str, Cell]] = [
        ("Begun", f"{as_minute(row.started_at, zone)}, {row.started_by}"),
        ("Ended", f"{as_minute(row.ended_at, zone)}, {row.ended_by}" if row.ended_at else "not yet"),
        ("Procedure", procedure),
    ]
    right: list[tuple[str, Cell]] = [("Stage", (Span(capital(row.stage.value), bold=True),))]
    if row.role:
        right.append(("Handed up to", capital(role_name(row.role))))
        right.append(("Taken over by", row.taken_over_by or "nobody yet"))
    if guide.given_up:
        right.append(("Given up because", guide.given_up))
    return pairs(left, right, WIDTH)


def _way(guide: GuidePage, zone: str) -> Iterator[Flowable]:
    yield paragraph("The way taken", PART)
    rows: list[list[Cell]] = []
    count = 0
    for turn in guide.turns:
        count += not turn.taken_back
        by = f"{turn.who}\n{' '.join(as_line(turn.at, zone))}"
        if turn.taken_back:
            answer: Cell = (Span("Taken back: ", bold=True, colour="#9a3412"), Span(turn.answer))
        else:
            answer = (Span(turn.answer, bold=True), *((Span(f"\n{turn.action}"),) if turn.action else ()))
        rows.append(["" if turn.taken_back else str(count), turn.question, answer, by])
    if guide.at is not None:
        question = guide.titles.get(f"step:{guide.at.id}", guide.at.title)
        rows.append([str(count + 1), question, (Span("open", bold=True),), ""])
    yield table(("", "Question", "Answer, what was to be done", "By, when"), rows, _WIDTHS)


def _notes(guide: GuidePage, zone: str) -> Iterator[Flowable]:
    if not guide.notes:
        return
    yield paragraph("Written down on the way", PART)
    for each in guide.notes:
        yield paragraph((Span(f"{each.text} ", bold=True), Span(f"– {each.who}, {as_minute(each.at, zone)}, at "
                                                                f"“{each.question}”")), BODY)  # fmt: skip
