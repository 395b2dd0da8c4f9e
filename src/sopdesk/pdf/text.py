"""Texts as paragraphs: whatever people typed, escaped, in fonts that have it, in the order in which it is read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from sopdesk.pdf import fonts
from sopdesk.pdf.element import ALONE, Element
from sopdesk.pdf.right_to_left import RIGHT_TO_LEFT, break_lines, direction, in_order_of_sight

_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
_ONE_LINE_END = re.compile(r"\r\n?|[\n\u2028\u2029]")
_BREAK = "<br/>"
_LONGEST_HEAD, _MOST_HEAD_LINES = 500, 8
_SAFETY = 0.96
"""Shaped words can be a little wider than unshaped ones are measured."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one manner; `link` is an address, or "#name" for a place in the same file.

    What is `added` to a text is underlined, what is `removed` from it struck through.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    colour: str = ""
    added: bool = False
    removed: bool = False

    def wrapped(self, inner: str) -> str:
        """Give markup that is escaped already in the manner of this span."""
        for wanted, tag in ((self.bold, "b"), (self.italic, "i"), (self.added, "u"), (self.removed, "strike")):
            inner = f"<{tag}>{inner}</{tag}>" if wanted else inner
        if self.link:
            address = quote(self.link, safe=_IN_ADDRESSES, errors="replace")
            inner = f"<a href={quoteattr(address)} color='#1f4e79'>{inner}</a>"
        return f"<font color='{self.colour}'>{inner}</font>" if self.colour else inner


def paragraph(text: str | Iterable[Span], style: ParagraphStyle) -> Flowable:
    """Give a text as a paragraph that can be split over pages."""
    fonts.load()
    spans = (Span(text),) if isinstance(text, str) else tuple(text)
    whole = "".join(each.text for each in spans)
    if getattr(style, "keepWithNext", 0) and (len(whole) > _LONGEST_HEAD or whole.count("\n") > _MOST_HEAD_LINES):
        style = _loose(style)
    if RIGHT_TO_LEFT.search(whole):
        return RightToLeft(spans, style)
    shaped = bool(fonts.COMPLEX.search(whole))
    if shaped:
        fonts.load_shapes()
    markup = _BREAK.join(_line(line, shaped=shaped) for line in _lines(spans)) if whole else ""
    found = Said(markup, _shaped(style) if shaped else style)
    found.typed = whole if shaped else ""
    return found


class Said(Paragraph):  # type: ignore[misc] # reportlab ships no types
    """A paragraph that is a heading, a paragraph or the words of a cell to a reader; its parts are one element.

    `typed` are the words as they were typed, where shaping puts other characters on the page.
    """

    element: Element | None = None
    typed = ""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give the part that fits and the rest, both of the same element."""
        parts = super().split(width, height)
        self.element = self.element or Element("P", actual=self.typed)
        for each in parts:
            each.element = self.element
        return list(parts)

    def draw(self) -> None:
        """Draw the lines as the content of their element."""
        if not self.frags:
            return
        with self.canv.mark(self._place()):
            super().draw()

    def _place(self) -> Element:
        """Give the element that the words belong to: a cell that holds nothing else, or one of their own."""
        around: Element = self.canv.around
        if self.element is None and around.kind in ALONE and not self.typed:
            return around
        self.element = self.element or Element("P", actual=self.typed)
        level = getattr(self.style, "heading", 0)
        if level and not self.element.placed:
            self.element.kind = self.canv.heading(level)
        return self.element


def _lines(spans: Iterable[Span]) -> list[list[Span]]:
    """Give spans as the lines that their line ends make."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = _ONE_LINE_END.sub("\n", span.text).replace("\t", "    ").split("\n")
        lines[-1].append(like(span, first))
        lines.extend([like(span, each)] for each in others)
    return [[span for span in line if span.text] for line in lines]


def _line(line: Iterable[Span], *, shaped: bool) -> str:
    """Give the markup of one line; never nothing, because reportlab cannot split a paragraph within empty lines."""
    return "".join(_joined(line) if shaped else map(_markup, line)) or "\u00a0"


def _joined(spans: Iterable[Span]) -> Iterator[str]:
    """Give the markup of spans to be shaped. A word is shaped in one font: where the font changes, it is cut."""
    before, last = "", " "
    for span in spans:
        for name, stretch in fonts.runs(_keep_spaces(span.text), _font_of(span)):
            font = f"{name} {span.italic}"
            yield " " if font != before and " " not in {last, stretch[0]} else ""
            yield span.wrapped(_in_font(name, stretch, named=span.code))
            before, last = font, stretch[-1]


def _markup(span: Span) -> str:
    """Give a span without line ends as reportlab's markup."""
    if fonts.is_plain(span.text) and not span.code:
        return span.wrapped(escape(span.text))
    stretches = fonts.runs(_keep_spaces(span.text), _font_of(span))
    return span.wrapped("".join(_in_font(name, stretch, named=span.code) for name, stretch in stretches))


def _font_of(span: Span) -> str:
    return fonts.MONO if span.code else fonts.REGULAR


def _in_font(name: str, text: str, *, named: bool) -> str:
    """Give a text in a font; the regular one is whatever the style says, but where the style's may be for code."""
    return f'<font name="{name}">{escape(text)}</font>' if named or name != fonts.REGULAR else escape(text)


def _keep_spaces(text: str) -> str:
    """Give a text whose repeated or leading spaces reportlab does not fold into one."""
    kept = text.replace("  ", " \u00a0")
    return f"\u00a0{kept[1:]}" if kept.startswith(" ") and kept.strip() == "" else kept


@cache
def _loose(style: ParagraphStyle) -> ParagraphStyle:
    """Give the style of a heading that is too long to be kept together with what follows."""
    return ParagraphStyle(f"{style.name} loose", parent=style, keepWithNext=0)


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
        typed = "".join(each.text for each in spans)
        self._base = direction(typed) or "L"
        self._element = Element("P", actual=typed)
        self._lines = [[like(span, word) for span in line for word in span.text.split()] for line in _lines(spans)]
        self._inner: Said | None = None
        self._width = 0.0
        self.keepWithNext = getattr(style, "keepWithNext", 0)

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what stands above."""
        return float(self._style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what follows."""
        return float(self._style.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the lines for a width, and give what they take."""
        if self._inner is None or width != self._width:
            self._inner, self._width = self._broken(width), width
        wide, high = self._inner.wrapOn(self.canv, width, height)
        return float(wide), float(high)

    def _broken(self, width: float) -> Said:
        """Give the paragraph with its lines broken for a width and put in the order of sight."""
        fonts.load_shapes()
        size, font = self._style.fontSize, self._style.fontName
        room = (width - self._style.leftIndent - self._style.rightIndent) * _SAFETY
        space = fonts.width(" ", font, size)
        broken = [
            line
            for words in self._lines
            for line in break_lines(words, lambda word: fonts.width(word.text, font, size), space, room)
        ]
        seen = [in_order_of_sight(line, lambda word: word.text, self._base) for line in broken]
        markup = _BREAK.join(" ".join("".join(_joined((word,))) for word in line) or "\u00a0" for line in seen)
        right = self._base == "R" and not getattr(self._style, "keepsLeft", 0)
        found = Said(markup, _shaped(self._style, right=right))
        found.element = self._element
        return found

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


def like(span: Span, text: str) -> Span:
    """Give another text in the manner of a span."""
    return replace(span, text=text)
