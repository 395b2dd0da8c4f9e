from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sopdesk.domain.case import Incident, fold
from sopdesk.domain.clock import ClockName, ClocksApplied, Goal
from sopdesk.domain.deadline import Timing, clocks_of, deadlines, first_running, late_from, moment
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    IncidentReopened,
    Source,
    Stage,
)
from sopdesk.domain.open_time import OpenTime
from sopdesk.domain.opening import Hours, Span, WeekFrom
from sopdesk.domain.waiting import IncidentResumed, IncidentWaiting, Wait
from tests.domain.given import at, history, recorded, signature

ACKNOWLEDGED, INVESTIGATING, RESOLVED, FOLLOWED_UP = (
    IncidentMoved(stage) for stage in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING, Stage.RESOLVED, Stage.FOLLOWED_UP)
)
CLOSED = IncidentClosed("d9", signature(), "Content")


def clocks(incident: Incident, hour: float) -> dict[str, str]:
    """Give the state of each clock at an hour, with "met" where it has stopped."""
    return {each.name: each.state + (" met" if each.met_at else "") for each in deadlines(incident, at(hour))}


def fresh(*events: object) -> Incident:
    """Give an incident reported at the beginning and recorded at once, with further events one an hour."""
    return fold("inc-1", history(IncidentLogged("T-1", IncidentKind.COMPLAINT, at(-1), at(), "UTC"), *events))


def test_the_clocks_of_a_new_incident_run() -> None:
    """Acknowledge at once, respond within 2 hours, resolve within 24; the log is kept as soon as it is recorded."""
    found = deadlines(fresh(), at())
    assert [(each.name, each.due) for each in found] == [
        ("acknowledge", at(0.25)), ("first response", at(2)), ("log", at(24)), ("resolve", at(24)),
    ]  # fmt: skip
    assert clocks(fresh(), 0) == {"acknowledge": "ok", "first response": "ok", "log": "ok met", "resolve": "ok"}


def test_a_deadline_is_seen_before_it_is_missed() -> None:
    """In the last quarter of its time a deadline is near, then late."""
    assert [clocks(fresh(), hour)["first response"] for hour in (1.4, 1.5, 2, 2.01)] == ["ok", "near", "near", "late"]


def test_a_stage_stops_its_clock() -> None:
    """A clock stops at the stage, or a later one; what was late stays late."""
    file = fresh(ACKNOWLEDGED, INVESTIGATING)
    assert clocks(file, 99) == {
        "acknowledge": "late met", "first response": "ok met", "log": "ok met", "resolve": "late",
    }  # fmt: skip
    assert clocks(fresh(RESOLVED), 2)["first response"] == "ok met"


def test_a_follow_up_is_due_48_hours_after_the_resolution() -> None:
    """Following up has its clock from the resolution on."""
    assert deadlines(fresh(RESOLVED), at(2))[-1].due == at(49)
    assert clocks(fresh(RESOLVED, FOLLOWED_UP), 3)["follow up"] == "ok met"


def test_late_recording_shows() -> None:
    """What was told more than 24 hours before it was recorded is late in the log for ever."""
    told = IncidentLogged("T-1", IncidentKind.COMPLAINT, at(-30), at(-25), "UTC")
    assert clocks(fold("inc-1", history(told)), 0)["log"] == "late met"


def test_a_reopened_incident_is_resolved_anew() -> None:
    """Taking a file up again starts the clock of its resolution again, and only that one."""
    file = fresh(ACKNOWLEDGED, RESOLVED, CLOSED, IncidentReopened("x"))
    by_name = {each.name: each for each in deadlines(file, at(5))}
    assert by_name["resolve"].due == at(28)
    assert by_name["resolve"].state is Timing.OK
    assert "follow up" not in by_name
    again = fresh(RESOLVED, CLOSED, IncidentReopened("x"), RESOLVED, CLOSED)
    assert {each.name: each.met_at for each in deadlines(again, at(9))}["resolve"] == at(4)


def test_a_house_sets_its_own_clocks() -> None:
    """Each deadline can be set, and a file keeps the goals of the day on which it was logged."""
    own = ClocksApplied((Goal(ClockName.RESOLVE, 72 * 60),))
    found = {each.name: each.due for each in deadlines(fresh(own), at())}
    assert (found["resolve"], found["acknowledge"]) == (at(72), at(0.25))


def test_imported_incidents_have_no_clocks() -> None:
    """What was handled elsewhere long ago has no deadlines here; nor has a file whose beginning is not here yet."""
    old = IncidentLogged("T-1", IncidentKind.COMPLAINT, at(-9), at(-9), "UTC", source=Source("a.csv", 2, "d"))
    assert deadlines(fold("inc-1", history(old)), at()) == []
    assert deadlines(fold("inc-1", [recorded(ACKNOWLEDGED)]), at()) == []


def test_the_clock_that_is_due_first_comes_next() -> None:
    """Of the clocks that still run the first one due is shown; a file in which none runs has none."""
    first, after = first_running(clocks_of(fresh()), at()), first_running(clocks_of(fresh(ACKNOWLEDGED)), at(1))
    assert (first and first.name, after and after.name) == ("acknowledge", "first response")
    assert first_running(clocks_of(fresh(ACKNOWLEDGED, RESOLVED, FOLLOWED_UP)), at(4)) is None


