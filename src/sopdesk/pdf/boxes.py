"""Boxes, boards and lines: what sets a warning, a signature or a status apart from the text around it."""

from collections.abc import Sequence

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table
from reportlab.platypus.flowables import HRFlowable

from sopdesk.pdf.element import Element
from sopdesk.pdf.figure import Figure
from sopdesk.pdf.fonts import REGULAR
from sopdesk.pdf.style import (
    ACCENT,
    BODY,
    DIGEST,
    HAIRLINE,
    INK,
    LABEL,
    QUIET,
    SMALL,
    WIDTH,
    Tone,
)
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_second
from sopdesk.views.people import SignatureView

_INSIDE = 10.0
_LABEL_ALONE = 40.0
_TICKS = {"": "Box to tick", "tick": "Ticked", "skip": "Skipped"}
_SLACKS = (0, 30, 90)
"""What is split off can be a line higher than it was measured, when long words break in another place."""


class Box(Flowable):  # type: ignore[misc] # reportlab ships no types
    """Flowables on tinted paper with a bar at the side; it goes on over as many pages as it needs."""

    def __init__(self, tone: Tone, content: Sequence[Flowable], element: Element | None = None) -> None:
        """Keep what stands in the box; its parts are one element to a reader."""
        super().__init__()
        self._tone, self._content = tone, list(content)
        self._element = element or Element("Div")
        self._places: list[tuple[Flowable, float]] = []

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what stands above."""
        return 5

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what follows."""
        return 8

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Lay the content out for a width."""
        self.width, self._places = width, []
        y = 6.0
        for n, each in enumerate(self._content):
            _, high = each.wrapOn(self.canv, width - 2 * _INSIDE, 1e6)
            self._places.append((each, y + high))
            y += high + (each.getSpaceAfter() if n < len(self._content) - 1 else 0)
        self.height = y + 7
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give the box that fits and a box with the rest; nothing when not even the first line fits."""
        self.wrap(width, height)
        taken: list[Flowable] = []
        before = 0.0
        for n, (each, end) in enumerate(self._places):
            if end + 7 <= height:
                taken.append(each)
                before = end + each.getSpaceAfter()
                continue
            for slack in _SLACKS:
                parts = each.splitOn(self.canv, width - 2 * _INSIDE, height - before - 13 - slack)
                first = self._part([*taken, *parts[:1]])
                if len(parts) > 1 and first.wrapOn(self.canv, width, height)[1] <= height:
                    return [first, self._part([*parts[1:], *self._content[n + 1 :]])]
            return [self._part(taken), self._part(self._content[n:])] if before > _LABEL_ALONE else []
        return [self]

    def _part(self, content: Sequence[Flowable]) -> "Box":
        return Box(self._tone, content, self._element)

    def draw(self) -> None:
        """Draw paper, bar and content."""
        canvas, tone = self.canv, self._tone
        canvas.setFillColor(tone.paper)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(tone.ink)
        canvas.rect(0, 0, tone.bar, self.height, stroke=0, fill=1)
        with canvas.inside(self._element):
            for each, end in self._places:
                each.drawOn(canvas, _INSIDE, self.height - end)


def called(tone: Tone, content: Sequence[Flowable]) -> Box:
    """Give a box that says in its first line what it is, for example a warning."""
    word = Span(tone.word.upper(), bold=True, colour=hex_of(tone.ink))
    return Box(tone, [paragraph((word,), LABEL), *content])


def hex_of(colour: Color) -> str:
    """Give a colour as markup has it."""
    return "#" + str(colour.hexval())[2:]


def rule(colour: Color = HAIRLINE, thickness: float = 0.5, before: float = 6, after: float = 6) -> Flowable:
    """Give a line across the page."""
    return HRFlowable(width="100%", thickness=thickness, color=colour, spaceBefore=before, spaceAfter=after)


