"""The text of a page in passages short enough to show, and where on it each word stands."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from sopdesk.search.document import Document, Span
from sopdesk.search.words import STOP, joined, spans, words

LENGTH = 240
"""About how many characters of text are shown beneath a title."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


class Passage:
    """A piece of text and its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Give every two words of meaning that follow each other; small words between them are left out."""
        return frozenset(pairwise(word for word in self.words if word not in STOP))

    @cached_property
    def spans(self) -> tuple[tuple[str, int, int], ...]:
        """Give every word with its start and end."""
        return tuple(spans(self.text))

    def marks(self, wanted: Collection[str], beginning: str | None = None) -> tuple[Span, ...]:
        """Give the spans of the wanted words, and of words that begin with what is being typed."""
        if beginning is None:
            return tuple((start, end) for word, start, end in self.spans if word in wanted)
        return tuple(
            (start, end) for word, start, end in self.spans if word in wanted or word.startswith(beginning)
        )


class Member:
    """A document on a page. Its passages are numbers of the page's; the first is its title."""

    def __init__(self, document: Document, first: int, end: int) -> None:
        self.document = document
        self.title = first
        self.body = range(first + 1, end)
        self.bits = (1 << end) - (1 << first)


class Page:
    """A procedure with its steps and answers, or whatever stands alone. Sets of passages are the bits of a number."""

    def __init__(self, documents: list[Document]) -> None:
        self.passages: list[Passage] = []
        self.members: list[Member] = []
        self._where: dict[str, int] = {}
        for document in documents:
            first = len(self.passages)
            for text in (document.title, *cut(document.body)):
                self._take(Passage(text))
            self.members.append(Member(document, first, len(self.passages)))

    def holding(self, wanted: Iterable[str]) -> int:
        """Give the passages that hold any of these words, as bits."""
        where = self._where.get
        found = 0
        for word in wanted:
            found |= where(word, 0)
        return found

    def _take(self, passage: Passage) -> None:
        bit = 1 << len(self.passages)
        where = self._where
        for word in {*passage.words, *joined(passage.text)}:
            where[word] = where.get(word, 0) | bit
        self.passages.append(passage)


def numbers(bits: int) -> Iterator[int]:
    """Give the numbers of the bits that are set, ascending."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


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
