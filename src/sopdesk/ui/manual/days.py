"""The manual as it stood on a day: what the screens hand each other and ask the services for."""

from datetime import UTC, date, datetime, time

from sopdesk.domain.refusal import Refusal
from sopdesk.ui.manual.words import tr
from sopdesk.ui.times import Times, utc


def day_of(text: str) -> date | None:
    """Read the day that a screen was handed; None for today or what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def last_instant(day: date | None, times: Times, now: datetime) -> datetime | None:
    """Give the last instant of a day in the past on the house's clock (UTC); None when it is not over yet."""
    if day is None or day >= times.local(now).date():
        return None
    return datetime.combine(day, time.max, times.zone).astimezone(UTC)


def instant_of(text: str, times: Times) -> datetime | None:
    """Read a day and time on the house's clock; None when nothing is written. Refuses what is no moment."""
    if not text.strip():
        return None
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(tr("Give day and time, for example 2026-05-03 06:00.")) from None
    return utc(local.replace(tzinfo=None), times.zone)
