"""The figure of a body with what is marked on it, as printed."""

from collections.abc import Collection

from reportlab.graphics.shapes import Drawing, Line, Polygon, String
from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from sopdesk.pdf.fonts import REGULAR
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.style import HAIRLINE, INK
from sopdesk.views.body import BodyFigure, BodyPlace

_PAPER, _MARK, _CROSS = Color(0.97, 0.97, 0.96), Color(0.72, 0.11, 0.11), Color(1, 1, 1)
_SCALE = 0.75


def drawn_body(figure: BodyFigure, marked: Collection[str]) -> Flowable:
    """Give the figure with these places marked by colour and by a cross."""
    made = Drawing(figure.width, figure.height)
    for each in figure.places:
        _draw(made, each, figure.height, marked=each.name in marked)
    for words, x, y in figure.titles:
        made.add(String(x, figure.height - y - 3, words, fontName=REGULAR, fontSize=9, textAnchor="middle"))
    made.scale(_SCALE, _SCALE)
    made.width, made.height = figure.width * _SCALE, figure.height * _SCALE
    made.hAlign = "LEFT"
    return Indented(made, 0)


def _draw(made: Drawing, place: BodyPlace, high: float, *, marked: bool) -> None:
    points = [value for x, y in place.outline for value in (x, high - y)]
    made.add(Polygon(
        points, fillColor=_MARK if marked else _PAPER, strokeColor=INK if marked else HAIRLINE,
        strokeWidth=1 if marked else 0.6,
    ))  # fmt: skip
    if marked:
        (x, y), reach = place.middle, place.cross
        for rise in (reach, -reach):
            made.add(Line(
                x - reach, high - y - rise, x + reach, high - y + rise, strokeColor=_CROSS, strokeWidth=reach / 2
            ))  # fmt: skip
