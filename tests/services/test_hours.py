from datetime import UTC, date, datetime, timedelta
from functools import partial

from sopdesk.domain.opening import Span
from tests.domain.given import refuses
from tests.services.conftest import House

TODAY = date(2026, 5, 4)
DAY = Span(8 * 60, 18 * 60)
WEEK = [[DAY]] * 6 + [[]]


def test_the_house_says_when_it_is_open(house: House) -> None:
    """Until somebody has said when, the house counts as open; then its week counts, from a day on, with its reason."""
    hours = house.desk.hours
    assert (hours.is_open(), hours.opens_next(), hours.week()) == (True, None, None)
    hours.change_week(by=house.sam, week=WEEK, first=TODAY)
    assert hours.is_open()
    assert not hours.is_open(datetime(2026, 5, 4, 17, 0, tzinfo=UTC))  # six in the evening in London
    assert hours.opens_next() == datetime(2026, 5, 5, 7, 0, tzinfo=UTC)
    hours.change_week(by=house.sam, week=[[DAY]] * 7, first=date(2026, 6, 1), reason="Sundays too")
    now, later = hours.week(), hours.week(date(2026, 6, 1))
    assert (now and now.reason, later and later.reason, later and later.who) == ("", "Sundays too", "Sam")
    assert [each.first.month for each in hours.weeks()] == [6, 5]


def test_single_days(house: House) -> None:
    """A day that differs stands in the list until it is past; nobody works by the rota on a closed one."""
    hours = house.desk.hours
    hours.change_week(by=house.sam, week=WEEK, first=TODAY)
    hours.change_day(by=house.sam, day=TODAY, name="Half a day", spans=[Span(480, 720)])
    hours.close_on(by=house.sam, days=[(date(2026, 12, 25), "Christmas Day"), (date(2026, 12, 26), "Boxing Day")])
    assert [each.name for each in hours.special_days()] == ["Half a day", "Christmas Day", "Boxing Day"]
    assert [each.closed for each in hours.days(date(2026, 12, 24), date(2026, 12, 26))] == [False, True, True]
    assert house.desk.duty.rota().closed == {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Boxing Day"}
    hours.day_as_usual(by=house.sam, day=date(2026, 12, 26))
    house.clock.wait(days=1)
    assert [each.name for each in hours.special_days()] == ["Christmas Day"]
    assert "at least one day" in refuses(partial(hours.close_on, by=house.sam, days=[]))


def test_who_may_say_it(house: House) -> None:
    """Opening hours need a supervisor."""
    hours = house.desk.hours
    for act in (
        partial(hours.change_week, week=WEEK, first=TODAY), partial(hours.change_day, day=TODAY, name="Fair"),
        partial(hours.day_as_usual, day=TODAY), partial(hours.close_on, days=[(TODAY, "Fair")]),
    ):  # fmt: skip
        assert "You may not" in refuses(partial(act, by=house.leo))


def test_public_holidays_are_proposed(house: House) -> None:
    """The public holidays of the next twelve months are proposed by country and region; nothing closes by itself."""
    hours = house.desk.hours
    assert ("GB", "United Kingdom") in hours.countries()
    assert ("SCT", "Scotland") in hours.regions("GB")
    found = hours.public_holidays("GB", "SCT")
    assert (date(2026, 12, 25), "Christmas Day") in found
    assert all(TODAY <= day <= TODAY + timedelta(days=365) for day, _ in found)
    assert hours.special_days() == ()
