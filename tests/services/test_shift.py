from datetime import date, timedelta

from sopdesk.domain.deadline import Timing
from sopdesk.domain.handing import Leaving
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.occasion import DueState
from sopdesk.domain.opening import Span
from sopdesk.domain.reminding import Cause, Doors
from sopdesk.domain.rota import Shift, Turn
from sopdesk.views.people import PersonView
from tests.domain.given import checklist
from tests.services.conftest import House
from tests.services.test_schedule import NOON, do, planned, until

ALL_DAYS = tuple(range(7))


def person(house: House, who: str) -> PersonView:
    """Give somebody."""
    return house.desk.people.person(who)


def hours(house: House, *spans: tuple[int, int]) -> None:
    """Say when the house is open each day."""
    week = [tuple(Span(60 * first, 60 * last) for first, last in spans)] * 7
    house.desk.hours.change_week(by=house.ruth, week=week, first=date(2026, 5, 4), reason="New.")


def test_the_shift_says_who_is_there_and_who_comes_next(house: House) -> None:
    """Who is on duty by the rota and until when, and those who begin next together."""
    shifts = (Shift("early", "Early", 7 * 60, 13 * 60), Shift("late", "Late", 13 * 60, 21 * 60))
    turns = (Turn(house.leo, "early", ALL_DAYS), Turn(house.sam, "late", ALL_DAYS), Turn(house.ruth, "late", ALL_DAYS))
    house.desk.duty.change_rota(by=house.ruth, shifts=shifts, turns=turns)
    view = house.desk.shift.view(None)
    assert [(each.person.name, each.until) for each in view.on_duty] == [("Leo", NOON + timedelta(hours=1))]
    assert {(each.person.name, each.since) for each in view.coming} == {
        ("Sam", NOON + timedelta(hours=1)), ("Ruth Adeyemi", NOON + timedelta(hours=1)),
    }  # fmt: skip


def test_the_shift_without_a_rota_or_plans(house: House) -> None:
    """A house that has said nothing yet has an empty shift, and is always open."""
    view = house.desk.shift.view(None)
    assert (view.on_duty, view.coming, view.lines, view.open) == ((), (), (), ())
    assert (view.doors, view.changes) == (Doors(), None)
    assert house.desk.shift.next_due() is None


def test_the_line_of_a_check_follows_its_run(house: House) -> None:
    """Coming, due, under way with its progress, done; the next due is what is not done yet."""
    sop, shift = planned(house), house.desk.shift
    [line] = shift.view(None).lines
    assert (line.due.state, line.timing, line.total) == (DueState.COMING, Timing.OK, 0)
    until(house, NOON - timedelta(minutes=10))
    assert shift.view(None).lines[0].timing is Timing.NEAR
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    house.desk.checklists.tick(by=house.leo, run=run, item="wand")
    [line] = shift.view(None).lines
    assert (line.done, line.total, line.who) == (1, 4, "Leo")
    assert shift.view(None).open == (), "what is due stands there once"
    next_due = shift.next_due()
    assert next_due is not None
    assert next_due.due_by == NOON
    until(house, NOON + timedelta(minutes=40))
    assert shift.view(None).lines[0].timing is Timing.LATE
    do(house, run)
    assert shift.view(None).lines[0].due.state is DueState.DONE
    assert shift.next_due() is None


def test_what_is_open_is_shown_to_whom_it_concerns(house: House) -> None:
    """Runs without a time and hand-overs are seen while the desk is locked; incidents are not."""
    run = house.desk.checklists.start(by=house.leo, sop=house.approved(checklist()))
    house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    house.desk.handovers.write(by=house.leo, leaving=Leaving(notes="Milk is short."))
    locked, sam = house.desk.shift.view(None).open, house.desk.shift.view(person(house, house.sam)).open
    assert [(each.place, each.detail) for each in locked] == [
        ("handover", ""), ("run", "0 of 4 done, started by Leo"),
    ]  # fmt: skip
    assert {each.place for each in sam} == {"handover", "run", "incident"}
    assert run in {each.id for each in sam}


def test_the_doors(house: House) -> None:
    """Open until the last of two times that follow each other; always open is no closing."""
    shift = house.desk.shift
    hours(house, (8, 14), (14, 17))
    assert shift.doors() == Doors(closes=NOON + timedelta(hours=5))
    assert shift.view(None).changes == NOON + timedelta(hours=5)
    until(house, NOON + timedelta(hours=6))
    assert shift.doors() == Doors(is_open=False)
    assert shift.view(None).changes == NOON + timedelta(hours=20)
    hours(house, (0, 0))
    assert shift.doors() == Doors()


def test_reminders_lead_to_their_act(house: House) -> None:
    """What is due, begun or not, what waits to be read; each with its cause, and nothing twice."""
    sop, shift = planned(house), house.desk.shift
    assert shift.reminders(None, set()).now == ()
    assert len(shift.reminders(None, set()).waiting) == 1
    until(house, NOON - timedelta(hours=1))
    [due] = shift.reminders(None, set()).now
    assert (due.cause, due.title, due.place, due.id, due.due_by) == (Cause.DUE, "Closing", "checklist", sop, NOON)
    assert shift.reminders(None, {(due.key, due.cause)}).now == ()
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    until(house, NOON)
    [near] = shift.reminders(None, {(due.key, due.cause)}).now
    assert (near.cause, near.place, near.id) == (Cause.NEAR, "run", run)
    do(house, run)
    house.desk.handovers.write(by=house.leo, leaving=Leaving(notes="Milk is short."))
    causes = {who: [each.cause for each in shift.reminders(person(house, who), set()).now]
              for who in (house.leo, house.sam)}  # fmt: skip
    assert causes == {house.leo: [], house.sam: [Cause.HANDOVER]}
    assert [each.place for each in shift.reminders(None, set()).now] == ["handover"]


def test_nothing_is_said_of_a_house_that_is_closed(house: House) -> None:
    """Outside opening hours nobody is reminded; what is to be done at closing is said before."""
    planned(house, "every day by 17:30")
    hours(house, (8, 17))
    until(house, NOON + timedelta(hours=4, minutes=40))
    assert [each.cause for each in house.desk.shift.reminders(None, set()).now] == [Cause.CLOSING]
    until(house, NOON + timedelta(hours=5, minutes=20))
    assert house.desk.shift.reminders(None, set()).now == ()
