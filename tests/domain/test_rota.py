from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from sopdesk.domain.rota import (
    Rota,
    RotaChanged,
    RotaDayChanged,
    Shift,
    Turn,
    change,
    clock,
    fold,
    minutes,
)
from tests.domain.given import history, refuses

LONDON = ZoneInfo("Europe/London")
EARLY, NIGHT = Shift("early", "Early", 7 * 60, 15 * 60), Shift("night", "Night", 22 * 60, 6 * 60)
WEEK = RotaChanged(
    (EARLY, NIGHT), (Turn("ana", "early", (0, 1)), Turn("ben", "night", (0,)), Turn("ana", "night", (4,)))
)
MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


def given(*events: object) -> Rota:
    """Give the rota of the week and further events."""
    return fold("rota", history(WEEK, *events, "something else"))


def who(rota: Rota, day: date) -> list[tuple[str, str]]:
    """Give person and shift on a day."""
    return [(person, shift.id) for person, shift in rota.on(day)]


def test_the_week_repeats() -> None:
    """Without a word about a day, the ordinary week holds, in the order of the shifts."""
    assert who(given(), MONDAY) == [("ana", "early"), ("ben", "night")]
    assert who(given(), date(2026, 5, 12)) == [("ana", "early")]
    assert who(given(), date(2026, 5, 10)) == []


def test_a_single_day_differs() -> None:
    """On one day somebody works another shift, or none; the week takes over again when that is lifted."""
    swapped = [
        RotaDayChanged(MONDAY, "ana", "night"),
        RotaDayChanged(MONDAY, "ben"),
        RotaDayChanged(MONDAY, "cleo", "early"),
    ]
    assert who(given(*swapped), MONDAY) == [("cleo", "early"), ("ana", "night")]
    lifted = RotaDayChanged(MONDAY, "ben", as_usual=True)
    assert ("ben", "night") in who(given(*swapped, lifted), MONDAY)
    assert who(given(lifted), MONDAY) == who(given(), MONDAY)


def test_on_a_closed_day_nobody_works_by_the_week() -> None:
    """A closed day of the house empties the rota, except for those who are put down for it."""
    rota = given(RotaDayChanged(MONDAY, "ben", "early"))
    rota.closed = {MONDAY: "May Day"}
    assert who(rota, MONDAY) == [("ben", "early")]
    assert who(rota, TUESDAY) == who(given(), TUESDAY)


def test_a_shift_goes_past_midnight() -> None:
    """A shift that ends before it begins ends on the next day; times are those of the house's clock."""
    found = given().at(datetime(2026, 5, 5, 4, 30, tzinfo=UTC), LONDON)  # 05:30 in London
    assert [(each.person, each.shift) for each in found] == [("ben", NIGHT)]
    assert (found[0].starts, found[0].ends) == (
        datetime(2026, 5, 4, 21, tzinfo=UTC),
        datetime(2026, 5, 5, 5, tzinfo=UTC),
    )
    assert not given().at(datetime(2026, 5, 5, 5, 0, tzinfo=UTC), LONDON)


def test_a_shift_keeps_its_hours_when_the_clocks_change() -> None:
    """A shift from seven begins at seven by the clock on the wall, in summer and in winter."""
    winter, summer = given().work(date(2026, 1, 5), LONDON)[0], given().work(MONDAY, LONDON)[0]
    assert (winter.starts.hour, summer.starts.hour) == (7, 6)


def test_the_week_is_set_whole() -> None:
    """The week names shifts that are there and people who work here."""
    assert change(WEEK.shifts, WEEK.turns, {"ana", "ben"}) == WEEK
    assert "Give every shift a name" in refuses(lambda: change([Shift("x", " ", 0, 0)], [], set()))
    assert "between 00:00" in refuses(lambda: change([Shift("x", "X", 0, 1440)], [], set()))
    assert "the same" in refuses(lambda: change([EARLY, EARLY], [], set()))
    for strange in (Turn("gone", "early", ()), Turn("ana", "late", ()), Turn("ana", "early", (7,))):
        assert "not there" in refuses(partial(change, [EARLY], [strange], {"ana"}))


@pytest.mark.parametrize(("text", "found"), [("7", 420), ("07:30", 450), (" 7.30 ", 450), ("0:00", 0), ("23:59", 1439)])
def test_a_time_of_day_is_read(text: str, found: int) -> None:
    """A time of day is read as people write it, and written as 07:30."""
    assert minutes(text) == found
    assert minutes(clock(found)) == found


@pytest.mark.parametrize("text", ["", "x", "24:00", "7:60", "7:x", "-1", "\N{ARABIC-INDIC DIGIT SEVEN}"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    """What is no time of day is said to be none."""
    assert "not a time of day" in refuses(lambda: minutes(text))
