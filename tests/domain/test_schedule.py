from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from sopdesk.domain.schedule import (
    Moment,
    Plan,
    Rhythm,
    Schedule,
    SchedulePlanned,
    check,
    fold,
    responsible,
    revise,
)
from tests.domain.given import checklist, history, refuses, step

DAILY = Plan(Rhythm.DAILY, times=(570,))
MONTHLY = replace(DAILY, rhythm=Rhythm.MONTHLY, day=1)


def test_plans_are_kept() -> None:
    """Each state of a plan stays, with its reason; the last one is in force."""
    schedule = fold("schedule-sop-1", history(SchedulePlanned("sop-1", DAILY), SchedulePlanned("sop-1", MONTHLY, "x")))
    assert (schedule.sop, [each.plan for each in schedule.planned]) == ("sop-1", [DAILY, MONTHLY])
    assert fold("schedule-sop-1", history("something else")).planned == []


def test_a_plan_changes_for_a_reason() -> None:
    """The first plan needs no reason, every further one does; the same again is no change."""
    assert revise(Schedule(""), "sop-1", DAILY, " ").reason == ""
    there = fold("", history(SchedulePlanned("sop-1", DAILY)))
    assert "Nothing has changed" in refuses(partial(revise, there, "sop-1", DAILY, "x"))
    assert "Say why" in refuses(partial(revise, there, "sop-1", MONTHLY, " "))
    assert revise(there, "sop-1", MONTHLY, " Less often. ").reason == "Less often."


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (replace(DAILY, rhythm=Rhythm.WEEKLY), "at least one day"),
        (replace(DAILY, weekdays=(7,)), "seven days"),
        (replace(MONTHLY, day=0), "Choose a day of the month"),
        (replace(MONTHLY, day=32), "Choose a day of the month"),
        (replace(MONTHLY, weekdays=(0,), nth=1), "Choose a day of the month"),
        (replace(MONTHLY, day=0, weekdays=(0, 1), nth=1), "Choose a day of the month"),
        (replace(MONTHLY, rhythm=Rhythm.QUARTERLY, month=4), "month of the quarter"),
        (replace(DAILY, times=()), "by when"),
        (replace(DAILY, times=(5, 5)), "twice"),
        (replace(DAILY, times=tuple(range(25))), "at most 24"),
        (replace(DAILY, times=(1440,)), "23:59"),
        (replace(DAILY, times=(-1,)), "23:59"),
        (replace(DAILY, moment=Moment.OPENING, times=(-1440,)), "less than a day"),
        (replace(DAILY, ahead=-1), "up to 31 days"),
        (replace(DAILY, grace=300), "grace period"),
        (replace(DAILY, missed=32 * 1440), "grace period"),
        (replace(DAILY, first=date(2026, 5, 4), last=date(2026, 5, 3)), "before the first"),
    ],
)
def test_plans_that_cannot_be_kept(plan: Plan, said: str) -> None:
    """A plan names its days and times, in an order that can be."""
    assert said in refuses(partial(check, plan))


@pytest.mark.parametrize(
    "plan",
    [
        DAILY, MONTHLY, Plan(Rhythm.AS_NEEDED), replace(MONTHLY, day=-1),
        replace(MONTHLY, day=0, weekdays=(0,), nth=-1),
        replace(DAILY, moment=Moment.CLOSING, times=(-30, 30)), replace(DAILY, first=date(2026, 5, 4)),
        replace(DAILY, first=date(2026, 5, 4), last=date(2026, 5, 4)),
    ],
)  # fmt: skip
def test_plans_that_can_be_kept(plan: Plan) -> None:
    """Any day of the month, any weekday of it, before or after opening and closing, for one day or for ever."""
    check(plan)


def test_whose_task_it_is() -> None:
    """A checklist of which all steps are one role's is that role's task, otherwise its owner's."""
    assert responsible(checklist(steps=(step("a", role="barista"), step("b")))) == "barista"
    assert responsible(checklist(steps=(step("a", role="barista"), step("b", role="cook")))) == "supervisor"
    assert responsible(checklist()) == "supervisor"
