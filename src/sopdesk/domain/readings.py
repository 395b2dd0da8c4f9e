"""Which limits a question means: by their own words first, by words of the trade and corrected ones as a guess."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

from sopdesk.domain.asking import ANYONE, NEUTRAL, Asked, meaning, read
from sopdesk.domain.authority import Rule, action_key

MOST_GUESSES = 4
"""How many actions a question may perhaps mean; with more of them it is not understood."""
NEAREST = 4
_SUM = -1
"""The place of the sum among the words of a question."""

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """What is known about words: their stems, other words for the same, and what a mistyped one may have been.

    `alike` takes words and gives how many at their start make a known phrase, and the phrases that mean the same.
    """

    stem: Callable[[str], str]
    alike: Callable[[list[str]], tuple[int, Sequence[Sequence[str]]]] = lambda _words: (0, ())
    corrections: Callable[[str, Callable[[str], int]], Sequence[str]] = lambda _word, _known: ()
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Every rule for one action, the phrases that ask for it, and what the words around them may be."""

    action: str
    rules: tuple[Rule, ...]
    phrases: tuple[Keys, ...]
    around: Keys
    conditions: Mapping[str, Keys]


@dataclass(frozen=True, slots=True)
class Reading:
    """One action that a question may mean. `sure` when its own words say so and no word of it is left over."""

    group: Group
    asked: Asked
    amount: Decimal | None
    sure: bool
    unread: tuple[str, ...] = ()

    def barred(self, rule: Rule) -> bool:
        """Tell whether the question says that the rule's condition is not met."""
        said = {_opposite(each.key) for each in self.asked.words}
        return bool(self.group.conditions.get(rule.limit.condition, frozenset()) & said)

    def met(self, rule: Rule) -> bool:
        """Tell whether the question names the rule's condition."""
        said = {each.key for each in self.asked.words}
        return bool(self.group.conditions.get(rule.limit.condition, frozenset()) & said)


@dataclass(frozen=True, slots=True)
class _Fit:
    group: Group
    places: frozenset[int]
    sure: bool