class TickBox(Flowable):  # type: ignore[misc] # reportlab ships no types
    """A box to tick by hand, or one that is ticked, or crossed out because the line was skipped."""

    def __init__(self, mark: str = "", size: float = 9.5) -> None:
        """Draw "tick", "skip" or nothing in a box of a size in points."""
        super().__init__()
        self._mark, self.size = mark, size

    def wrap(self, *_: float) -> tuple[float, float]:
        """Give the room that it takes."""
        return self.size, self.size

    def draw(self) -> None:
        """Draw the box and what is in it."""
        with self.canv.mark(self.canv.figure(_TICKS[self._mark], self.size, self.size, at=(0, -1))):
            self._draw(self.canv, self.size)

    def _draw(self, canvas: Canvas, side: float) -> None:
        canvas.setStrokeColor(QUIET if self._mark == "skip" else INK)
        canvas.setLineWidth(0.8)
        canvas.roundRect(0, -1, side, side, 1.5, stroke=1, fill=0)
        canvas.setLineCap(1)
        if self._mark == "tick":
            canvas.setStrokeColor(ACCENT)
            canvas.setLineWidth(1.7)
            left, middle, right = (side * 0.22, side * 0.36), (side * 0.42, side * 0.14), (side * 0.8, side * 0.7)
            canvas.lines([(*left, *middle), (*middle, *right)])
        elif self._mark == "skip":
            canvas.line(side * 0.22, side * 0.4, side * 0.78, side * 0.4)


class Signing(Flowable):  # type: ignore[misc] # reportlab ships no types
    """Lines on which to sign and date by hand."""

    def __init__(self, labels: Sequence[str]) -> None:
        """Draw one line for each label, side by side."""
        super().__init__()
        self._labels = list(labels)

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Give the room that it takes."""
        self.width = width
        return width, 46

    def draw(self) -> None:
        """Draw the lines and their labels."""
        gap = 18
        wide = (self.width - gap * (len(self._labels) - 1)) / len(self._labels)
        for n, label in enumerate(self._labels):
            x = n * (wide + gap)
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(0.6)
            self.canv.line(x, 14, x + wide, 14)
            words = paragraph(label, SMALL)
            _, high = words.wrapOn(self.canv, wide, 40)
            words.drawOn(self.canv, x, 12 - high)


def signature(signed: SignatureView, zone: str) -> list[Flowable]:
    """Give a signature as it is printed: who, when, what it means, what was signed, and whether it holds."""
    name = Span(signed.name or "(no name)", bold=True)
    name_and_key = Span(f", {signed.key}," if signed.key else "")
    said = Span(f" signed: {signed.meaning}. {as_second(signed.at, zone)} ({signed.zone})")
    holds = (
        Span("The signature fits what stands here.")
        if signed.holds
        else Span("THE SIGNATURE DOES NOT FIT WHAT STANDS HERE.", bold=True, colour="#9a3412")
    )
    return [
        paragraph((name, name_and_key, said), BODY),
        paragraph((Span("Signed digest "), Span(signed.digest, code=True)), SMALL),
        paragraph((holds,), SMALL),
    ]


def qr(text: str, size: float = 92) -> Flowable:
    """Give a text as a QR code, for a camera to read."""
    code = QrCode(text, qrLevel="M", qrBorder=2)
    code.width = code.height = size
    return Figure(code, "QR code of the checkpoint that stands beside it")


def beside(left: Sequence[Flowable], right: Flowable, right_width: float, width: float = WIDTH) -> Flowable:
    """Give something with something small at its right."""
    style = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("ALIGN", (1, 0), (1, 0), "RIGHT"),
    ]
    found = Table([[list(left), right]], colWidths=[width - right_width, right_width], hAlign="LEFT", style=style)
    found.spaceAfter = 6
    return found


def digest(text: str) -> Flowable:
    """Give a digest in letters of one width."""
    return paragraph((Span(text, code=True),), DIGEST)
