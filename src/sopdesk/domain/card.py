"""Telling a full payment card number from other digits (ISO/IEC 7812-1: issuer's prefix, length, Luhn digit)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from sopdesk.domain.refusal import Refusal

_GAP = "[ .\\-_\u00a0\u00b7\u2000-\u200d\u2010-\u2015\u202f]"
_SHORTEST, _LONGEST = 13, 19
_RUN = re.compile(rf"(\+?)(\d(?:{_GAP}{{0,3}}\d){{{_SHORTEST - 1},}})")
_ADDRESS = re.compile(r"\bhttps?://\S+")
_BLOCK = re.compile(r"\d+")
_CARD = re.compile(
    r"""4\d{12}(?:\d{3})?(?:\d{3})?  # Visa
    | (?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}  # Mastercard
    | 3[47]\d{13}  # American Express
    | 3(?:0[0-59]|[689]\d)\d{11}  # Diners Club
    | (?:6011|64[4-9]\d|65\d\d|6[02]\d\d|8[12]\d\d|508\d)\d{12,15}  # Discover, UnionPay, RuPay
    | (?:352[89]|35[3-8]\d|220[0-4]|9792)\d{12,15}  # JCB, Mir, Troy
    | (?:50(?:18|20|38|6\d)|5893|6304|67\d\d)\d{9,15}  # Maestro, Verve
    """,
    re.VERBOSE,
)
_WRITTEN = {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (4, 3, 3, 3)}
"""How cards print their number: in a row of other numbers only these groups are looked at."""
_MACHINE = re.compile(r"[a-z]+-[0-9a-f]{8,}|[0-9a-f]{32,}|[A-Za-z0-9+/=_-]{40,}")
"""How ids, digests, keys and signatures look, whose digits nobody typed."""
_PHONE_LENGTH = 15
"""E.164: a telephone number has at most so many digits."""


def contains_card_number(text: str) -> bool:
    """Tell whether a text holds a full card number, also with spaces, dots or dashes between the digits."""
    return card_number_in(text) != ""


def card_number_in(text: str) -> str:
    """Give the digits of the first full card number in a text, or ""; web addresses have long numbers of their own."""
    for run in _RUN.finditer(_ADDRESS.sub("|", text)):
        blocks = [_plain(each) for each in _BLOCK.findall(run[2])]
        for digits in _candidates(blocks, is_phone=bool(run[1])):
            if _CARD.fullmatch(digits) and luhn(digits) and not _is_article_number(digits):
                return digits
    return ""


def keep_last_four(text: str) -> str:
    """Give a text with "[card ending 1111]" in the place of every full card number."""
    while digits := card_number_in(text):
        plain = "".join(_plain(each) if each.isdecimal() else each for each in text)
        found = next(re.finditer(f"{_GAP}{{0,3}}".join(digits), plain))
        text = f"{text[: found.start()]}[card ending {digits[-4:]}]{text[found.end() :]}"
    return text


def refuse_card_numbers(texts: Iterable[str]) -> None:
    """Refuse a full payment card number wherever it is typed (PCI DSS 3.4 allows the last four digits)."""
    for each in texts:
        if digits := card_number_in(each):
            raise Refusal(
                f"The number that ends in {digits[-4:]} looks like a full card number. Keep only its last four digits."
            )


def refuse_recorded(what: object) -> None:
    """Refuse a full card number in any text of an event, whatever kind it is; ids, digests and keys are no texts."""
    refuse_card_numbers(each for each in _texts(what) if not _MACHINE.fullmatch(each))


def _texts(value: object) -> Iterator[str]:
    """Give every text within a value of the domain."""
    if isinstance(value, str):
        yield str(value)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.items()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value // 10 + value % 10
    return total % 10 == 0


def _candidates(blocks: list[str], *, is_phone: bool) -> Iterator[str]:
    """Give what may be a card number: a block, blocks grouped as on a card, or all blocks where they stand alone."""
    for start in range(1 if is_phone else 0, len(blocks)):
        if _SHORTEST <= len(blocks[start]) <= _LONGEST:
            yield blocks[start]
        for size in (3, 4, 5):
            group = blocks[start : start + size]
            if tuple(map(len, group)) in _WRITTEN:
                yield "".join(group)
    whole = "".join(blocks)
    if not is_phone and _PHONE_LENGTH < len(whole) <= _LONGEST:
        yield whole


def _is_article_number(digits: str) -> bool:
    """Tell whether 13 digits carry the check digit of a GTIN-13 (EAN): a bar code, not one of the old short cards."""
    if len(digits) != _SHORTEST:
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def _plain(digits: str) -> str:
    """Give digits of any script as 0 to 9."""
    return digits if digits.isascii() else "".join(str(int(each)) for each in digits)
