"""Times that somebody typed by the clock on the wall, put into a zone (RFC 9557)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.domain.refusal import Refusal


def in_zone(specs: Iterable[FieldSpec], values: Mapping[str, str], zone: ZoneInfo) -> dict[str, str]:
    """Give values with every moment that names no zone put into this one; the others as they are."""
    moments = {each.name: each for each in specs if each.asks is Asks.MOMENT}
    return {name: placed(moments[name].check(text), zone) if name in moments else text for name, text in values.items()}


def placed(moment: str, zone: ZoneInfo) -> str:
    """Give a moment as the field has checked it with offset and zone behind it.

    Refuses an hour that the clocks left out. Of an hour that they went through twice the first is taken, unless the
    offset is typed with it.
    """
    if not moment or moment.endswith("]"):
        return moment
    local = wall_clock(moment, zone)
    offset = f"{local:%z}"
    return f"{moment}{offset[:3]}:{offset[3:]}[{zone.key}]"


def wall_clock(moment: str, zone: ZoneInfo) -> datetime:
    """Give a moment that names no zone as an instant in this one. Refuses an hour that the clocks left out."""
    local = datetime.fromisoformat(moment.removeprefix("about ")).replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refusal(f"There was no {local:%H:%M} on that day: the clocks went forward.")
    return local


def as_instant_text(text: str, zone: ZoneInfo) -> str:
    """Give a day and time by the clock on the wall as an instant, "about " kept; anything else as it is."""
    try:
        naive = datetime.fromisoformat(text.strip().removeprefix("about ")).tzinfo is None
    except ValueError:
        return text
    if not naive:
        return text
    about = "about " if text.strip().startswith("about ") else ""
    return f"{about}{wall_clock(text.strip(), zone).astimezone(UTC).isoformat()}"
