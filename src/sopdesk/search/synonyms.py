"""The house's words for the same thing: "till" finds "register", "money back" finds "refund"."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

from sopdesk.search.words import stem, words

Phrase = tuple[str, ...]


class Synonyms:
    """Groups of words and phrases of one meaning. Inflections need no entry of their own."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._alike: dict[Phrase, list[Phrase]] = {}
        for line in lines:
            self._add([tuple(words(part)) for part in line.partition("#")[0].split(",")])
        self.words = frozenset(word for phrases in self._alike.values() for phrase in phrases for word in phrase)
        self._longest = max(map(len, self._alike), default=0)

    def longest(self, text: list[str]) -> tuple[int, tuple[Phrase, ...]]:
        """Give how many words at the start of a text make a known phrase, and its synonyms; (0, ()) when none do."""
        for length in range(min(self._longest, len(text)), 0, -1):
            key = tuple(stem(word) for word in text[:length])
            if alike := self._alike.get(key):
                return length, tuple(alike)
        return 0, ()

    def _add(self, phrases: list[Phrase]) -> None:
        for phrase in filter(None, phrases):
            alike = self._alike.setdefault(tuple(stem(word) for word in phrase), [])
            alike += [other for other in phrases if other and other != phrase and other not in alike]


@cache
def of_the_trade() -> tuple[str, ...]:
    """Give the lines of the list that comes with the program."""
    text = resources.files("sopdesk.search").joinpath("resources/synonyms.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())
