"""How the value of a field is said on a screen or on paper."""

import re
from collections.abc import Mapping
from datetime import datetime

from sopdesk.domain.field import APART, Asks, FieldSpec

_ZONE = re.compile(r"([+-][0-9]{2}:[0-9]{2})\[(.+)\]$")


def said(spec: FieldSpec, value: str, names: Mapping[str, str]) -> str:
    """Say a value: people by their names, choices with commas, a moment with its day and zone; the rest as it is."""
    match spec.asks:
        case Asks.PERSON:
            return names.get(value, value)
        case Asks.SEVERAL | Asks.BODY:
            return value.replace(APART, ", ")
        case Asks.DATE | Asks.MOMENT:
            return _day_words(value)
        case _:
            return value


def _day_words(value: str) -> str:
    """Say 2026-05-03T14:20+01:00[Europe/London] as 3 May 2026, 14:20 (Europe/London); what is no day stays as it is."""
    about, text = ("about ", value[6:]) if value.startswith("about ") else ("", value)
    zone = _ZONE.search(text)
    try:
        moment = datetime.fromisoformat(text[: zone.start()] if zone else text)
    except ValueError:
        return value
    clock = f", {moment:%H:%M}" if "T" in text else ""
    return f"{about}{moment.day} {moment:%B %Y}{clock}{f' ({zone[2]})' if zone else ''}"
