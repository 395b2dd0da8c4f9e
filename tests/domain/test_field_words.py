import pytest

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.domain.field_words import said


@pytest.mark.parametrize(
    ("asks", "value", "words"),
    [
        (Asks.PERSON, "person-1", "Ruth"),
        (Asks.PERSON, "person-2", "person-2"),
        (Asks.SEVERAL, "hand; finger", "hand, finger"),
        (Asks.DATE, "2026-05-03", "3 May 2026"),
        (Asks.DATE, "[erased]", "[erased]"),
        (Asks.MOMENT, "about 2026-05-03T14:20", "about 3 May 2026, 14:20"),
        (Asks.MOMENT, "2026-05-03T14:20+01:00[Europe/London]", "3 May 2026, 14:20 (Europe/London)"),
        (Asks.AMOUNT, "12.50 GBP", "12.50 GBP"),
    ],
)
def test_a_value_is_said_as_people_say_it(asks: Asks, value: str, words: str) -> None:
    """People are named, days have their month, zones stand behind their times."""
    assert said(FieldSpec("x", "X", asks), value, {"person-1": "Ruth"}) == words
