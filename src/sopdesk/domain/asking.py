"""A question such as "may I refund 40 without receipt", read by a small grammar: who, what, how much, on what terms."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sopdesk.domain.sums import Sum, sums

_WORD = re.compile(r"w/o|\d+(?:[.,]\d+)*%?|[^\W_]+(?:'[^\W\d_]+)*")
_LEAD = re.compile(
    r"\W*(?:(?:hey|hi|hello|please|pls|so|um|er|quick question|question)\W+)*"
    r"(?:(?:may|can|could|might|shall|should) (?:i|we|you|a|an|the|my|our|any|some|some(?:one|body)|any(?:one|body))\b"
    r"|(?:am i|are we) (?:allowed|permitted|authori[sz]ed|able|ok(?:ay)?|free|entitled)\b"
    r"|(?:is|would|will) (?:it|that|this) (?:be )?(?:ok(?:ay)?|all ?right|alright|fine|allowed|permitted)\b"
    r"|is (?:a|an|the|my) [\w -]{3,20} allowed\b"
    r"|(?:do|must) (?:i|we) (?:need|have|ask)\b|have (?:i|we) got the (?:right|authority)\b"
    r"|who (?:may|can|must|is allowed|has to)\b|how (?:much|far|high) (?:may|can|could)\b|allowed to\b|ok(?:ay)? to\b)"
)
_TAIL = re.compile(r"\b(?:allowed|ok(?:ay)?|all ?right|permitted|possible)\W*\?\W*\Z")
_SHORT = {"cant": "can not", "can't": "can not", "cannot": "can not", "dont": "do not", "w/o": "without",
          "hasnt": "has not", "havent": "have not", "havnt": "have not", "didnt": "did not", "doesnt": "does not",
          "isnt": "is not", "wasnt": "was not", "wont": "will not", "wanna": "want to", "gonna": "going to",
          "gimme": "give me"}  # fmt: skip
_NOT = {"without", "no", "not", "never", "lacking", "minus"}
_GONE = {"lost", "missing", "gone"}
_REVERSED = ("opened", "used", "worn", "paid", "wanted", "touched", "eaten", "finished", "claimed", "damaged", "sealed")
SMALL = frozenset(
    "a about after again all along already also am an and any are as at be because been before being but by can could "
    "did do does doing done for from get getting go going gonna got had has have having he her here hers him his how "
    "i if im in into is it its ive just let like may me might must my need needs of on once one or our out over own "
    "s shall she should so some such t than that the their them then there these they this those through to too u "
    "under until up upon us very want wanting wants was we were what when where which while who whom whose why will "
    "with would wouldnt yet you your them else ok okay allowed permitted please alright right authority ask asks "
    "asked asking wish wishes says said say's saying hey hi hello um er pls thanks ta cheers mate love gets being "
    "myself ourselves himself herself themselves it's i'm he's she's they're we're i've they've let lets".split()
)
"""Words that carry no meaning of their own in such a question."""
NEUTRAL = frozenset(
    "customer guest client patron visitor shopper person people somebody someone anybody anyone lady man woman guy "
    "bloke gentleman girl boy couple kid family tourist regular something anything item thing stuff article piece "
    "product today now currently tonight quick quickly really money total amount sum maximum max most least give "
    "make do".split()
)
"""Words that may stand in a question whatever the limit: they name the one it is for, the moment, or money."""
ANYONE = frozenset(
    "customer guest client visitor person people somebody someone anybody something anything item thing article "
    "product".split()
)
"""Words of a limit that nobody has to say: "replace a faulty item" is asked for as "replace this faulty cup"."""

_AFTER_A_SUM = {"off", "back", "without", "no", "not"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that means something: as it was typed, its stem, and whether it is said to be missing."""

    text: str
    stem: str
    absent: bool = False

    @property
    def key(self) -> str:
        """The form in which words are compared: "-receipt" is not "receipt"."""
        return f"-{self.stem}" if self.absent else self.stem


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read; `asks` when its words ask whether somebody may, `role` when they name one."""

    text: str
    words: tuple[Word, ...]
    sum: Sum | None = None
    sums: int = 0
    asks: bool = False
    role: str = ""


Stem = Callable[[str], str]


def read(text: str, stem: Stem, means: Callable[[str], bool], roles: Mapping[str, str]) -> Asked:
    """Read a question. `means` tells whether a stem stands in a limit, `roles` gives roles by the words for them."""
    low = " ".join(text.casefold().replace("’", "'").split())
    role, low = _role(low, roles)
    lead = _LEAD.match(low)
    bare = low[lead.end() :] if lead else low
    found = sums(bare, means=lambda word: means(stem(word)), small=lambda word: word in SMALL or word in _AFTER_A_SUM)
    rest = bare
    for each in reversed(found):
        rest = f"{rest[: each.start]} , {rest[each.end :]}"
    most = max(found, key=lambda each: each.amount, default=None)
    return Asked(
        text, meaning(rest, stem), most, len(found), asks=bool(lead or role or _TAIL.search(low)), role=role
    )  # fmt: skip


def meaning(text: str, stem: Stem) -> tuple[Word, ...]:
    """Give the words of a text that mean something; what is said to be missing is marked as absent."""
    return _meaning(text, stem)


@lru_cache(maxsize=4096)
def _meaning(text: str, stem: Stem) -> tuple[Word, ...]:
    done: list[Word] = []
    negated = False
    for word in _words(text):
        if word in _NOT:
            negated = True
        elif word in _GONE and done and not done[-1].absent and not _followed(text, word):
            done[-1] = Word(done[-1].text, done[-1].stem, absent=True)
        elif word in _GONE:
            negated = True
        elif word not in SMALL:
            reverse = word.removeprefix("un") in _REVERSED and word.startswith("un")
            plain = word.removeprefix("un") if reverse else word
            done.append(Word(word, stem(_possessor(plain)), absent=negated != reverse))
            negated = False
    return tuple(dict.fromkeys(done))


def _words(text: str) -> Iterable[str]:
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        yield from _SHORT.get(word, word.replace("n't", " not") if word.endswith("n't") else word).split()


def _possessor(word: str) -> str:
    return word.removesuffix("'s")


def _followed(text: str, word: str) -> bool:
    """Tell whether another word with a meaning follows this one."""
    after = text.casefold().partition(word)[2]
    return any(each not in SMALL for each in _words(after))


def _role(text: str, roles: Mapping[str, str]) -> tuple[str, str]:
    """Give the role that a question asks for ("may a shift lead …"), and the question without it."""
    for words in sorted(roles, key=len, reverse=True):
        found = re.match(rf"(\W*(?:may|can|could|should|is|are) )(?:an? |the |our |my )?{re.escape(words)}s?\b", text)
        if found:
            return roles[words], f"{found[1]}we{text[found.end() :]}"
    return "", text
