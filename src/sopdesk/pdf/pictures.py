"""Pictures of procedures on paper: as large as they are and as the page allows, each with its words."""

import io
from typing import Protocol

from PIL import Image as Bitmap
from PIL import UnidentifiedImageError
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, Image, Spacer

from sopdesk.domain.sop import Picture
from sopdesk.pdf.boxes import Box
from sopdesk.pdf.figure import Figure
from sopdesk.pdf.heic import is_heic, read_heic_too
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.style import ABSENT, CAPTION, NOTE, SMALL, WIDTH
from sopdesk.pdf.svg import NotADrawing, draw
from sopdesk.pdf.text import Span, paragraph

HIGHEST = 230.0
MOST_PIXELS = 60_000_000
_DENSITY = 72 / 150
"""A bitmap is printed at 150 dots an inch, or smaller."""
_LARGEST_SIDE, _FINEST = 2000, 300 / 72
"""A bitmap with more pixels than its place can show, at 300 dots an inch, is made smaller before it is embedded."""
_QUALITY = 85


class Pictures(Protocol):
    """The bytes of pictures by their source, as in `domain.sop.Picture.source`: a mapping, or what reads them."""

    def get(self, source: str, /) -> bytes | None:
        """Give a picture, or None."""


def picture(shown: Picture, pictures: Pictures, width: float = WIDTH, highest: float = HIGHEST) -> list[Flowable]:
    """Give a picture with its caption; a box with its words and the reason where it cannot be shown."""
    words = shown.caption or shown.alt
    content = pictures.get(shown.source)
    if content is None:
        return [_instead(shown, "The picture is not at hand.")]
    try:
        drawn, missing = _drawn(content, width, highest)
    except NotADrawing as error:
        return [_instead(shown, f"The picture cannot be shown: {error}.")]
    shape = Indented(Figure(drawn, shown.alt or shown.caption or "A picture without words"), 0)
    shape.keepWithNext = bool(words)
    found: list[Flowable] = [Spacer(0, 4), shape, Spacer(0, 4)]
    if words:
        found[1:] = [shape, paragraph(words, CAPTION)]
    if missing:
        lost = ", ".join(missing)
        found.append(paragraph(f"Not everything in this drawing can be printed ({lost}). See it at the desk.", NOTE))
    return found


def _instead(shown: Picture, sentence: str) -> Flowable:
    words = shown.alt or shown.caption or shown.source
    return Box(ABSENT, [paragraph((Span(f"Picture: {words}\n"), Span(sentence, italic=True)), SMALL)])


def _drawn(content: bytes, width: float, highest: float) -> tuple[Flowable, tuple[str, ...]]:
    head = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        drawing, missing = draw(content)
        return _fitted(drawing, width, highest), missing
    return _bitmap(content, width, highest), ()


def _fitted(drawing: Drawing, width: float, highest: float) -> Drawing:
    """Give a drawing no larger than the room; small ones keep their size."""
    scale = min(1.0, width / drawing.width, highest / drawing.height)
    drawing.scale(scale, scale)
    drawing.width, drawing.height = drawing.width * scale, drawing.height * scale
    drawing.hAlign = "LEFT"
    return drawing


def _bitmap(content: bytes, width: float, highest: float) -> Image:
    """Give a bitmap that reportlab can embed: RGB or grey, upright, its first frame, no larger than needed."""
    most = min(_LARGEST_SIDE, round(max(width, highest) * _FINEST))
    if is_heic(content):
        read_heic_too()
    try:
        with Bitmap.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotADrawing(f"it has more than {MOST_PIXELS // 1_000_000} million dots")
            keep = opened.format == "JPEG" and opened.mode in {"RGB", "L"} and not opened.getexif().get(0x0112, 1) > 1
            opened.load()
            keep = keep and max(opened.size) <= most
            size, ready = (opened.size, content) if keep else _remade(opened, most)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Bitmap.DecompressionBombError) as error:
        raise NotADrawing(f"the file is damaged or of an unknown kind ({type(error).__name__})") from None
    scale = min(_DENSITY, width / size[0], highest / size[1])
    return Image(io.BytesIO(ready), size[0] * scale, size[1] * scale, hAlign="LEFT")


def _remade(opened: Bitmap.Image, most: int) -> tuple[tuple[int, int], bytes]:
    """Give a bitmap turned upright on white paper: a photo as JPEG, anything else as PNG, which loses nothing."""
    from PIL import ImageOps

    form = "JPEG" if opened.format == "JPEG" else "PNG"
    upright = ImageOps.exif_transpose(opened)
    if upright.mode not in {"RGB", "L", "1"}:
        seen = upright.convert("RGBA")
        paper = Bitmap.new("RGBA", seen.size, "white")
        upright = Bitmap.alpha_composite(paper, seen).convert("RGB")
    upright.thumbnail((most, most))
    out = io.BytesIO()
    upright.save(out, form, quality=_QUALITY)
    return upright.size, out.getvalue()
