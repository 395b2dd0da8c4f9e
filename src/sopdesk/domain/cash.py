"""Cash by denomination: which notes and coins a currency has, and what a count of them comes to.

The denominations are those in ordinary circulation as the issuing central banks and mints list them (Bank of England
and Royal Mint, European Central Bank, Federal Reserve, Swiss National Bank, Sveriges Riksbank, Norges Bank, Danmarks
Nationalbank, Narodowy Bank Polski, Česká národní banka, Bank of Canada, Reserve Banks of Australia and New Zealand,
Bank of Japan), in 2026.
"""

from collections.abc import Iterable
from decimal import Decimal

from sopdesk.domain.refusal import Refusal

Counted = tuple[tuple[Decimal, int], ...]
"""Denominations with how many pieces of each, largest first."""

MOST_PIECES = 100_000
"""More pieces of one denomination than that are a slip of the keyboard."""

_IN_USE = {
    "GBP": "50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01",
    "EUR": "500 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01",
    "USD": "100 50 20 10 5 2 1 0.50 0.25 0.10 0.05 0.01",
    "CHF": "1000 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05",
    "SEK": "1000 500 200 100 50 20 10 5 2 1",
    "NOK": "1000 500 200 100 50 20 10 5 1",
    "DKK": "500 200 100 50 20 10 5 2 1 0.50",
    "PLN": "500 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01",
    "CZK": "5000 2000 1000 500 200 100 50 20 10 5 2 1",
    "CAD": "100 50 20 10 5 2 1 0.25 0.10 0.05",
    "AUD": "100 50 20 10 5 2 1 0.50 0.20 0.10 0.05",
    "NZD": "100 50 20 10 5 2 1 0.50 0.20 0.10",
    "JPY": "10000 5000 2000 1000 500 100 50 10 5 1",
}
_ELSEWHERE = "1000 500 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01"


def denominations(currency: str) -> tuple[Decimal, ...]:
    """Give the notes and coins of a currency (ISO 4217), largest first; a usual row for one that is not listed."""
    return tuple(Decimal(each) for each in _IN_USE.get(currency, _ELSEWHERE).split())


def total(counted: Iterable[tuple[Decimal, int]]) -> Decimal:
    """Give what pieces come to."""
    return sum((each * pieces for each, pieces in counted), Decimal(0))


def check_counted(counted: Iterable[tuple[Decimal, int]]) -> Counted:
    """Give a count in order, largest first, without what there was none of. Refuses what cannot be a count."""
    found = sorted((each for each in counted if each[1]), reverse=True)
    if len({each for each, _ in found}) < len(found):
        raise Refusal("One denomination stands there twice.")
    for each, pieces in found:
        if not each.is_finite() or each <= 0:
            raise Refusal(f"There is no note or coin of {each}.")
        if not 0 < pieces <= MOST_PIECES:
            raise Refusal(f"{pieces} pieces of {each} cannot be right. Count again.")
    return tuple(found)
