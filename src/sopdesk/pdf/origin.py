"""The first page of every report: what it is, what it covers, where the journal stood, how to check it."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether

from sopdesk.pdf.boxes import Box, beside, digest, qr
from sopdesk.pdf.page import in_fours
from sopdesk.pdf.style import BODY, CODE, EVIDENCE, LABEL, PART, SMALL, WIDTH
from sopdesk.pdf.table import Cell, facts
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_second, zone_name
from sopdesk.pdf.words import many
from sopdesk.views.trail import Head, Printing

_QR_ROOM = 104.0
_LONGEST_QR = 1200


def covers(pairs: Sequence[tuple[str, Cell]]) -> list[Flowable]:
    """Give what a report covers, as labelled values."""
    return [paragraph("What this report covers", PART), facts(pairs)]


def standing(printing: Printing) -> list[Flowable]:
    """Give where the journal stood: size, root, newest signed checkpoint in letters and as a QR code."""
    head, zone = printing.head, printing.house.zone
    if not head.size:
        return [paragraph("Where the journal stood", PART), paragraph("The journal has no entries yet.", BODY)]
    rows: list[tuple[str, Cell]] = [
        ("Log", head.origin),
        ("Entries", f"{head.size:,}"),
        ("Root of all entries", (Span(in_fours(head.root), code=True),)),
        ("Key of the log", (Span(head.fingerprint, code=True),)),
        ("Times", f"printed in {zone_name(zone)}; the journal holds UTC"),
    ]
    return [paragraph("Where the journal stood", PART), facts(rows), *checkpoint(head, zone)]


def checkpoint(head: Head, zone: str) -> list[Flowable]:
    """Give the newest signed checkpoint in letters and as a QR code."""
    if not head.checkpoint or head.checkpoint_at is None:
        return [paragraph("No checkpoint has been signed yet: nothing outside this house vouches for the head.", BODY)]
    over = many(head.checkpoint_size, "entry", "entries")
    said = f"Signed checkpoint over {over}, {as_second(head.checkpoint_at, zone)}"
    words: list[Flowable] = [paragraph(said, LABEL), digest(head.checkpoint.strip())]
    coded = head.checkpoint.encode("utf-8", "replace")
    if len(coded) > _LONGEST_QR:
        return [KeepTogether([Box(EVIDENCE, words)])]
    return [KeepTogether([Box(EVIDENCE, [beside(words, qr(coded.decode()), _QR_ROOM, WIDTH - 20)])])]


def checking(*, exported: str) -> list[Flowable]:
    """Say how somebody can check the report, and what cannot be checked; `exported` names what was printed."""
    return [
        KeepTogether([
            paragraph("How to check it", PART),
            paragraph(
                f"At the desk, the page Trail and the command below check every entry from the first to the last: that "
                f"none was changed, taken out or put in, and that the head is the one printed here. Compare the root "
                f"and the checkpoint with {exported}, and with any older print: each later head must contain it.",
                BODY,
            ),
            paragraph((Span("sopdesk verify DESK --checkpoint FILE", code=True),), CODE),
            paragraph(
                "What no check can show: what was never entered, and whether the clock of the desk was right.",
                SMALL,
            ),
        ])
    ]  # fmt: skip
