"""The trail of a period: every entry in order. Time grows with the entries, memory hardly does."""

from collections.abc import Callable, Iterable, Iterator

from reportlab.platypus import Flowable, PageBreak

from sopdesk.domain.refusal import Cancelled
from sopdesk.pdf.boxes import Box
from sopdesk.pdf.element import Element, head_row
from sopdesk.pdf.entry_table import EntryTable
from sopdesk.pdf.origin import checking, covers, standing
from sopdesk.pdf.page import Place, Running, Sheet, Stream, Turn
from sopdesk.pdf.style import BODY, EYEBROW, STATUS, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_line, as_second
from sopdesk.pdf.words import many
from sopdesk.views.trail import TrailLine, TrailReport

TABLE = EntryTable(
    ("Entry", "Recorded", "Who", "What, and about what", "Change and reason"), (0.12, 0.15, 0.16, 0.32, 0.25)
)
Progress = Callable[[int, int], None]


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
    whole, heads = head_row(TABLE.heads)
    body = _stretches(report, lines, whole, progress, cancelled)
    headed = Running(running.left, running.title, running.right, columns=TABLE.columns(WIDTH), heads=heads)
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
    without = many(report.kept_back, "entry stands", "entries stand")
    yield from covers([
        ("Scope", report.scope),
        ("First entry", as_second(report.first, zone) if report.first else "none"),
        ("Last entry", as_second(report.last, zone) if report.last else "none"),
        ("Printed here", many(report.count, "entry", "entries")),
        ("Left out", f"{left_out} outside the scope and not printed here" if report.left_out else "nothing"),
        ("Kept back", f"{without} here without their words: a confidential file" if report.kept_back else "nothing"),
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
    done, zone = 0, report.printing.house.zone
    for stretch in TABLE.stretches((cells(each, zone) for each in lines), WIDTH, whole):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, report.count)
        yield [stretch.table]
        done += stretch.entries
    if progress is not None:
        progress(done, report.count)
    if done != report.count:
        sentence = f"This report announces {many(report.count, 'entry', 'entries')} and holds {done:,}."
        yield [Box(STATUS, [paragraph(sentence, BODY)])]
    elif done:
        yield [paragraph(f"End of the trail: {many(done, 'entry', 'entries')} printed.", SUBTITLE)]


def cells(line: TrailLine, zone: str) -> tuple[str, str, str, str, str]:
    """Give the texts of a row."""
    what = [line.what, line.about]
    if line.occurred_at is not None:
        what.append("occurred " + " ".join(as_line(line.occurred_at, zone)))
    if line.signature is not None:
        fits = "fits" if line.signature.holds else "DOES NOT FIT"
        what.append(f"signed by {line.signature.signer}: {line.signature.meaning} ({fits})")
        what.append(f"digest {line.signature.digest}")
    change = (("before", line.was), ("now", line.now), ("reason", line.reason))
    return (
        line.entry,
        "\n".join(as_line(line.recorded_at, zone)),
        line.who,
        "\n".join(filter(None, what)),
        "\n".join(f"{name}: {value}" for name, value in change if value),
    )
