from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from sopdesk.domain import opening_words
from sopdesk.domain.opening import (
    DayChanged,
    Hours,
    HoursChanged,
    Span,
    Week,
    change_day,
    change_week,
    day_as_usual,
    fold,
    instant,
)
from tests.domain.given import history, refuses

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
MONDAY, SUNDAY = date(2026, 5, 4), date(2026, 5, 10)
LUNCH, DINNER = Span(11 * 60, 15 * 60), Span(18 * 60, 60)
WEEK: Week = ((LUNCH, DINNER),) * 6 + ((),)


def given(*events: object) -> Hours:
    """Give the opening hours of the week and further events."""
    return fold("hours", history(HoursChanged(MONDAY, WEEK), *events, "something else"))


def at(day: int, hour: int, minute: int = 0, month: int = 5) -> datetime:
    """Give an instant by London's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def test_the_week_holds_from_its_first_day() -> None:
    """Before anybody has said when the house opens, nothing is closed; from then on the week holds."""
    hours = given()
    assert not hours.on(MONDAY - timedelta(days=1)).known
    assert not hours.on(MONDAY - timedelta(days=1)).closed
    assert hours.on(MONDAY).spans == (LUNCH, DINNER)
    assert hours.on(SUNDAY).closed


def test_a_later_week_takes_over() -> None:
    """A week that is said later counts from its own first day; days before keep theirs."""
    winter = date(2026, 11, 2)
    hours = given(HoursChanged(winter, ((LUNCH,),) * 7, "Winter"))
    assert hours.on(winter - timedelta(days=2)).spans == (LUNCH, DINNER)
    assert hours.on(winter).spans == (LUNCH,)


def test_a_single_day_differs() -> None:
    """A day by its own name has other hours or none, until it is again as the week says."""
    eve = DayChanged(MONDAY, "Stocktaking", (LUNCH,))
    found = given(eve).on(MONDAY)
    assert (found.spans, found.name, found.differs, found.closed) == ((LUNCH,), "Stocktaking", True, False)
    closed = given(eve, DayChanged(MONDAY, "May Day"))
    assert closed.on(MONDAY).closed
    assert closed.closed_days() == {MONDAY: "May Day"}
    assert given(eve, DayChanged(MONDAY, as_usual=True)).on(MONDAY).spans == (LUNCH, DINNER)


def test_open_past_midnight() -> None:
    """A span that ends before it begins goes on past midnight, into a day that is closed itself."""
    hours = given()
    assert hours.is_open(at(9, 23, 59), LONDON)
    assert hours.is_open(at(10, 0, 59), LONDON)
    assert not hours.is_open(at(10, 1), LONDON)
    assert not hours.is_open(at(4, 16), LONDON)
    assert hours.is_open(at(4, 12), LONDON)


def test_where_nobody_has_said_it_is_always_open() -> None:
    """Without opening hours the house counts as open, and nothing is known of when it opens next."""
    assert Hours().is_open(at(4, 3), LONDON)
    assert Hours().opens_next(at(4, 3), LONDON) is None


def test_when_it_opens_next() -> None:
    """The next opening is the next span, over closed days; within two months, or none is named."""
    hours = given()
    assert hours.opens_next(at(4, 12), LONDON) == at(4, 18)
    assert hours.opens_next(at(9, 20), LONDON) == at(11, 11)
    assert given(HoursChanged(MONDAY, ((),) * 7, "Closed for good")).opens_next(at(4, 12), LONDON) is None


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), 22), (date(2026, 10, 25), 24), (date(2026, 5, 4), 23)]
)  # fmt: skip
def test_the_day_on_which_the_clock_changes(day: date, length: int) -> None:
    """Open from one o'clock to midnight, a day is an hour shorter in spring and longer in autumn."""
    [open_] = Hours(days={day: ("", (Span(60, 0),))}).on(day).times(BERLIN)
    assert open_.closes - open_.opens == timedelta(hours=length)


