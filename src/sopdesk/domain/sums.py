"""Sums of money in a question as people type it: "40", "£12,50", "forty quid", "a tenner"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

_ONES = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
}
_TENS = {
    word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TENS["fourty"] = 40
_POWERS = {"hundred": 100, "thousand": 1000}
_NOTES = {"fiver": 5, "tenner": 10, "grand": 1000}
_WHOLE = {
    "£": "GBP", "€": "EUR", "$": "USD", "quid": "GBP", "pounds": "GBP", "pound": "GBP", "gbp": "GBP", "euros": "EUR",
    "euro": "EUR", "eur": "EUR", "bucks": "", "buck": "", "dollars": "USD", "dollar": "USD", "usd": "USD",
    "francs": "CHF", "chf": "CHF",
}  # fmt: skip
_UNITS = "|".join(each for each in _WHOLE if each.isalpha())
_HUNDREDTHS = ("pence", "cents", "cent", "ct", "p")
_WORD = "|".join((*_ONES, *_TENS, *_POWERS))
_NUMBER = rf"(?:\d+(?:[.,]\d+)*(?!\d)|\b(?:a[ ])?(?:{_WORD})(?:[ -](?:and[ ])?(?:{_WORD}))*\b)"
_MONEY = re.compile(
    rf"""(?P<sign>[£€$]|\b(?:gbp|eur|usd|chf)\b)\s?(?P<after>{_NUMBER})
    |(?P<before>{_NUMBER})\s?(?P<unit>[£€$]|(?:{_UNITS})\b)(?:[ ](?P<rest>\d\d)\b)?
    |(?P<parts>{_NUMBER})\s?(?:{"|".join(_HUNDREDTHS)})\b
    |\b(?:(?P<times>{_NUMBER})[ ]|a[ ])?(?P<note>{"|".join(_NOTES)})s?\b
    |(?P<bare>{_NUMBER})(?P<tail>\s?%|[^\W\d_]*)""",
    re.VERBOSE,
)
_LABEL = re.compile(r"\b(?:table|room|order|till|number|nr|no|sop|booking|step|bay)[ .:-]*\Z")
"""After these words a number is a name, not a sum."""
_TIMES = re.compile(r"\b(\d{1,3}) ?[x×*] ?\Z")
_APIECE = {"each", "apiece", "per"}
_NEXT = re.compile(r"\s*(?P<word>[^\W\d_]+|%)?")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum read from a question; `surely` when nothing else can be meant, `currency` by its ISO 4217 code or ""."""

    amount: Decimal
    start: int
    end: int
    surely: bool = True
    currency: str = ""


def sums(text: str, *, means: Callable[[str], bool], small: Callable[[str], bool]) -> list[Sum]:
    """Give the sums in a question, which is in lower case.

    A bare number is one when nothing or a `small` word follows. Before a word that `means` something in a limit it may
    be one ("10 discount"); before any other word it counts things ("2 coffees"), after some it is a name ("table 5").
    """
    found = (_sum(text, each, means, small) for each in _MONEY.finditer(text))
    return [_times(text, each) for each in found if each is not None]


def _times(text: str, read: Sum) -> Sum:
    """Count a sum as often as it is said to be there: "3 x 15"."""
    often = _TIMES.search(text, 0, read.start)
    return replace(read, amount=read.amount * int(often[1]), start=often.start()) if often else read


def _sum(text: str, found: re.Match[str], means: Callable[[str], bool], small: Callable[[str], bool]) -> Sum | None:
    start, end = found.span()
    if found["after"]:
        return Sum(_value(found["after"]), start, end, currency=_WHOLE[found["sign"]])
    if found["before"]:
        rest = Decimal(found["rest"] or 0) / 100
        return Sum(_value(found["before"]) + rest, start, end, currency=_WHOLE[found["unit"]])
    if found["parts"]:
        return Sum(_value(found["parts"]) / 100, start, end)
    if found["note"]:
        return Sum(_value(found["times"] or "1") * _NOTES[found["note"]], start, end)
    following = _NEXT.match(text, end)
    word = following["word"] if following else None
    if found["tail"] or _LABEL.search(text[:start]) or word == "%":
        return None
    if word is None or small(word):
        return Sum(_value(found["bare"]), start, end)
    return Sum(_value(found["bare"]), start, end, surely=False) if word in _APIECE or means(word) else None


def _is_digits(number: str) -> bool:
    return number[0].isdigit()


def _value(number: str) -> Decimal:
    """Read a number in digits or words; a point or comma before three digits parts thousands."""
    if not _is_digits(number):
        return Decimal(_in_words(number))
    whole, sign, decimals = re.fullmatch(r"([\d.,]*?)(?:([.,])(\d{1,2}))?", number).groups()  # type: ignore[union-attr] # fits every number
    return Decimal(f"{re.sub('[.,]', '', whole)}.{decimals or '0'}" if sign else re.sub("[.,]", "", number))


def _in_words(number: str) -> int:
    total = part = 0
    for word in re.split(r"[ -]", number):
        if word in _POWERS:
            part = max(part, 1) * _POWERS[word]
            if word == "thousand":
                total, part = total + part, 0
        else:
            part += _ONES.get(word) or _TENS.get(word) or 0
    return total + part
