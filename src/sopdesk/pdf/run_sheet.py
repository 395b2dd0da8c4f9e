"""One checklist run as it was done: what needs a look first, then every line, the hand-over, the sign-off."""

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Table

from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Picture, Step
from sopdesk.pdf.boxes import Box, Signing, TickBox, digest, signature
from sopdesk.pdf.handover_sheet import parts
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.pictures import Pictures, picture
from sopdesk.pdf.run_words import WARM, exception, recorded
from sopdesk.pdf.style import BODY, EYEBROW, HEADS, LABEL, NOTE, PART, STATUS, TITLE, WIDTH
from sopdesk.pdf.table import Cell, above_table, pairs, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_line, as_minute
from sopdesk.pdf.words import capital, many
from sopdesk.views.checklists import MarkView, RunPage
from sopdesk.views.hints import hints
from sopdesk.views.trail import Printing

NONE: Pictures = {}
_BESIDE, _GAP, _HIGHEST, _NAME = 3, 12.0, 150.0, 70
"""So many photos stand beside each other, so far apart, none higher than that; their line is named by so much of it."""
_PHOTOS = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
_ROOM, _LINE_HEIGHT, _LETTERS = 95.0, 11.0, 36
"""A step begins on a new page where not even its first row, of lines of so many letters, would fit below its title."""
_STEP = ParagraphStyle("step above a table", parent=HEADS[1], keepWithNext=0)
_WIDTHS = (20.0, WIDTH - 20 - 150 - 118, 150.0, 118.0)


def print_run(run: RunPage, printing: Printing, photos: Pictures = NONE) -> bytes:
    """Give one checklist run as a PDF; `photos` are those of its lines, by their SHA-256."""
    row, zone = run.row, printing.house.zone
    title = run.titles.get("title", row.title)
    alert = row.stage is not RunStage.SIGNED_OFF
    running = Running(row.number, f"{title} · {row.sop_number}, revision {row.label}", row.stage.value, alert)
    sheet = Sheet(running, printing, title=f"{row.number} {title}")
    return sheet.print_story([
        paragraph(f"Checklist {row.number}", EYEBROW),
        paragraph(title, TITLE),
        *_unfinished(run),
        _facts(run, printing),
        *_flagged(run, zone),
        *_lines(run, zone, photos),
        *_handover(run, zone),
        *_returned(run, zone),
        *_sign_off(run, zone),
    ])  # fmt: skip


def _unfinished(run: RunPage) -> Iterator[Flowable]:
    """Say first of all that a run is not done."""
    if run.row.stage is RunStage.OPEN:
        left = sum(item.id not in run.marks for item in run.content.items())
        said = f"{left} of {many(run.row.total, 'line')} still open." if left else "Every line is recorded."
        yield Box(STATUS, [paragraph((Span("NOT COMPLETED. ", bold=True, colour=WARM), Span(said)), BODY)])


def _facts(run: RunPage, printing: Printing) -> Flowable:
    row, zone = run.row, printing.house.zone
    procedure = f"{row.sop_number}, revision {row.label}" + (f" ({run.newer} is in force now)" if run.newer else "")
    left: list[tuple[str, Cell]] = [
        ("Procedure", procedure),
        ("Site", " · ".join(filter(None, (printing.house.name, printing.house.site, printing.house.station)))),
        ("Started", f"{as_minute(row.started_at, zone)}, {row.started_by}"),
        ("Completed", as_minute(row.completed_at, zone) if row.completed_at else "not yet"),
    ]
    right: list[tuple[str, Cell]] = [
        ("Due", as_minute(row.due, zone) + (", was late" if row.was_late else "") if row.due else "as needed"),
        ("Stage", (Span(capital(row.stage.value), bold=True),)),
        ("Signed off", row.signed_off_by or "not yet"),
        ("Lines", f"{row.done} done, {row.skipped} skipped, {row.failed} not in order, {row.total} in all"),
    ]
    return pairs(left, right, WIDTH)


