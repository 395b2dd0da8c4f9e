from decimal import Decimal

import pytest

from sopdesk.domain.sums import Sum, sums

SURE = [
    ("refund 40", "40", ""), ("refund 40 without receipt", "40", ""), ("refund £40", "40", "GBP"),
    ("refund £ 40", "40", "GBP"), ("40 quid", "40", "GBP"), ("40quid", "40", "GBP"), ("forty", "40", ""),
    ("forty quid", "40", "GBP"), ("12,50", "12.50", ""), ("€12.50", "12.50", "EUR"), ("12.5", "12.5", ""),
    ("1,500", "1500", ""), ("1.500,00", "1500.00", ""), ("1,234,567", "1234567", ""), ("a tenner", "10", ""),
    ("two tenners", "20", ""), ("a fiver", "5", ""), ("fiver", "5", ""), ("twenty-five pounds", "25", "GBP"),
    ("a hundred", "100", ""), ("a hundred and twenty", "120", ""), ("one thousand two hundred", "1200", ""),
    ("50p", "0.5", ""), ("80 cents", "0.8", ""), ("2 pounds 50", "2.50", "GBP"), ("40€", "40", "EUR"),
    ("eur 30", "30", "EUR"), ("30 bucks", "30", ""), ("3 x 15", "45", ""), ("10 off", "10", ""),
]  # fmt: skip


def read(text: str) -> list[Sum]:
    """Read the sums of a question about discounts."""
    return sums(text, means=lambda word: word == "discount", small=lambda word: word in {"without", "off"})


@pytest.mark.parametrize(("text", "amount", "currency"), SURE, ids=[each[0] for each in SURE])
def test_a_sum_is_read_as_people_type_it(text: str, amount: str, currency: str) -> None:
    """Digits, words, notes and coins, with a sign, a word or nothing beside them."""
    [found] = read(text)
    assert (found.amount, found.currency, found.surely) == (Decimal(amount), currency, True)


@pytest.mark.parametrize("text", ["2 coffees", "20%", "20 % off", "table 5", "sop-011", "the 5th time", "one coffee"])
def test_a_number_that_counts_or_names_is_no_sum(text: str) -> None:
    """A number of things, a share, a place and a number of a procedure are no money."""
    assert read(text) == []


@pytest.mark.parametrize("text", ["10 discount", "2 at 4 each"])
def test_a_number_that_may_be_something_else_is_no_sure_sum(text: str) -> None:
    """Before a word that means something, or for each of several things, a number is only perhaps the sum."""
    assert [each.surely for each in read(text)][-1:] == [False]
