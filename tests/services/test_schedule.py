from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

from sopdesk.domain.missed import CheckMissed
from sopdesk.domain.occasion import DueState
from sopdesk.domain.opening import Span
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.schedule import Plan, Rhythm
from sopdesk.services.desk import SYSTEM
from tests.domain.given import checklist, refuses
from tests.services.conftest import PASSWORD, House

TODAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
"""Twelve o'clock by the house's clock, in London in May."""


def planned(house: House, words: str = "every day by 12:00, 30 minutes' grace") -> str:
    """Have a checklist in force with a plan; give its id."""
    sop = house.approved(checklist())
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan(words))
    return sop


def do(house: House, run: str) -> None:
    """Do a checklist and complete it."""
    lists = house.desk.checklists
    lists.tick(by=house.leo, run=run, item="wand")
    lists.count(by=house.leo, run=run, item="fridge", value=Decimal(4))
    lists.count(by=house.leo, run=run, item="float", value=Decimal(150))
    lists.note(by=house.leo, run=run, item="stock", text="Milk")
    lists.complete(by=house.leo, run=run)


def until(house: House, instant: datetime) -> None:
    """Let time pass until an instant."""
    house.clock.instant = instant


def test_a_checklist_comes_is_due_late_and_missed(house: House) -> None:
    """Until it can be begun it is coming, then due, after the grace late, and in the end missed."""
    sop = planned(house)
    schedule = house.desk.schedule
    [due] = schedule.due()
    assert (due.sop, due.number, due.title, due.role) == (sop, "SOP-010", "Closing", "Supervisor")
    assert (due.opens, due.due_by) == (NOON - timedelta(hours=2), NOON)
    assert (due.late_from, due.late_until) == (NOON + timedelta(minutes=30), NOON + timedelta(hours=4))
    steps = {-150: DueState.COMING, -60: DueState.DUE, 20: DueState.DUE, 31: DueState.LATE, 241: DueState.MISSED}
    for minutes, state in steps.items():
        [due] = schedule.due(NOON + timedelta(minutes=minutes))
        assert due.state is state
    assert due.missed == f"missed-{sop}-20260504T1100Z"


def test_a_run_fulfils_the_open_occasion(house: House) -> None:
    """Whoever starts a checklist fulfils what is due of it; done once, it is not due a second time."""
    sop = planned(house)
    until(house, NOON)
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    [due] = house.desk.schedule.due()
    assert (due.run, due.state) == (run, DueState.DUE)
    assert house.desk.schedule.due(NOON + timedelta(hours=5))[0].state is DueState.LATE
    do(house, run)
    assert [each.state for each in house.desk.schedule.due()] == [DueState.DONE]
    assert house.desk.schedule.fulfils(sop, house.desk.now()) is None


def test_a_missed_check_is_recorded_once_by_the_program(house: House) -> None:
    """What nobody began in time is written down by the program: once, with whose task it was, and it stays missed."""
    sop = planned(house)
    until(house, NOON + timedelta(hours=4, minutes=1))
    schedule = house.desk.schedule
    assert (schedule.settle(), schedule.settle()) == (1, 0)
    [missed] = schedule.missed(TODAY, TODAY)
    assert (missed.sop, missed.label, missed.role, missed.due_by) == (sop, "1.0", "Supervisor", NOON)
    [entry] = house.desk.store.history(missed.id).events
    assert isinstance(entry.what, CheckMissed)
    assert entry.stamp.actor == SYSTEM
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    do(house, run)
    [due] = schedule.due()
    assert (due.state, due.run) == (DueState.MISSED, run)
    assert schedule.missed(TODAY, TODAY)[0].run == run


def test_an_explanation_leaves_it_missed(house: House) -> None:
    """Somebody can say how it came that a check was missed; it stays missed."""
    planned(house)
    until(house, NOON + timedelta(hours=5))
    schedule = house.desk.schedule
    schedule.settle()
    [missed] = schedule.missed(TODAY, TODAY)
    schedule.explain(by=house.leo, missed=missed.id, text=" The power was out. ")
    [missed] = schedule.missed(TODAY, TODAY)
    assert (missed.explained, missed.explained_by) == ("The power was out.", "Leo")
    assert schedule.due()[0].state is DueState.MISSED
    assert "no such" in refuses(partial(schedule.explain, by=house.leo, missed="missed-x", text="Why"))


def test_days_without_the_program_are_caught_up(house: House) -> None:
    """What was missed while the program was not running is recorded when it runs again, however long that was."""
    planned(house)
    house.clock.wait(days=10)
    assert house.desk.schedule.settle() == 10
    house.clock.wait(days=200)
    assert house.desk.schedule.settle() == 200
    assert house.desk.schedule.settle() == 0


def test_what_was_due_follows_the_plan_in_force_then(house: House) -> None:
    """A new plan counts for what falls due from now on; what was due before stays as it was."""
    sop = planned(house)
    house.clock.wait(days=2)
    schedule = house.desk.schedule
    change = partial(schedule.revise, by=house.sam, sop=sop, plan=read_plan("every day by 20:00"))
    assert "Say why" in refuses(change)
    change(reason="We clean in the evening.")
    times = [each.due_by.hour for day in range(4) for each in schedule.on(*[TODAY + timedelta(days=day)] * 2)]
    assert times == [11, 11, 19, 19]
    assert [each.reason for each in schedule.history(sop)] == ["We clean in the evening.", ""]
    schedule.revise(by=house.sam, sop=sop, plan=Plan(Rhythm.AS_NEEDED), reason="No longer by the clock.")
    assert schedule.due(house.desk.now() + timedelta(days=1)) == ()


