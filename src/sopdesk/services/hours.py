"""The opening hours of the house: its week, the days that differ, and the public holidays that are proposed for it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sopdesk.domain import opening
from sopdesk.domain.opening import HOURS, HoursOfDay, Span
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.desk import Desk
from sopdesk.store import opening as table
from sopdesk.views.schedule import WeekRow


class Hours:
    """Acts and questions about when the house is open; worked out from the record and the clock at each asking."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def is_open(self, at: datetime | None = None) -> bool:
        """Tell whether the house is open at an instant (now); where nobody has said when it opens, it always is."""
        return self.said().is_open(at or self._desk.now(), self._desk.zone())

    def opens_next(self, at: datetime | None = None) -> datetime | None:
        """Give when the house opens next after an instant (now); None where nobody has said, or not within 60 days."""
        return self.said().opens_next(at or self._desk.now(), self._desk.zone())

    def day(self, day: date) -> HoursOfDay:
        """Give the opening hours of a day."""
        return self.said().on(day)

    def days(self, first: date, last: date) -> tuple[HoursOfDay, ...]:
        """Give the opening hours of each day from one to another."""
        said = self.said()
        return tuple(said.on(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def week(self, day: date | None = None) -> WeekRow | None:
        """Give the ordinary week that is in force on a day (today); None where nobody has said."""
        found = self.said().week_on(day or self.today())
        return self._row(found) if found else None

    def weeks(self) -> tuple[WeekRow, ...]:
        """Give every ordinary week that was ever said, newest first."""
        return tuple(self._row(each) for each in reversed(self.said().weeks))

    def special_days(self, first: date | None = None) -> tuple[HoursOfDay, ...]:
        """Give the days that differ from the week, from a day (today) on."""
        said, since = self.said(), first or self.today()
        return tuple(said.on(day) for day in sorted(said.days) if day >= since)

    def change_week(self, *, by: str, week: Sequence[Sequence[Span]], first: date, reason: str = "") -> None:
        """Set the ordinary week, Monday first, from today or a later day on."""
        self._desk.require(by, Right.PLAN)
        what = opening.change_week(self.said(), week, first, reason, self.today())
        self._desk.record(by, (HOURS, [what]))

    def change_day(self, *, by: str, day: date, name: str, spans: Sequence[Span] = ()) -> None:
        """Give one day other hours or, without any, close it."""
        self._desk.require(by, Right.PLAN)
        self._desk.record(by, (HOURS, [opening.change_day(day, name, spans, self.today())]))

    def day_as_usual(self, *, by: str, day: date) -> None:
        """Let a day be again as the week says."""
        self._desk.require(by, Right.PLAN)
        self._desk.record(by, (HOURS, [opening.day_as_usual(self.said(), day, self.today())]))

    def close_on(self, *, by: str, days: Sequence[tuple[date, str]]) -> None:
        """Close the house on several days at once, each by its name: public holidays that were proposed."""
        self._desk.require(by, Right.PLAN)
        if not days:
            raise Refusal("Choose at least one day.")
        today = self.today()
        self._desk.record(by, (HOURS, [opening.change_day(day, name, (), today) for day, name in days]))

    @staticmethod
    def countries() -> tuple[tuple[str, str], ...]:
        """Give the countries whose public holidays are known, as (code, name), by name."""
        from sopdesk.almanac.public_holidays import countries

        return countries()

    @staticmethod
    def regions(country: str) -> tuple[tuple[str, str], ...]:
        """Give the regions of a country that have holidays of their own, as (code, name)."""
        from sopdesk.almanac.public_holidays import regions

        return regions(country)

    def public_holidays(self, country: str, region: str = "") -> tuple[tuple[date, str], ...]:
        """Give the public holidays of the next twelve months, by their names there."""
        from sopdesk.almanac.public_holidays import public_holidays

        today = self.today()
        return public_holidays(country, region, today, today + timedelta(days=365))

    def today(self) -> date:
        """Give today by the house's clock."""
        return self._desk.day_of(self._desk.now())

    def said(self) -> opening.Hours:
        """Give the opening hours as they were said, with every week and every single day."""
        with self._desk.store.reading() as connection:
            return table.the_hours(connection)

    def _row(self, found: opening.WeekFrom) -> WeekRow:
        stamp = found.stamp
        who = self._desk.names().get(stamp.actor, "") if stamp else ""
        return WeekRow(found.first, found.week, who, stamp.at if stamp else self._desk.now(), found.reason)
