from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.plan_words import in_words, read_plan, read_span, read_times, span_in_words, usual
from sopdesk.domain.schedule import Moment, OnClosed, Plan, Rhythm, check
from tests.domain.given import refuses

SPAN = st.one_of(
    st.integers(0, 90), st.integers(1, 40).map(lambda n: n * 60), st.integers(1, 10).map(lambda n: n * 1440)
)
DAYS = st.lists(st.integers(0, 6), min_size=1, unique=True).map(lambda days: tuple(sorted(days)))
OF_MONTH = st.one_of(
    st.integers(1, 31).map(lambda day: {"day": day}),
    st.just({"day": -1}),
    st.tuples(st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6)).map(
        lambda each: {"nth": each[0], "weekdays": (each[1],)}
    ),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Give any plan that can be kept."""
    rhythm = draw(st.sampled_from(Rhythm))
    if rhythm is Rhythm.AS_NEEDED:
        return Plan(rhythm)
    plan = Plan(rhythm, moment=draw(st.sampled_from(Moment)), closed=draw(st.sampled_from(OnClosed)))
    if rhythm is Rhythm.WEEKLY:
        plan = replace(plan, weekdays=draw(DAYS))
    elif rhythm is not Rhythm.DAILY:
        plan = replace(plan, **draw(OF_MONTH))
        plan = replace(plan, month=draw(st.integers(1, 3))) if rhythm is Rhythm.QUARTERLY else plan
    times = st.integers(0, 1439) if plan.moment is Moment.CLOCK else st.integers(-1439, 1439)
    found = draw(st.lists(times, min_size=1, max_size=4, unique=True))
    first = draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))))
    last = draw(st.one_of(st.none(), st.dates(date(2027, 1, 1), date(2027, 12, 31))))
    grace, missed = sorted((draw(SPAN), draw(SPAN)))
    return replace(
        plan, times=tuple(sorted(found)), ahead=draw(SPAN), grace=grace, missed=missed, first=first, last=last
    )  # fmt: skip


@given(plans())
def test_what_is_said_is_what_is_read(plan: Plan) -> None:
    """A plan in words reads back as the same plan."""
    check(plan)
    assert read_plan(in_words(plan)) == plan


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("daily by 9:30", "Every day by 09:30, 30 minutes’ grace"),
        ("by 10:00, 14:00 and 18:00", "Every day by 10:00, 14:00 and 18:00, 30 minutes’ grace"),
        ("On weekdays by 09.30, 1 hour's grace period", "Every weekday by 09:30, 1 hour’s grace"),
        ("weekly on Monday, Thursday and Friday at closing",
         "Every Monday, Thursday and Friday at closing, 1 hour’s grace"),
        ("monthly on the 1st by 12:00, no grace period", "On the 1st of every month by 12:00, no grace"),
        ("monthly on the last day by 12:00", "On the last day of every month by 12:00, 1 day’s grace"),
        ("on the 12th of every month by 12:00", "On the 12th of every month by 12:00, 1 day’s grace"),
        ("on the 23rd of each month by 12:00", "On the 23rd of every month by 12:00, 1 day’s grace"),
        ("quarterly on the first Monday by 12:00",
         "On the first Monday of the first month of every quarter by 12:00, 1 day’s grace"),
        ("at opening", "Every day at opening, 30 minutes’ grace"),
        ("30 minutes before opening and 1 hour after opening",
         "Every day 30 minutes before opening and 1 hour after opening, 30 minutes’ grace"),
        ("every Sunday by 12:00, missed after 2 days, on closed days the previous open day",
         "Every Sunday by 12:00, 1 hour’s grace, missed after 2 days, on closed days the previous open day"),
        ("as needed", "As needed"),
    ],
)  # fmt: skip
def test_plans_as_people_write_them(text: str, words: str) -> None:
    """Many ways of saying it are understood; it is said back in one."""
    assert in_words(read_plan(text)) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("whenever there is time", "not understood"),
        ("every day by 09:30 sharp", "“sharp” was not understood"),
        ("every day", "by when"),
        ("", "by when"),
        ("every day by 25:00", "not a time of day"),
        ("monthly by 12:00", "on which day of the month"),
        ("on the 32nd of every month by 12:00", "Choose a day of the month"),
        ("at opening and at closing", "not from several"),
        ("at opening, by 12:00", "not from several"),
        ("every day by 12:00, from 2026-02-30", "no such day"),
        ("as needed, or so", "not understood"),
    ],
)
def test_plans_that_are_not_understood(text: str, said: str) -> None:
    """What cannot be read is refused with what was not understood."""
    assert said in refuses(partial(read_plan, text))


def test_lengths_of_time() -> None:
    """Said in the largest unit that fits."""
    assert [span_in_words(n) for n in (0, 1, 30, 60, 90, 1440, 2880)] == [
        "0 minutes", "1 minute", "30 minutes", "1 hour", "90 minutes", "1 day", "2 days",
    ]  # fmt: skip


def test_lengths_and_times_as_people_write_them() -> None:
    """A bare number is minutes; times are put in order."""
    assert [read_span(each) for each in ("30", "45 min", "2 h", "1 Day", "2 weeks")] == [30, 45, 120, 1440, 20160]
    assert "not a length" in refuses(partial(read_span, "soon"))
    assert read_times("14:00, 10 and 18.30") == (600, 840, 1110)
    assert read_times("") == ()
    assert "not a time of day" in refuses(partial(read_times, "noon"))


def test_several_times_a_day_do_not_overlap() -> None:
    """Of several times a day, one is over before the next one can be begun."""
    plan = usual(Plan(Rhythm.DAILY, times=(600, 660)))
    assert (plan.ahead, plan.grace, plan.missed) == (30, 30, 30)
