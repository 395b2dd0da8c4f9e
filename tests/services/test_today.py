from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sopdesk.domain.deadline import Timing
from sopdesk.domain.handing import HandedThing, Leaving
from sopdesk.domain.handover import Sort
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.plan_words import read_plan
from sopdesk.views.today import TodayLine, Urgency
from tests.domain.given import checklist
from tests.services.conftest import PIN, House
from tests.services.test_schedule import NOON, do, planned, until


def lines(house: House, who: str = "") -> list[TodayLine]:
    """Give what Today shows somebody, or while the desk is locked."""
    return list(house.desk.today.lines(house.desk.people.person(who) if who else None))


def of(house: House, who: str, *places: str) -> list[tuple[str, str, str]]:
    """Give urgency, title and act of the lines that lead to some places."""
    return [(each.urgency.value, each.what, each.act) for each in lines(house, who) if each.place in places]


def test_a_planned_checklist_comes_is_due_and_late(house: House) -> None:
    """Later today, soon, now, and late with its sign: to everybody, the desk locked or not; then it is gone."""
    sop = planned(house)
    assert of(house, "", "coming") == [("soon", "Closing", "Read")]
    assert of(house, house.leo, "coming", "checklist") == [("soon", "Closing", "Read")]
    two = house.approved(replace(checklist(), number="SOP-011", title="Night check"))
    house.desk.schedule.revise(by=house.sam, sop=two, plan=read_plan("every day by 20:00"))
    assert of(house, "", "coming")[1:] == [("later today", "Night check", "Read")]
    timings = {}
    for minutes in (-90, -14, 31):
        until(house, NOON + timedelta(minutes=minutes))
        [line] = [each for each in lines(house) if each.place == "checklist" and each.id == sop]
        assert (line.urgency, line.act, line.due) == (Urgency.NOW, "Start", NOON)
        timings[minutes] = line.timing
    assert timings == {-90: Timing.OK, -14: Timing.NEAR, 31: Timing.LATE}
    until(house, NOON + timedelta(hours=5))
    assert [each[1] for each in of(house, "", "checklist", "coming")] == ["Night check"]


def test_what_is_under_way_stands_there_once(house: House) -> None:
    """A run that was begun for what is due is one line with its progress; done, it is gone."""
    sop = planned(house)
    until(house, NOON)
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    house.desk.checklists.tick(by=house.leo, run=run, item="wand")
    [line] = [each for each in lines(house) if each.place in {"run", "checklist"}]
    assert (line.id, line.detail, line.act, line.due) == (run, "1 of 4 done, started by Leo", "Go on", NOON)
    do(house, run)
    assert of(house, "", "run", "checklist") == []


def test_a_missed_check_asks_the_supervisor_why(house: House) -> None:
    """Who signs off sees what was missed, until somebody says why; others do not; many are counted."""
    planned(house)
    until(house, NOON + timedelta(hours=5))
    house.desk.schedule.settle()
    assert of(house, house.leo, "missed") == []
    [line] = [each for each in lines(house, house.sam) if each.place == "missed"]
    assert (line.act, line.detail, line.due) == ("Say why", "SOP-010: missed. Responsible: Supervisor", NOON)
    assert house.desk.today.counts(house.desk.people.person(house.sam))["checklists"] == 1
    house.desk.schedule.explain(by=house.sam, missed=line.id, text="The power was off.")
    assert of(house, house.sam, "missed") == []
    house.clock.wait(days=8)
    house.desk.schedule.settle()
    assert [each[1] for each in of(house, house.sam, "missed", "missed-all")] == ["Closing"] * 5 + ["3 more missed"]


def pressing(house: House, who: str) -> int:
    """Give how many things Today lists as now and soon."""
    return sum(each.stands_for for each in lines(house, who) if each.urgency in {Urgency.NOW, Urgency.SOON})