def test_who_may_plan(house: House) -> None:
    """A supervisor plans a checklist that is one, for a role that is one."""
    sop = house.approved(checklist())
    schedule, plan = house.desk.schedule, read_plan("every day by 12:00")
    assert "You may not" in refuses(partial(schedule.revise, by=house.leo, sop=sop, plan=plan))
    assert "no such role" in refuses(partial(schedule.revise, by=house.sam, sop=sop, plan=replace(plan, role="king")))
    assert "Only a checklist" in refuses(partial(schedule.revise, by=house.sam, sop="sop-x", plan=plan))
    assert schedule.plan(sop) is None


def test_at_opening_and_closing(house: House) -> None:
    """A checklist at opening and closing follows the hours of the day; on a closed day there is none."""
    hours, schedule = house.desk.hours, house.desk.schedule
    sop = planned(house, "30 minutes before opening")
    assert schedule.on(TODAY, TODAY) == ()
    hours.change_week(by=house.sam, week=[[Span(600, 60)]] * 6 + [[]], first=TODAY)
    assert [each.due_by.hour * 60 + each.due_by.minute for each in schedule.on(TODAY, TODAY)] == [510]
    schedule.revise(by=house.sam, sop=sop, plan=read_plan("at closing"), reason="In the evening.")
    assert [each.due_by for each in schedule.on(TODAY, TODAY)] == []
    tomorrow = TODAY + timedelta(days=1)
    assert [each.due_by for each in schedule.on(tomorrow, tomorrow)] == [datetime(2026, 5, 5, 0, 0, tzinfo=UTC)]
    hours.change_day(by=house.sam, day=tomorrow, name="Inventory")
    assert [each.due_by.day for each in schedule.on(TODAY, TODAY + timedelta(days=7))] == [5, 7, 8, 9, 10]


def test_the_list_of_plans(house: House) -> None:
    """Every checklist in force stands in the list, planned or not, with its role and what comes next."""
    sop = planned(house)
    house.approved(checklist(number="SOP-011", title="Fridges"))
    [closing, fridges] = house.desk.schedule.rows()
    assert (closing.sop, closing.role, closing.next and closing.next.due_by) == (sop, "Supervisor", NOON)
    assert (fridges.plan, fridges.next) == (None, None)


def test_a_proposed_plan_is_adopted_by_a_person(house: House) -> None:
    """What a checklist proposes becomes its plan when a supervisor says so, and never by a revision itself."""
    schedule, sop = house.desk.schedule, house.approved(checklist(when="every day by 12:00"))
    [row] = schedule.rows()
    assert (row.plan, row.proposed, row.own_role) == (None, read_plan("every day by 12:00"), "supervisor")
    assert "You may not" in refuses(partial(schedule.adopt, by=house.leo))
    assert schedule.adopt(by=house.sam, sops=[sop]) == 1
    assert [each.reason for each in schedule.history(sop)] == ["As the checklist proposes."]
    assert "No checklist" in refuses(partial(schedule.adopt, by=house.sam))
    house.desk.manual.submit(by=house.leo, sop=sop, content=checklist(when="every day by 18:00"), reason="Later")
    house.approve(sop, 2)
    row = schedule.row(sop) or row
    assert (row.plan, row.proposed) == (read_plan("every day by 12:00"), read_plan("every day by 18:00"))
    assert schedule.row("sop-x") is None


def test_a_checklist_out_of_force_is_not_due(house: House) -> None:
    """What has been withdrawn is neither due nor missed, whatever its plan says."""
    sop = planned(house)
    house.desk.manual.withdraw(
        by=house.sam, password=PASSWORD, sop=sop, effective_from=house.desk.now() + timedelta(seconds=1), reason="Gone"
    )
    house.clock.wait(days=1)
    assert house.desk.schedule.due() == ()
    assert house.desk.schedule.settle() == 0


def test_several_plans_of_one_day_keep_their_runs(house: House) -> None:
    """At hours each run fulfils the occasion that is open, the earlier one first; then none is left."""
    sop, lists = planned(house, "every day by 10:00 and 12:00"), house.desk.checklists
    until(house, NOON - timedelta(hours=2))
    first = lists.start(by=house.leo, sop=sop)
    until(house, NOON)
    second = lists.start(by=house.leo, sop=sop)
    third = lists.start(by=house.leo, sop=sop)
    runs = [each.run for each in house.desk.schedule.due()]
    assert runs == [first, second]
    assert third not in runs


def test_hours_that_change_on_the_day(house: House) -> None:
    """Where closing is moved after a run was begun for it, the run counts for the new time all the same."""
    house.desk.hours.change_week(by=house.sam, week=[[Span(480, 780)]] * 7, first=TODAY)
    sop = planned(house, "at closing")
    until(house, NOON)
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    house.desk.hours.change_day(by=house.sam, day=TODAY, name="Fair", spans=[Span(480, 840)])
    [due] = house.desk.schedule.due()
    assert (due.due_by, due.run) == (NOON + timedelta(hours=2), run)


def test_a_closed_house_misses_nothing(house: House) -> None:
    """On closed days nothing falls due, and nothing is missed."""
    house.desk.hours.change_week(by=house.sam, week=[[]] * 7, first=TODAY)
    planned(house)
    house.clock.wait(days=5)
    assert (house.desk.schedule.due(), house.desk.schedule.settle()) == ((), 0)
