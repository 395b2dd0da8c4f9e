"""What differs between two revisions, on paper: added words underlined, removed ones struck through, pictures apart."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Table

from sopdesk.domain.difference import EntryChange, How, TextChange
from sopdesk.domain.picture_change import PictureChange
from sopdesk.domain.sop import Picture
from sopdesk.domain.wording import Op, Piece, shortened, without_digests
from sopdesk.pdf.fonts import REGULAR
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.pictures import Pictures, picture
from sopdesk.pdf.style import BODY, LABEL, PART, SMALL, STEP, TITLE, WIDTH
from sopdesk.pdf.table import table
from sopdesk.pdf.table_tags import TableTags
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import capital
from sopdesk.views.manual import Comparison, RevisionRow
from sopdesk.views.trail import Printing

ADDED, REMOVED = "#0f5132", "#842029"
_GAP = 14.0
_SIDES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("FONTNAME", (0, 0), (-1, -1), REGULAR),
]  # fmt: skip


def print_difference(found: Comparison, printing: Printing, pictures: Pictures | None = None) -> bytes:
    """Give what differs between two revisions of a procedure as a PDF; pictures that changed stand side by side."""
    names = f"{name_of(found.one)} to {name_of(found.other)}"
    running = Running(found.number, found.title, f"What changed, {names}")
    sheet = Sheet(running, printing, title=f"{found.number} {found.title}: what changed, {names}")
    return sheet.print_story([
        paragraph("What changed", SMALL),
        paragraph(f"{found.number} {found.title}", TITLE),
        _revisions(found, printing.house.zone),
        *_changes(found),
        *_pictures(found.pictures, pictures or {}),
    ])  # fmt: skip


def name_of(row: RevisionRow) -> str:
    """Name a revision: by its label or, before its approval, by its running number."""
    return f"revision {row.label}" if row.label else f"submission {row.proposal}"


def _revisions(found: Comparison, zone: str) -> Flowable:
    rows = [
        [
            capital(name_of(each)),
            f"{each.author}, {as_minute(each.submitted_at, zone)}",
            f"{each.approver}, {as_day(each.approved_at, zone)}" if each.approved_at else "not approved",
            capital(each.significance.value) if each.significance else "",
            each.reason,
        ]
        for each in (found.one, found.other)
    ]
    widths = [WIDTH * share for share in (0.17, 0.22, 0.22, 0.1, 0.29)]
    return table(("Revision", "Written by", "Approved by", "Weight", "Why it changed"), rows, widths)


def _changes(found: Comparison) -> Iterator[Flowable]:
    difference = found.difference
    if not difference and not found.pictures:
        yield paragraph("Nothing differs.", BODY)
        return
    words = (
        Span("Added words are underlined", colour=ADDED, added=True), Span(", "),
        Span("removed words are struck through", colour=REMOVED, removed=True), Span("."),
    )  # fmt: skip
    yield paragraph(words, SMALL)
    for text in difference.texts:
        yield paragraph(capital(text.name), STEP)
        yield _text(text)
    groups = (
        ("Steps", difference.steps), ("Lines to tick", difference.items), ("Questions", difference.questions),
        ("Who does what", difference.duties), ("How far each may go", difference.limits),
        ("Other parts", difference.parts), ("References", difference.references),
    )  # fmt: skip
    for title, entries in groups:
        if entries:
            yield paragraph(title, PART)
        for each in entries:
            yield paragraph((Span(each.title or each.id), Span(f"   {_fate(each)}", colour="#57606a")), STEP)
            for text in each.texts:
                yield paragraph(capital(text.name), LABEL)
                yield _text(text)


def _fate(each: EntryChange) -> str:
    words = {How.ADDED: "added", How.REMOVED: "removed", How.CHANGED: "changed"}
    if each.was_at is not None and each.now_at is not None:
        words[How.MOVED] = f"moved from place {each.was_at + 1} to {each.now_at + 1}"
    return ", ".join(words[how] for how in each.how)


def _text(change: TextChange) -> Flowable:
    if change.spacing_only:
        return paragraph((Span("Only spaces and line breaks differ.", italic=True),), BODY)
    return paragraph([_span(each) for each in shortened(change.pieces)], BODY)


def _span(piece: Piece) -> Span:
    op, text = piece
    colour = {Op.ADDED: ADDED, Op.REMOVED: REMOVED}.get(op, "")
    return Span(without_digests(text), colour=colour, added=op is Op.ADDED, removed=op is Op.REMOVED)


def _pictures(changes: Sequence[PictureChange], pictures: Pictures) -> Iterator[Flowable]:
    if changes:
        yield paragraph("Pictures", PART)
    for each in changes:
        width = (WIDTH - _GAP) / 2
        sides = [[_side(shown, pictures, width - _GAP) for shown in (each.was, each.now)]]
        heads = [paragraph("Before", LABEL), paragraph("Now", LABEL)]
        both = Table([heads, *sides], colWidths=[width, width], hAlign="LEFT", style=_SIDES, renderCB=TableTags(1))
        yield KeepTogether([paragraph(each.step, STEP), both])


def _side(shown: Picture | None, pictures: Pictures, width: float) -> list[Flowable]:
    return picture(shown, pictures, width) if shown else [paragraph("No picture", SMALL)]
