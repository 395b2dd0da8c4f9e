from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.journal.clock import PER_MS, follow, next_reading, reading_at, too_far_ahead

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def test_a_reading_is_milliseconds_and_a_counter() -> None:
    """The first entry of a millisecond reads that millisecond; the next ones count up within it."""
    first = next_reading(0, NOON)
    assert first == int(NOON.timestamp()) * 1000 * PER_MS
    assert [next_reading(first, NOON), next_reading(first + 1, NOON)] == [first + 1, first + 2]
    assert next_reading(first, NOON + timedelta(milliseconds=1)) == first + PER_MS


def test_readings_fit_canonical_json() -> None:
    """A reading of the year 2200 is still an integer that every JSON reader carries exactly."""
    assert reading_at(datetime(2200, 1, 1, tzinfo=UTC)) < 2**53


@given(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))))  # noqa: DTZ001
def test_time_never_runs_backwards(instants: list[datetime]) -> None:
    """However the machine's clock is set, each reading is greater than the one before."""
    last = 0
    for instant in instants:
        assert next_reading(last, instant) > last
        last = next_reading(last, instant)


def test_another_station_is_followed_unless_a_day_ahead() -> None:
    """A reading of another station is followed; one more than a day ahead is flagged and never followed."""
    near, far = reading_at(NOON + timedelta(hours=23)), reading_at(NOON + timedelta(hours=25))
    assert (follow(5, near, NOON), too_far_ahead(near, NOON)) == (near, False)
    assert (follow(5, far, NOON), too_far_ahead(far, NOON)) == (5, True)
    assert follow(near, 5, NOON) == near


def test_the_same_moment_in_any_zone() -> None:
    """A reading depends on the moment, not on the zone in which it is written."""
    assert reading_at(NOON.astimezone(timezone(timedelta(hours=9)))) == reading_at(NOON)


def test_a_time_without_zone_is_refused() -> None:
    """A time that does not say its zone is no moment."""
    with pytest.raises(TypeError):
        reading_at(NOON.replace(tzinfo=None))
