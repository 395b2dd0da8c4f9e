from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sopdesk.domain.open_time import ROUND_THE_CLOCK, OpenTime
from sopdesk.domain.opening import Hours, Span, WeekFrom

LONDON = ZoneInfo("Europe/London")
DAILY = Span(9 * 60, 17 * 60)
CLOSED: tuple[Span, ...] = ()
WEEKDAYS = ((DAILY,),) * 5 + (CLOSED,) * 2


def there(day: int, hour: int, minute: int = 0, month: int = 5) -> datetime:
    """Give an instant of 2026 by London's clock; 4 May is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def counted(hours: Hours) -> OpenTime:
    """Count by some hours."""
    return OpenTime(hours, LONDON)


def test_only_open_hours_count() -> None:
    """Two hours from an hour before the close end an hour after the next opening; the weekend counts nothing."""
    time = counted(Hours(weeks=[WeekFrom(date(2026, 1, 1), WEEKDAYS)]))
    assert time.after(there(4, 16), timedelta(hours=2)) == there(5, 10)
    assert time.after(there(8, 16), timedelta(hours=2)) == there(11, 10)
    assert time.after(there(4, 16), timedelta(hours=1)) == there(4, 17)
    assert time.after(there(9, 3), timedelta(minutes=1)) == there(11, 9, 1)
    assert time.between(there(8, 16), there(11, 10)) == timedelta(hours=2)
    assert time.between(there(9, 1), there(10, 23)) == timedelta()
    assert time.between(there(5, 10), there(4, 10)) == timedelta()


def test_special_days_and_nights_count_as_they_are() -> None:
    """A holiday counts nothing; a night that goes on past midnight counts to its end; spans that overlap count once."""
    hours = Hours(weeks=[WeekFrom(date(2026, 1, 1), ((Span(20 * 60, 2 * 60),),) * 7)])
    hours.days[date(2026, 5, 5)] = ("Holiday", ())
    hours.days[date(2026, 5, 7)] = ("Fair", (Span(60, 10 * 60),))
    time = counted(hours)
    assert time.after(there(5, 1), timedelta(hours=2)) == there(6, 21)
    assert time.between(there(6, 20), there(7, 10)) == timedelta(hours=14)
    assert time.after(there(6, 20), timedelta(hours=14)) == there(7, 10)


def test_before_anybody_said_when_the_house_opens_every_minute_counts() -> None:
    """Days of which nobody has said the hours are open all day, also the short one of the change to summer time."""
    time = counted(Hours(weeks=[WeekFrom(date(2026, 5, 6), WEEKDAYS)]))
    assert time.between(there(4, 0), there(6, 12)) == timedelta(hours=48 + 3)
    assert counted(Hours()).between(there(29, 0, month=3), there(30, 0, month=3)) == timedelta(hours=23)


def test_a_house_that_closes_for_good_does_not_stop_the_clocks() -> None:
    """Where the house no longer opens, every minute counts from its last close on."""
    time = counted(Hours(weeks=[WeekFrom(date(2026, 1, 1), WEEKDAYS), WeekFrom(date(2026, 5, 5), (CLOSED,) * 7)]))
    assert time.after(there(4, 16), timedelta(hours=2)) == there(4, 18)
    assert time.between(there(4, 16), there(9, 0, month=9)) == timedelta(hours=1)


def test_round_the_clock_every_minute_counts() -> None:
    """Nights and holidays count like the days; nothing is counted backwards."""
    assert ROUND_THE_CLOCK.after(there(4, 16), timedelta(hours=30)) == there(5, 22)
    assert ROUND_THE_CLOCK.between(there(4, 16), there(5, 16)) == timedelta(days=1)
    assert ROUND_THE_CLOCK.between(there(5, 16), there(4, 16)) == timedelta()
