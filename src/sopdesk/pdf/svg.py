"""Drawings of procedures (SVG 1.1) as reportlab's: shapes, paths, texts, groups, classes and reuse.

Nothing outside the file is ever read. What cannot be drawn (pictures inside, filters, clipping …) is named, so that
the page can say that something is missing.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, XMLParser

from reportlab.graphics.shapes import Drawing, Group, Shape

from sopdesk.pdf import fonts
from sopdesk.pdf.svg_shape import SHAPES, arrowheads, length, numbers, paint, shape_of, strings

MOST_SHAPES = 20_000
DEEPEST = 60

_TURN = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SILENT = {"title", "desc", "defs", "metadata", "style", "symbol", "marker", "linearGradient", "radialGradient"}
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-size",
              "font-weight", "font-style", "text-anchor", "fill-opacity", "stroke-opacity", "color", "fill-rule",
              "marker-end", "marker-start")  # fmt: skip
_HIDING = ("filter", "mask", "clip-path")

Manner = Mapping[str, str]
Matrix = tuple[float, float, float, float, float, float]


class NotADrawing(Exception):  # noqa: N818 - what it is, not what went wrong
    """These bytes are no drawing that can be shown; the sentence says why."""


@dataclass(slots=True)
class _Book:
    """What is known of the file while it is drawn: rules by selector, elements by id, what could not be drawn."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    by_id: dict[str, Element] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    count: int = 0


def draw(content: bytes) -> tuple[Drawing, tuple[str, ...]]:
    """Give a drawing in its own size (1 px = 1 point) and the names of what could not be drawn.

    Refuses what is no SVG, what declares entities, and what is too large or too deep.
    """
    root = _read(content)
    book = _Book()
    for each in root.iter():
        if each.get("id"):
            book.by_id[each.get("id", "")] = each
        if _name(each) == "style":
            _learn(book, each.text or "")
    left, top, wide, high = _box(root)
    picture = Drawing(wide, high)
    inside = Group(transform=(1, 0, 0, -1, -left, high + top))
    for shape in _shapes(root, {"fill": "black", "stroke": "none", "stroke-width": "1", "font-size": "16"}, book, 0):
        inside.add(shape)
    picture.add(inside)
    return picture, tuple(sorted(book.missing))


def _read(content: bytes) -> Element:
    if b"<!ENTITY" in content:
        raise NotADrawing("it declares entities")
    try:
        parser = XMLParser()  # noqa: S314 - entities are refused above, and expat reads nothing outside
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise NotADrawing(f"it is broken: {error}") from None
    if _name(root) != "svg":
        raise NotADrawing("it is no SVG")
    return root


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _learn(book: _Book, sheet: str) -> None:
    """Learn the rules of a style sheet that name a tag, a class or an id."""
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        for selector in selectors.split(","):
            book.rules.setdefault(selector.strip(), {}).update(_declarations(body))


def _declarations(body: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in body.split(";") if ":" in each)
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _box(root: Element) -> tuple[float, float, float, float]:
    """Give the part of the plane that is shown: left, top, width, height."""
    box = numbers(root.get("viewBox", ""))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:  # noqa: PLR2004 - a view box
        return box[0], box[1], box[2], box[3]
    wide, high = (length(root.get(each, "")) for each in ("width", "height"))
    return 0, 0, wide if 0 < wide < 1e5 else 300, high if 0 < high < 1e5 else 150  # noqa: PLR2004


def _manner(element: Element, above: Manner, book: _Book) -> dict[str, str]:
    """Give the manner of an element: what it inherits, its attributes, the style sheet, its own style."""
    found = {name: above[name] for name in _INHERITED if name in above}
    found["opacity"] = above.get("opacity", "1")
    own = {name: element.attrib[name] for name in (*_INHERITED, "display", "visibility") if name in element.attrib}
    classes = (f".{each}" for each in element.get("class", "").split())
    for selector in (_name(element), *classes, f"#{element.get('id')}"):
        own |= book.rules.get(selector, {})
    own |= _declarations(element.get("style", ""))
    faint = own.pop("opacity", element.get("opacity", "1"))
    found |= {name: value for name, value in own.items() if value != "inherit"}
    found["opacity"] = str(length(found["opacity"], 1) * length(faint, 1, 1))
    book.missing.update(each for each in _HIDING if (own.get(each) or element.get(each, "none")) not in {"none", ""})
    return found


