"""The files attached to an incident, as printed: a list with their digests, then the pictures among them, small."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Table

from sopdesk.domain.attachment import TimeFrom
from sopdesk.domain.attachment_words import HIDDEN, WAYS, kind_words, size_words
from sopdesk.domain.sop import Picture
from sopdesk.pdf.pictures import Pictures, picture
from sopdesk.pdf.style import BODY, WIDTH
from sopdesk.pdf.table import Cell, above_table, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_minute, as_second
from sopdesk.pdf.words import capital, many
from sopdesk.views.attachments import AttachmentView
from sopdesk.views.incidents import IncidentFile

_BESIDE, _HIGHEST = 3, 150.0
_WIDE = float(WIDTH) / _BESIDE - 12
_STYLE = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
_DRAWN = {"image/svg+xml", "image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp",
          "image/heic"}  # fmt: skip


def attachments(file: IncidentFile, zone: str, pictures: Pictures) -> Iterator[Flowable]:
    """Give the attachments of a file; `pictures` are their bytes by SHA-256. Nothing where there are none."""
    if not file.attachments:
        return
    yield from above_table(f"Attachments ({many(len(file.attachments), 'file')})")
    yield paragraph("The SHA-256 stands for the bytes of a file exactly as they are kept.", BODY)
    rows = [_row(each, n, zone) for n, each in enumerate(file.attachments, 1)]
    yield table(("", "File", "What it is", "SHA-256"), rows, [WIDTH * share for share in (0.05, 0.29, 0.34, 0.32)])
    shown = [
        picture(Picture(each.digest, caption=f"{n}. {each.description or each.name}"), pictures, _WIDE, _HIGHEST)
        for n, each in enumerate(file.attachments, 1)
        if each.media_type in _DRAWN and not each.withheld and not each.erased
    ]
    for n in range(0, len(shown), _BESIDE):
        row: list[list[Flowable]] = [*shown[n : n + _BESIDE], *[[]] * (_BESIDE - len(shown[n : n + _BESIDE]))]
        yield Table([row], colWidths=[WIDTH / _BESIDE] * _BESIDE, style=_STYLE, hAlign="LEFT")


def _row(each: AttachmentView, number: int, zone: str) -> list[Cell]:
    said = [each.description, f"About: {each.about}" if each.about else ""]
    name = (Span(each.name, bold=True), Span("".join(f"\n{one}" for one in said if one)))
    facts = [
        f"{kind_words(each.media_type)}, {size_words(each.size)}, {WAYS[each.way]}",
        capital(HIDDEN[each.hidden]) if each.hidden else "",
        _made(each, zone),
        f"Added by {each.who}, {as_second(each.added_at, zone)}",
        "Erased: the file is gone, this line and its digest stay" if each.erased else "",
    ]
    return [str(number), name, "\n".join(one for one in facts if one), (Span(each.digest, code=True),)]


def _made(each: AttachmentView, zone: str) -> str:
    if each.captured_at is None:
        return ""
    by = "by the camera's clock" if each.time_from is TimeFrom.CAMERA else "by the date of the file"
    return f"Made {as_minute(each.captured_at, zone)}, {by}"
