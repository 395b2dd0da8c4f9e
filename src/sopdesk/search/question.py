"""How what someone types is read: slips of the finger, inflections, synonyms, and a last word not yet finished."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sopdesk.search.spelling import corrections, split
from sopdesk.search.synonyms import Phrase, Synonyms
from sopdesk.search.view import Forms, Scores, View
from sopdesk.search.words import STOP, spans

SYNONYM = 0.5
"""What a synonym counts beside the word that was asked for."""
GUESS = 0.5
"""What a word counts that is only guessed to have been meant: it must not outweigh what was surely asked."""
SMALL_WORD = 0.25
"""What "the" or "my" counts beside a word that carries meaning."""
GUESSES = 2
"""How many words a mistyped one may have been."""
FIRST_LETTERS = 3
"""Up to so many letters only titles are searched for what a word may become: in the text it could be anything."""
MOST_WORDS = 32
"""A question is read up to its 32nd word."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for, in whichever words: what it says about each page, and the words to mark."""

    scores: Scores
    weight: float
    marked: frozenset[str]
    small: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood. `beginning` is the unfinished last word; `meant` the text as corrected."""

    concepts: tuple[Concept, ...]
    unknown: int = 0
    beginning: str | None = None
    meant: str | None = None

    @property
    def marked(self) -> frozenset[str]:
        """Give every word to be marked; small words only where nothing else was asked."""
        telling = [each for each in self.concepts if not each.small] or self.concepts
        return frozenset().union(*(each.marked for each in telling))


class Reader:
    """Reads questions against one view of the index, remembering what it has read."""

    def __init__(self, view: View, synonyms: Synonyms, may_name: Callable[[str], bool]) -> None:
        self._view = view
        self._synonyms = synonyms
        self._may_name = may_name
        self._concept = lru_cache(maxsize=256)(self._read_concept)
        self.read = lru_cache(maxsize=256)(self._read)

    def _read(self, text: str) -> Question:
        """Understand a question as far as it has been typed."""
        found = list(spans(text))[:MOST_WORDS]
        typed = [word for word, _, _ in found]
        typing = bool(found) and found[-1][2] == len(text)
        concepts: list[Concept] = []
        slips: list[tuple[int, int, str]] = []
        unknown = at = 0
        while at < len(typed):
            unfinished = typing and at == len(typed) - 1
            if unfinished and len(typed[at]) == 1 and concepts:
                break
            length, alike = self._synonyms.longest(typed[at:])
            length = max(1, length)
            concept, better = self._concept(tuple(typed[at : at + length]), tuple(alike), self._neighbour(typed, at), unfinished)
            if better:
                slips.append((found[at][1], found[at][2], better))
            if concept is None:
                unknown += 1
            else:
                concepts.append(concept)
            at += length
        return Question(tuple(concepts), unknown, typed[-1] if typing else None, _corrected(text, slips))

    def _neighbour(self, typed: list[str], at: int) -> str:
        """Give what this word and the next make in one, where the index knows it: "git hub", "e mail"."""
        together = "".join(typed[at : at + 2])
        return together if len(typed) > at + 1 and self._view.frequency(together) else ""

    def _read_concept(
        self, phrase: Phrase, alike: tuple[Phrase, ...], together: str, unfinished: bool  # noqa: FBT001 - a cache's key
    ) -> tuple[Concept | None, str | None]:
        meant = self._meant(phrase, unfinished=unfinished)
        scores, marked = meant.scores, set(meant.marked)
        weight = self._view.rarity(len(scores)) if scores else 0.0
        for other in ((together,), *alike) if together else alike:
            forms = [self._view.forms(word) for word in other]
            if all(forms):
                share = 1.0 if other == (together,) else SYNONYM
                scores = _best_of(scores, _common([self._view.weigh(each) for each in forms]), share)
                marked |= {word for each in forms for word, _ in each}
        if not scores:
            return None, meant.better
        weight = weight or SYNONYM * self._view.rarity(len(scores))
        small = all(word in STOP for word in phrase)
        share = (SMALL_WORD if small else 1.0) * (GUESS if meant.better else 1.0)
        if share != 1.0:
            scores = {page: share * score for page, score in scores.items()}
        return Concept(scores, share * weight, frozenset(marked), small), meant.better

    def _meant(self, phrase: Phrase, *, unfinished: bool) -> "_Meant":
        """Find the pages that hold the words as they were typed, or as they were probably meant."""
        if len(phrase) > 1:
            return self._holding([self._view.forms(word) for word in phrase])
        word = phrase[0]
        own = self._usable(self._view.forms(word))
        meant = self._begun(word, own) if unfinished else self._holding([own])
        if meant.scores:
            return meant
        near = [each for each in corrections(word, self._view.frequency) if self._may_name(each)]
        if near:
            return self._holding([tuple((each, 1.0) for each in near[:GUESSES])], near[0])
        parts = split(word, self._view.frequency)
        return self._holding([((each, 1.0),) for each in parts], " ".join(parts)) if parts else meant

    def _begun(self, beginning: str, own: Forms) -> "_Meant":
        """Find what an unfinished word may become: in titles from the first letters, in the text a little later."""
        titles = self._view.titles_beginning(beginning)
        scores = self._view.weigh_titles(titles)
        marked = {word for word, _ in (*titles, *own)}
        later = self._view.completions(beginning) if len(beginning) > FIRST_LETTERS or not scores else ()
        for forms in dict.fromkeys((own, *(_alike(self._view.forms(word)) for word in later))):
            if forms:
                scores = _best_of(scores, self._view.weigh(forms), 1.0)
                marked |= {word for word, _ in forms}
        return _Meant(scores, frozenset(marked))

    def _holding(self, every: Sequence[Forms], better: str | None = None) -> "_Meant":
        scores = _added([self._view.weigh(forms) for forms in every if forms])
        return _Meant(scores, frozenset(word for forms in every for word, _ in forms), better)

    def _usable(self, forms: Forms) -> Forms:
        """Leave a word out that only incidents use, where these must not show: a slip in one is no word of the manual."""
        return forms if any(self._may_name(word) for word, _ in forms) else ()


@dataclass(frozen=True, slots=True)
class _Meant:
    scores: Scores
    marked: frozenset[str]
    better: str | None = None


def _alike(forms: Forms) -> Forms:
    """Count every inflection alike, since the word is not finished: then one list of scores serves every letter."""
    return tuple((word, 1.0) for word, _ in forms)


def _added(scores: Sequence[Scores]) -> Scores:
    if len(scores) == 1:
        return scores[0]  # not a copy: scores are never changed once they are made
    total: Scores = {}
    for each in scores:
        for page, score in each.items():
            total[page] = total.get(page, 0.0) + score
    return total


def _common(scores: Sequence[Scores]) -> Scores:
    """Add up what several words say about the pages that hold all of them."""
    first, *others = sorted(scores, key=len)
    return {
        page: score + sum(each[page] for each in others)
        for page, score in first.items()
        if all(page in each for each in others)
    }


def _best_of(own: Scores, other: Scores, share: float) -> Scores:
    """Count a thing once, in the words that say most; which of its words a page uses must not add up."""
    if not own and share == 1.0:
        return other
    best = dict(own)
    for page, score in other.items():
        if share * score > best.get(page, 0.0):
            best[page] = share * score
    return best


def _corrected(text: str, slips: list[tuple[int, int, str]]) -> str | None:
    for start, end, better in reversed(slips):
        text = text[:start] + better + text[end:]
    return text if slips else None
