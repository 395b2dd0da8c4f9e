"""Which backups may go: the last of each day, week and month are kept, so many of each."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sopdesk.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Keep:
    """Of how many days, weeks and months the last backup is kept; only those count in which one was made."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12

    @classmethod
    def of(cls, text: str) -> Self:
        """Read "7,4,12": days, weeks, months. Refuses what is no such rule."""
        parts = [each.strip() for each in text.split(",")]
        if len(parts) != 3 or not all(each.isascii() and each.isdigit() and len(each) < 4 for each in parts):  # noqa: PLR2004 - three numbers below 1000
            raise Refusal(f"“{text}” does not say how many backups are kept. Give days, weeks and months, as 7,4,12.")
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.daily},{self.weekly},{self.monthly}"


_PERIODS: tuple[tuple[str, Callable[[datetime], Hashable]], ...] = (
    ("daily", datetime.date),
    ("weekly", lambda moment: moment.isocalendar()[:2]),
    ("monthly", lambda moment: (moment.year, moment.month)),
)


def superseded(backups: Mapping[str, datetime], keep: Keep) -> tuple[str, ...]:
    """Give the names of the backups that the rule does not keep, the oldest first; never the newest.

    Moments are of the house's clock: days, weeks (from Monday, ISO 8601) and months are the house's.
    """
    order = sorted(backups, key=lambda name: (backups[name], name), reverse=True)
    kept = set(order[:1])
    for which, period_of in _PERIODS:
        last: dict[Hashable, str] = {}
        for name in order:
            last.setdefault(period_of(backups[name]), name)
        kept.update(list(last.values())[: getattr(keep, which)])
    return tuple(name for name in reversed(order) if name not in kept)