def test_the_number_at_a_place_is_what_today_lists(house: House) -> None:
    """Hand-overs not read, things to sign for, runs to sign off, and all that was missed are counted at Checklists."""
    sop, counts = planned(house), house.desk.today.counts
    words = house.desk.handovers.write(by=house.ruth, leaving=Leaving(notes="Milk is short."))
    keys = HandedThing("Keys of the till", Sort.KEYS, Decimal(2), to=house.sam)
    things = house.desk.handovers.write(by=house.leo, leaving=Leaving(things=(keys,)))
    do(house, house.desk.checklists.start(by=house.leo, sop=house.approved(replace(checklist(), number="SOP-011"))))
    seen = {who: counts(house.desk.people.person(who)) for who in (house.leo, house.sam)}
    assert seen[house.leo]["today"] == seen[house.leo]["checklists"] == 2, "Ruth’s words, and closing"
    assert seen[house.sam]["checklists"] == 5, "both hand-overs, the keys, a run to sign off, and closing"
    house.desk.handovers.acknowledge(by=house.leo, handover=words)
    for handover in (words, things):
        house.desk.handovers.acknowledge(by=house.sam, handover=handover)
    house.desk.handovers.receive(receiver=house.sam, pin=PIN, handover=things, counts={"1": Decimal(2)})
    assert counts(house.desk.people.person(house.leo))["checklists"] == 1
    assert counts(house.desk.people.person(house.sam))["checklists"] == 2
    house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    house.clock.wait(days=9)
    house.desk.schedule.settle()
    for who in (house.leo, house.sam, house.ruth):
        found = counts(house.desk.people.person(who))
        assert found["today"] == pressing(house, who) == sum(found.values()) - found["today"]
    ruth = counts(house.desk.people.person(house.ruth))
    assert ruth["checklists"] >= 8, "all that was missed, also what is only counted"
    assert sop in {each.sop for each in house.desk.schedule.due()}


def test_checklists_as_needed_are_one_line(house: House) -> None:
    """What no time calls for stands in the list of checklists, not on Today."""
    planned(house)
    two = house.approved(replace(checklist(), number="SOP-011", title="Cleaning the coffee machine"))
    assert of(house, "", "checklists") == [("later", "1 checklist as needed", "Choose")]
    house.desk.schedule.revise(by=house.sam, sop=two, plan=read_plan("every day by 13:00"))
    assert of(house, "", "checklists") == []
    assert len(of(house, "", "coming")) == 2


def test_what_was_given_back_says_why(house: House) -> None:
    """Those who worked on a run that was given back see the reason; others see how far it is."""
    sop = house.approved(checklist())
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    do(house, run)
    house.desk.checklists.give_back(by=house.sam, run=run, reason="The float is wrong.")
    details = {who: [each.detail for each in lines(house, who) if each.place == "run"] for who in ("", house.leo)}
    assert details[house.leo] == ["Given back by Sam: The float is wrong."]
    assert details[""] == ["4 of 4 done, started by Leo"]
    assert [each.returned for each in house.desk.checklists.runs()] == [1]


def test_what_was_given_back_of_what_is_due_says_why(house: House) -> None:
    """The reason stands on the line of what is due, too."""
    sop = planned(house)
    until(house, NOON)
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    do(house, run)
    house.desk.checklists.give_back(by=house.sam, run=run, reason="The float is wrong.")
    assert [each.detail for each in lines(house, house.leo) if each.place == "run"] == [
        "Given back by Sam: The float is wrong."
    ]


def test_clocks_stand_in_the_order_in_which_they_are_due(house: House) -> None:
    """The incident whose clock is due first stands first, late before near; done ones wait to be closed."""
    log = house.desk.incidents
    first = log.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    house.clock.wait(minutes=20)
    second = log.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The tea was cold.")
    for stage in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING, Stage.RESOLVED, Stage.FOLLOWED_UP):
        if stage is Stage.RESOLVED:
            told = {"category": "quality", "finding": "upheld", "remedy_given": "A new one."}
            log.detail(by=house.sam, incident=first, values=told)
        log.move(by=house.sam, incident=first, stage=stage, text="Done.")
        if stage is Stage.ACKNOWLEDGED:
            rows = [(each.id, each.detail, each.timing) for each in lines(house, house.sam) if each.place == "incident"]
            assert rows == [(second, "acknowledge due", Timing.OK), (first, "first response due", Timing.OK)]
    house.clock.wait(minutes=20)
    rows = [(each.id, each.detail, each.timing) for each in lines(house, house.sam) if each.place == "incident"]
    assert rows == [
        (second, "acknowledge was due", Timing.LATE), (first, "everything is done: to be closed", None),
    ]  # fmt: skip
    assert [(each.id, each.clock is None) for each in log.rows(stage="open")] == [(second, False), (first, True)]
    assert not of(house, "", "incident")


def test_what_comes_later_does_not_flood_today(house: House) -> None:
    """The next few stand on Today, the others are counted: the shift shows them all."""
    sop = house.approved(checklist())
    times = ", ".join(f"{hour}:00" for hour in range(12, 22))
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan(f"every day by {times}"))
    assert len(house.desk.schedule.due()) == 10
    assert [each[1:] for each in of(house, "", "shift")] == [("2 more later today", "Show the shift")]
    assert len(of(house, "", "coming", "checklist")) == 8