def test_the_clocks_stand_still_while_the_customer_is_waited_for() -> None:
    """Answer and resolution wait with the file, the acknowledgement does not; a file that goes on has lost no time."""
    waits = fresh(IncidentWaiting("the receipt"))
    standing = {each.name: each for each in deadlines(waits, at(5))}
    assert (standing["first response"].due, standing["first response"].waiting) == (at(6), at(1))
    assert (standing["first response"].state, standing["first response"].used) == (Timing.OK, 0.5)
    assert (standing["acknowledge"].state, standing["acknowledge"].waiting) == (Timing.LATE, None)
    goes_on = fresh(IncidentWaiting("the receipt"), IncidentResumed("here it is"))
    assert {each.name: each.due for each in deadlines(goes_on, at(9))}["resolve"] == at(25)


def test_waiting_saves_no_clock_that_is_late() -> None:
    """A clock that had run out before the file waited stays late."""
    late = fresh(ACKNOWLEDGED, IncidentResumed(), ACKNOWLEDGED, IncidentWaiting("a call"))
    answer = {each.name: each for each in deadlines(late, at(9))}["first response"]
    assert (answer.due, answer.state, answer.waiting) == (at(2), Timing.LATE, None)


def test_an_earlier_moment_knows_of_no_later_wait() -> None:
    """Asked for a moment before the file waited, its clocks have used what they had used by then."""
    waits = fresh(IncidentWaiting("the receipt"))
    assert {each.name: each.used for each in deadlines(waits, at(0.5))}["first response"] == 0.25


def test_a_stage_ends_the_waiting() -> None:
    """What is resolved waits no longer; of two waits that began apart the first counts; each is counted once."""
    file = fresh(IncidentWaiting("a"), IncidentWaiting("b"), RESOLVED, IncidentResumed(), IncidentWaiting("c"))
    assert [(each.since, each.until, each.reason) for each in file.waits] == [(at(1), at(3), "a"), (at(5), None, "c")]
    by_name = {each.name: each for each in deadlines(file, at(8))}
    assert (by_name["resolve"].due, by_name["resolve"].used) == (at(26), 1 / 24)
    assert (by_name["follow up"].due, by_name["follow up"].waiting) == (at(54), at(5))


def test_a_wait_before_a_clock_began_does_not_count() -> None:
    """A clock that begins with the resolution is not touched by what was waited for before it."""
    file = fresh(IncidentWaiting("a"), IncidentResumed(), RESOLVED)
    assert {each.name: each.due for each in deadlines(file, at(4))}["follow up"] == at(51)


def test_a_clock_can_count_opening_hours() -> None:
    """Where the house asks for it only the time counts during which it is open: reported at 8, it opens at 9."""
    nine_to_five = Hours(weeks=[WeekFrom(date(2000, 1, 1), ((Span(9 * 60, 17 * 60),),) * 7)])
    opening = OpenTime(nine_to_five, ZoneInfo("UTC"))
    own = ClocksApplied((Goal(ClockName.RESOLVE, 12 * 60, open_hours=True),))
    file = fresh(own)
    found = {each.name: each for each in deadlines(file, at(6), opening)}["resolve"]
    assert found.open_hours
    assert (found.due, moment(clocks_of(file)[3], 0.5, at(), opening)) == (at(24 + 5), at(7))
    assert (found.used, found.state) == (5 / 12, Timing.OK)
    assert {each.name: each.state for each in deadlines(file, at(24 + 2), opening)}["resolve"] is Timing.NEAR


def test_it_is_known_without_the_time_of_day_from_when_on_a_file_is_late() -> None:
    """The first running clock says when; what counts open hours is late at that instant at the earliest."""
    assert late_from(clocks_of(fresh())) == (at(0.25), True)
    assert late_from(clocks_of(fresh(ACKNOWLEDGED, INVESTIGATING))) == (at(24), True)
    counted = replace(clocks_of(fresh(ACKNOWLEDGED))[1], open_hours=True)
    assert counted.name == ClockName.FIRST_RESPONSE
    assert late_from([counted]) == (at(2), False)
    assert late_from([*clocks_of(fresh(ACKNOWLEDGED, RESOLVED, FOLLOWED_UP))]) is None


def test_what_stands_still_in_time_gets_late_when_it_goes_on() -> None:
    """A wait stops the clock where it is; after it the rest of the time runs; what was late before stays so."""
    [respond] = (each for each in clocks_of(fresh(ACKNOWLEDGED)) if each.name == ClockName.FIRST_RESPONSE)
    still = replace(respond, waits=(Wait(at(0)),))
    assert late_from([still]) is None
    assert late_from([replace(respond, waits=(Wait(at(0), at(5)),))]) == (at(7), True)
    assert late_from([replace(respond, waits=(Wait(at(1), at(5)),))]) == (at(6), True)
    assert late_from([replace(respond, waits=(Wait(at(5)),))]) == (at(2), True)
