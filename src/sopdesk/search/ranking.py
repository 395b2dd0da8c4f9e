"""Which pages answer a question best.

First every page is scored by the words it holds. The best are then read again: a page moves up by the share of what
was asked that it holds at all, that it holds together in one title or passage, and that it holds in the same order
(coordination, minimal span and the sequential dependence of Metzler & Croft 2005; each counts alike).
"""

from collections.abc import Sequence
from heapq import nlargest
from itertools import pairwise

from sopdesk.search.passages import Member, Page, numbers
from sopdesk.search.question import Concept, Question
from sopdesk.search.view import Scores, View

FEW_WORDS = 3
"""Up to so many telling words must all occur, as long as that finds something; longer questions are sentences."""
ENOUGH = 3
"""With fewer pages than this, pages that hold only some of the words are found too."""
READ_AGAIN = 2
"""How many times as many pages are read again as are shown."""

_NONE: frozenset[int] = frozenset()


class Ranked:
    """A page read with a question in mind: where each thing asked for stands on it, and the page's score."""

    def __init__(self, page: Page, number: int, score: float, question: Question) -> None:
        self.page = page
        self._found = [
            (each, page.holding(each.marked, each.beginning) if number in each.scores else 0)
            for each in question.concepts
        ]
        self._total = sum(concept.weight for concept in question.concepts) or 1.0
        self._held: dict[int, float] = {}
        for concept, bits in self._found:
            for passage in numbers(bits):
                self._held[passage] = self._held.get(passage, 0.0) + concept.weight
        covered = sum(concept.weight for concept, bits in self._found if bits) / self._total
        together = max(self._held.values(), default=0.0) / self._total
        self.score = score * (1 + covered + together + self._in_order())

    def share(self, member: Member) -> float:
        """Give which part of what was asked one document on the page holds."""
        return sum(concept.weight for concept, bits in self._found if bits & member.bits) / self._total

    def best(self, member: Member | None = None) -> int | None:
        """Give the passage, titles aside, that holds most of what was asked: of one document, or of the whole page."""
        bits = member.body if member else self.page.body
        choice = [(-held, number) for number, held in self._held.items() if bits >> number & 1]
        return min(choice)[1] if choice else next(numbers(bits), None)

    def _in_order(self) -> float:
        """Give how many neighbours in the question are neighbours on the page too, as a share of their weight."""
        telling = [each for each in self._found if not each[0].small]
        whole = found = 0.0
        for (one, here), (other, there) in pairwise(telling):
            weight = one.weight + other.weight
            whole += weight
            if any(self._follow(number, one, other) for number in numbers(here & there)):
                found += weight
        return found / whole if whole else 0.0

    def _follow(self, number: int, one: Concept, other: Concept) -> bool:
        found = self.page.passage(number).telling_words()
        return any(one.means(first) and other.means(second) for first, second in pairwise(found))


def best_pages(
    view: View, question: Question, limit: int, allowed: frozenset[int] | None, barred: frozenset[int] = _NONE
) -> list[Ranked]:
    """Give the pages that answer best, best first. `allowed` limits the choice; None means every page."""
    scores = _candidates([_permitted(each.scores, allowed, barred) for each in question.concepts], question, limit)
    bar = min(nlargest(limit * READ_AGAIN, scores.values()), default=0.0)
    chosen = sorted([(-score, number) for number, score in scores.items() if score >= bar])[: limit * READ_AGAIN]
    ranked = [Ranked(view.page(number), number, -score, question) for score, number in chosen]
    return sorted(ranked, key=lambda each: -each.score)[:limit]


def _permitted(scores: Scores, allowed: frozenset[int] | None, barred: frozenset[int]) -> Scores:
    if allowed is not None:
        return {page: scores[page] for page in allowed.intersection(scores) - barred}
    if barred and not barred.isdisjoint(scores):
        return {page: score for page, score in scores.items() if page not in barred}
    return scores


def _candidates(permitted: Sequence[Scores], question: Question, limit: int) -> Scores:
    telling = [scores for scores, concept in zip(permitted, question.concepts, strict=True) if not concept.small]
    if telling and len(telling) <= FEW_WORDS and not question.unknown:
        pages = _holding_all(telling)
        if len(pages) >= ENOUGH or len(telling) == 1:
            return pages
    return _holding_any(permitted, limit * READ_AGAIN)


def _holding_all(every: Sequence[Scores]) -> Scores:
    """Add up the scores of the pages that hold all words, the rarest first."""
    scores, *others = sorted(every, key=len)
    for other in others:
        scores = {page: score + other[page] for page, score in scores.items() if page in other}
    return scores


def _holding_any(every: Sequence[Scores], enough: int) -> Scores:
    """Add up the scores, the most telling words first; pages that cannot come among the best any more are left out.

    The bound is that of MaxScore (Turtle & Flood 1995).
    """
    ordered = sorted(((max(scores.values()), scores) for scores in every if scores), key=lambda each: -each[0])
    still = sum(best for best, _ in ordered)
    scores: Scores = {}
    for best, new in ordered:
        bar = min(nlargest(enough, scores.values())) if len(scores) >= enough else 0.0
        if still > bar:
            scores = _merged(scores, new)
        else:
            get = new.get
            scores = {page: score + get(page, 0.0) for page, score in scores.items() if score + still >= bar}
        still -= best
    return scores


def _merged(one: Scores, other: Scores) -> Scores:
    smaller, larger = sorted((one, other), key=len)
    merged = dict(larger)
    for page, score in smaller.items():
        merged[page] = merged.get(page, 0.0) + score
    return merged
