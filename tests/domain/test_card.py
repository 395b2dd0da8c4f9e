import random

import pytest

from sopdesk.domain.card import (
    card_number_in,
    contains_card_number,
    keep_last_four,
    luhn,
    refuse_card_numbers,
    refuse_recorded,
)
from sopdesk.domain.entry import EntryConfirmed, EntryRecorded
from sopdesk.domain.house import HouseFounded
from sopdesk.domain.incident import IncidentLinked
from tests.domain.given import CARD, procedure, refuses, step


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "paid with 4111 1111 1111 1111, valid until 12/27",
        "12 x 4111-1111-1111-1111 12",
        "4111.1111.1111.1111",
        "4111\u00a01111\u20111111 – 1111",
        "41 11 11 11 11 11 11 11",
        "Visa4222222222222",
        "378282246310005 (Amex)",
        "Amex 3782 822463 10005 07/29",
        "3056 930902 5904",
        "5105105105105100",
        "2223003122003222",
        "6011000990139424",
        "3530111333300000",
        "6200000000000005",
        "6759649826438453",
        "".join(chr(0xFF10 + int(digit)) for digit in "4111111111111111"),
        "+49 170 1234567 4111 1111 1111 1111",
    ],
)
def test_a_card_number_is_found_however_it_is_typed(text: str) -> None:
    """A full card number is found anywhere in a text, with spaces, dashes or dots between its digits."""
    assert contains_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "card ending 1111",
        "4111 1111 1111 1112",
        "+49 151 1234 5678 90",
        "+4915112345678",
        "0049 170 1234567 890",
        "tel. 0612 345 678, mob. 0612 345 679",
        "49 151 12345672",
        "4006381333931",
        "receipt 2026-05-03-001-0000017",
        "20260503142055001",
        "order 1234567812345670",
        "ratings 4 4 3 5 2 1 4 4 3 5 2 1 4 4 3 5 2 1 4 4 3 5",
        "12345674111111111111111",
        "411111111111",
        "[help](https://help.example.org/articles/4409607962387)",
    ],
)
def test_other_numbers_are_left_in_peace(text: str) -> None:
    """Telephone numbers, receipts, bar codes and the last four digits are no card numbers."""
    assert card_number_in(text) == ""


def test_few_receipt_numbers_look_like_cards() -> None:
    """Of receipt numbers that begin with the date none is taken for a card."""
    lots = random.Random(7)
    assert not any(contains_card_number(f"2026{lots.randrange(10**12):012d}") for _ in range(2000))


def test_a_refusal_says_which_number() -> None:
    """A full card number is refused with its last four digits: these may be kept."""
    assert "ends in 1111" in refuses(lambda: refuse_card_numbers(["fine", f"{CARD}."]))
    refuse_card_numbers(["only the last four: 1111"])


def test_the_check_digit_follows_luhn() -> None:
    """ISO/IEC 7812-1: the last digit is right or wrong."""
    assert luhn("79927398713")
    assert not luhn("79927398710")


@pytest.mark.parametrize("piece", ["1234 ", "4", "a1 ", "4111 1111 1111 1112 ", "1 - "])
def test_a_long_text_is_looked_through_once(piece: str) -> None:
    """A text of a hundred thousand characters, made to be looked through again and again, holds no card number."""
    text = piece * (100_000 // len(piece))
    assert not contains_card_number(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("paid with 4111 1111-1111 1111, valid", "paid with [card ending 1111], valid"),
        ("5105105105105100 and 4111111111111111", "[card ending 5100] and [card ending 1111]"),
        ("".join(chr(0xFF10 + int(digit)) for digit in "4111111111111111"), "[card ending 1111]"),
        ("order 1234567812345670", "order 1234567812345670"),
    ],
)
def test_the_last_four_digits_are_kept(text: str, kept: str) -> None:
    """Where a full card number stood, its last four digits can stay; other numbers stay whole."""
    assert keep_last_four(text) == kept


def test_every_text_of_every_event_is_looked_at() -> None:
    """A full card number is refused wherever it stands in an event; ids, digests and keys are left in peace."""
    digest = "4111111111111111" * 4
    refuse_recorded(IncidentLinked("incident-4111111111111111", "same receipt"))
    refuse_recorded(EntryConfirmed("e1", digest))
    for what in (
        IncidentLinked("incident-1", CARD),
        EntryRecorded("e1", "offer", (("answer", "refused"),), (("offered", CARD),)),
        procedure(steps=(step("look"), step("pay", warnings=(CARD,)))),
        HouseFounded("Corner", "High Street", "UTC", contacts=(("bank", CARD),)),
        {"a": [CARD]},
    ):
        assert "card number" in refuses(lambda what=what: refuse_recorded(what))  # type: ignore[misc] # lambda's default