def test_times_that_the_clock_jumps_over() -> None:
    """A time that does not exist in spring is as long after midnight; of two in autumn the first counts."""
    assert instant(date(2026, 3, 29), 150, BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert instant(date(2026, 10, 25), 150, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant(date(2026, 5, 4), 1500, BERLIN) == datetime(2026, 5, 4, 23, 0, tzinfo=UTC)


def test_changing_the_week() -> None:
    """A week is recorded in order; what is past, overlaps, is impossible or changes nothing is refused."""
    change = partial(change_week, Hours(), first=MONDAY, reason="", today=MONDAY)
    assert change([[DINNER, LUNCH]] * 6 + [[]]).week == WEEK
    assert "seven days" in refuses(lambda: change([[LUNCH]]))
    assert "overlap" in refuses(lambda: change([[LUNCH, Span(14 * 60, 16 * 60)]] + [[]] * 6))
    assert "overlap" in refuses(lambda: change([[Span(20 * 60, 9 * 60)], *[[Span(8 * 60, 9 * 60)]] * 6]))
    assert "overlap" in refuses(lambda: change([[Span(30, 60)], *[[]] * 5, [Span(20 * 60, 60)]]))
    assert "23:59" in refuses(lambda: change([[Span(1440, 0)]] + [[]] * 6))
    assert "at most" in refuses(lambda: change([[Span(n, n + 1) for n in range(7)]] + [[]] * 6))
    assert "past" in refuses(lambda: change_week(Hours(), WEEK, MONDAY, "", SUNDAY))
    assert change([[]] * 7).week == ((),) * 7


def test_a_week_that_is_there_changes_for_a_reason() -> None:
    """Whoever changes the opening hours says why; the same week again is no change."""
    hours = given()
    assert "Nothing has changed" in refuses(lambda: change_week(hours, WEEK, SUNDAY, "x", MONDAY))
    assert "Say why" in refuses(lambda: change_week(hours, ((LUNCH,),) * 7, SUNDAY, " ", MONDAY))
    assert change_week(hours, ((LUNCH,),) * 7, SUNDAY, " Winter ", MONDAY).reason == "Winter"


def test_changing_a_day() -> None:
    """A single day has a name; the past stays, and a day that does not differ cannot be taken back."""
    assert change_day(MONDAY, " May Day ", (), MONDAY) == DayChanged(MONDAY, "May Day")
    assert "name" in refuses(lambda: change_day(MONDAY, "", (), MONDAY))
    assert "past" in refuses(lambda: change_day(MONDAY, "May Day", (), SUNDAY))
    assert "overlap" in refuses(lambda: change_day(MONDAY, "Fair", (LUNCH, LUNCH), MONDAY))
    assert day_as_usual(given(DayChanged(SUNDAY, "Fair")), SUNDAY, MONDAY).as_usual
    assert "already" in refuses(lambda: day_as_usual(given(), SUNDAY, MONDAY))


def test_opening_hours_as_people_write_them() -> None:
    """Spans stand beside each other; nothing is a closed day, and 24:00 is midnight."""
    assert opening_words.read_day("11-15:00, 18:00 – 1") == (LUNCH, DINNER)
    assert opening_words.read_day(opening_words.day((LUNCH, DINNER))) == (LUNCH, DINNER)
    assert opening_words.read_day("8 to 24:00") == (Span(480, 0),)
    assert [opening_words.read_day(each) for each in ("", " closed ", "–")] == [(), (), ()]
    assert "not an opening time" in refuses(lambda: opening_words.read_day("8"))
    assert "not a time of day" in refuses(lambda: opening_words.read_day("8-late"))


def test_opening_hours_in_words() -> None:
    """Days of the same hours are said together."""
    assert opening_words.week(WEEK) == "Mon–Sat 11:00–15:00, 18:00–01:00; Sun closed"
    assert opening_words.changed(DayChanged(MONDAY, "Fair", (LUNCH,))) == "Fair: 11:00–15:00"
    assert opening_words.changed(DayChanged(MONDAY, as_usual=True)) == "as the week says"
