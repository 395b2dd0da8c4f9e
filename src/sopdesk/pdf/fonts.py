"""The fonts of the pages, embedded in every file, and what to do with characters that they lack.

FiraGO (SIL OFL 1.1) sets everything it can: Latin, Greek, Cyrillic, Arabic, Hebrew, Thai, Devanagari, Georgian.
DejaVu Sans (Bitstream Vera licence, beside the file) has signs, tick boxes and Armenian; IPAex Gothic (IPA Font
License 1.0, beside the file, whole and under its own name, as that asks) has Japanese, and much of Chinese. What all
lack is printed as its code point, for example [U+1F600]: a name is never dropped.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

import pymupdf_fonts
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.textobject import PDFTextObject

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "FiraGO", "FiraGO-Bold", "FiraGO-Italic", "FiraGO-BoldItalic"
MONO, SIGNS, JAPANESE = "Cascadia", "DejaVu", "IPAexGothic"
_FILES = {SIGNS: "DejaVuSans.ttf", JAPANESE: "ipaexg.ttf"}
"""Fonts that lie beside this module; each is read when the first character is met that those before it lack."""
_BEYOND = 0x10000
_UNPRINTED = {"Cc", "Co", "Cs"}
"""Controls and private use: whatever a font draws for them, it says nothing."""
_PACKAGED = {REGULAR: "figo", BOLD: "figbo", ITALIC: "figit", BOLD_ITALIC: "figbi", MONO: "cascadia"}

COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Characters whose shapes depend on their neighbours."""
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of letters round: shown, never obeyed, because they can make a text say another."""


class _Unshaped(TTFont):  # type: ignore[misc] # reportlab ships no types
    """A font whose letters are set one by one: reportlab leaves alone what has no shaper."""

    @property
    def hbFont(self) -> None:  # noqa: N802 - reportlab asks for it
        """Have none."""
        raise AttributeError("hbFont")


@cache
def load() -> None:
    """Register the fonts with reportlab, once."""
    for name, packaged in _PACKAGED.items():
        kind = _Unshaped if name == MONO else TTFont
        pdfmetrics.registerFont(kind(name, io.BytesIO(pymupdf_fonts.myfont(packaged))))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    for name in (MONO, *_FILES):
        pdfmetrics.registerFontFamily(name, name, name, name, name)
    STATE_DEFAULTS["fontName"] = REGULAR  # every drawing begins with this font, which else is not embedded


@cache
def _load_file(name: str) -> None:
    content = (files("sopdesk.pdf") / "resources" / _FILES[name]).read_bytes()
    pdfmetrics.registerFont(_Unshaped(name, io.BytesIO(content)))


@cache
def load_shapes() -> None:
    """Give every glyph that has no code point one for private use, in the order of the font, once.

    reportlab gives them out as they come; then the same text would give other bytes after other documents.
    """
    PDFTextObject.setRise = _set_rise
    for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        _characters(name)
        font = pdfmetrics.getFont(name)
        shaper = font.hbFont()
        for glyph in range(font.hbFace.glyph_count):
            if glyph not in font.face.glyphToChar:
                font.hbAddPrivate(shaper.glyph_to_string(glyph), glyph, shaper.get_glyph_h_advance(glyph))


_reportlab_set_rise = PDFTextObject.setRise


def _set_rise(text: PDFTextObject, rise: float) -> None:
    """Raise what follows; reportlab 5.1 fails where a stretch begins with a raised sign, such as an Arabic vowel."""
    if not text._code:  # noqa: SLF001 - reportlab looks at its last line, and here there is none yet
        text._code.append("")  # noqa: SLF001 - the same
    _reportlab_set_rise(text, rise)


@cache
def _characters(font: str) -> frozenset[int]:
    """Give the code points that a font has glyphs for."""
    load()
    if font in _FILES:
        _load_file(font)
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    known = {code for code in glyphs if unicodedata.category(chr(code)) not in _UNPRINTED}
    if font in {MONO, *_FILES}:
        # none of them is shaped, and reportlab's text layer tells characters beyond U+FFFF wrong
        known = {code for code in known if code < _BEYOND and not COMPLEX.match(chr(code))}
    return frozenset(known)


def is_plain(text: str, font: str = REGULAR) -> bool:
    """Tell whether a font has every character of a text, none needs shaping, and no white space would be lost."""
    if not _characters(font).issuperset(map(ord, text)):
        return False
    return "  " not in text and not COMPLEX.search(text)


@cache
def _font_of(character: str, font: str) -> str:
    """Name the first font that has a character; "" when none has."""
    if character in _OVERRIDES:
        return ""
    return next((each for each in (font, REGULAR, *_FILES) if ord(character) in _characters(each)), "")


def runs(text: str, font: str = REGULAR) -> Iterator[tuple[str, str]]:
    """Give a text, composed, as stretches (font, text) in which every character can be printed."""
    for name, group in groupby(unicodedata.normalize("NFC", text), lambda each: _font_of(each, font)):
        stretch = "".join(group)
        yield (name, stretch) if name else (REGULAR, "".join(f"[U+{ord(each):04X}]" for each in stretch))


def letters(character: str) -> int:
    """Tell how many letters a character takes on the page: one, two where it is wide, or those of its code point."""
    font = _font_of(character, REGULAR)
    if not font:
        return len(f"[U+{ord(character):04X}]")
    return 2 if font == JAPANESE else 1


def width(text: str, font: str, size: float) -> float:
    """Give the width of a text in points, unshaped."""
    if is_plain(text, font):
        return float(pdfmetrics.stringWidth(text, font, size))
    return sum(float(pdfmetrics.stringWidth(stretch, name, size)) for name, stretch in runs(text, font))


def clip(text: str, font: str, size: float, room: float) -> str:
    """Give a text cut to a width in points, with an ellipsis when something had to go."""
    if width(text, font, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle] + "…", font, size) <= room else (low, middle - 1)
    return text[:low].rstrip() + "…"
