"""Evidence as pages: what was handed over, entry by entry, and everything by which it can be checked."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.sop import Picture
from sopdesk.pdf.element import Element, head_row
from sopdesk.pdf.entry_table import EntryTable, Texts
from sopdesk.pdf.hand_signature import drawn
from sopdesk.pdf.origin import checkpoint, covers
from sopdesk.pdf.page import Place, Running, Sheet, Stream, Turn, TurnAfter, in_fours
from sopdesk.pdf.pictures import picture
from sopdesk.pdf.procedure_sheet import title_of
from sopdesk.pdf.procedure_text import procedure_text
from sopdesk.pdf.prose import Setting
from sopdesk.pdf.style import BODY, CODE, EYEBROW, LABEL, PART, SMALL, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import Cell, facts, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_line, as_minute, as_second, zone_name
from sopdesk.pdf.words import call_roles, many
from sopdesk.views.evidence import EvidenceFile, EvidenceLine, EvidenceReport, EvidenceSignature, EvidenceText

TABLE = EntryTable(("Entry and hash", "Recorded", "Who", "What was recorded"), (0.15, 0.13, 0.15, 0.57))
BUNDLE = "evidence.json"
"""The name under which the bundle is attached."""
_SHORT = 16
"""So many hex digits of an entry's hash stand beside it; the bundle holds what it is the hash of."""
_STEPS = (
    "1. Compare certificate and key with what the house tells you by another way: else you do not know whose this is.",
    "2. Compare the checkpoint above with any older one that somebody outside the house holds.",
    "3. Drop this file on verifier.html in a browser; it needs no network. Or, where the program is:",
)
_ROOM_BELOW = 120.0
"""A title stands on a new page where there is less room (points) below it."""
_ROOM_FOR_SIGNATURES = 260.0
"""What follows the entries begins on a new page where there is less room (points)."""
_HOLDS = {True: "holds", False: "DOES NOT HOLD", None: "cannot be told from this file"}
_KINDS = ((b"\x89PNG", "PNG picture"), (b"\xff\xd8", "JPEG picture"), (b"%PDF", "PDF"), (b"GIF8", "GIF picture"))

Progress = Callable[[int, int], None]


