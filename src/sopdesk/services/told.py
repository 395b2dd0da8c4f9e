"""An event in words, before it is put on a page."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words: what, its text; for a change the field, old and new value; the reason.

    `moment` is the instant that stands in the text as {moment}, until the house's day and time are put there. What
    stands in quotes by its id, a step or an item, gets its words then.
    """

    what: str
    text: str = ""
    field: str = ""
    was: str = ""
    now: str = ""
    reason: str = ""
    occurred_at: datetime | None = None
    moment: datetime | None = None


def day_words(day: date) -> str:
    """Say a day, for example 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def moment_words(instant: datetime, zone: tzinfo) -> str:
    """Say an instant by the clock of a zone, for example 3 May 2026, 14:05."""
    here = instant.astimezone(zone)
    return f"{day_words(here)}, {here:%H:%M}"
