"""Cash as people of the demo café count it: notes and coins that come to a sum, as a drawer would hold them."""

from decimal import Decimal
from random import Random

from sopdesk.domain.cash import Counted, denominations

LARGEST = Decimal(20)
"""Fifties are not taken without a second person, so none lies in a drawer."""
SHARE = 0.55


def pieces(amount: Decimal, currency: str, random: Random) -> Counted:
    """Give notes and coins that come to an amount: of each denomination some, so that small ones are there too."""
    kinds = [each for each in denominations(currency) if each <= LARGEST]
    found = dict.fromkeys(kinds, 0)
    left = amount
    for each in kinds:
        most = int(left / each)
        found[each] = int(most * SHARE * random.random())
        left -= each * found[each]
    for each in kinds:
        found[each] += int(left / each)
        left -= each * int(left / each)
    return tuple((each, count) for each, count in found.items() if count)
