"""How what someone types is read: slips of the finger, inflections, synonyms, and a last word not yet finished."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopdesk.search.memory import Memory
from sopdesk.search.spelling import corrections, split
from sopdesk.search.synonyms import Phrase, Synonyms
from sopdesk.search.view import ROOM, Forms, Scores, View, best_of
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


Asked = tuple[Phrase, tuple[Phrase, ...], str, bool]
"""A phrase, its synonyms, what its first two words make in one, and whether its last word is unfinished."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for, in whichever words: what it says about each page, and the words to mark."""

    scores: Scores
    weight: float
    marked: frozenset[str]
    small: bool
    beginning: str | None = None
    better: str | None = None

    def __len__(self) -> int:
        """Give how much room it takes to remember."""
        return len(self.scores) + 1

    def means(self, word: str) -> bool:
        """Tell whether a word of a text is what was asked for."""
        return word in self.marked or (self.beginning is not None and word.startswith(self.beginning))


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; `meant` is its text as corrected, where a word was unknown."""

    concepts: tuple[Concept, ...]
    unknown: int = 0
    meant: str | None = None

    @property
    def marks(self) -> tuple[Concept, ...]:
        """Give what is to be marked; small words only where nothing else was asked."""
        return tuple(each for each in self.concepts if not each.small) or self.concepts


class Reader:
    """Reads questions against one view of the index. A word that only private pages use counts as unknown."""

    def __init__(self, view: View, synonyms: Synonyms, private: frozenset[int]) -> None:
        self._view = view
        self._synonyms = synonyms
        self._private = private
        self._concept = Memory(self._read_concept, ROOM)

    def read(self, text: str) -> Question:
        """Understand a question as far as it has been typed."""
        found = list(spans(text))[:MOST_WORDS]
        typed = [word for word, _, _ in found]
        typing = bool(found) and found[-1][2] == len(text)
        question = self._understood(text, found, typing=typing, all_small=all(word in STOP for word in typed))
        return question if question.concepts else self._understood(text, found, typing=typing, all_small=True)

    def _understood(self, text: str, found: list[tuple[str, int, int]], *, typing: bool, all_small: bool) -> Question:
        typed = [word for word, _, _ in found]
        concepts: list[Concept] = []
        slips: list[tuple[int, int, str]] = []
        unknown = at = 0
        while at < len(typed):
            unfinished = typing and at == len(typed) - 1
            if unfinished and len(typed[at]) == 1 and concepts:
                break
            length, alike = self._synonyms.longest(typed[at:])
            phrase = tuple(typed[at : at + max(1, length)])
            if all_small or not self._says_nothing(phrase):
                concept = self._concept((phrase, alike, self._neighbour(typed, at), unfinished))
                if concept.better:
                    slips.append((found[at][1], found[at][2], concept.better))
                if concept.scores:
                    concepts.append(concept)
                else:
                    unknown += 1
            at += len(phrase)
        return Question(tuple(concepts), unknown, _corrected(text, slips))

    def _says_nothing(self, phrase: Phrase) -> bool:
        """Tell whether this is a small word that stands on most pages: beside other words it is not looked up."""
        return len(phrase) == 1 and phrase[0] in STOP and 2 * self._view.frequency(phrase[0]) > self._view.count

    def _neighbour(self, typed: list[str], at: int) -> str:
        """Give what this word and the next make in one, where the index knows it: "git hub", "e mail"."""
        together = "".join(typed[at : at + 2])
        return together if len(typed) > at + 1 and self._view.frequency(together) else ""

    def _read_concept(self, asked: Asked) -> Concept:
        phrase, alike, together, unfinished = asked
        meant = self._meant(phrase, unfinished=unfinished)
        scores, marked = meant.scores, set(meant.marked)
        weight = self._view.rarity(len(scores)) if scores else 0.0
        others = list(self._others(alike, together))
        for forms, _ in others:
            marked |= {word for each in forms for word, _ in each}
        ways = (_scaled(_common([self._view.weigh(each) for each in forms]), share) for forms, share in others)
        scores = best_of(scores, *ways)
        weight = weight or SYNONYM * self._view.rarity(len(scores))
        small = all(word in STOP for word in phrase)
        share = (SMALL_WORD if small else 1.0) * (GUESS if meant.better else 1.0)
        if share != 1.0:
            scores = {page: share * score for page, score in scores.items()}
        return Concept(
            scores, share * weight, frozenset(marked), small, phrase[-1] if unfinished else None, meant.better
        )

    def _others(self, alike: tuple[Phrase, ...], together: str) -> Iterator[tuple[list[Forms], float]]:
        """Give other ways to say it: as one word with its neighbour, and its synonyms, the single words at once."""
        if together:
            yield [self._view.forms(together)], 1.0
        single = {form for phrase in alike if len(phrase) == 1 for form in self._view.forms(phrase[0])}
        if single:
            yield [tuple((word, 1.0) for word in sorted({word for word, _ in single}))], SYNONYM
        for phrase in alike:
            forms = [self._view.forms(word) for word in phrase]
            if len(phrase) > 1 and all(forms):
                yield forms, SYNONYM

    def _meant(self, phrase: Phrase, *, unfinished: bool) -> "_Meant":
        """Find the pages that hold the words as they were typed, or as they were probably meant."""
        if len(phrase) > 1:
            every = [self._view.forms(word) for word in phrase]
            scores = _common([self._view.weigh(forms) for forms in every]) if all(every) else {}
            return _Meant(scores, frozenset(word for forms in every for word, _ in forms))
        word = phrase[0]
        own = self._view.forms(word) if self._may_name(word) else ()
        meant = self._begun(word, own) if unfinished else self._holding([own])
        if meant.scores:
            return meant
        near = [each for each in corrections(word, self._view.frequency) if self._may_name(each)]
        if near:
            return self._holding([tuple((each, 1.0) for each in near[:GUESSES])], near[0])
        parts = split(word, self._known)
        return self._holding([((each, 1.0),) for each in parts], " ".join(parts)) if parts else meant

    def _begun(self, beginning: str, own: Forms) -> "_Meant":
        """Find what an unfinished word may become: in titles from the first letters, in the text a little later."""
        titles = self._view.titles_beginning(beginning)
        scores = self._view.weigh_titles(titles)
        marked = {word for word, _ in own}
        later = self._view.completions(beginning) if len(beginning) > FIRST_LETTERS or not scores else ()
        ways = dict.fromkeys((own, *(_alike(self._view.forms(word)) for word in later)))
        for forms in ways:
            marked |= {word for word, _ in forms}
        return _Meant(best_of(scores, *map(self._view.weigh, ways)), frozenset(marked))

    def _holding(self, every: Sequence[Forms], better: str | None = None) -> "_Meant":
        scores = _added([self._view.weigh(forms) for forms in every if forms])
        return _Meant(scores, frozenset(word for forms in every for word, _ in forms), better)

    def _known(self, word: str) -> int:
        """Give on about how many pages a word is found that may show; a word of the trade is known without any."""
        return self._view.frequency(word) if self._may_name(word) else int(word in self._synonyms.words)

    def _may_name(self, word: str) -> bool:
        """Tell whether a word may show: a slip in an incident is no word of the manual, and no business of everyone."""
        return not self._private or not self._private.issuperset(self._view.weigh(self._view.forms(word)))


@dataclass(frozen=True, slots=True)
class _Meant:
    scores: Scores
    marked: frozenset[str]
    better: str | None = None


def _alike(forms: Forms) -> Forms:
    """Count every inflection alike, since the word is not finished: then one list of scores serves every letter."""
    return tuple((word, GUESS) for word, _ in forms)


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
    if not others:
        return first
    return {
        page: score + sum(each[page] for each in others)
        for page, score in first.items()
        if all(page in each for each in others)
    }


def _scaled(scores: Scores, share: float) -> Scores:
    return scores if share == 1.0 else {page: share * score for page, score in scores.items()}


def _corrected(text: str, slips: list[tuple[int, int, str]]) -> str | None:
    for start, end, better in reversed(slips):
        text = text[:start] + better + text[end:]
    return text if slips else None
