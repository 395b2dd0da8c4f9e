from datetime import timedelta

import pytest

from sopdesk.domain.late_entry import late_by, late_words
from tests.domain.given import at


def test_a_late_entry_is_marked() -> None:
    """An incident that is entered more than a day after it was told says how late."""
    assert late_by(at(), at(24)) is None
    assert late_by(at(), at(76)) == timedelta(hours=76)


@pytest.mark.parametrize(
    ("hours", "words"),
    [(76, "3 days and 4 hours"), (25, "1 day and 1 hour"), (24.5, "1 day and 30 minutes"), (0, "less than a minute")],
)
def test_how_late_is_said_in_two_units(hours: float, words: str) -> None:
    """How late is said in the two largest units."""
    assert late_words(timedelta(hours=hours)) == words
