"""The text of a page in passages short enough to show, and where on it each word stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sopdesk.search.document import Document
from sopdesk.search.words import STOP, joined, words

LENGTH = 240
"""About how many characters of text are shown beneath a title."""

KEPT = tuple(name for name in Document.__slots__ if name != "body")
Row = tuple[Any, ...]
"""The values of a document in the order of KEPT, then its passages."""

_END = re.compile("\n")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_COMPOUNDS = " | "


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text, and its folded words as one line."""

    text: str
    line: str

    def telling_words(self) -> list[str]:
        """Give its words in order, without the small ones."""
        return [word for word in self.line.partition(_COMPOUNDS)[0].split() if word not in STOP]


class Member:
    """A document on a page, with its passages there as bits; `title` is the number of the first."""

    __slots__ = ("_document", "_row", "bits", "body", "title")

    def __init__(self, row: Row, first: int) -> None:
        self._document: Document | None = None
        self._row = row
        end = first + len(row[-1])
        self.title = first
        self.bits = (1 << end) - (1 << first)
        self.body = self.bits - (1 << first)

    @property
    def document(self) -> Document:
        """Give the document, without its body, which is kept as passages."""
        if self._document is None:
            self._document = Document(**dict(zip(KEPT, self._row, strict=False)), body="")
        return self._document


class Page:
    """A procedure with its steps and answers, or whatever stands alone. Sets of passages are the bits of a number.

    The words of a page are one text, a line for each passage: looking for a few words in it is much quicker than
    cutting the whole page into words while someone types. Documents and passages are made when they are shown.
    """

    def __init__(self, rows: Sequence[Row], lines: str) -> None:
        self._lines = lines
        self._starts = [0, *(match.end() for match in _END.finditer(lines))]
        self._texts = [text for row in rows for text in row[-1]]
        self._passages: dict[int, Passage] = {}
        self.members: list[Member] = []
        first = self.body = 0
        for row in rows:
            member = Member(row, first)
            first += len(row[-1])
            self.body |= member.body
            self.members.append(member)

    def passage(self, number: int) -> Passage:
        """Give one passage."""
        if number not in self._passages:
            starts = self._starts
            end = starts[number + 1] - 1 if number + 1 < len(starts) else len(self._lines)
            self._passages[number] = Passage(self._texts[number], self._lines[starts[number] : end])
        return self._passages[number]

    def holding(self, wanted: Iterable[str], beginning: str | None = None) -> int:
        """Give the passages that hold any of these words, or one that begins so, as bits."""
        found = 0
        for word in wanted:
            found |= self._where(f" {word} ")
        return found if beginning is None else found | self._where(f" {beginning}")

    def _where(self, text: str) -> int:
        find, starts = self._lines.find, self._starts
        found, at = 0, find(text)
        while at >= 0:
            number = bisect_right(starts, at)
            found |= 1 << (number - 1)
            at = find(text, starts[number]) if number < len(starts) else -1
        return found


def numbers(bits: int) -> Iterator[int]:
    """Give the numbers of the bits that are set, ascending."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def passages(document: Document) -> tuple[str, ...]:
    """Give the title of a document and its body, cut into passages."""
    return (document.title.replace("\n", " "), *cut(document.body))


def row(document: Document) -> Row:
    """Give what is kept of a document. Its body is kept as the passages it is shown in."""
    return (*(getattr(document, name) for name in KEPT), passages(document))


def lines(texts: Iterable[str]) -> str:
    """Give the words of passages, a line for each, every word between spaces."""
    return "\n".join(f" {' '.join(words(text))}{_COMPOUNDS}{' '.join(joined(text))} " for text in texts)


def cut(text: str) -> Iterator[str]:
    """Cut a text at its lines, and long lines at the ends of sentences, or at spaces where there are none."""
    for line in text.splitlines():
        stripped = line.strip()
        if len(stripped) > LENGTH * 3 // 2:
            yield from _gathered(_SENTENCE_END.split(stripped))
        elif stripped:
            yield stripped


def _gathered(sentences: Iterable[str]) -> Iterator[str]:
    gathered = ""
    for piece in (part for sentence in sentences for part in _short(sentence)):
        if gathered and len(gathered) + len(piece) > LENGTH:
            yield gathered
            gathered = piece
        else:
            gathered = f"{gathered} {piece}" if gathered else piece
    if gathered:
        yield gathered


def _short(sentence: str) -> Iterator[str]:
    while len(sentence) > LENGTH * 3 // 2:
        space = sentence.rfind(" ", LENGTH // 2, LENGTH)
        end = space if space > 0 else LENGTH
        yield sentence[:end].strip()
        sentence = sentence[end:]
    if sentence.strip():
        yield sentence.strip()
