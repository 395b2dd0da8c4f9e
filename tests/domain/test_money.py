from decimal import Decimal

import pytest

from sopdesk.domain.money import money


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [("25", "EUR", "€25"), ("12.5", "gbp", "£12.50"), ("1500.00", "CHF", "CHF 1,500"), ("3", "", "3")],
)
def test_an_amount_stands_with_its_currency(amount: str, currency: str, words: str) -> None:
    """Whole amounts have no decimals; a currency without a sign stands before the amount by its code."""
    assert money(Decimal(amount), currency) == words
