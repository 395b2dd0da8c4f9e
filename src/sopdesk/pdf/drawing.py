"""Drawings on paper: in the text when they fit, else on pages of their own, upright or across, in parts."""

from collections.abc import Iterator, Sequence
from math import atan2, cos, sin

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from sopdesk.pdf import fonts
from sopdesk.pdf.drawing_parts import RADIUS, Joint, Piece, Stretch, pieces
from sopdesk.pdf.fonts import BOLD, REGULAR
from sopdesk.pdf.page import ACROSS, UPRIGHT, write
from sopdesk.pdf.style import (
    ACCENT,
    ACROSS_HEIGHT,
    ACROSS_WIDTH,
    ALERT,
    ALERT_PAPER,
    HEIGHT,
    INK,
    PAPER,
    PART,
    QUIET,
    SMALL,
    WHITE,
    WIDTH,
)  # fmt: skip
from sopdesk.pdf.text import paragraph
from sopdesk.views.drawing import SLANT, Drawing, Line, Node, Shape, Tone

LARGEST, LEAST = 0.72, 0.5
"""Points for a unit: at most, and at least, where the smallest letters have six points."""
_HEAD = 34.0
"""The room of the heading above a drawing."""
_GREEN, _GREEN_PAPER = HexColor("#1e6b3a"), HexColor("#edf7f0")
TONES: dict[Tone, tuple[Color, Color]] = {
    Tone.PLAIN: (WHITE, QUIET), Tone.ACTION: (WHITE, QUIET), Tone.QUESTION: (HexColor("#eaf1f7"), ACCENT),
    Tone.DONE: (_GREEN_PAPER, _GREEN), Tone.ESCALATE: (HexColor("#fdf5e3"), HexColor("#8a5300")),
    Tone.FAULT: (ALERT_PAPER, ALERT),
}  # fmt: skip
"""Paper and line of what a node means."""


def drawn(drawing: Drawing, title: str) -> list[Flowable]:
    """Give a drawing with its title: in the text when it fits there, else on pages of its own."""
    if not drawing.nodes:
        return []
    scale = min(LARGEST, WIDTH / drawing.width, (HEIGHT - _HEAD) / drawing.height)
    if scale >= LEAST:
        return [paragraph(title, PART), Picture(_whole(drawing), scale)]
    return list(_pages(drawing, title))


def _pages(drawing: Drawing, title: str) -> Iterator[Flowable]:
    """Give the pages of a large drawing: those pages, upright or across, of which it takes fewer."""
    upright, across = (WIDTH, HEIGHT - _HEAD), (ACROSS_WIDTH, ACROSS_HEIGHT - _HEAD)
    ways = [(pieces(drawing, wide / LEAST, high / LEAST), name, wide, high)
            for name, (wide, high) in ((UPRIGHT, upright), (ACROSS, across))]  # fmt: skip
    found, template, wide, high = min(ways, key=lambda each: len(each[0]))
    yield NextPageTemplate(template)
    for n, piece in enumerate(found, 1):
        left, top, right, bottom = piece.frame
        scale = min(LARGEST, wide / (right - left), high / (bottom - top))
        yield PageBreak()
        yield paragraph(f"{title} (part {n} of {len(found)})" if len(found) > 1 else title, PART)
        yield Picture(piece, scale)
    if len(found) > 1:
        yield paragraph("A way that ends at a letter goes on at the same letter on another page.", SMALL)
    yield NextPageTemplate(UPRIGHT)
    yield PageBreak()


def _whole(drawing: Drawing) -> Piece:
    (found,) = pieces(drawing, 1e9, 1e9)
    return found


