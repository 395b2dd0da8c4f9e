"""Instants in the house's time zone and in the words of its locale."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def _tr(text: str) -> str:
    return QCoreApplication.translate("Times", text)


class Times:
    """Prints instants for one house; give instants as aware datetimes (UTC)."""

    def __init__(self, zone: str = "UTC", locale: QLocale | None = None) -> None:
        self.locale = locale or QLocale()
        try:
            self.zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            self.zone = ZoneInfo("UTC")

    def local(self, instant: datetime) -> datetime:
        """Give the instant on the house's clock."""
        return instant.astimezone(self.zone)

    def clock(self, instant: datetime) -> str:
        """Print the time of day, for example 14:05."""
        here = self.local(instant)
        return self.locale.toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)

    def day(self, when: datetime | date) -> str:
        """Print the day, for example 3 May 2026."""
        return self._day(when, _tr("d MMMM yyyy"))

    def weekday(self, when: datetime | date) -> str:
        """Print the day with its weekday, for example Sunday, 3 May 2026."""
        return self._day(when, _tr("dddd, d MMMM yyyy"))

    def weekday_name(self, day: int) -> str:
        """Name a day of the week; 0 is Monday."""
        return self.locale.standaloneDayName(day + 1)

    def day_of_year(self, when: datetime | date) -> str:
        """Print the day without its year, for example 3 May."""
        return self._day(when, _tr("d MMMM"))

    def moment(self, instant: datetime) -> str:
        """Print day and time, for example 3 May 2026, 14:05."""
        return _tr("{day}, {time}").format(day=self.day(instant), time=self.clock(instant))

    def typed(self, instant: datetime) -> str:
        """Print day and time as somebody types them into a form, for example 2026-05-03 14:05."""
        return f"{self.local(instant):%Y-%m-%d %H:%M}"

    def exact(self, instant: datetime) -> str:
        """Print day and time with seconds and zone, as evidence needs it."""
        here = self.local(instant)
        return f"{here:%Y-%m-%d %H:%M:%S} {here.tzname()}"

    def near(self, instant: datetime, now: datetime) -> str:
        """Print an instant as somebody would say it now: 14:05, yesterday 14:05, 3 May, 3 May 2025."""
        days = (self.local(now).date() - self.local(instant).date()).days
        if days == 0:
            return self.clock(instant)
        if abs(days) == 1:
            words = _tr("yesterday, {time}") if days == 1 else _tr("tomorrow, {time}")
            return words.format(time=self.clock(instant))
        same_year = self.local(now).year == self.local(instant).year
        return self.day_of_year(instant) if same_year else self.day(instant)

    def left(self, due: datetime, now: datetime) -> str:
        """Print how long it is until something is due, or how long it is overdue."""
        minutes = round((due - now).total_seconds() / 60)
        words = _tr("{span} left") if minutes >= 0 else _tr("{span} over")
        return words.format(span=_span(abs(minutes)))

    def end_of(self, day: date, now: datetime) -> datetime | None:
        """Give the last instant (UTC) of a day on the house's clock; None when the day is not over yet."""
        if day >= self.local(now).date():
            return None
        return datetime.combine(day, time.max, self.zone).astimezone(UTC)

    def number(self, value: int) -> str:
        """Print a whole number with the locale's separators."""
        return self.locale.toString(value)

    def _day(self, when: datetime | date, pattern: str) -> str:
        here = self.local(when) if isinstance(when, datetime) else when
        return self.locale.toString(QDate(here.year, here.month, here.day), pattern)


def _span(minutes: int) -> str:
    hours, days = minutes // 60, minutes // (60 * 24)
    if days > 1:
        return _tr("{n} days").format(n=days)
    if hours > 1:
        return _tr("{n} hours").format(n=hours)
    return _tr("{n} min").format(n=minutes)


def utc(local: datetime, zone: ZoneInfo) -> datetime:
    """Give the instant of a time on the house's clock."""
    return local.replace(tzinfo=zone).astimezone(UTC)
