"""One Whoosh segment, read for speed: its vocabulary in memory, whole blocks of postings at a time.

Whoosh's own matchers walk postings one by one in Python, which is too slow while someone types. What a segment holds
never changes, so all of this stays valid until the segment is merged away; deletions are kept by the view.
"""

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from itertools import accumulate, repeat
from threading import Lock
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import SegmentReader, TermNotFound

from sopdesk.search.pages import TEXT, TITLE
from sopdesk.search.passages import Page
from sopdesk.search.words import stem

_LAST = "\U0010ffff"

Postings = tuple[Sequence[int], Sequence[float]]


class Leaf:
    """The words, postings and documents of one segment. Safe for several threads: reading takes a lock."""

    def __init__(self, storage: RamStorage, schema: Schema, segment: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        whole = copy(segment)
        whole._deleted = None  # noqa: SLF001 - Whoosh's own way to take a deletion back raises TypeError
        self._reader = SegmentReader(storage, schema, whole)
        self._lock = Lock()
        self.count: int = self._reader.doc_count_all()
        self.found_in: dict[str, int] = {
            term.decode(): info.doc_frequency() for term, info in self._reader.iter_field(TEXT)
        }
        self.words = sorted(self.found_in)
        self.title_words = sorted(text.decode() for text in self._reader.lexicon(TITLE))
        self._stems: dict[str, list[str]] = {}
        for word in self.words:
            if (root := stem(word)) != word:
                self._stems.setdefault(root, []).append(word)

    def inflections(self, stem_: str) -> Sequence[str]:
        """Give the words of this segment that share a stem."""
        others = self._stems.get(stem_, [])
        return [stem_, *others] if stem_ in self.found_in else others

    def beginning(self, prefix: str, *, in_titles: bool) -> list[str]:
        """Give the words that begin so, of titles only or of all text, in order of the alphabet."""
        known = self.title_words if in_titles else self.words
        return known[bisect_left(known, prefix) : bisect_left(known, prefix + _LAST)]

    def postings(self, field: str, term: str) -> Postings:
        """Give the pages that hold a term, ascending, and what it says about each."""
        numbers: list[int] = []
        weights: list[float] = []
        with self._lock:
            try:
                matcher = self._reader.postings(field, term)
            except TermNotFound:
                return numbers, weights
            while matcher.is_active():
                # A block at once is 10 × faster than Whoosh's way of one posting at a time; Whoosh is pinned.
                matcher._read_data()  # noqa: SLF001
                steps, weighed, _ = matcher._data  # noqa: SLF001
                at = len(numbers)
                numbers.extend(accumulate(steps))
                same = 1.0 if weighed is None else weighed
                weights.extend(repeat(same, len(numbers) - at) if isinstance(same, float) else same)
                matcher._next_block()  # noqa: SLF001
        return numbers, weights

    def page(self, number: int) -> Page:
        """Give one page with its documents."""
        with self._lock:
            stored = self._reader.stored_fields(number)
        return Page(stored["documents"], stored["lines"])
