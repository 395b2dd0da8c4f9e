from dataclasses import replace
from datetime import date

import pytest

from sopdesk.almanac.recurrence import days_of
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.schedule import Plan, Rhythm

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)


def days(words: str, first: date = FIRST, last: date = LAST) -> list[str]:
    """Give the days of a rhythm as year-month-day."""
    return [each.isoformat() for each in days_of(read_plan(words), first, last)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on the 31st of every month by 12:00", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        ("on the 30th of every month by 12:00", ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"]),
        ("on the last day of every month by 12:00", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        ("on the 5th of every month by 12:00", ["2027-01-05", "2027-02-05", "2027-03-05", "2027-04-05"]),
        ("on the first Monday of every month by 12:00", ["2027-01-04", "2027-02-01", "2027-03-01", "2027-04-05"]),
        ("on the last Friday of every month by 12:00", ["2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30"]),
        ("quarterly on the 1st by 12:00", ["2027-01-01", "2027-04-01", "2027-07-01", "2027-10-01"]),
        ("on the last day of the third month of every quarter by 12:00",
         ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]),
        ("every Monday and Friday by 12:00", ["2027-01-01", "2027-01-04", "2027-01-08", "2027-01-11"]),
        ("every day by 12:00", ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"]),
    ],
)  # fmt: skip
def test_the_days_of_a_rhythm(words: str, expected: list[str]) -> None:
    """Every rhythm falls on its days; where a month is too short, on its last day."""
    assert days(words)[:4] == expected


def test_the_29th_of_february() -> None:
    """A leap year has its own last day of February."""
    assert "2028-02-29" in days("on the 31st of every month by 12:00")


def test_from_and_until() -> None:
    """A plan has no days before its first and after its last; as needed it has none at all."""
    plan = replace(read_plan("every day by 12:00"), first=date(2027, 3, 1), last=date(2027, 3, 3))
    assert [each.day for each in days_of(plan, FIRST, LAST)] == [1, 2, 3]
    assert days_of(plan, date(2027, 3, 4), LAST) == ()
    assert days_of(Plan(Rhythm.AS_NEEDED), FIRST, LAST) == ()
