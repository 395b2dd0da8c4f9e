"""How wide a text is in the desk's own typeface, and where its lines break: the same on the screen and on paper.

The advance widths come from the typeface's own tables (OpenType: "cmap" format 4, "hmtx"); pairs are not kerned, and
characters that the typeface lacks count as wide as its widest letters.
"""

import re
import struct
from functools import cache, lru_cache

import pymupdf_fonts

from sopdesk.views.drawing import BODY, Line

_NAMES = {False: "figo", True: "figbo"}
_LACKING = 1.0
_SLACK = 1.03
"""What a screen may set wider than the table says."""
_WORD = re.compile(r"\s*\S+")
MOST_LINES = 9
"""So many lines of one text are drawn; the rest is read at the step."""


@cache
def _advances(strong: bool) -> dict[int, float]:  # noqa: FBT001 - a key of the cache
    """Give the width of each code point of a weight, in multiples of the letters' size."""
    data = pymupdf_fonts.myfont(_NAMES[strong])
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * data[5], 16)}
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    wide = struct.unpack_from(f">{2 * count}H", data, tables[b"hmtx"])[::2]
    return {code: wide[min(glyph, count - 1)] / em for code, glyph in _glyphs(data, tables[b"cmap"])}


def _glyphs(data: bytes, cmap: int) -> list[tuple[int, int]]:
    """Give (code point, glyph) of the characters up to U+FFFF."""
    (at,) = struct.unpack_from(">I", data, cmap + 8)
    start = cmap + at
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    count = doubled // 2
    ends, begins, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, start + 14 + doubled * n + (2 if n else 0)) for n in range(4)
    )
    found = []
    for n in range(count):
        for code in range(begins[n], ends[n] + 1):
            glyph = code
            if offsets[n]:
                place = start + 16 + 3 * doubled + 2 * n + offsets[n] + 2 * (code - begins[n])
                (glyph,) = struct.unpack_from(">H", data, place) if place + 2 <= len(data) else (0,)
            if glyph := (glyph + deltas[n]) % 65536 if glyph or not offsets[n] else 0:
                found.append((code, glyph))
    return found


def width(text: str, size: float, *, strong: bool = False) -> float:
    """Give the width of a text in units."""
    known = _advances(strong)
    return sum(known.get(ord(each), _LACKING) for each in text) * size * _SLACK


def lines(text: str, room: float, size: float = BODY, *, strong: bool = False, most: int = MOST_LINES) -> list[Line]:
    """Give a text as lines that fit into a room, broken at spaces and, where a word is too long, within it."""
    return [Line(each, size, strong) for each in _broken(text, room, size, strong, most)]


@lru_cache(maxsize=4096)
def _broken(text: str, room: float, size: float, strong: bool, most: int) -> tuple[str, ...]:  # noqa: FBT001 - a key
    """Give the lines of a text; they are kept, because a drawing is made again at every change of its procedure."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _WORD.findall(paragraph):
            longer = line + word if line else word.lstrip()
            if width(longer, size, strong=strong) <= room:
                line = longer
                continue
            found += [line] if line else []
            *full, line = _cut(word.lstrip(), room, size, strong=strong)
            found += full
        found += [line] if line else []
    if len(found) > most:
        found = [*found[: most - 1], _shortened(found[most - 1] + " …", room, size, strong=strong)]
    return tuple(found)


def _cut(word: str, room: float, size: float, *, strong: bool) -> list[str]:
    """Give a word in pieces that fit."""
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter, size, strong=strong) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _shortened(text: str, room: float, size: float, *, strong: bool) -> str:
    while width(text, size, strong=strong) > room and len(text) > 1:
        text = text[:-2].rstrip() + "…"
    return text


def widest(given: list[Line]) -> float:
    """Give the width of the widest line."""
    return max((width(each.text, each.size, strong=each.strong) for each in given), default=0.0)


def high(given: list[Line]) -> float:
    """Give the height of lines below each other."""
    return sum(each.high for each in given)
