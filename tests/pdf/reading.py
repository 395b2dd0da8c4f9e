"""Reading back what was printed, by other hands (pypdf, ZXing)."""

import io
from collections.abc import Iterator
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject


def pages_of(content: bytes) -> list[str]:
    """Give the words of every page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def text_of(content: bytes) -> str:
    """Give the words of all pages, with no-break spaces as plain ones."""
    return "\n".join(pages_of(content)).replace("\u00a0", " ")


def fonts_of(content: bytes) -> dict[str, bool]:
    """Give every font that the pages name, and whether its letters are in the file."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(content)).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        assert isinstance(fonts, DictionaryObject)
        for each in fonts.values():
            font = each.get_object()
            described = font.get("/FontDescriptor")
            found[str(font["/BaseFont"])] = described is not None and "/FontFile2" in described.get_object()
    return found


def outline_of(content: bytes) -> list[tuple[int, str, int]]:
    """Give the outline as (depth, title, page from 1)."""
    reader = PdfReader(io.BytesIO(content))

    def walk(entries: list[object], depth: int) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for each in entries:
            if isinstance(each, list):
                found += walk(each, depth + 1)
            else:
                number = reader.get_destination_page_number(each)  # type: ignore[arg-type] # an entry or a list of them
                found.append((depth, str(each.title), (number or 0) + 1))  # type: ignore[attr-defined] # an entry
        return found

    return walk(list(reader.outline), 0)


def codes_of(content: bytes, scale: float = 6) -> list[str]:
    """Give what a scanner reads on every page: its filled rectangles, painted and decoded by another hand (ZXing)."""
    found: list[str] = []
    for page in PdfReader(io.BytesIO(content)).pages:
        wide, high = round(float(page.mediabox.width) * scale), round(float(page.mediabox.height) * scale)
        picture = Image.new("L", (wide, high), 255)
        paint = ImageDraw.Draw(picture)
        for x, y, w, h, dark in _rectangles(page.get_contents(), page["/Resources"], (1, 0, 0, 1, 0, 0)):
            left, top = round(x * scale), round(high - (y + h) * scale)
            right, bottom = round((x + w) * scale), round(high - y * scale)
            paint.rectangle((left, top, max(right - 1, left), max(bottom - 1, top)), fill=0 if dark else 255)
        found += [each.text for each in zxingcpp.read_barcodes(picture)]
    return found


Matrix = tuple[float, float, float, float, float, float]


def _rectangles(
    content: Any, resources: Any, at: Matrix  # noqa: ANN401 - pypdf's objects
) -> Iterator[tuple[float, float, float, float, bool]]:  # fmt: skip
    """Give the filled rectangles (x, y, wide, high, dark) that a page or a form draws; nothing here is turned."""
    waiting: list[tuple[float, float, float, float]] = []
    before: list[tuple[Matrix, bool]] = []
    dark = True
    for operands, operator in ContentStream(content, None).operations:
        match operator:
            case b"q":
                before.append((at, dark))
            case b"Q":
                at, dark = before.pop()
            case b"cm":
                a, _, _, d, e, f = map(float, operands)
                at = (at[0] * a, 0, 0, at[3] * d, at[4] + e * at[0], at[5] + f * at[3])
            case b"rg":
                dark = sum(map(float, operands)) < 1.5
            case b"re":
                x, y, w, h = map(float, operands)
                waiting.append((at[4] + x * at[0], at[5] + y * at[3], w * at[0], h * at[3]))
            case b"f" | b"f*":
                yield from ((*each, dark) for each in waiting)
            case b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                if form["/Subtype"] == "/Form":
                    yield from _rectangles(form, form["/Resources"], at)
        if operator in {b"f", b"f*", b"n", b"S", b"W"}:
            waiting = []
