from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from sopdesk.domain.plan_words import read_plan
from tests.domain.given import checklist, refuses
from tests.services.conftest import House
from tests.services.test_schedule import NOON, do, until


def events(content: bytes) -> list[Event]:
    """Read a file as a calendar does."""
    return Calendar.from_ical(content).events


def test_what_falls_due_is_given_to_calendars(house: House) -> None:
    """Each occasion to come is an event at the house's time, without keeping anybody busy; what is done is none."""
    sop = house.approved(checklist())
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan("every day by 13:00"))
    until(house, NOON - timedelta(hours=1))
    assert len(events(house.desk.check_calendar.ics(weeks=2))) == 14
    do(house, house.desk.checklists.start(by=house.leo, sop=sop))
    content = house.desk.check_calendar.ics(weeks=2)
    found = events(content)
    assert len(found) == 13
    first = found[0]
    assert first.start == datetime(2026, 5, 5, 13, 0, tzinfo=ZoneInfo("Europe/London"))
    assert (str(first["summary"]), str(first["transp"])) == ("Closing (SOP-010)", "TRANSPARENT")
    assert str(first["description"]).startswith(
        "Due by 13:00. Can be begun from 11:00; late after 13:30. Responsible: Supervisor."
    )
    assert b"TZID:Europe/London" in content
    assert max(map(len, content.split(b"\r\n"))) <= 75, "RFC 5545, 3.1"


def test_the_same_occasion_is_the_same_event(house: House) -> None:
    """A file made later names what is still due by the same UIDs, so that nothing stands twice in a calendar."""
    sop = house.approved(checklist())
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan("every day by 13:00"))
    before = [str(each["uid"]) for each in events(house.desk.check_calendar.ics(weeks=1))]
    assert before[0] == f"20260504T120000Z-{sop}@sopdesk"
    house.clock.wait(days=1)
    assert [str(each["uid"]) for each in events(house.desk.check_calendar.ics(weeks=1))][:6] == before[1:]


def test_a_calendar_of_one_role(house: House) -> None:
    """A role gets what it answers for; a role or a time that there is not is refused."""
    for number, words in (("SOP-010", "every day by 13:00"), ("SOP-011", "every Monday by 13:00")):
        sop = house.approved(replace(checklist(), number=number))
        plan = replace(read_plan(words), role="shift-lead" if number == "SOP-011" else "")
        house.desk.schedule.revise(by=house.sam, sop=sop, plan=plan)
    ics = house.desk.check_calendar.ics
    assert [str(each["summary"]) for each in events(ics(weeks=1, role="shift-lead"))] == ["Closing (SOP-011)"]
    assert len(events(ics(weeks=1, role="Shift lead"))) == 1
    assert len(events(ics(weeks=1))) == 8
    assert "no role" in refuses(lambda: ics(role="astronaut"))
    assert "53 weeks" in refuses(lambda: ics(weeks=0))
    assert events(ics(weeks=1, role="manager")) == []
