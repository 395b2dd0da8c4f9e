"""Texts as paragraphs: whatever people typed, escaped, in fonts that have it, in the order in which it is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from sopdesk.pdf import fonts
from sopdesk.pdf.right_to_left import RIGHT_TO_LEFT, break_lines, direction, in_order_of_sight

_SAFETY = 0.96
"""Shaped words can be a little wider than unshaped ones are measured."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one manner; `link` is an address, or "#name" for a place in the same file."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    colour: str = ""

    def wrapped(self, inner: str) -> str:
        """Give markup that is escaped already in the manner of this span."""
        for wanted, tag in ((self.bold, "b"), (self.italic, "i")):
            inner = f"<{tag}>{inner}</{tag}>" if wanted else inner
        if self.link:
            inner = f"<a href={quoteattr(self.link)} color='#1f4e79'>{inner}</a>"
        return f"<font color='{self.colour}'>{inner}</font>" if self.colour else inner


def paragraph(text: str | Iterable[Span], style: ParagraphStyle, **more: Any) -> Flowable:  # noqa: ANN401 - reportlab's
    """Give a text as a paragraph that can be split over pages; `more` goes to reportlab's Paragraph."""
    fonts.load()
    spans = (Span(text),) if isinstance(text, str) else tuple(text)
    whole = "".join(each.text for each in spans)
    if RIGHT_TO_LEFT.search(whole):
        return RightToLeft(spans, style)
    return Paragraph("".join(map(_markup, spans)), _shaped(style) if fonts.COMPLEX.search(whole) else style, **more)


def _markup(span: Span, font: str = fonts.REGULAR) -> str:
    """Give a span as reportlab's markup. Line ends stay line ends, and repeated spaces stay."""
    font = fonts.MONO if span.code else font
    if fonts.is_plain(span.text, font) and not span.code:
        return span.wrapped(escape(span.text))
    text = span.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    lines = ("".join(_stretches(line, font)) for line in text.split("\n"))
    return "<br/>".join(span.wrapped(line) if line else "" for line in lines)


def _stretches(text: str, font: str) -> Iterator[str]:
    for name, stretch in fonts.runs(_keep_spaces(text), font):
        safe = escape(stretch)
        yield safe if name == fonts.REGULAR and font == name else f'<font name="{name}">{safe}</font>'


def _keep_spaces(text: str) -> str:
    """Give a text whose repeated or leading spaces reportlab does not fold into one."""
    kept = text.replace("  ", " \u00a0")
    return f"\u00a0{kept[1:]}" if kept.startswith(" ") and kept.strip() == "" else kept


@cache
def _shaped(style: ParagraphStyle, *, right: bool = False) -> ParagraphStyle:
    more = {"alignment": TA_RIGHT} if right else {}
    return ParagraphStyle(f"{style.name} shaped {right}", parent=style, shaping=1, **more)


class RightToLeft(Flowable):  # type: ignore[misc] # reportlab ships no types
    """A paragraph with Arabic or Hebrew in it: broken into lines for the width it gets, then laid out."""

    def __init__(self, spans: tuple[Span, ...], style: ParagraphStyle) -> None:
        """Keep the words, each in the manner of its span."""
        super().__init__()
        self._style = style
        self._base = direction("".join(each.text for each in spans)) or "L"
        self._lines = _words(spans)
        self._inner: Paragraph | None = None
        self.keepWithNext = style.keepWithNext

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what stands above."""
        return float(self._style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what follows."""
        return float(self._style.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the lines for a width, and give what they take."""
        size, font = self._style.fontSize, self._style.fontName
        room = (width - self._style.leftIndent - self._style.rightIndent) * _SAFETY
        space = fonts.width(" ", font, size)
        broken = [
            line
            for words in self._lines
            for line in break_lines(words, lambda word: fonts.width(word.text, font, size), space, room)
        ]
        seen = [in_order_of_sight(line, lambda word: word.text, self._base) for line in broken]
        markup = "<br/>".join(" ".join(_markup(word) for word in line) for line in seen)
        self._inner = Paragraph(markup, _shaped(self._style, right=self._base == "R"))
        wide, high = self._inner.wrapOn(self.canv, width, height)
        return float(wide), float(high)

    def minWidth(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the width below which nothing fits."""
        return float(self._style.leftIndent + self._style.rightIndent + self._style.fontSize)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give the part that fits and the rest."""
        if self._inner is None:
            self.wrap(width, height)
        return list(self._inner.splitOn(self.canv, width, height)) if self._inner else []

    def draw(self) -> None:
        """Draw the lines."""
        if self._inner is not None:
            self._inner.drawOn(self.canv, 0, 0)


def _words(spans: tuple[Span, ...]) -> list[list[Span]]:
    """Give spans as lines of words; what belongs to no line end stays together by spaces only."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        parts = span.text.replace("\r\n", "\n").split("\n")
        for n, part in enumerate(parts):
            if n:
                lines.append([])
            lines[-1].extend(_like(span, word) for word in part.split())
    return lines


def _like(span: Span, text: str) -> Span:
    return Span(text, span.bold, span.italic, span.code, span.link, span.colour)


def pieces(text: str, longest: int) -> list[str]:
    """Give a long text in pieces of at most so many characters, cut at spaces where there are some."""
    cuts = [0]
    while len(text) - cuts[-1] > longest:
        reach = cuts[-1] + longest
        space = text.rfind(" ", cuts[-1] + longest // 2, reach)
        cuts.append(space + 1 if space > 0 else reach)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]
