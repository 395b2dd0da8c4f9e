"""The trail of a period: every entry in order. Time grows with the entries, memory hardly does."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Table

from sopdesk.domain.refusal import Cancelled
from sopdesk.pdf import fonts
from sopdesk.pdf.boxes import Box
from sopdesk.pdf.element import Element, head_row
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.page import Place, Running, Sheet, Stream, Turn
from sopdesk.pdf.style import BODY, EYEBROW, HAIRLINE, INK, STATUS, SUBTITLE, TINY, TITLE, WIDTH
from sopdesk.pdf.table import Cell, pieces_of
from sopdesk.pdf.table_tags import TableTags
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_line, as_second
from sopdesk.pdf.words import many
from sopdesk.views.trail import TrailLine, TrailReport

ROWS = 40
"""Entries in one table: a table that holds all of them would take time with the square of their number."""
_HEADS = ("Entry", "Recorded", "Who", "What, and about what", "Change and reason")
_SHARES = (0.12, 0.15, 0.16, 0.32, 0.25)
_PADDING = 4.0
_STYLE = [
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, TINY.fontSize, TINY.leading),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 2.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
    ("LINEBELOW", (0, 0), (-1, -1), 0.35, HAIRLINE),
]

Progress = Callable[[int, int], None]
Columns = tuple[tuple[str, float], ...]


def print_trail(
    report: TrailReport, lines: Iterable[TrailLine], *,
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    """Give the trail of a period as a PDF. `lines` are taken one by one, in their order, while pages are made.

    `progress` gets (entries done, all); raises `Cancelled` when `cancelled` says so.
    """
    running = Running("Audit trail", report.scope, many(report.count, "entry", "entries"))
    sheet = Sheet(running, report.printing, title=f"Audit trail of {report.printing.house.name}",
                  most_pages=2 + report.count // 8)  # fmt: skip
    whole, heads = head_row(_HEADS)
    body = _stretches(report, lines, whole, progress, cancelled)
    headed = Running(running.left, running.title, running.right, columns=columns(WIDTH), heads=heads)
    return sheet.print_story([
        Place("trail", "Audit trail"),
        paragraph(report.printing.house.name or "The house", EYEBROW),
        paragraph("Audit trail", TITLE),
        *_cover(report),
        *([PageBreak(), Turn(headed)] if report.count else []),
        Stream(body),
    ])  # fmt: skip


def _cover(report: TrailReport) -> Iterator[Flowable]:
    zone = report.printing.house.zone
    yield paragraph("An extract of the journal of this house: who did what and when, in the order of recording.",
                    SUBTITLE)  # fmt: skip
    left_out = many(report.left_out, "entry is", "entries are")
    yield from covers([
        ("Scope", report.scope),
        ("First entry", as_second(report.first, zone) if report.first else "none"),
        ("Last entry", as_second(report.last, zone) if report.last else "none"),
        ("Printed here", many(report.count, "entry", "entries")),
        ("Left out", f"{left_out} outside the scope and not printed here" if report.left_out else "nothing"),
    ])  # fmt: skip
    yield from standing(report.printing)
    yield from checking(exported="what the desk shows")
    if not report.count:
        yield Box(STATUS, [paragraph("Nothing was recorded in this scope.", BODY)])


def _stretches(
    report: TrailReport, lines: Iterable[TrailLine], whole: Element, progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[list[Flowable]]:  # fmt: skip
    """Give the tables one after the other, and at the end what was printed."""
    done = 0
    for stretch in _batched(lines):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, report.count)
        yield [_rows(stretch, report.printing.house.zone, WIDTH, whole)]
        done += len(stretch)
    if progress is not None:
        progress(done, report.count)
    if done != report.count:
        sentence = f"This report announces {many(report.count, 'entry', 'entries')} and holds {done:,}."
        yield [Box(STATUS, [paragraph(sentence, BODY)])]
    elif done:
        yield [paragraph(f"End of the trail: {many(done, 'entry', 'entries')} printed.", SUBTITLE)]


def trail_table(lines: Iterable[TrailLine], zone: str, width: float) -> Iterator[Flowable]:
    """Give lines of the trail with a head above the first of them."""
    whole = Element("Table")
    for n, stretch in enumerate(_batched(lines)):
        yield _rows(stretch, zone, width, whole, headed=n == 0)


def columns(width: float) -> Columns:
    """Give the heads of the columns with the place of each from the left margin."""
    return tuple((head, sum(_SHARES[:n]) * width) for n, head in enumerate(_HEADS))


def _batched(lines: Iterable[TrailLine]) -> Iterator[list[TrailLine]]:
    source = iter(lines)
    while stretch := list(islice(source, ROWS)):
        yield stretch


def _rows(lines: list[TrailLine], zone: str, width: float, whole: Element, *, headed: bool = False) -> Table:
    """Give some rows of the whole table."""
    widths = [share * width for share in _SHARES]
    rows: list[list[object]] = [list(_HEADS)] if headed else []
    for line in lines:
        found = [pieces_of(text, wide, TINY.fontSize) for text, wide in zip(cells(line, zone), widths, strict=True)]
        rows.extend(
            [_cell(each[n] if n < len(each) else "", wide - _PADDING) for each, wide in zip(found, widths, strict=True)]
            for n in range(max(map(len, found)))
        )
    head = [("FONT", (0, 0), (-1, 0), fonts.BOLD, TINY.fontSize), ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK)]
    tags = TableTags(int(headed), table=whole)
    style = [*_STYLE, *(head if headed else [])]
    return Table(rows, colWidths=widths, style=style, repeatRows=int(headed), renderCB=tags)


def cells(line: TrailLine, zone: str) -> tuple[str, str, str, str, str]:
    """Give the texts of a row."""
    what = [line.what, line.about]
    if line.occurred_at is not None:
        what.append("occurred " + " ".join(as_line(line.occurred_at, zone)))
    if line.signature is not None:
        fits = "fits" if line.signature.holds else "DOES NOT FIT"
        what.append(f"signed by {line.signature.name}: {line.signature.meaning} ({fits})")
        what.append(f"digest {line.signature.digest}")
    change = (("before", line.was), ("now", line.now), ("reason", line.reason))
    return (
        line.entry,
        "\n".join(as_line(line.recorded_at, zone)),
        line.who,
        "\n".join(filter(None, what)),
        "\n".join(f"{name}: {value}" for name, value in change if value),
    )


def _cell(text: Cell, room: float) -> object:
    """Give a text as it stands where every line of it fits, which is quicker, else as a paragraph."""
    fits = isinstance(text, str) and all(
        fonts.is_plain(line) and stringWidth(line, fonts.REGULAR, TINY.fontSize) <= room for line in text.split("\n")
    )
    return text if fits else paragraph(text, TINY)
