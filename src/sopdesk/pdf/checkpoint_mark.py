"""A signed checkpoint on paper: its text beside a QR code of it, as one tagged figure with words for who cannot see."""

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.platypus import Flowable, KeepTogether

from sopdesk.pdf.boxes import Box, beside, digest, qr
from sopdesk.pdf.style import EVIDENCE, LABEL, WIDTH
from sopdesk.pdf.text import paragraph

LONGEST_QR = 1200
"""A longer note stands there in letters alone: its code would be too fine for a camera."""
_ROOM = 12.0


def checkpoint_mark(note: str, heading: str, *, size: float = 92) -> Flowable:
    """Give a note in letters, under a heading, with its QR code (`size` in points) at its right."""
    words: list[Flowable] = [paragraph(heading, LABEL), digest(note.strip())]
    if len(note.encode("utf-8", "replace")) > LONGEST_QR:
        return KeepTogether([Box(EVIDENCE, words)])
    return KeepTogether([Box(EVIDENCE, [beside(words, qr(note, size), size + _ROOM, WIDTH - 20)])])


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Give the rows of a text's QR code (error correction M), True for dark, without the quiet zone."""
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(row, column)) for column in range(count)) for row in range(count))
