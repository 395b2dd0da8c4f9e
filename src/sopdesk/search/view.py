"""The index as it stands at one moment: which words it knows, and how much each word says about each page."""

from collections.abc import Sequence
from functools import lru_cache
from heapq import nlargest
from math import log

from sopdesk.search.leaf import Leaf
from sopdesk.search.memory import Memory
from sopdesk.search.pages import TAGS, TEXT, TITLE
from sopdesk.search.passages import Page
from sopdesk.search.words import stem

INFLECTED = 0.8
"""What an inflection of the word counts beside the word itself."""
COMPLETIONS = 3
"""How many words of the text a beginning stands for at most."""
TITLE_COMPLETIONS = 32
"""How many words of titles; these lists are short."""
ROOM = 400_000
"""How many scores are remembered, at some 90 bytes each."""

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
        self.weigh: Memory[Forms, Scores] = Memory(lambda forms: self._weigh(TEXT, forms), ROOM)
        self.weigh_titles: Memory[Forms, Scores] = Memory(lambda forms: self._weigh(TITLE, forms), ROOM // 4)
        self.page = lru_cache(maxsize=256)(self._page)
        self.tagged = lru_cache(maxsize=64)(self._tagged)

    def frequency(self, word: str) -> int:
        """Give on about how many pages a word is found; 0 when it is unknown."""
        found = 0
        for _, leaf, _ in self._leaves:
            found += leaf.found_in.get(word, 0)
        return found

    def forms(self, word: str) -> Forms:
        """Give a word and its inflections that the index knows, each with what it counts; none when unknown."""
        known = {each for _, leaf, _ in self._leaves for each in leaf.inflections(stem(word))}
        return tuple((each, 1.0 if each == word else INFLECTED) for each in sorted(known))

    def completions(self, beginning: str) -> list[str]:
        """Give the words of the text that a beginning most likely stands for, the most frequent first."""
        return self._beginning(beginning, COMPLETIONS, in_titles=False)

    def titles_beginning(self, beginning: str) -> Forms:
        """Give the words of titles that begin so."""
        found = self._beginning(beginning, TITLE_COMPLETIONS, in_titles=True)
        return tuple((word, 1.0) for word in sorted(found))

    def rarity(self, found: int) -> float:
        """Give the weight of a word found on so many pages (BM25's inverse document frequency, never negative)."""
        return log(1 + max(0.0, self.count - found + 0.5) / (found + 0.5))

    def _weigh(self, field: str, forms: Forms) -> Scores:
        """Give what a word says about each page that holds it, in whichever of its forms says most."""
        if len(forms) == 1:
            return self._scores(field, *forms[0])
        if not forms:
            return {}
        best = best_of(*(self._scores(field, word, share, rare=False) for word, share in forms))
        rarity = self.rarity(len(best))
        return {page: score * rarity for page, score in best.items()}

    def _scores(self, field: str, term: str, share: float = 1.0, *, rare: bool = True) -> Scores:
        found = [(base, deleted, *leaf.postings(field, term)) for base, leaf, deleted in self._leaves]
        if rare:
            share *= self.rarity(sum(len(numbers) for _, _, numbers, _ in found))
        scores: Scores = {}
        for base, deleted, numbers, weights in found:
            pairs = zip(numbers, weights, strict=True)
            if base or deleted:
                scores |= {base + number: share * weight for number, weight in pairs if number not in deleted}
            else:
                scores = {number: share * weight for number, weight in pairs}
        return scores

    def _beginning(self, beginning: str, most: int, *, in_titles: bool) -> list[str]:
        known = {word for _, leaf, _ in self._leaves for word in leaf.beginning(beginning, in_titles=in_titles)}
        return nlargest(most, sorted(known), key=self.frequency) if len(known) > most else sorted(known)

    def _tagged(self, tag: str) -> frozenset[int]:
        return frozenset(self._scores(TAGS, tag))

    def _page(self, number: int) -> Page:
        base, leaf, _ = next(each for each in reversed(self._leaves) if each[0] <= number)
        return leaf.page(number - base)


def best_of(*several: Scores) -> Scores:
    """Count a thing once, in the words that say most; what is given is not changed."""
    largest, *others = sorted(several, key=len, reverse=True)
    if not any(others):
        return largest
    best = dict(largest)  # a copy of a dictionary is much quicker than a union
    for other in others:
        for page, score in other.items():
            if score > best.get(page, 0.0):
                best[page] = score
    return best
