"""A signature that somebody made on the screen, as printed."""

from collections.abc import Iterator

from reportlab.graphics.shapes import Drawing, Line, PolyLine
from reportlab.platypus import Flowable

from sopdesk.domain.finger import HIGH, WIDE, Hand, Strokes
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.style import HAIRLINE, INK, SMALL
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_second
from sopdesk.views.incidents import HandView

_SCALE = 0.25
_MEANS = "“These are my words, and they are true as far as I know.”"


def hand_signature(signed: HandView, zone: str) -> Iterator[Flowable]:
    """Give the strokes, the printed name, when and beside whom, and whether the words are still those."""
    if signed.strokes:
        yield drawn(signed.strokes)
    how = "by hand on the screen" if signed.hand is Hand.DRAWN else "by typed name"
    when = as_second(signed.at, zone)
    said = f" signed {how}, {when}, with {signed.beside} at the desk: {_MEANS}"
    holds = "" if signed.holds else " The words were corrected since: this signature no longer stands for them."
    yield paragraph((Span(signed.name or "(no name)", bold=True), Span(said), Span(holds, bold=True)), SMALL)


def drawn(strokes: Strokes) -> Flowable:
    """Give the strokes as a drawing above a line."""
    made = Drawing(WIDE * _SCALE, HIGH * _SCALE)
    for stroke in strokes:
        line = stroke if len(stroke) > 1 else (stroke[0], (stroke[0][0] + 1, stroke[0][1]))
        points = [value * _SCALE for x, y in line for value in (x, HIGH - y)]
        made.add(PolyLine(points, strokeColor=INK, strokeWidth=0.9))
    base = HIGH * 0.22 * _SCALE
    made.add(Line(0, base, WIDE * _SCALE, base, strokeColor=HAIRLINE, strokeWidth=0.5))
    made.hAlign = "LEFT"
    return Indented(made, 0)
