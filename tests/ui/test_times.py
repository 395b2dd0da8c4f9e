from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from sopdesk.ui.times import Times, utc

NOON = datetime(2026, 5, 3, 12, 5, tzinfo=UTC)
BRITISH = Times("Europe/Berlin", QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
GERMAN = Times("Europe/Berlin", QLocale(QLocale.Language.German, QLocale.Country.Germany))


def test_times_are_the_houses() -> None:
    """An instant is printed on the house's clock and in the words of its locale."""
    assert BRITISH.moment(NOON) == "3 May 2026, 14:05"
    assert GERMAN.day(NOON) == "3 Mai 2026"
    assert BRITISH.weekday(date(2026, 5, 3)) == "Sunday, 3 May 2026"
    assert BRITISH.exact(NOON) == "2026-05-03 14:05:00 CEST"
    assert GERMAN.number(1234567) == "1.234.567"


@pytest.mark.parametrize(
    ("ago", "words"),
    [(0, "14:05"), (1, "yesterday, 14:05"), (-1, "tomorrow, 14:05"), (20, "13 April"), (400, "29 March 2025")],
)
def test_an_instant_is_said_as_one_would(ago: int, words: str) -> None:
    """Today is a time, yesterday says so, what is long ago has its year."""
    assert BRITISH.near(NOON - timedelta(days=ago), NOON) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45 min left"), (-45, "45 min over"), (180, "3 hours left"), (-60 * 72, "3 days over")],
)
def test_how_long_is_left(minutes: int, words: str) -> None:
    """A clock says how long is left, or how long it is over."""
    assert BRITISH.left(NOON + timedelta(minutes=minutes), NOON) == words


def test_an_unknown_zone_is_utc() -> None:
    """A zone that this computer does not know is shown as UTC, and says so."""
    assert Times("Mars/Olympus").exact(NOON).endswith("UTC")


def test_local_times_become_instants() -> None:
    """What somebody types on the house's clock is recorded in UTC."""
    assert utc(datetime(2026, 5, 3, 14, 5), BRITISH.zone) == NOON  # noqa: DTZ001 - as typed
