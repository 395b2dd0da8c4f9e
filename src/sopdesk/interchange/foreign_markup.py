"""Tables and lists of HTML within a page of Markdown: found outside code, read as HTML, given as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sopdesk.interchange.html_text import markdown_of
from sopdesk.interchange.html_words import Told
from sopdesk.interchange.procedure_lines import Line

_TOKEN = re.compile(
    r"(?P<code>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|<!--.*?-->|<(?P<close>/?)(?P<name>table|ul|ol|dl)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MARKER = re.compile(r"\s*(?:(?:[-+*]|\d{1,9}[.)]|>)\s+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage, from the line `at` on (counted from 0); `html` says that it is a block of HTML."""

    at: int
    text: str
    html: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """Cut a passage at its outermost tables and lists of HTML; one that is never closed is no block."""
    start = 0
    for begin, end in _blocks(text):
        if begin > start:
            yield Piece(text.count("\n", 0, start), text[start:begin])
        yield Piece(text.count("\n", 0, begin), text[begin:end], html=True)
        start = end
    if start < len(text) or not text:
        yield Piece(text.count("\n", 0, start), text[start:])


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    if "<" not in text:
        return
    opened: list[tuple[str, int]] = []
    for found in _TOKEN.finditer(text):
        name = (found["name"] or "").lower()
        if not name:
            continue
        if not found["close"]:
            opened.append((name, found.start()))
        elif opened and any(each == name for each, _ in opened):
            while opened[-1][0] != name:
                opened.pop()
            _, begin = opened.pop()
            if not opened:
                yield begin, found.end()


def block_lines(html: str, before: str, first: int, told: Told) -> list[Line]:
    """Give a block of HTML as lines of Markdown, as deep as the line that it stands in; `first` is its line number.

    Its words may hold Markdown themselves: they are left as they are.
    """
    found = _MARKER.match(before.rpartition("\n")[2])
    indent = " " * len(found[0].expandtabs(4)) if found else ""
    said: Told = []
    lines = markdown_of(html, said, plain=False)
    told += [(first + number - 1, sentence) for number, sentence in said]
    return [Line(first + each.number - 1, f"{indent}{each.text}".rstrip()) for each in lines]
