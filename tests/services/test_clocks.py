from datetime import date, timedelta

from sopdesk.domain.clock import ClockName, Goal
from sopdesk.domain.deadline import Deadline, Timing
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.opening import Span
from sopdesk.views.today import TodayLine
from tests.domain.given import refuses
from tests.services.conftest import House
from tests.services.test_incidents import close, logged, resolved

DAILY = [[Span(9 * 60, 17 * 60)]] * 7


def clock(house: House, case: str, name: str) -> Deadline:
    """Give one clock of a file."""
    return next(each for each in house.desk.incidents.file(case).deadlines if each.name == name)


def on_today(house: House, case: str) -> TodayLine:
    """Give the line of a file on Ruth's Today."""
    return next(each for each in house.desk.today.lines(house.desk.people.person(house.ruth)) if each.id == case)


def open_nine_to_five(house: House) -> None:
    """Let the house open from nine to five by its own clock; it is nine when the tests begin."""
    house.desk.hours.change_week(by=house.sam, week=DAILY, first=date(2026, 5, 4))


def set_resolve(house: House, minutes: int, *, open_hours: bool = False) -> None:
    """Set the goal of the resolution as Ruth."""
    goals = [Goal(ClockName.RESOLVE, minutes, open_hours), Goal(ClockName.ACKNOWLEDGE, 24 * 60)]
    house.desk.clocks.set_goals(by=house.ruth, goals=goals, reason="As agreed with the owners")


def test_a_file_waits_for_the_customer_and_goes_on(house: House) -> None:
    """While it waits its clocks stand still in the file, the list and Today; both are told in its story."""
    case, clocks = logged(house), house.desk.clocks
    due = clock(house, case, "resolve").due
    assert "may not" in refuses(lambda: clocks.wait(by=house.leo, incident=case, reason="the receipt"))
    clocks.wait(by=house.ruth, incident=case, reason="the receipt")
    file = house.desk.incidents.file(case)
    assert file.wait is not None
    assert (file.wait.reason, clock(house, case, "resolve").waiting) == ("the receipt", file.wait.since)
    house.clock.wait(hours=30)
    assert clock(house, case, "resolve").state is Timing.OK
    clocks.go_on(by=house.leo, incident=case, reason="She sent it")
    assert house.desk.incidents.file(case).wait is None
    assert clock(house, case, "resolve").due - due - timedelta(hours=30) < timedelta(minutes=1)
    story = [(each.what, each.text) for each in house.desk.incidents.file(case).story][-2:]
    assert story == [("let it wait for the customer", "the receipt"), ("let it go on", "She sent it")]


def test_a_house_sets_its_goals(house: House) -> None:
    """A manager sets them; files that are open keep their own, what is logged from then on has the new ones."""
    before = logged(house)
    assert "may not" in refuses(lambda: house.desk.clocks.set_goals(by=house.sam, goals=[], reason="x"))
    set_resolve(house, 60)
    after = logged(house, "A second one.")
    spans = [each.due - each.began for each in (clock(house, case, "resolve") for case in (before, after))]
    assert spans == [timedelta(hours=24), timedelta(hours=1)]
    assert house.desk.clocks.house().goals[ClockName.RESOLVE].minutes == 60


def test_every_page_shows_the_same_moment(house: House) -> None:
    """File, list and Today agree on when something is due, by opening hours, with a holiday said afterwards."""
    open_nine_to_five(house)
    set_resolve(house, 12 * 60, open_hours=True)
    case = logged(house)
    house.desk.incidents.move(by=house.ruth, incident=case, stage=Stage.INVESTIGATING, text="Looking")
    first = clock(house, case, "resolve").due
    assert first.date() == date(2026, 5, 5)
    house.desk.hours.change_day(by=house.sam, day=date(2026, 5, 5), name="Holiday")
    due = clock(house, case, "resolve").due
    assert due == first + timedelta(days=1)
    [row] = house.desk.incidents.rows()
    [pressing] = house.desk.incidents.pressing()
    assert (row.clock and row.clock.due, pressing.clock and pressing.clock.due) == (due, due)
    assert on_today(house, case).due == due


def test_what_stands_still_comes_after_what_runs(house: House) -> None:
    """Of open files the one due first leads, those that wait follow, and last come those to be closed."""
    waits, runs, done = logged(house), logged(house, "A second one."), resolved(house)
    house.desk.incidents.move(by=house.ruth, incident=done, stage=Stage.FOLLOWED_UP, text="Asked her.")
    house.desk.incidents.move(by=house.ruth, incident=waits, stage=Stage.INVESTIGATING, text="Looking")
    house.desk.clocks.wait(by=house.ruth, incident=waits, reason="a call")
    assert [each.id for each in house.desk.incidents.pressing()] == [runs, waits, done]
    assert [each.id for each in house.desk.incidents.pressing(limit=1)] == [runs]
    assert on_today(house, waits).detail == "waits for the customer"


def test_late_entry_goes_by_the_house(house: House) -> None:
    """A house that records within the hour sees an entry of two hours later as late."""
    house.desk.clocks.set_goals(by=house.ruth, goals=[Goal(ClockName.LOG, 60)], reason="Sooner")
    told = house.clock.instant - timedelta(hours=2)
    case = house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative="Told at the door.", occurred_at=told, reported_at=told
    )
    assert house.desk.incidents.file(case).late
    assert clock(house, case, "log").state is Timing.LATE


def test_a_closed_file_waits_for_nobody(house: House) -> None:
    """Neither waiting nor going on is for a closed file."""
    case = resolved(house)
    house.desk.clocks.wait(by=house.ruth, incident=case, reason="her answer")
    close(house, case, values={"accepted": "yes"})
    assert house.desk.incidents.file(case).wait is None
    assert "closed" in refuses(lambda: house.desk.clocks.wait(by=house.ruth, incident=case, reason="x"))
    assert "does not wait" in refuses(lambda: house.desk.clocks.go_on(by=house.ruth, incident=case))
