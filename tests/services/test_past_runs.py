from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sopdesk.domain.event import ERASED
from sopdesk.domain.run import RunStage
from sopdesk.views.past_runs import DayCount, RunFilter
from tests.services.conftest import PASSWORD, House, open_house
from tests.services.test_checklists import done
from tests.services.test_schedule import NOON, TODAY, do, planned, until


def a_few_days(house: House) -> str:
    """Have a planned checklist done in time, done late, missed, and begun; give its id."""
    sop = planned(house)
    for day, minutes in enumerate((-30, 90, 300, 0)):
        until(house, NOON + timedelta(days=day, minutes=minutes))
        house.desk.schedule.settle()
        if day == 2:  # nobody comes
            continue
        run = house.desk.checklists.start(by=house.leo, sop=sop)
        if day < 2:
            do(house, run)
    return sop


def test_a_day_counts_what_was_done_late_missed_and_open(house: House) -> None:
    """The calendar tells of each day how many runs were done in time, done late, are open, and what was missed."""
    sop = a_few_days(house)
    days = house.desk.past_runs.days(RunFilter(first=TODAY, last=TODAY + timedelta(days=30)))
    later = [TODAY + timedelta(days=n) for n in range(4)]
    assert list(days.values()) == [
        DayCount(later[0], done=1), DayCount(later[1], late=1), DayCount(later[2], missed=1),
        DayCount(later[3], open=1),
    ]  # fmt: skip
    assert house.desk.past_runs.days(RunFilter(first=TODAY, last=TODAY)) == {TODAY: DayCount(TODAY, done=1)}
    assert house.desk.past_runs.days(RunFilter(sop="another")) == {}
    assert house.desk.past_runs.checklists() == ((sop, "SOP-010 Closing"),)


def test_a_run_counts_on_the_day_when_it_was_due(house: House) -> None:
    """What was due before midnight and done after it belongs to the day before, by the house's clock."""
    planned(house, "every day by 23:30, 30 minutes' grace")
    until(house, datetime(2026, 5, 4, 23, 10, tzinfo=UTC))
    house.desk.checklists.start(by=house.leo, sop=house.desk.checklists.available()[0].id)
    assert list(house.desk.past_runs.days(RunFilter())) == [date(2026, 5, 4)]


def test_runs_are_found_by_what_matters(house: House) -> None:
    """A list asks for the checklist, the stage, the person, the period, and for what deserves a look."""
    sop, past = a_few_days(house), house.desk.past_runs
    other = done(house, house.sam, "SOP-020")  # with one line skipped and one out of bounds
    assert past.count() == len(past.rows()) == 4
    assert [each.sop for each in past.rows(RunFilter(sop=sop))] == [sop] * 3
    assert [each.id for each in past.rows(RunFilter(person=house.sam))] == [other]
    assert [each.stage for each in past.rows(RunFilter(stage=RunStage.OPEN))] == [RunStage.OPEN]
    remarkable = past.rows(RunFilter(remarkable=True))
    assert [(each.was_late, each.skipped, each.failed) for each in remarkable] == [(False, 1, 1), (True, 0, 0)]
    assert past.count(RunFilter(first=TODAY, last=TODAY)) == 1
    assert past.count(RunFilter(person=house.leo, first=TODAY + timedelta(days=1), remarkable=True)) == 1
    assert [each.id for each in past.rows(limit=2)] == [each.id for each in past.rows(limit=4)][:2]
    assert [each.id for each in past.rows(limit=2, offset=2)] == [each.id for each in past.rows(limit=4)][2:]
    assert past.missed(RunFilter(person=house.leo)) == ()


def test_runs_are_found_by_an_item(house: House) -> None:
    """The runs behind a figure are those in which just this line was skipped, or not in order; a miss has no lines."""
    sop, past = a_few_days(house), house.desk.past_runs
    run = done(house, house.leo, "SOP-020")
    figures = past.figures(RunFilter())
    (skipped,), (failed,) = figures.skipped, figures.failed
    assert (skipped.how, failed.how) == ("skipped", "failed")
    for each, other in ((skipped, failed), (failed, skipped)):
        which = RunFilter(sop=each.sop, item=each.item, how=each.how)
        assert [row.id for row in past.rows(which)] == [run]
        assert past.count(which) == each.count
        assert past.count(RunFilter(sop=each.sop, item=each.item, how=other.how)) == 0
        assert past.count(RunFilter(sop=sop, item=each.item, how=each.how)) == 0
    assert past.missed(RunFilter(sop=sop))
    assert past.missed(RunFilter(sop=sop, item=failed.item, how="failed")) == ()