def print_evidence(
    report: EvidenceReport, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> bytes:
    """Give a bundle of evidence as a PDF; the same report gives the same bytes.

    `progress` gets (entries done, all); raises `Cancelled` when `cancelled` says so.
    """
    return copy_context().run(_print, report, progress, cancelled)  # what roles are called here holds for these pages


def _print(report: EvidenceReport, progress: Progress | None, cancelled: Callable[[], bool] | None) -> bytes:
    count = len(report.lines)
    call_roles(report.printing.house.role_names)
    running = Running("Evidence", report.title, many(count, "entry", "entries"))
    sheet = Sheet(running, report.printing, title=f"Evidence: {report.title}", most_pages=2 + count // 8)
    whole, heads = head_row(TABLE.heads)
    headed = Running(running.left, running.title, running.right, columns=TABLE.columns(WIDTH), heads=heads)
    return sheet.print_story([
        Place("evidence", report.title),
        paragraph(report.printing.house.name or "Evidence", EYEBROW),
        paragraph(f"Evidence: {report.title}", TITLE),
        *_first_page(report),
        PageBreak(),
        Turn(headed),
        *_story(report, whole, _Counting(len(report.lines), progress, cancelled)),
        CondPageBreak(_ROOM_FOR_SIGNATURES),
        TurnAfter(running),
        *_signatures(report),
        *_gone(report),
        *_files(report),
        *_texts(report, running),
    ])  # fmt: skip


def _first_page(report: EvidenceReport) -> Iterator[Flowable]:
    zone, first, last = report.printing.house.zone, report.lines[0], report.lines[-1]
    yield paragraph("Entries of this house's journal, each with the proof that it stands there unchanged.", SUBTITLE)
    kept = many(len(report.withheld), "value is", "values are")
    gone = many(len(report.erased), "value was", "values were")
    left = many(report.uncovered, "entry has", "entries have")
    yield from covers([
        ("Covers", report.covers),
        ("For", report.reason),
        ("Entries", f"{len(report.lines):,}, from {as_second(first.at, zone)} to {as_second(last.at, zone)}"),
        ("Handed over", f"{as_second(report.printing.printed_at, zone)}, entry {report.place}"),
        ("Kept back", f"{kept} withheld; which ones stands at the end" if report.withheld else "nothing"),
        ("Erased", f"{gone} erased by right; which ones stands at the end" if report.erased else ""),
        ("Left out", f"{left} no checkpoint yet" if report.uncovered else ""),
        ("Files", many(len(report.files), "file") if report.files else ""),
    ])  # fmt: skip
    yield paragraph("Where the journal stood, and whose this is", PART)
    head, others = report.printing.head, [each for each in report.logs if each.origin != report.printing.head.origin]
    yield facts([
        ("Journal", f"{head.size:,} entries; times are printed in {zone_name(zone)}"),
        ("Root of all entries", (Span(in_fours(head.root), code=True),)),
        ("Key of the log", (Span(head.fingerprint, code=True),)),
        ("Certificate", (Span(in_fours(report.root), code=True),)),
        (f"Attached {BUNDLE}", (Span(in_fours(report.digest), code=True),)),
        *((f"Log {each.origin}", f"{each.size:,} entries, key {each.fingerprint}") for each in others),
    ])  # fmt: skip
    yield from checkpoint(head, zone)
    yield KeepTogether([
        paragraph("How to check it", PART),
        *(paragraph(each, BODY) for each in _STEPS),
        paragraph((Span("sopdesk verify FILE.pdf --key FINGERPRINT --checkpoint KEPT-BEFORE", code=True),), CODE),
        paragraph(
            "What no check can show: what was never entered, what was entered falsely, whether the clock of the desk "
            "was right, and what the owner of the key did after the newest checkpoint that left the house.", SMALL,
        ),
    ])  # fmt: skip


class _Counting:
    """Says how many entries are on pages, and stops the printing when it is cancelled."""

    def __init__(self, count: int, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._done, self._count, self._progress, self._cancelled = 0, count, progress, cancelled

    def add(self, entries: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        self._done += entries
        if self._progress is not None:
            self._progress(self._done, self._count)


def _story(report: EvidenceReport, whole: Element, counting: _Counting) -> Iterator[Flowable]:
    """Give what the evidence is about, then what belongs beside it; both in order."""
    zone = report.printing.house.zone
    parts = (
        ("story", "What was recorded, in order", [each for each in report.lines if not each.beside]),
        ("beside", "Entries that belong beside it, in order", [each for each in report.lines if each.beside]),
    )
    yield Spacer(0, 8)
    for name, title, lines in parts:
        if lines:
            yield Place(name, title, 1)
            yield CondPageBreak(_ROOM_BELOW)
            yield paragraph(f"{title} ({many(len(lines), 'entry', 'entries')})", PART)
            yield Stream(_tables([cells(each, zone) for each in lines], whole, counting))


def _tables(rows: Sequence[Texts], whole: Element, counting: _Counting) -> Iterator[list[Flowable]]:
    for stretch in TABLE.stretches(rows, WIDTH, whole):
        counting.add(stretch.entries)
        yield [stretch.table]


def cells(line: EvidenceLine, zone: str) -> tuple[str, str, str, str]:
    """Give the texts of a row."""
    said = [line.what, *(f"{name}: {text}" for name, text in line.values)]
    if line.signature is not None:
        said.append(f"signed: {line.signature.meaning} ({_HOLDS[line.signature.holds]})")
    return (
        f"{line.place}\n{in_fours(line.leaf[:_SHORT])}…", "\n".join(as_line(line.at, zone)), line.who, "\n".join(said)
    )  # fmt: skip


def _signatures(report: EvidenceReport) -> Iterator[Flowable]:
    signed = [(each.place, each.signature) for each in report.lines if each.signature is not None]
    yield Place("signatures", "Signatures", 1)
    yield paragraph(f"Signatures ({len(signed) + len(report.hands)})", PART)
    if not signed:
        yield paragraph("Nobody signed anything of this with a key.", BODY)
    else:
        yield from _keyed(signed)
    for each in report.hands:
        yield CondPageBreak(_ROOM_BELOW)
        yield drawn(each.strokes)
        said = (
            f" signed by hand on the screen, {as_second(each.at, report.printing.house.zone)}, with {each.beside} at "
        )
        yield paragraph((Span(each.name, bold=True), Span(f"{said}the desk: entry {each.place}")), SMALL)


def _keyed(signed: Sequence[tuple[str, EvidenceSignature]]) -> Iterator[Flowable]:
    """Give the signatures that were made with keys."""
    yield paragraph(
        "Each was made with the signer's own key, which their password opens; it binds what was signed, for what, by "
        "whom and when.", BODY,
    )  # fmt: skip
    yield table(
        ("Entry", "Who and when", "For what", "Digest of what was signed", ""),
        [_signature(place, each) for place, each in signed],
        [WIDTH * share for share in (0.17, 0.24, 0.18, 0.3, 0.11)],
    )


def _signature(place: str, each: EvidenceSignature) -> list[Cell]:
    said = (Span(_HOLDS[each.holds], bold=each.holds is False),)
    return [place, f"{each.name}\n{each.at} ({each.zone})", each.meaning, (Span(each.digest, code=True),), said]


def _gone(report: EvidenceReport) -> Iterator[Flowable]:
    """Name what cannot be read: where it stands, and why."""
    yield Place("withheld", "Withheld and erased", 1)
    yield paragraph("Withheld and erased", PART)
    if report.stayed:
        said = many(report.stayed, "value", "values")
        yield paragraph(f"Never leaves the house: {said} with which a password could be guessed.", BODY)
    if not report.withheld and not report.erased:
        yield paragraph("Everything else can be read.", BODY)
    for title, places in (("Withheld", report.withheld), ("Erased by right", report.erased)):
        by_field: dict[str, list[str]] = defaultdict(list)
        for place, field in places:
            by_field[field].append(place)
        if by_field:
            yield paragraph(f"{title}, by field and entry", LABEL)
            yield facts([(field.replace("_", " "), ", ".join(found)) for field, found in by_field.items()])


def _files(report: EvidenceReport) -> Iterator[Flowable]:
    if not report.files:
        return
    yield Place("files", "Attached files", 1)
    yield paragraph(f"Attached files ({len(report.files)})", PART)
    rows: list[list[Cell]] = [
        [str(n), _kind(each), ", ".join(each.places), (Span(each.digest, code=True),)]
        for n, each in enumerate(report.files, 1)
    ]
    heads = ("", "What it is", "Named by entry", "SHA-256")
    yield table(heads, rows, [WIDTH * share for share in (0.06, 0.27, 0.27, 0.4)])
    held = {each.digest: each.content for each in report.files}
    for n, each in enumerate(report.files, 1):
        if _kind(each).endswith(("picture", "drawing")):
            yield from picture(Picture(each.digest, caption=f"File {n}"), held, WIDTH / 2)


def _kind(file: EvidenceFile) -> str:
    name = next((name for head, name in _KINDS if file.content.startswith(head)), "File")
    if name == "File" and b"<svg" in file.content[:1000]:
        return "SVG drawing"
    return f"{name}, {len(file.content):,} bytes" if not name.endswith("picture") else name


def _texts(report: EvidenceReport, running: Running) -> Iterator[Flowable]:
    """Give the text of each revision that is carried, on pages of its own."""
    setting = Setting({each.digest: each.content for each in report.files}, report.printing.house.currency)
    for n, each in enumerate(report.texts):
        yield PageBreak()
        yield Turn(running)
        yield from _text(each, n, report.printing.house.zone)
        yield from procedure_text(each.page, setting)


def _text(each: EvidenceText, n: int, zone: str) -> Iterator[Flowable]:
    page, revision = each.page, each.page.revision
    called = f"{page.content.number} {title_of(page)}"
    label = f"revision {revision.label}" if revision.label else f"proposal {revision.proposal}"
    yield Place(f"text-{n}", f"{called}, {label}", 1)
    yield paragraph(page.content.number, EYEBROW)
    yield paragraph(f"{title_of(page)}, {label}", TITLE)
    approved = (
        f"{revision.approver}, {as_minute(revision.approved_at, zone)}, effective from "
        f"{as_minute(revision.effective_from, zone)}"
        if revision.approved_at and revision.effective_from
        else "no approval is among these entries"
    )
    yield facts([
        ("Handed in", f"{revision.author}, {as_minute(revision.submitted_at, zone)}, entry {each.place}"),
        ("Approved", approved),
        ("Digest of the text", (Span(revision.digest, code=True),)),
    ])  # fmt: skip
