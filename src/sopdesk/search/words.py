"""How text is cut into words: folded alike when it is indexed, asked for and marked."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from whoosh.lang.porter import stem as porter_stem

_MARKS = (  # of scripts whose vowels are signs of their own; re has no class for them them out
    "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u07a6-\u07b0\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f3e\u0f3f\u0f71-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u1074\u1082-\u109d"
    "\u17b4-\u17d3\u1a55-\u1a7f\u1b00-\u1b44\ua980-\ua9c0"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
_JOINED = re.compile(rf"{_LETTER}+(?:[-‐‑]{_LETTER}+)+")
_HYPHENS = str.maketrans("", "", "-‐‑")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"})
LONGEST = 60
"""Longer words (base64, checksums, a held key) are cut to this many letters."""

STOP = frozenset(
    "a about after again all also am an and any are as at be because been before being but by can could did do does "
    "doing dont for from get had has have he her here hers him his how i if im in into is isnt it its ive just let "
    "like me might my no not of on once or our out over own she should so some such than that the their them then "
    "there these they this those through to too under until up us very was we were what when where which while who "
    "whom whose why will with would you your".split()
)
"""Words of little weight. They are kept, since "what is it" is a question too, but they count for less."""


def fold(word: str) -> str:
    """Give the form under which a word is looked up: lower case, no accents, no possessive, no leading zeros."""
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word.casefold()).casefold()  # some letters come apart into capitals
        word = "".join(c for c in parts.replace("’", "'").replace("ʼ", "'") if _belongs(c)).translate(_PLAIN)
    word = word.lower()
    if "'" in word:
        word = word.removesuffix("'s").translate(_APOSTROPHES)
    if word[:1] == "0" and word.isdigit():
        word = word.lstrip("0") or "0"
    return word[:LONGEST]


def _belongs(character: str) -> bool:
    """Tell whether a character of a word in its parts is none of its accents, and no sign such as a fraction's bar."""
    if unicodedata.combining(character):
        return False
    return character.isalnum() or character == "'" or unicodedata.category(character).startswith("M")


def words(text: str) -> list[str]:
    """Cut a text into folded words, in order."""
    if _is_plain(text):
        found: list[str] = _WORD.findall(text.lower())
        return found if len(max(found, key=len, default="")) <= LONGEST else [word[:LONGEST] for word in found]
    return [folded for word in _WORD.findall(text) if (folded := fold(word))]


def joined(text: str) -> list[str]:
    """Give the compounds of a text without their hyphens, so that "email" finds "e-mail"."""
    return [fold(word.translate(_HYPHENS)) for word in _JOINED.findall(text)] if _holds_hyphen(text) else []


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Give every folded word with its start and end in the text as it stands."""
    if _is_plain(text):
        for match in _WORD.finditer(text.lower()):
            start, end = match.span()
            yield match[0][:LONGEST], start, end
    else:
        for match in _WORD.finditer(text):
            if word := fold(match[0]):
                yield word, *match.span()


def marks(text: str, wanted: Collection[str], begun: tuple[str, ...] = ()) -> tuple[tuple[int, int], ...]:
    """Give where the wanted words stand, and the words that begin in one of these ways."""
    if not _is_plain(text):
        return tuple([(a, b) for word, a, b in spans(text) if word in wanted or word.startswith(begun)])
    found = _WORD.finditer(text.lower())
    if begun:
        return tuple([m.span() for m in found if (word := m[0][:LONGEST]) in wanted or word.startswith(begun)])
    return tuple([m.span() for m in found if m[0][:LONGEST] in wanted])


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give the stem under which the inflections of an English word meet; other scripts and numbers stay."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):  # noqa: PLR2004 - shorter words have no endings
        return word
    result: str = porter_stem(word)
    return result


def _is_plain(text: str) -> bool:
    """Tell whether folding every word of a text comes to making it lower case."""
    return text.isascii() and "'" not in text and "0" not in text


def _holds_hyphen(text: str) -> bool:
    return "-" in text or "‐" in text or "‑" in text