def _flagged(run: RunPage, zone: str) -> Iterator[Flowable]:
    flagged = run.flagged()
    yield paragraph("To look at first", PART)
    also = tuple(hints(run, lambda at: as_minute(at, zone)))
    if not flagged and not also and not run.incidents:
        far = "So far nothing" if run.row.stage is RunStage.OPEN else "Nothing"
        yield paragraph(f"{far} was skipped, and everything is in order.", BODY)
        return
    for item in flagged:
        mark = run.marks[item.id]
        what, why = exception(item, mark)
        words = (Span(f"{what}: ", bold=True, colour=WARM), Span(run.words(item), bold=True))
        said = f"{mark.who}, {as_minute(mark.at, zone)}: {why}"
        yield Box(STATUS, [paragraph(words, BODY), paragraph(said, NOTE)])
    for case in run.incidents:
        said = f", {case.kind.replace('-', ' ')}, logged {as_minute(case.at, zone)} by {case.who}"
        yield paragraph((Span("Incident from this run: "), Span(case.number, bold=True), Span(said)), BODY)
    for said in also:
        yield paragraph(said, BODY)


def _lines(run: RunPage, zone: str, photos: Pictures) -> Iterator[Flowable]:
    yield from above_table("Every line")
    for step in run.content.steps:
        if step.items:
            yield from _step(run, step, zone)
            yield from _photos(run, step, zone, photos)


def _step(run: RunPage, step: Step, zone: str) -> Iterator[Flowable]:
    rows: list[list[Cell]] = []
    for item in step.items:
        mark = run.marks.get(item.id)
        words = [Span(run.words(item)), *([Span("  must", bold=True)] if item.must else [])]
        by = f"{mark.who}\n{' '.join(as_line(mark.at, zone))}" if mark else ""
        rows.append([_box(mark), tuple(words), recorded(item, mark), by])
    yield CondPageBreak(_ROOM + _LINE_HEIGHT * (len(run.words(step.items[0])) // _LETTERS))
    yield paragraph(run.titles.get(f"step:{step.id}", step.title), _STEP)
    heads = ("", "Line", "Recorded", "By, when")
    yield table(heads, rows, _WIDTHS)


def _photos(run: RunPage, step: Step, zone: str, photos: Pictures) -> Iterator[Flowable]:
    """Give the photos of a step's lines, some beside each other, each with its line, who, when, and its digest."""
    wide = WIDTH / _BESIDE
    found = [
        picture(Picture(photo, caption=_caption(run.words(item), mark, photo, zone)), photos, wide - _GAP, _HIGHEST)
        for item in step.items
        if (mark := run.marks.get(item.id)) is not None
        for photo in mark.photos
    ]
    for n in range(0, len(found), _BESIDE):
        row: list[list[Flowable]] = [*found[n : n + _BESIDE], *[[]] * (_BESIDE - len(found[n : n + _BESIDE]))]
        yield Table([row], colWidths=[wide] * _BESIDE, style=_PHOTOS, hAlign="LEFT")


def _caption(words: str, mark: MarkView, photo: str, zone: str) -> str:
    named = words if len(words) <= _NAME else f"{words[:_NAME].rsplit(' ', 1)[0]} …"
    return f"{named} – {mark.who}, {as_minute(mark.at, zone)}. SHA-256 {photo[:16]}…"


def _box(mark: MarkView | None) -> Flowable:
    if mark is None:
        return TickBox()
    return TickBox("skip" if mark.how == "skipped" else "tick")


def _handover(run: RunPage, zone: str) -> Iterator[Flowable]:
    yield paragraph("Hand-over", PART)
    if run.handover is None:
        yield paragraph("Nothing was handed over with this run.", BODY)
        return
    yield paragraph(run.handover.row.number, LABEL)
    yield from parts(run.handover, zone, heads=False)


def _returned(run: RunPage, zone: str) -> Iterator[Flowable]:
    if not run.returned:
        return
    yield paragraph("Sign-off refused", PART)
    for reason, who, at in run.returned:
        yield paragraph(f"{who}, {as_minute(at, zone)}: {reason}", BODY)


def _sign_off(run: RunPage, zone: str) -> list[Flowable]:
    found: list[Flowable] = [paragraph("Sign-off", PART)]
    if run.signature is not None:
        return [KeepTogether([*found, *signature(run.signature, zone)])]
    waiting = "Nobody has signed this off. The digest below stands for what is printed here."
    found += [paragraph(waiting, BODY), paragraph("Digest", LABEL), digest(run.digest)]
    return [KeepTogether([*found, Signing(("Supervisor (name)", "Signature on paper", "Date"))])]