def test_what_was_given_back_deserves_a_look(house: House) -> None:
    """A run whose sign-off was refused stays to be found among those that deserve a look."""
    run = house.desk.checklists.start(by=house.leo, sop=planned(house))
    do(house, run)
    assert house.desk.past_runs.count(RunFilter(remarkable=True)) == 0
    house.desk.checklists.give_back(by=house.sam, run=run, reason="Look at the fridge again.")
    assert house.desk.past_runs.count(RunFilter(remarkable=True)) == 1


def test_figures_of_a_period(house: House) -> None:
    """Completion counts what was never begun, and punctuality what came late; the least punctual stands first."""
    sop = a_few_days(house)
    done(house, house.leo, "SOP-020")
    figures = house.desk.past_runs.figures(RunFilter(first=TODAY, last=TODAY + timedelta(days=9)))
    first, second = figures.checklists
    assert (first.sop, first.runs, first.completed, first.timed, first.late) == (sop, 3, 2, 2, 1)
    assert (first.missed, first.never, first.completion, first.punctuality) == (1, 1, 2 / 4, 1 / 3)
    assert (second.skipped, second.failed, second.punctuality) == (1, 1, None)
    [skipped], [failed] = figures.skipped, figures.failed
    assert (skipped.item, skipped.count, skipped.runs) == ("stock", 1, 1)
    assert (failed.item, failed.title, failed.text) == ("fridge", "Closing", "Fridge")
    nothing = house.desk.past_runs.figures(RunFilter(sop="another"))
    assert (nothing.checklists, nothing.skipped) == ((), ())


def test_what_was_only_missed_has_figures_too(house: House) -> None:
    """A checklist that nobody ever began stands in the figures with what was missed of it."""
    sop = planned(house)
    until(house, NOON + timedelta(hours=5))
    house.desk.schedule.settle()
    [one] = house.desk.past_runs.figures(RunFilter(first=TODAY, last=TODAY)).checklists
    assert (one.sop, one.runs, one.missed, one.completion, one.punctuality) == (sop, 0, 1, 0, 0)


def test_a_line_that_failed_and_was_put_right_is_no_exception(house: House) -> None:
    """What is taken back and recorded anew in order counts no more among what failed; the run still tells of it."""
    lists = house.desk.checklists
    run = lists.start(by=house.leo, sop=planned(house))
    lists.count(by=house.leo, run=run, item="fridge", value=Decimal(9), done_about_it="Called.")
    assert house.desk.past_runs.figures(RunFilter()).failed[0].count == 1
    lists.untick(by=house.leo, run=run, item="fridge")
    do(house, run)
    assert house.desk.past_runs.figures(RunFilter()).failed == ()
    assert lists.run(run).taken_back[0].mark.done_about_it == "Called."


def test_a_signature_outlives_an_erasure(house: House, tmp_path: Path) -> None:
    """Words that were erased do not make a sign-off fail, neither on the page nor in a check."""
    lists, run = house.desk.checklists, done(house, house.leo)
    lists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=lists.run(run).digest)
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM disclosure")
    house.desk.close()
    house.desk = open_house(tmp_path, house.clock)
    page = house.desk.checklists.run(run)
    assert page.marks["stock"].text == ERASED
    assert page.signature is not None
    assert page.signature.holds
    checks = house.desk.trail.verify().checks
    assert [each.holds for each in checks if each.what == "signatures"] == [True]


def test_a_checklist_that_was_only_missed_can_be_asked_for(house: House) -> None:
    """What nobody ever began is offered like the others, for it is what somebody looks for."""
    sop = planned(house)
    until(house, NOON + timedelta(days=1))
    house.desk.schedule.settle()
    assert house.desk.past_runs.count() == 0
    assert house.desk.past_runs.checklists() == ((sop, "SOP-010 Closing"),)