class Limits:
    """The limits in force, ready to be asked."""

    def __init__(self, rules: Iterable[Rule], language: Language, currency: str = "") -> None:
        """Sort the rules by what they are for, and note the words that ask for each; sums are in `currency`."""
        self._language = language
        self._currency = currency
        self._roles = frozenset(
            word.stem for words in language.roles for word in meaning(words, language.stem)
        )  # fmt: skip
        self._anyone = frozenset(language.stem(word) for word in ANYONE)
        self._neutral = frozenset(language.stem(word) for word in NEUTRAL)
        by_action: dict[str, list[Rule]] = defaultdict(list)
        for each in rules:
            by_action[each.key].append(each)
        self.groups = self._grouped(by_action)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self.groups):
            for key in frozenset().union(*group.phrases):
                self._by_key[key].append(place)
        self._stems = {key.removeprefix("-") for key in self._by_key}

    def read(self, text: str) -> Asked:
        """Read a question by its words alone."""
        return read(text, self._language.stem, self._stems.__contains__, self._language.roles)

    def readings(self, asked: Asked) -> tuple[Reading, ...]:
        """Give the actions that a question means: one when it is clear, several where they fit equally well."""
        fits = self._best(self._fits(asked))
        made = [self._reading(each, asked) for each in fits]
        return tuple(made) if made else self._guesses(asked)

    def nearest(self, asked: Asked) -> tuple[Group, ...]:
        """Give the actions that share words with a question which none fits, the nearest first."""
        shared: dict[int, int] = defaultdict(int)
        for word in asked.words:
            for place in {*self._by_key.get(word.stem, ()), *self._by_key.get(f"-{word.stem}", ())}:
                shared[place] += 1
        order = sorted(shared, key=lambda place: (-shared[place], len(self.groups[place].action)))
        return tuple(self.groups[place] for place in order[:NEAREST])

    def of_action(self, action: str) -> Group | None:
        """Give the rules for an action by its words."""
        wanted = action_key(action)
        return next((each for each in self.groups if action_key(each.action) == wanted), None)

    def _grouped(self, by_action: Mapping[str, Sequence[Rule]]) -> tuple[Group, ...]:
        stem = self._language.stem
        own = {action: self._phrase(action) for action in by_action}
        also: dict[str, dict[Keys, set[Keys]]] = defaultdict(lambda: defaultdict(set))
        for action, rules in by_action.items():
            words = {self._phrase(word) for rule in rules for word in rule.limit.also}
            if words and own[action]:
                also[min(own[action])][own[action]] |= words
        groups = []
        for action, rules in by_action.items():
            phrases = dict.fromkeys((own[action], *_instead(own[action], also)))
            texts = {text for rule in rules for text in (rule.limit.condition, rule.step_title, rule.title)}
            around = frozenset(word.key for text in texts for word in meaning(text, stem)).union(*phrases)
            taken = own[action] | {_opposite(key) for key in own[action]}
            conditions = {rule.limit.condition: self._keys(rule.limit.condition) - taken for rule in rules}
            groups.append(
                Group(rules[0].limit.action, tuple(rules), tuple(each for each in phrases if each), around, conditions)
            )
        return tuple(groups)

    def _keys(self, text: str) -> Keys:
        return frozenset(word.key for word in meaning(text, self._language.stem))

    def _phrase(self, text: str) -> Keys:
        """Give what has to be said to ask for an action: its words, but for those that stand for anyone or anything."""
        keys = self._keys(text)
        return keys - self._anyone or keys

    def _fits(self, asked: Asked) -> Iterator[_Fit]:
        """Give the groups of which the question holds a whole phrase."""
        surely, perhaps = self._said(asked)
        for place in {place for key in (*surely, *perhaps) for place in self._by_key.get(key, ())}:
            group = self.groups[place]
            for phrase in group.phrases:
                if all(key in surely or key in perhaps for key in phrase):
                    places = frozenset().union(*(surely.get(key) or perhaps[key] for key in phrase))
                    yield _Fit(group, places, all(key in surely for key in phrase))

    def _said(self, asked: Asked) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
        """Give what a question says, each key with the places of its words: surely, and perhaps."""
        surely = {word.key: frozenset({place}) for place, word in enumerate(asked.words)}
        if asked.sum is not None:
            surely[f"{asked.sum.amount.normalize():f}"] = frozenset({_SUM})
        perhaps: dict[str, frozenset[int]] = {}
        texts = [word.text for word in asked.words]
        for place, word in enumerate(asked.words):
            sign = "-" if word.absent else ""
            length, phrases = self._language.alike(texts[place:])
            said = frozenset(range(place, place + length))
            for stem in {self._language.stem(each) for phrase in phrases if len(phrase) == 1 for each in phrase}:
                perhaps.setdefault(sign + stem, said)
            if not self._is_known(word.stem):
                known = self._language.corrections(word.text, self._frequency)
                perhaps.update((sign + self._language.stem(each), frozenset({place})) for each in known[:1])
        return surely, {key: places for key, places in perhaps.items() if key not in surely}

    def _is_known(self, stem: str) -> bool:
        return stem in self._stems or stem in self._neutral or stem in self._roles

    def _frequency(self, word: str) -> int:
        stem = self._language.stem(word)
        return len(self._by_key.get(stem, ())) + len(self._by_key.get(f"-{stem}", ()))

    @staticmethod
    def _best(fits: Iterable[_Fit]) -> list[_Fit]:
        """Keep the fits that cover most, of a group its best one, and guesses only where they cover more."""
        best: dict[str, _Fit] = {}
        for each in fits:
            held = best.get(each.group.action)
            if held is None or (len(each.places), each.sure) > (len(held.places), held.sure):
                best[each.group.action] = each
        found = list(best.values())
        surely = [each.places for each in found if each.sure]
        found = [each for each in found if each.sure or not surely or any(places < each.places for places in surely)]
        return [each for each in found if not any(each.places < other.places for other in found)]

    def _reading(self, fit: _Fit, asked: Asked) -> Reading:
        unread = tuple(
            f"not {word.text}" if word.absent else word.text
            for place, word in enumerate(asked.words)
            if place not in fit.places and word.key not in fit.group.around and not self._says_nothing(word.stem)
            and not any(_opposite(word.key) in keys for keys in fit.group.conditions.values())
        )  # fmt: skip
        amount = asked.sum.amount if asked.sum is not None and _SUM not in fit.places else None
        plain = amount is None or self._is_plain(asked)
        return Reading(fit.group, asked, amount, fit.sure and plain and not unread, unread)

    def _is_plain(self, asked: Asked) -> bool:
        """Tell whether a question names one sum, for certain, in the house's own currency."""
        read = asked.sum
        return read is not None and read.surely and asked.sums == 1 and read.currency in {"", self._currency}

    def _says_nothing(self, stem: str) -> bool:
        return stem in self._neutral or stem in self._roles

    def _guesses(self, asked: Asked) -> tuple[Reading, ...]:
        """Give the few actions of which the question says a part, and nothing else."""
        said = {word.key for word in asked.words if not self._says_nothing(word.stem)}
        if not said:
            return ()
        places = set.intersection(*(set(self._by_key.get(key, ())) for key in said))
        found = [self.groups[place] for place in sorted(places)]
        if len(found) > MOST_GUESSES:
            return ()
        amount = asked.sum.amount if asked.sum is not None and asked.sum.surely else None
        return tuple(Reading(group, asked, amount, sure=False) for group in found)


def _opposite(key: str) -> str:
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"


def _instead(own: Keys, also: Mapping[str, Mapping[Keys, AbstractSet[Keys]]]) -> Iterator[Keys]:
    """Give the phrases that ask for an action: its own other words, and those for an action that is a part of it.

    `also` holds other words by the action for which they stand, and actions by the first of their keys.
    """
    for action, phrases in (each for key in own for each in also.get(key, {}).items()):
        if action <= own:
            yield from (phrase | (own - action) for phrase in phrases if phrase)