class Picture(Flowable):  # type: ignore[misc] # reportlab ships no types
    """One piece of a drawing at a scale."""

    def __init__(self, piece: Piece, scale: float) -> None:
        """Keep what is drawn."""
        super().__init__()
        self._piece, self._scale = piece, scale
        left, top, right, bottom = piece.frame
        self._corner = (left, top)
        self.width, self.height = (right - left) * scale, (bottom - top) * scale

    def wrap(self, wide: float, _: float) -> tuple[float, float]:
        """Give the room that it takes: all of the width, and its height."""
        self._aside = max((wide - self.width) / 2, 0.0)
        return wide, self.height

    def draw(self) -> None:
        """Draw the ways, what stands on them, and the nodes."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(self._aside, 0)
        with canvas.mark(canvas.figure(_told(self._piece), self.width, self.height)):
            self._draw_piece(canvas, self._piece)
        canvas.restoreState()

    def _draw_piece(self, canvas: Canvas, piece: Piece) -> None:
        for each in piece.stretches:
            self._way(canvas, each)
        for each in piece.stretches:
            if each.label:
                self._label(canvas, each)
        for joint in piece.joints:
            self._joint(canvas, joint)
        for node in piece.nodes:
            self._node(canvas, node)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """Give the place on paper of a place in the drawing."""
        left, top = self._corner
        return (x - left) * self._scale, self.height - (y - top) * self._scale

    def _way(self, canvas: Canvas, stretch: Stretch) -> None:
        points = [self._at(*each) for each in stretch.points]
        colour = ALERT if stretch.edge.tone is Tone.FAULT else QUIET
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineWidth(0.8)
        canvas.setDash((3, 2) if stretch.edge.back else ())
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for each in points[1:]:
            path.lineTo(*each)
        canvas.drawPath(path)
        canvas.setDash(())
        if stretch.arrow and len(points) > 1:
            self._outline(canvas, _arrow(*points[-2:]), stroke=0)

    def _label(self, canvas: Canvas, stretch: Stretch) -> None:
        edge, scale = stretch.edge, self._scale
        high = sum(each.high for each in edge.label) * scale
        wide = max(_width(each, scale) for each in edge.label) + 3
        x, y = self._at(edge.label_x, edge.label_y)
        canvas.setFillColor(WHITE)
        canvas.rect(x - wide / 2, y - high / 2, wide, high, stroke=0, fill=1)
        self._write(canvas, edge.label, x, y)

    def _joint(self, canvas: Canvas, joint: Joint) -> None:
        x, y = self._at(joint.x, joint.y)
        canvas.setFillColor(PAPER)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7)
        canvas.circle(x, y, RADIUS * self._scale, stroke=1, fill=1)
        write(canvas, joint.letter, x - fonts.width(joint.letter, BOLD, 6) / 2, y - 2.1, BOLD, 6, INK)

    def _node(self, canvas: Canvas, node: Node) -> None:
        paper, line = TONES[node.tone]
        x, y = self._at(node.x, node.y + node.height)
        wide, high = node.width * self._scale, node.height * self._scale
        canvas.setFillColor(paper)
        canvas.setStrokeColor(line)
        canvas.setLineWidth(0.9)
        if node.shape is Shape.QUESTION:
            slant = SLANT * self._scale
            self._outline(canvas, [(x, y + high / 2), (x + slant, y + high), (x + wide - slant, y + high),
                                   (x + wide, y + high / 2), (x + wide - slant, y), (x + slant, y)])  # fmt: skip
        else:
            round_ = min(high / 2, 12.0) if node.shape is Shape.ROUND else 3.0
            canvas.roundRect(x, y, wide, high, round_, stroke=1, fill=1)
        if node.shape is Shape.CARD:
            canvas.line(x + 3, y + 3, x + 3, y + high - 3)
        self._write(canvas, node.lines, x + wide / 2, y + high / 2)
        if node.number:
            aside = (SLANT + 2) * self._scale if node.shape is Shape.QUESTION else 4
            write(canvas, node.number, x + aside, y + high - 9 * self._scale - 4, BOLD, 12 * self._scale, line)

    @staticmethod
    def _outline(canvas: Canvas, corners: Sequence[tuple[float, float]], stroke: int = 1) -> None:
        path = canvas.beginPath()
        path.moveTo(*corners[0])
        for each in corners[1:]:
            path.lineTo(*each)
        path.close()
        canvas.drawPath(path, stroke=stroke, fill=1)

    def _write(self, canvas: Canvas, lines: Sequence[Line], x: float, y: float) -> None:
        """Write lines with their middle at a place."""
        top = y + sum(each.high for each in lines) * self._scale / 2
        for each in lines:
            top -= each.high * self._scale
            font, size = BOLD if each.strong else REGULAR, each.size * self._scale
            write(canvas, each.text, x - _width(each, self._scale) / 2, top + size * 0.34, font, size, INK)


def _width(line: Line, scale: float) -> float:
    return fonts.width(line.text, BOLD if line.strong else REGULAR, line.size * scale)


def _arrow(before: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    angle = atan2(end[1] - before[1], end[0] - before[0])
    wings = [(end[0] - 5 * cos(angle + side), end[1] - 5 * sin(angle + side)) for side in (0.42, -0.42)]
    return [end, *wings]


def _told(piece: Piece) -> str:
    """Say in words what a drawing shows; the steps themselves stand in the text."""
    named = "; ".join(" ".join(line.text for line in node.lines) for node in piece.nodes)
    return (
        f"A drawing of {len(piece.nodes)} parts: {named}" if piece.nodes else "The ways between two parts of a drawing"
    )
