"""A sheet with one signed checkpoint, for somebody outside the house to keep."""

from sopdesk.pdf.checkpoint_mark import checkpoint_mark
from sopdesk.pdf.page import Running, Sheet, in_fours
from sopdesk.pdf.style import BODY, CODE, EYEBROW, PART, SMALL, SUBTITLE, TITLE
from sopdesk.pdf.table import Cell, facts
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_second, zone_name
from sopdesk.pdf.words import many
from sopdesk.views.checkpoints import CheckpointView
from sopdesk.views.trail import Printing

_QR = 170.0
"""Large enough for the camera of any telephone (points)."""


def print_checkpoint(given: CheckpointView, printing: Printing, holder: str = "") -> bytes:
    """Give the sheet as PDF; `holder` is whoever gets it."""
    house, zone = printing.house, printing.house.zone
    over = many(given.size, "entry", "entries")
    rows: list[tuple[str, Cell]] = [
        ("Log", given.origin),
        ("Entries", f"{given.size:,}"),
        ("Signed", f"{as_second(given.at, zone)}, {zone_name(zone)}"),
        ("Root of all entries", (Span(in_fours(given.root), code=True),)),
        ("Key of the log", (Span(printing.head.fingerprint, code=True),)),
    ]
    if holder:
        rows.insert(0, ("Given to", holder))
    return Sheet(Running("Checkpoint", house.name, over), printing, title=f"Checkpoint of {house.name}").print_story([
        paragraph("To be kept outside the house", EYEBROW),
        paragraph("Checkpoint", TITLE),
        paragraph(f"{house.name}, {house.site} · {over}", SUBTITLE),
        facts(rows),
        checkpoint_mark(given.note, "The checkpoint as it was signed", size=_QR),
        paragraph("What it is for", PART),
        paragraph(
            f"Whoever keeps this sheet can show later that the first {over} of the log were not changed, left out or "
            "put in since. It holds nothing of what the entries say. It cannot show what was never entered, nor "
            "anything about entries that came later.",
            BODY,
        ),
        paragraph("How to use it", PART),
        paragraph(
            "Read the code with a camera, or copy the letters into a text file, from the first line to the last; from "
            "the dash on it is one line, however often it is broken here. At the desk, the page Trail, Verify, Compare "
            "with a checkpoint takes them; or on a command line:", BODY,
        ),
        paragraph((Span("sopdesk verify DESK --checkpoint FILE", code=True),), CODE),
        paragraph("Nobody needs a password or a key for that. Keep the sheet where the desk's owner cannot.", SMALL),
    ])  # fmt: skip
