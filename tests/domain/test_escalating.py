from sopdesk.domain.case import Incident, fold
from sopdesk.domain.escalating import FRAUD, hand_up, reached
from sopdesk.domain.event import Recorded
from sopdesk.domain.handing_up import IncidentHandedUp
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentDetailed,
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    Source,
    Stage,
)
from sopdesk.domain.waiting import IncidentWaiting
from tests.domain.given import at, history, recorded, refuses, signature

ACKNOWLEDGED, INVESTIGATING, RESOLVED = (
    IncidentMoved(stage) for stage in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING, Stage.RESOLVED)
)


def case(*events: object, kind: IncidentKind = IncidentKind.COMPLAINT, told: float = 0) -> Incident:
    """Give an incident logged at the beginning, with further events one an hour."""
    logged = IncidentLogged("T-1", kind, at(told), at(told), "UTC")
    return fold("inc-1", history(logged, *events))


def steps(incident: Incident, hour: float) -> list[tuple[str, float, str, bool]]:
    """Give to whom it went, after how many hours, why, and whether that stands."""
    return [
        (each.role, (each.at - at()).total_seconds() / 3600, each.why, each.open)
        for each in reached(incident, at(hour))
        if "acknowledge" not in each.why
    ]


def test_a_file_goes_up_as_its_time_runs_out() -> None:
    """At half of a clock's time to the lead, when it is over to the supervisor, at one and a half to the manager."""
    assert steps(case(), 0.9) == []
    assert steps(case(), 3) == [
        ("shift-lead", 1, "first response: 50% of its time", True),
        ("supervisor", 2, "first response: 100% of its time", True),
        ("manager", 3, "first response: 150% of its time", True),
    ]


def test_what_is_done_in_time_goes_no_further() -> None:
    """A clock that was met leaves the steps it had reached in the file, and calls nobody any more."""
    assert steps(case(ACKNOWLEDGED, INVESTIGATING), 4) == [
        ("shift-lead", 1, "first response: 50% of its time", False),
        ("supervisor", 2, "first response: 100% of its time", False),
    ]


def test_a_file_that_waits_calls_nobody() -> None:
    """What stands still reaches no further step, however long it does."""
    waits = case(IncidentWaiting("a call"))
    assert [each[0] for each in steps(waits, 99)] == ["shift-lead"]


def test_what_was_told_before_it_was_recorded_goes_up_with_the_recording() -> None:
    """Nobody is called before there is a file."""
    assert [each[:2] for each in steps(case(told=-2.5), 0)] == [("shift-lead", 0), ("supervisor", 0)]


def test_some_kinds_go_up_at_once() -> None:
    """Injury, security alert and abuse go to the supervisor, possible fraud to the manager, until acknowledged."""
    for kind in (IncidentKind.INJURY, IncidentKind.SECURITY, IncidentKind.ABUSE):
        [(role, hour, why, stands)] = steps(case(kind=kind), 0)
        assert (role, hour, why.endswith("at once"), stands) == ("supervisor", 0, True, True)
    fraud = case(IncidentDetailed((("alert_source", FRAUD),)), kind=IncidentKind.SECURITY)
    assert [each[0] for each in steps(fraud, 0)] == ["supervisor", "manager"]
    assert steps(case(ACKNOWLEDGED, kind=IncidentKind.ABUSE), 0.9)[0][3] is False


def test_a_file_is_handed_up_by_hand() -> None:
    """It stands with its reason until the next stage."""
    what = hand_up(case(), "manager", " Beyond my limit ")
    assert what == IncidentHandedUp("manager", "Beyond my limit")
    assert [each.reason for each in reached(case(what), at(1)) if each.reason] == ["Beyond my limit"]
    assert ("manager", 1, "handed up", True) in steps(case(what), 1)
    assert ("manager", 1, "handed up", False) in steps(case(what, RESOLVED), 3)
    assert "which role" in refuses(lambda: hand_up(case(), "", "x"))
    assert "Say why" in refuses(lambda: hand_up(case(), "manager", " "))


def test_nobody_is_called_for_what_is_closed_or_imported() -> None:
    """A closed file and one handled elsewhere call nobody; nor does one whose beginning is not here."""
    closed = case(RESOLVED, IncidentClosed("d9", signature(), "Content"))
    assert not any(each[3] for each in steps(closed, 999))
    old = IncidentLogged("T-1", IncidentKind.ABUSE, at(), at(), "UTC", source=Source("a.csv", 2, "d"))
    assert reached(fold("inc-1", history(old)), at(99)) == []
    alone: list[Recorded] = [recorded(ACKNOWLEDGED)]
    assert reached(fold("inc-1", alone), at(99)) == []
