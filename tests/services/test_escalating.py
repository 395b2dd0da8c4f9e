from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.views.today import TodayLine, Urgency
from tests.domain.given import refuses
from tests.services.conftest import House
from tests.services.test_incidents import logged


def log(house: House, kind: IncidentKind) -> str:
    """Log an incident of a kind as Leo."""
    return house.desk.incidents.log(by=house.leo, kind=kind, narrative="He shouted at 14:05.")


def line(house: House, who: str, case: str) -> TodayLine:
    """Give the line of a file on somebody's Today."""
    return next(each for each in house.desk.today.lines(house.desk.people.person(who)) if each.id == case)


def went(house: House, case: str) -> list[tuple[str, tuple[str, ...], str, bool]]:
    """Give to whom a file went: role, people, why, whether it stands."""
    steps = house.desk.incidents.file(case).escalated
    return [(each.role, each.people, each.why, each.open) for each in steps]


def test_abuse_goes_to_the_supervisor_on_duty_at_once(house: House) -> None:
    """It stands first on the supervisor's Today until it is acknowledged, and the file tells to whom it went."""
    house.desk.duty.start(by=house.sam)
    house.desk.duty.start(by=house.ruth)
    case = log(house, IncidentKind.ABUSE)
    found = line(house, house.sam, case)
    assert (found.urgency, found.detail) == (
        Urgency.NOW, "goes to you · abusive customer: at once · so far: logged by Leo",
    )  # fmt: skip
    assert "goes to you" not in line(house, house.ruth, case).detail
    house.desk.incidents.move(by=house.sam, incident=case, stage=Stage.ACKNOWLEDGED, text="Asked him to leave.")
    assert "goes to you" not in line(house, house.sam, case).detail
    assert went(house, case) == [("Supervisor", ("Sam",), "abusive customer: at once", False)]


def test_a_late_file_goes_further_up(house: House) -> None:
    """Half of the time calls the lead's role, all of it the supervisor, one and a half the manager."""
    house.desk.duty.start(by=house.sam)
    case = logged(house)
    house.desk.incidents.move(by=house.sam, incident=case, stage=Stage.ACKNOWLEDGED, text="Rang her.")
    house.clock.wait(hours=1.2)
    [lead] = went(house, case)
    assert lead == ("Shift lead", ("Sam",), "first response: 50% of its time", True)
    house.clock.wait(hours=1)
    assert "first response: 100% of its time" in line(house, house.sam, case).detail
    house.clock.wait(hours=1)
    assert went(house, case)[-1] == ("Manager", (), "first response: 150% of its time", True)
    house.desk.duty.start(by=house.ruth)
    found = line(house, house.ruth, case)
    assert found.detail.endswith("so far: logged by Leo, acknowledged by Sam")
    assert went(house, case)[-1][1] == ()  # nobody of that role was there at that moment


def test_whoever_works_on_it_hands_it_up(house: House) -> None:
    """With a role and a reason; it goes to whoever of that role is there, with what was done so far."""
    house.desk.duty.start(by=house.ruth)
    case = logged(house)
    act = house.desk.escalating.hand_up
    assert "no such role" in refuses(lambda: act(by=house.leo, incident=case, role="astronaut", reason="x"))
    assert "which role" in refuses(lambda: act(by=house.leo, incident=case, role="", reason="x"))
    act(by=house.leo, incident=case, role="manager", reason="He wants 300 back")
    assert line(house, house.ruth, case).detail.startswith("goes to you · handed up · so far")
    assert went(house, case) == [("Manager", ("Ruth Adeyemi",), "handed up: He wants 300 back", True)]
    told = house.desk.incidents.file(case).story[-1]
    assert (told.what, told.reason) == ("handed it up to the role manager", "He wants 300 back")
