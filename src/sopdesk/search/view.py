"""The index as it stands at one moment: which words it knows, and how much each word says about each page.

Scores are Okapi BM25 per field, added up with a weight per field (Robertson & Zaragoza 2009), with the parameters of
the literature, k1 = 1.2 and b = 0.75. Words are indexed as they stand and inflections meet when a question is read:
the exact word counts in full, its other forms a little less.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from math import log

from sopdesk.search.leaf import FIELDS, Leaf
from sopdesk.search.pages import BODY, HEADS, TAGS, TITLE
from sopdesk.search.passages import Page
from sopdesk.search.words import stem

K1, B = 1.2, 0.75
FIELD_WEIGHT = {TITLE: 3.0, HEADS: 2.0, BODY: 1.0}
INFLECTED = 0.8
"""What an inflection of the word counts beside the word itself."""
COMPLETIONS = 3
"""How many words of the text a beginning stands for at most."""
TITLE_COMPLETIONS = 32
"""How many words of titles; these lists are short."""

Forms = tuple[tuple[str, float], ...]
Scores = dict[int, float]


class View:
    """What a search reads. It never changes, so a reader may go on with it while a writer makes the next one."""

    def __init__(self, leaves: Sequence[tuple[Leaf, frozenset[int]]]) -> None:
        self._leaves = []
        base = 0
        for leaf, deleted in leaves:
            self._leaves.append((base, leaf, deleted))
            base += leaf.count
        self.count = base - sum(len(deleted) for _, deleted in leaves)
        self._norms = {name: self._norm(name) for name in FIELDS}
        self.weigh = lru_cache(maxsize=512)(self._weigh)
        self.weigh_titles = lru_cache(maxsize=64)(self._weigh_titles)
        self.page = lru_cache(maxsize=1024)(self._page)
        self.tagged = lru_cache(maxsize=64)(self._tagged)

    def frequency(self, word: str) -> int:
        """Give about how often a word is found; 0 when it is unknown."""
        return sum(leaf.found_in.get(word, 0) for _, leaf, _ in self._leaves)

    def forms(self, word: str) -> Forms:
        """Give a word and its inflections that the index knows, each with what it counts; none when unknown."""
        known = {each for _, leaf, _ in self._leaves for each in leaf.inflections(stem(word))}
        return tuple((each, 1.0 if each == word else INFLECTED) for each in sorted(known))

    def completions(self, prefix: str) -> list[str]:
        """Give the words of the text that a beginning most likely stands for, the most frequent first."""
        return self._beginning(prefix, COMPLETIONS, in_titles=False)

    def titles_beginning(self, prefix: str) -> Forms:
        """Give the words of titles that begin so."""
        found = self._beginning(prefix, TITLE_COMPLETIONS, in_titles=True)
        return tuple((word, 1.0 if word == prefix else INFLECTED) for word in sorted(found))

    def rarity(self, found: int) -> float:
        """Give the weight of a word found on so many pages (BM25's inverse document frequency, never negative)."""
        return log(1 + (self.count - found + 0.5) / (found + 0.5)) if found <= self.count else 0.0

    def _weigh(self, forms: Forms) -> Scores:
        """Give what a word, in all its forms, says about each page that holds it."""
        scores: Scores = {}
        for field in (BODY, HEADS, TITLE):
            weight, norm = FIELD_WEIGHT[field], self._norms[field]
            found = self._counts(field, forms)
            if field == BODY:
                scores = {page: weight * n / (n + norm[page]) for page, n in found}
            else:
                for page, n in found:
                    scores[page] = scores.get(page, 0.0) + weight * n / (n + norm[page])
        return self._by_rarity(scores)

    def _weigh_titles(self, forms: Forms) -> Scores:
        """Give what words say about the pages that have them in their titles."""
        weight, norm = FIELD_WEIGHT[TITLE], self._norms[TITLE]
        return self._by_rarity({page: weight * n / (n + norm[page]) for page, n in self._counts(TITLE, forms)})

    def _by_rarity(self, scores: Scores) -> Scores:
        rarity = self.rarity(len(scores))
        return {page: score * rarity for page, score in scores.items()}

    def _counts(self, field: str, forms: Forms) -> Iterable[tuple[int, float]]:
        if len(forms) == 1 and forms[0][1] == 1.0:
            return self._postings(field, forms[0][0])
        pooled: dict[int, float] = {}
        for word, share in forms:
            for page, n in self._postings(field, word):
                pooled[page] = pooled.get(page, 0.0) + share * n
        return pooled.items()

    def _postings(self, field: str, word: str) -> Iterable[tuple[int, float]]:
        return chain.from_iterable(
            _shifted(leaf.postings(field, word), base, deleted) for base, leaf, deleted in self._leaves
        )

    def _norm(self, field: str) -> list[float]:
        lengths = [n for _, leaf, _ in self._leaves for n in leaf.lengths[field]]
        average = sum(lengths) / max(1, len(lengths)) or 1.0
        return [K1 * (1 - B + B * n / average) for n in lengths]

    def _beginning(self, prefix: str, most: int, *, in_titles: bool) -> list[str]:
        known = {word for _, leaf, _ in self._leaves for word in leaf.beginning(prefix, in_titles=in_titles)}
        return nlargest(most, sorted(known), key=self.frequency) if len(known) > most else list(known)

    def _tagged(self, tag: str) -> frozenset[int]:
        return frozenset(page for page, _ in self._postings(TAGS, tag))

    def _page(self, number: int) -> Page:
        base, leaf, _ = next(each for each in reversed(self._leaves) if each[0] <= number)
        return Page(leaf.page(number - base))


def _shifted(
    postings: tuple[Sequence[int], Sequence[float]], base: int, deleted: frozenset[int]
) -> Iterable[tuple[int, float]]:
    numbers, counts = postings
    if not deleted and not base:
        return zip(numbers, counts, strict=True)
    return ((base + number, n) for number, n in zip(numbers, counts, strict=True) if number not in deleted)
