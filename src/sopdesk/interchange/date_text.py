"""Dates and times as tables write them: every way in which they can be read, and no guess between two."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

ORDERS = ("dmy", "mdy", "ymd")
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NUMBERS = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})")
_NAMED = re.compile(r"(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[./\- ]+([A-Za-z]{3,9})\.?[./\-, ]+(\d{2,4})")
_NAMED_FIRST = re.compile(r"(?:[A-Za-z]{6,9},\s+)?([A-Za-z]{3,9})\.?[ \-]+(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{2,4})")
_TIME = re.compile(
    r"[T ]*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+\-]\d{2}:?\d{2})?"
)
_FULL_YEAR, _TURN, _MIDDAY = 4, 70, 12


@dataclass(frozen=True, slots=True)
class Readings:
    """The dates that a text can mean, by order of day, month and year; and what followed the date."""

    by_order: dict[str, date]
    rest: str

    def read(self, order: str) -> date | None:
        """Give the date in this order; without an order, only one that all orders agree on."""
        found = set(self.by_order.values())
        if order in self.by_order:
            return self.by_order[order]
        return found.pop() if len(found) == 1 and not order else None


@lru_cache(maxsize=4096)
def readings(text: str) -> Readings:
    """Give every way to read a date; a year of four digits in front and a month's name leave only one."""
    clean = " ".join(text.split())
    if found := _NUMBERS.match(clean):
        return Readings(_by_order(*found.groups()), clean[found.end() :])
    for pattern, day, month in ((_NAMED, 1, 2), (_NAMED_FIRST, 2, 1)):
        found = pattern.match(clean)
        number = _MONTHS.get(found[month][:3].lower()) if found else None
        if found and number:
            one = _date(found[3], str(number), found[day])
            return Readings(dict.fromkeys(ORDERS, one) if one else {}, clean[found.end() :])
    return Readings({}, clean)


def clock(text: str) -> tuple[time, str] | None:
    """Give the time of day and the offset behind it ("" when none is said); None for what is no time."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= _MIDDAY:
            return None
        hour = hour % _MIDDAY + (_MIDDAY if found[4][0] in "pP" else 0)
    try:
        return time(hour, minute, second), found[5] or ""
    except ValueError:
        return None


def _by_order(one: str, two: str, three: str) -> dict[str, date]:
    if len(one) == _FULL_YEAR:
        found = _date(one, two, three)
        return dict.fromkeys(ORDERS, found) if found else {}
    tried = {"dmy": _date(three, two, one), "mdy": _date(three, one, two), "ymd": _date(one, two, three)}
    if len(three) == _FULL_YEAR:
        tried["ymd"] = None
    return {order: found for order, found in tried.items() if found}


def _date(year: str, month: str, day: str) -> date | None:
    if len(year) == 3 or len(day) > 2:  # noqa: PLR2004 - neither a year nor a day
        return None
    full = int(year) if len(year) == _FULL_YEAR else int(year) + (1900 if int(year) >= _TURN else 2000)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def swapped(day: date) -> date | None:
    """Give a date with day and month changed about, or None where there is none."""
    return _date(f"{day.year:04}", str(day.day), str(day.month))
