"""The hybrid logical clock: time order that never runs backwards (Kulkarni et al. 2014).

A reading is milliseconds since 1970 times 1024 plus a counter, which fits the integers of canonical JSON.
"""

from datetime import UTC, datetime, timedelta

PER_MS = 1024
AHEAD = timedelta(hours=24)
"""A reading further ahead of this machine's clock than this is flagged, never followed."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def reading_at(now: datetime) -> int:
    """Give the smallest reading of an instant."""
    return (now - _EPOCH) // timedelta(milliseconds=1) * PER_MS


def next_reading(last: int, now: datetime) -> int:
    """Give the next reading after the last one, at this instant or, when the clock was set back, just behind it."""
    return max(last + 1, reading_at(now))


def too_far_ahead(reading: int, now: datetime) -> bool:
    """Tell whether a reading lies more than a day ahead of an instant."""
    return reading > reading_at(now + AHEAD)


def follow(last: int, other: int, now: datetime) -> int:
    """Give the last reading after another station's was seen, which is followed unless it is too far ahead."""
    return last if too_far_ahead(other, now) else max(last, other)
