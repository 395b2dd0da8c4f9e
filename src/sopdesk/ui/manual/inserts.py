"""Pieces of a procedure's text and where they go: a new step behind this one, a tip at the end of this step."""

import re
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)
_STEPS = re.compile(r"^## Steps[ \t]*$", re.MULTILINE)
_PART = re.compile(r"^## ", re.MULTILINE)
_ID = re.compile(r"\{#([a-z0-9-]+)")


class Insert(StrEnum):
    """What can be put in at a press."""

    STEP = "step"
    TIP = "tip"
    WARNING = "warning"
    ITEM = "item"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Insertion:
    """A text to put in at a place; (`start`, `length`) are the words to be typed over, within the text."""

    at: int
    text: str
    start: int
    length: int


def insertion(text: str, cursor: int, what: Insert, *, name: str = "") -> Insertion:
    """Give what a press puts in for somebody whose cursor stands there; `name` is a picture's file name."""
    piece, words = _piece(text, what, name)
    steps = _steps_of(text)
    if steps is None:
        if what is not Insert.STEP:
            base = insertion(text, cursor, Insert.STEP)
            grown = text[: base.at] + base.text + text[base.at :]
            inner = insertion(grown, base.at + base.start, what, name=name)
            cut = inner.at - base.at
            whole = base.text[:cut] + inner.text + base.text[cut:]
            return Insertion(base.at, whole, cut + inner.start, inner.length)
        return _fitted(text, len(text), f"## Steps\n\n{piece}", words)
    start, end = steps
    if not start <= cursor <= end:
        return _fitted(text, end, piece, words)
    following = _HEADING.search(text, min(_line_end(text, cursor) + 1, end), end)
    at = following.start() if following else end
    return _fitted(text, at, piece, words)


def free_id(text: str, stem: str) -> str:
    """Give an id that the text does not use yet."""
    taken = set(_ID.findall(text))
    return next(name for n in range(1, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)


def file_name(name: str, taken: frozenset[str] | set[str]) -> str:
    """Give a picture's file name as a procedure file can name it, unlike those taken."""
    stem, _, end = name.rpartition(".")
    stem = re.sub(r"[^\w-]+", "-", stem).strip("-") or "picture"
    names = (f"{stem}.{end}", *(f"{stem}-{n}.{end}" for n in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


def _piece(text: str, what: Insert, name: str) -> tuple[str, str]:
    match what:
        case Insert.STEP:
            words = "What is done"
            return f"### {words} {{#{free_id(text, 'step')} role=front-of-house}}\n\nHow it is done.\n", words
        case Insert.TIP:
            words = "What makes it easier."
            return f"> **Tip:** {words}\n", words
        case Insert.WARNING:
            words = "What can go wrong."
            return f"> **Warning:** {words}\n", words
        case Insert.ITEM:
            words = "What is ticked"
            return f"- [ ] {words} {{#{free_id(text, 'item')}}}\n", words
        case Insert.PICTURE:
            words = "What the picture shows"
            return f"![{words}]({name})\n", words


def _steps_of(text: str) -> tuple[int, int] | None:
    """Give where the steps begin and end."""
    found = _STEPS.search(text)
    if found is None:
        return None
    following = _PART.search(text, found.end())
    return found.start(), following.start() if following else len(text)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _fitted(text: str, at: int, piece: str, words: str) -> Insertion:
    """Put an empty line before and after the piece, unless there is one; lines to tick follow each other."""
    before = text[:at].rstrip("\n")
    gap = "\n" if piece.startswith("- [ ]") and before.rpartition("\n")[2].startswith("- [ ]") else "\n\n"
    after = text[at:].lstrip("\n")
    whole = f"{gap if before else ''}{piece}" + ("\n" if after else "")
    back = len(before)
    return Insertion(back, whole, whole.index(words), len(words))
