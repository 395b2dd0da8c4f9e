"""How late an incident was entered: the time from when it was told to when it was recorded."""

from datetime import datetime, timedelta

IN_TIME = timedelta(hours=24)
"""An incident is in the log within so long of being told (the desk's preset: see clock.py)."""
_DAY, _HOUR = 24 * 60, 60


def late_by(reported: datetime, recorded: datetime, within: timedelta = IN_TIME) -> timedelta | None:
    """Give how long after it was told an incident was entered; None where it was entered in time."""
    span = recorded - reported
    return span if span > within else None


def late_words(span: timedelta) -> str:
    """Say how late, in its two largest units, for example "3 days and 4 hours"."""
    minutes = int(span.total_seconds() // 60)
    parts = [(minutes // _DAY, "day"), (minutes % _DAY // _HOUR, "hour"), (minutes % _HOUR, "minute")]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
    return " and ".join(said[:2]) or "less than a minute"
