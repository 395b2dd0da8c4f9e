"""Pieces of a procedure's text and where they go: a new step behind this one, a tip at the end of this step."""

import re
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)
_STEPS = re.compile(r"^## Steps[ \t]*$", re.MULTILINE)
_STEP = re.compile(r"^### ", re.MULTILINE)
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
    if what is not Insert.STEP and (steps is None or not _STEP.search(text, *steps)):
        return _with_step(text, cursor, what, name)
    if steps is None:
        return _fitted(text, len(text), f"## Steps\n\n{piece}", words)
    start, end = steps
    first = _STEP.search(text, start, end)
    if not start <= cursor <= end or first is None or cursor < first.start():
        return _fitted(text, end, piece, words)
    following = _HEADING.search(text, min(_line_end(text, cursor) + 1, end), end)
    return _fitted(text, following.start() if following else end, piece, words)


def _with_step(text: str, cursor: int, what: Insert, name: str) -> Insertion:
    """Put in a step that holds the piece, where there is no step yet."""
    step = insertion(text, cursor, Insert.STEP)
    piece, words = _piece(text, what, name)
    head, tail = step.text.rstrip("\n"), step.text[len(step.text.rstrip("\n")) :]
    whole = f"{head}\n\n{piece.rstrip()}{tail}"
    return Insertion(step.at, whole, whole.index(words, len(head)), len(words))


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
