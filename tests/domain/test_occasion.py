from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from sopdesk.domain.occasion import DueState, Occasion, in_force, occasions, state
from sopdesk.domain.opening import Hours, Span, WeekFrom
from sopdesk.domain.schedule import Moment, OnClosed, Plan, Planned, Rhythm
from tests.domain.given import START, stamp

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 5, 4)
WEEK = tuple(MONDAY + timedelta(days=n) for n in range(7))
DAILY = Plan(Rhythm.DAILY, times=(570,), ahead=60, grace=30, missed=120)
OPEN = Hours(weeks=[WeekFrom(date(2020, 1, 1), ((Span(480, 720), Span(840, 120)),) * 6 + ((),))])


def due(plan: Plan, hours: Hours = OPEN, days: tuple[date, ...] = WEEK) -> list[datetime]:
    """Give when the occasions of a plan are due, by Berlin's clock."""
    found = occasions(plan, days, hours, BERLIN)
    return [each.due_by.astimezone(BERLIN).replace(tzinfo=None) for each in found]


def test_an_occasion_has_four_times() -> None:
    """It can be begun, is due, is late when the grace is over, and missed in the end."""
    [found] = occasions(replace(DAILY, role="barista"), [MONDAY], Hours(), UTC)
    noon = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    assert found == Occasion(
        noon, noon - timedelta(hours=1), noon + timedelta(minutes=30), noon + timedelta(hours=2), "barista"
    )


def test_several_times_a_day() -> None:
    """At hours there is an occasion for each of them, in order."""
    assert [each.hour for each in due(replace(DAILY, times=(840, 600)), days=WEEK[:1])] == [10, 14]


@pytest.mark.parametrize(
    ("moment", "offset", "hour"),
    [(Moment.OPENING, -30, (7, 30)), (Moment.OPENING, 0, (8, 0)), (Moment.CLOSING, 0, (2, 0)),
     (Moment.CLOSING, 15, (2, 15))],
)  # fmt: skip
def test_at_opening_and_closing(moment: Moment, offset: int, hour: tuple[int, int]) -> None:
    """Opening is that of the day's first span, closing that of its last, past midnight too."""
    found = due(replace(DAILY, moment=moment, times=(offset,)), days=WEEK[:1])
    assert [(each.hour, each.minute) for each in found] == [hour]


@pytest.mark.parametrize(
    ("closed", "days"),
    [(OnClosed.LEFT_OUT, []), (OnClosed.NEXT, [11]), (OnClosed.PREVIOUS, [9]), (OnClosed.KEPT, [10])],
)
def test_on_a_closed_day(closed: OnClosed, days: list[int]) -> None:
    """On a closed day an occasion is left out, moved to the open day after or before, or kept."""
    assert [each.day for each in due(replace(DAILY, closed=closed), days=WEEK[6:])] == days


def test_moved_onto_a_day_that_has_one() -> None:
    """Where a day has its own occasion at the same time, the moved one is not a second one."""
    assert len(due(replace(DAILY, closed=OnClosed.PREVIOUS))) == 6


def test_a_house_that_never_opens() -> None:
    """Where no open day is near, an occasion that is to be moved is left out; there is no opening to count from."""
    shut = Hours(weeks=[WeekFrom(date(2020, 1, 1), ((),) * 7)])
    assert due(replace(DAILY, closed=OnClosed.NEXT), shut) == []
    assert due(replace(DAILY, closed=OnClosed.KEPT, moment=Moment.OPENING, times=(0,)), shut) == []


def test_the_nights_on_which_the_clock_changes() -> None:
    """By the clock an occasion is due at its hour all year; so many minutes before and after are real minutes."""
    days = tuple(date(2026, 3, 28) + timedelta(days=n) for n in range(3))
    found = occasions(DAILY, days, Hours(), BERLIN)
    assert [each.due_by.astimezone(BERLIN).hour for each in found] == [9, 9, 9]
    assert [(b.due_by - a.due_by) / timedelta(hours=1) for a, b in pairwise(found)] == [23, 24]
    night = replace(DAILY, times=(180,), ahead=120)  # three o'clock on the night that lacks two o'clock
    [spring] = occasions(night, [date(2026, 3, 29)], Hours(), BERLIN)
    assert spring.opens.astimezone(BERLIN).hour == 0
    [autumn] = occasions(night, [date(2026, 10, 25)], Hours(), BERLIN)
    assert autumn.opens == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # the first two o'clock of that night


def test_the_plan_in_force_when_it_falls_due() -> None:
    """An occasion belongs to the plan that was in force when it fell due."""
    planned = [Planned(DAILY, "", stamp(hours=0)), Planned(DAILY, "", stamp(hours=48))]
    found = [Occasion(START + timedelta(hours=n), START, START, START) for n in (-1, 0, 47, 48)]
    assert [each.due_by for each in in_force(planned, 0, found)] == [START, START + timedelta(hours=47)]
    assert [each.due_by for each in in_force(planned, 1, found)] == [START + timedelta(hours=48)]


ONE = Occasion(START, START - timedelta(hours=1), START + timedelta(minutes=30), START + timedelta(hours=2))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(-2, DueState.COMING), (-1, DueState.DUE), (0.5, DueState.DUE), (0.6, DueState.LATE), (2, DueState.MISSED)],
)
def test_while_nobody_begins(hours: float, expected: DueState) -> None:
    """Coming, due, late, missed."""
    assert state(ONE, START + timedelta(hours=hours)) is expected


@pytest.mark.parametrize(
    ("started", "completed", "asked", "expected"),
    [
        (-2, None, -1.5, DueState.DUE), (0, None, 3, DueState.LATE), (0, 1, 0.9, DueState.LATE),
        (0, 1, 1, DueState.DONE), (3, None, 4, DueState.MISSED), (3, 4, 5, DueState.MISSED),
        (1, 1.5, 0.2, DueState.DUE), (1, 3, 4, DueState.DONE),
    ],
)  # fmt: skip
def test_with_a_run(started: float, completed: float | None, asked: float, expected: DueState) -> None:
    """Begun in time it is not missed, however long it takes; begun when it was missed, it stays missed."""
    done = None if completed is None else START + timedelta(hours=completed)
    found = state(ONE, START + timedelta(hours=asked), started=START + timedelta(hours=started), completed=done)
    assert found is expected
