"""The single shapes of a drawing: from the attributes of an SVG element to reportlab's shape, painted."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from reportlab.graphics.shapes import Ellipse, Line, Path, Polygon, Rect, Shape, String
from reportlab.lib.colors import Color, toColor

from sopdesk.pdf import fonts
from sopdesk.pdf.svg_path import Point, Segment, outline

Manner = Mapping[str, str]

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})\s*(px|pt|mm|cm|in|em|%)?\s*")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0}
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_BOLD = {"bold", "bolder", "600", "700", "800", "900"}
_FARTHEST = 1e7


def numbers(text: str) -> list[float]:
    """Give the numbers in a text."""
    return [max(-_FARTHEST, min(_FARTHEST, float(each))) for each in _NUMBER.findall(text)]


def length(text: str, default: float = 0, whole: float = 0) -> float:
    """Give a length in px; a percentage is of `whole`."""
    found = _LENGTH.fullmatch(text)
    if not found:
        return default
    value, unit = float(found[1]), found[2] or ""
    value = value * whole / 100 if unit == "%" else value * _UNITS[unit]
    return value if abs(value) < _FARTHEST else default


def shape_of(element: Element, name: str) -> Shape | None:
    """Give the shape that an element stands for; None for one without extent. `name` is one of `SHAPES`."""
    return SHAPES[name](element)


def _lengths(element: Element, *names: str) -> list[float]:
    return [length(element.get(each, "")) for each in names]


def _rect(element: Element) -> Shape | None:
    x, y, wide, high, rx, ry = _lengths(element, "x", "y", "width", "height", "rx", "ry")
    return Rect(x, y, wide, high, rx=min(rx or ry, wide / 2), ry=min(ry or rx, high / 2)) if wide and high else None


def _circle(element: Element) -> Shape | None:
    x, y, radius = _lengths(element, "cx", "cy", "r")
    return Ellipse(x, y, radius, radius) if radius > 0 else None


def _ellipse(element: Element) -> Shape | None:
    x, y, rx, ry = _lengths(element, "cx", "cy", "rx", "ry")
    return Ellipse(x, y, rx, ry) if rx > 0 and ry > 0 else None


def _line(element: Element) -> Shape:
    return Line(*_lengths(element, "x1", "y1", "x2", "y2"))


def _points(element: Element) -> list[float]:
    found = numbers(element.get("points", ""))
    return found[: len(found) // 2 * 2]


def _polyline(element: Element) -> Shape | None:
    points = _points(element)
    return _path_of([("M" if not n else "L", tuple(points[n : n + 2])) for n in range(0, len(points), 2)])


def _polygon(element: Element) -> Shape | None:
    points = _points(element)
    return Polygon(points) if points else None


def _path(element: Element) -> Shape | None:
    return _path_of(outline(element.get("d", "")))


def _path_of(segments: list[Segment]) -> Shape | None:
    path = Path()
    calls = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.closePath}
    for kind, place in segments:
        calls[kind](*place)
    return path if segments else None


SHAPES: dict[str, Callable[[Element], Shape | None]] = {
    "rect": _rect, "circle": _circle, "ellipse": _ellipse, "line": _line, "polyline": _polyline, "polygon": _polygon,
    "path": _path,
}  # fmt: skip


def paint(shape: Shape, manner: Manner) -> bool:
    """Fill and stroke a shape; give False when a colour in it is none that can be printed as it is meant."""
    fill, known = colour(manner, "fill")
    stroke, drawn = colour(manner, "stroke")
    if not isinstance(shape, Line):
        shape.fillColor = fill
    if isinstance(shape, Path):
        shape.fillMode = 0 if manner.get("fill-rule") == "evenodd" else 1
    shape.strokeColor = stroke
    shape.strokeWidth = length(manner.get("stroke-width", "1"), 1)
    shape.strokeLineCap = _CAPS.get(manner.get("stroke-linecap", ""), 0)
    shape.strokeLineJoin = _JOINS.get(manner.get("stroke-linejoin", ""), 0)
    dashes = [abs(each) for each in numbers(manner.get("stroke-dasharray", ""))]
    shape.strokeDashArray = dashes if any(dashes) else None
    return known and drawn


def colour(manner: Manner, name: str) -> tuple[Color | None, bool]:
    """Give the fill or stroke colour with its opacity, and whether it could be told; grey where it could not."""
    text = manner.get(name, "none").strip()
    if text in {"none", "transparent", ""}:
        return None, True
    text = manner.get("color", "black") if text == "currentColor" else text
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        text = "#" + "".join(each * 2 for each in text[1:])
    channels = re.fullmatch(r"rgba?\(([^)]*)\)", text)
    try:
        red, green, blue = numbers(channels[1])[:3] if channels else (0.0, 0.0, 0.0)
        found = Color(red / 255, green / 255, blue / 255) if channels else toColor(text.lower())
    except ValueError:
        return Color(0.6, 0.6, 0.6), False
    opacity = length(manner.get("opacity", "1"), 1, 1) * length(manner.get(f"{name}-opacity", "1"), 1, 1)
    return Color(found.red, found.green, found.blue, alpha=max(0.0, min(1.0, opacity))), True


def arrowheads(shape: Shape, manner: Manner) -> Iterator[Shape]:
    """Give the heads of an arrow: whatever a drawing uses as a marker at an end is drawn as a plain triangle."""
    points = _course(shape)
    size = 4.5 * max(0.6, length(manner.get("stroke-width", "1"), 1))
    for name, ends in (("marker-end", points[-2:]), ("marker-start", points[1::-1])):
        if manner.get(name, "none") != "none" and len(ends) == 2 and ends[0] != ends[1]:  # noqa: PLR2004 - from, to
            (x0, y0), (x, y) = ends
            angle = math.atan2(y - y0, x - x0)
            cos, sin = math.cos(angle) * size, math.sin(angle) * size
            head = Polygon([x + cos * 0.2, y + sin * 0.2, x - cos - sin / 2, y - sin + cos / 2,
                            x - cos + sin / 2, y - sin - cos / 2])  # fmt: skip
            head.fillColor, head.strokeColor = colour(manner, "stroke")[0], None
            yield head


def _course(shape: Shape) -> list[Point]:
    """Give the points that a line runs through, control points included."""
    if isinstance(shape, Line):
        return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
    if isinstance(shape, Path):
        return list(zip(shape.points[::2], shape.points[1::2], strict=False))
    return []


def strings(text: str, at: Point, manner: Manner) -> tuple[list[Shape], float]:
    """Give one line of text at a place, in fonts that have it, and its width. Mirrored, for a mirrored plane."""
    size = length(manner.get("font-size", "16"), 16, 16)
    bold, italic = manner.get("font-weight") in _BOLD, manner.get("font-style") in {"italic", "oblique"}
    font = {(False, False): fonts.REGULAR, (True, False): fonts.BOLD, (False, True): fonts.ITALIC}.get(
        (bold, italic), fonts.BOLD_ITALIC
    )
    stretches = [(font if name == fonts.REGULAR else name, part) for name, part in fonts.runs(text)]
    wide = sum(fonts.width(part, name, size) for name, part in stretches)
    x = at[0] - wide * {"middle": 0.5, "end": 1.0}.get(manner.get("text-anchor", ""), 0.0)
    found: list[Shape] = []
    for name, part in stretches:
        found.append(String(x, -at[1], part, fontName=name, fontSize=size, fillColor=colour(manner, "fill")[0]))
        x += fonts.width(part, name, size)
    return found, wide
