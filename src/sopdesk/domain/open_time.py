"""Counting time: round the clock, or only while the house is open."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Protocol

from sopdesk.domain.opening import FURTHEST, Hours, Open

_DAY = timedelta(days=1)


class Time(Protocol):
    """What a clock counts."""

    def after(self, start: datetime, span: timedelta) -> datetime:
        """Give the instant at which so much time has been counted since another."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Give how much time is counted from one instant to another."""


class RoundTheClock:
    """Every minute counts."""

    def after(self, start: datetime, span: timedelta) -> datetime:
        """Give the instant so long after another."""
        return start + span

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Give the time from one instant to another; none where the other comes first."""
        return max(end - start, timedelta())


class OpenTime:
    """Only the time counts during which the house is open; where nobody has said when it is, every minute does."""

    def __init__(self, hours: Hours, zone: tzinfo) -> None:
        """Count by these opening hours, on the house's clock."""
        self._hours = hours
        self._zone = zone
        self._days: dict[datetime, tuple[Open, ...]] = {}

    def after(self, start: datetime, span: timedelta) -> datetime:
        """Give the instant at which the house was open so long since another.

        From where it does not open for two months every minute counts, so that every clock ends.
        """
        left, at = span, start
        for each in self._open(start):
            begins = max(each.opens, at)
            if each.closes - begins >= left:
                return begins + left
            left -= max(each.closes - begins, timedelta())
            at = max(each.closes, at)
        return at + left

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Give how long the house was open from one instant to another."""
        whole, at = timedelta(), start
        for each in self._open(start):
            if each.opens >= end:
                break
            begins, ends = max(each.opens, at), min(each.closes, end)
            if ends > begins:
                whole, at = whole + (ends - begins), ends
        return whole

    def _open(self, start: datetime) -> Iterator[Open]:
        """Give the times at which the house is open from the day before an instant on, until it no longer opens."""
        midnight = datetime.combine(start.astimezone(self._zone).date(), time(), self._zone) - _DAY
        closed = 0
        while closed <= FURTHEST:
            found = self._on(midnight)
            closed = 0 if found else closed + 1
            yield from found
            midnight += _DAY  # on the house's clock: a day of 23 or 25 hours is a day, too

    def _on(self, midnight: datetime) -> tuple[Open, ...]:
        if midnight not in self._days:
            day = self._hours.on(midnight.date())
            whole = Open(midnight.astimezone(UTC), (midnight + _DAY).astimezone(UTC))
            self._days[midnight] = day.times(self._zone) if day.known else (whole,)
        return self._days[midnight]


ROUND_THE_CLOCK = RoundTheClock()
