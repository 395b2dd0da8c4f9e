"""Instants as they are printed: in the house's own time, with the distance from UTC where it matters."""

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """Give a time zone by its IANA name; UTC when this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def zone_name(name: str) -> str:
    """Name the zone in which times are printed, as `zone_of` chose it."""
    return "UTC" if zone_of(name) is UTC else name


def as_day(instant: datetime | date, zone: str = "UTC") -> str:
    """Give a day as "3 May 2026"."""
    local = instant.astimezone(zone_of(zone)) if isinstance(instant, datetime) else instant
    return f"{local.day} {local:%B} {local.year:04d}"


def as_minute(instant: datetime, zone: str) -> str:
    """Give an instant as "3 May 2026, 14:05"."""
    return f"{as_day(instant, zone)}, {instant.astimezone(zone_of(zone)):%H:%M}"


def as_second(instant: datetime, zone: str) -> str:
    """Give an instant as "3 May 2026, 14:05:09 +01:00": nothing is left to guess."""
    return f"{as_day(instant, zone)}, {_clock(instant, zone)}"


def as_line(instant: datetime, zone: str) -> tuple[str, str]:
    """Give an instant in short as ("2026-05-03", "14:05:09 +01:00")."""
    return instant.astimezone(zone_of(zone)).date().isoformat(), _clock(instant, zone)


def _clock(instant: datetime, zone: str) -> str:
    local = instant.astimezone(zone_of(zone))
    offset = f"{local:%z}"
    return f"{local:%H:%M:%S} {offset[:3]}:{offset[3:5]}"