def _shapes(element: Element, above: Manner, book: _Book, depth: int) -> Iterator[Shape]:
    """Give the shapes inside an element."""
    for child in element:
        book.count += 1
        if depth > DEEPEST or book.count > MOST_SHAPES:
            raise NotADrawing("it has too many parts")
        yield from _shape(child, above, book, depth)


def _shape(element: Element, above: Manner, book: _Book, depth: int) -> Iterator[Shape]:
    name, manner = _name(element), _manner(element, above, book)
    if name in _SILENT or manner.get("display") == "none" or manner.get("visibility") == "hidden":
        return
    matrix = transform(element.get("transform", ""))
    if name in {"g", "svg", "a", "switch", "use"}:
        group = Group(transform=matrix)
        for each in _used(element, manner, book, depth) if name == "use" else _shapes(element, manner, book, depth + 1):
            group.add(each)
        yield group
    elif name == "text":
        yield Group(*_texts(element, manner, book), transform=matrix)
    elif name in SHAPES:
        found = shape_of(element, name)
        if found is not None:
            if not paint(found, manner):
                book.missing.add("colour")
            yield Group(found, *arrowheads(found, manner), transform=matrix)
    else:
        book.missing.add(name)


def _used(element: Element, manner: Manner, book: _Book, depth: int) -> Iterator[Shape]:
    """Give what an element reuses from the same file, moved to its place."""
    href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
    target = book.by_id.get(href.removeprefix("#")) if href.startswith("#") else None
    if target is None:
        book.missing.add("use")
        return
    x, y = (length(element.get(each, "")) for each in "xy")
    around = Element("g")
    around.extend(list(target) if _name(target) == "symbol" else [target])
    moved = Group(transform=(1, 0, 0, 1, x, y))
    for each in _shapes(around, manner, book, depth + 1):
        moved.add(each)
    yield moved


def _texts(element: Element, above: Manner, book: _Book) -> list[Shape]:
    """Give a text with its stretches, each where it says, or after the one before."""
    found: list[Shape] = []
    at = (length(element.get("x", "").split(" ")[0]), length(element.get("y", "").split(" ")[0]))

    def say(text: str | None, manner: Manner) -> None:
        nonlocal at
        shown = " ".join((text or "").split())
        if shown:
            shapes, wide = strings(shown, at, manner)
            found.append(Group(*shapes, transform=(1, 0, 0, -1, 0, 0)))
            at = (at[0] + wide + (fonts.width(" ", fonts.REGULAR, 16) if (text or "").endswith(" ") else 0), at[1])

    say(element.text, above)
    for child in element:
        manner = above
        if _name(child) in {"tspan", "textPath", "a"}:
            manner = _manner(child, above, book)
            x, y = child.get("x"), child.get("y")
            across, down = (length(child.get(each, "")) for each in ("dx", "dy"))
            at = (length(x) if x else at[0] + across, length(y) if y else at[1] + down)
            say("".join(child.itertext()), manner)
        say(child.tail, above)
    return found


def transform(text: str) -> Matrix:
    """Give the matrix of a transform attribute."""
    found: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for name, arguments in _TURN.findall(text):
        given = numbers(arguments)
        if given:
            found = _times(found, _matrix(name, given))
    return found


def _matrix(name: str, given: list[float]) -> Matrix:
    first, second = given[0], given[1] if len(given) > 1 else None
    match name:
        case "matrix" if len(given) == 6:  # noqa: PLR2004 - a matrix
            a, b, c, d, e, f = given
            return (a, b, c, d, e, f)
        case "translate":
            return (1, 0, 0, 1, first, second or 0)
        case "scale":
            return (first, 0, 0, first if second is None else second, 0, 0)
        case "skewX":
            return (1, 0, math.tan(math.radians(first)), 1, 0, 0)
        case "skewY":
            return (1, math.tan(math.radians(first)), 0, 1, 0, 0)
        case "rotate":
            cos, sin = math.cos(math.radians(first)), math.sin(math.radians(first))
            x, y = (given[1], given[2]) if len(given) == 3 else (0, 0)  # noqa: PLR2004 - angle and point
            return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
    return (1, 0, 0, 1, 0, 0)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)
