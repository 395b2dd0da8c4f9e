from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.opening import Span
from sopdesk.domain.plan_words import in_words, read_plan
from sopdesk.domain.schedule import Plan, Rhythm
from sopdesk.ui.schedule.plan_days import WEEKDAYS
from tests.domain.given import checklist
from tests.services.conftest import House, house
from tests.ui.desk import Desk

__all__ = ["house"]  # the fixture of the services' tests
TODAY = date(2026, 5, 4)
DAY = Span(8 * 60, 18 * 60)


@pytest.fixture
def desk(qtbot: QtBot, house: House, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Sam, a supervisor, sits."""
    made = Desk(house, qtbot)
    made.sit(house.sam)
    yield made
    made.frame.stop_work()


def screen(desk: Desk) -> Any:  # noqa: ANN401 - whichever screen is shown
    """Give the screen that is shown."""
    return desk.screen


def fill(desk: Desk, **answers: str) -> None:
    """Answer the sheet that is open, and confirm it."""
    sheet = desk.screen.sheet
    assert sheet is not None
    sheet.form.set_values(answers)
    sheet.confirm()


def lines(desk: Desk) -> list[tuple[str, str]]:
    """Give title and detail of each line of the list."""
    model = screen(desk).list.lines
    return [(model.line(n).title, model.line(n).detail) for n in range(model.rowCount())]


def words(desk: Desk) -> str:
    """Give every word in sight on the page."""
    page = desk.screen
    QApplication.processEvents()
    return " | ".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_the_plan_follows_what_is_chosen(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """While somebody chooses days and times, the plan stands beside it in words, with the next seven occasions."""
    house.desk.hours.change_week(by=house.sam, week=[[DAY]] * 5 + [[]] * 2, first=TODAY)
    sop = house.approved(checklist())
    desk.frame.go("house.plan", sop)
    page = screen(desk)
    assert "Every day by 09:30, 30 minutes’ grace" in words(desk)
    assert "Monday, 4 May 2026" in words(desk)
    page.fields.days.rhythm.set_value(WEEKDAYS)
    page.fields.days.rhythm.changed.emit(WEEKDAYS)
    page.fields.times.times.setText("10:00, 14:00")
    assert "Every weekday by 10:00 and 14:00" in words(desk)
    assert page.next.count() == 7
    page.fields.strict.set_values({"role": "shift-lead", "grace": "15 minutes"})
    look(desk.screen, "plan")
    look(desk.screen, "plan", (1600, 1000))
    page.record()
    plan = house.desk.schedule.plan(sop)
    assert plan is not None
    assert (in_words(plan), plan.role) == ("Every weekday by 10:00 and 14:00, 15 minutes’ grace", "shift-lead")


def test_another_plan_has_its_reason(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """A plan that is there changes with a reason; the plans so far stand beside it."""
    sop = house.approved(checklist(when="on the 1st of every month by 12:00"))
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan("at closing"))
    desk.frame.go("house.plan", sop)
    page = screen(desk)
    assert "until the house has opening hours" in words(desk)
    page.take_proposed()
    assert page.fields.days.of_month.isVisibleTo(page)
    assert "On the 1st of every month by 12:00" in words(desk)
    look(desk.screen, "plan-monthly")
    page.record()
    fill(desk, reason="Once a month is enough.")
    assert house.desk.schedule.plan(sop) == read_plan("on the 1st of every month by 12:00")
    assert "“Once a month is enough.”" in words(desk)


@pytest.mark.parametrize(
    "words",
    [
        "every Monday and Friday by 10:00", "every weekday 30 minutes before opening",
        "every day 15 minutes after closing",
        "on the last Friday of the second month of every quarter by 12:00, no grace",
        "on the last day of every month by 9:00",
        "every day by 10:00, missed after 3 hours, also on closed days, from 2026-06-01, until 2026-07-01",
    ],
)  # fmt: skip
def test_every_plan_can_be_written(desk: Desk, house: House, words: str) -> None:
    """What a plan says stands in the fields, and is read from them as the same plan."""
    sop = house.approved(checklist())
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan(words))
    desk.frame.go("house.plan", sop)
    assert screen(desk).fields.plan() == read_plan(words)


def test_a_plan_that_cannot_be_kept(desk: Desk, house: House) -> None:
    """What is wrong with a plan stands in its place, and nothing is recorded."""
    sop = house.approved(checklist())
    desk.frame.go("house.plan", sop)
    page = screen(desk)
    for text, said in (("noon", "not a time of day"), ("", "by when it is due")):
        page.fields.times.times.setText(text)
        assert said in page.wrong.text()
        page.record()
        assert house.desk.schedule.plan(sop) is None
    page.fields.days.show_plan(Plan(Rhythm.AS_NEEDED))
    page.look()
    assert not page.fields.strictly.isVisibleTo(page)
    page.record()
    assert house.desk.schedule.plan(sop) == Plan(Rhythm.AS_NEEDED)


def test_a_half_written_plan_survives_the_end_of_the_program(desk: Desk, house: House, qtbot: QtBot) -> None:
    """What somebody has chosen and not recorded is there after a new start, for them; recorded, it is gone."""
    sop = house.approved(checklist())
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan("every day by 10:00"))
    desk.frame.go("house.plan", sop)
    fields = screen(desk).fields
    fields.days.rhythm.set_value(Rhythm.WEEKLY)
    fields.days.ticks[2].setChecked(True)
    fields.times.times.setText("11:00, half")
    fields.strict.set_values({"grace": "20 minutes"})
    desk.screen.put_down()
    again = Desk(house, qtbot)
    again.sit(house.ruth)
    again.frame.go("house.plan", sop)
    page: Any = again.screen
    assert page.fields.plan() == read_plan("every day by 10:00"), "another person’s words"
    again.sit(house.sam)
    assert page.fields.days.ticks[2].isChecked()
    assert "not a time of day" in page.wrong.text()
    page.fields.times.times.setText("11:00")
    wanted = read_plan("every Wednesday by 11:00, 20 minutes’ grace")
    assert page.fields.plan() == wanted
    page.record()
    fill(again, reason="Once a week is enough.")
    assert house.desk.schedule.plan(sop) == wanted
    assert page.fields.text() == ""
    again.frame.stop_work()


def test_a_half_written_plan_ends_when_somebody_else_plans(desk: Desk, house: House, qtbot: QtBot) -> None:
    """What was begun on another plan than the one in force does not come back over it."""
    sop = house.approved(checklist())
    desk.frame.go("house.plan", sop)
    screen(desk).fields.times.times.setText("11:00")
    desk.screen.put_down()
    house.desk.schedule.revise(by=house.ruth, sop=sop, plan=read_plan("every day by 10:00"))
    again = Desk(house, qtbot)
    again.sit(house.sam)
    again.frame.go("house.plan", sop)
    page: Any = again.screen
    assert page.fields.plan() == read_plan("every day by 10:00")
    again.frame.stop_work()


def test_the_list_of_plans(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """Every checklist stands in the list; those without a plan can be planned as they propose it."""
    house.approved(checklist(number="SOP-001", title="Opening", when="every day by 09:00"))
    house.approved(checklist(number="SOP-002", title="Fridges"))
    desk.frame.go("house.plans")
    assert lines(desk) == [
        ("Without a plan", ""),
        ("SOP-001 Opening", "It proposes: Every day by 09:00, 30 minutes’ grace"),
        ("SOP-002 Fridges", "Nobody has said when it is due"),
    ]
    screen(desk).adopt()
    assert lines(desk)[:2] == [
        ("By the clock", ""), ("SOP-001 Opening", "Every day by 09:00, 30 minutes’ grace · Supervisor"),
    ]  # fmt: skip
    assert not screen(desk).adopting.isVisibleTo(desk.screen)
    look(desk.screen, "plans")


def test_the_plans_as_a_calendar_file(
    desk: Desk, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: Callable[..., None]
) -> None:
    """For how many weeks and whose tasks is asked; the file is there then. What is no number is refused there."""
    house.approved(checklist(number="SOP-001", title="Opening", when="every day by 09:00"))
    desk.frame.go("house.plans")
    screen(desk).adopt()
    target = tmp_path / "checks.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    screen(desk).give_calendar()
    look(desk.screen, "plans-calendar")
    fill(desk, weeks="many")
    assert desk.screen.sheet is not None
    fill(desk, weeks="2")
    desk.wait(target.exists)
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 13, "today’s time had passed"
    assert desk.screen.sheet is None


def test_what_was_missed(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """What was missed stands by day; a press asks how it came, and the words stay beside it."""
    sop = house.approved(checklist())
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan("every day by 12:00"))
    house.clock.wait(days=3)
    house.desk.schedule.settle()
    desk.frame.go("checklists.missed")
    assert len(lines(desk)) == 6
    model = screen(desk).list.lines
    screen(desk).list.chosen.emit(model.line(1).data)
    fill(desk, text="The power was out.")
    assert lines(desk)[1] == ("Closing", "SOP-010 · Supervisor · Sam: “The power was out.”")
    screen(desk).list.chosen.emit(screen(desk).list.lines.line(1).data)
    assert "Closing: Sam: “The power was out.”" in words(desk)
    look(desk.screen, "missed")


def test_the_opening_hours_of_a_week(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """A week is written day by day and recorded from a day on; the next one with its reason."""
    desk.frame.go("house.hours")
    page = screen(desk)
    page.days[0].setText("8-18")
    for day in range(1, 6):
        page._like_above(day)
    page.record()
    fill(desk)
    week = house.desk.hours.week()
    assert week is not None
    assert week.week == ((DAY,),) * 6 + ((),)
    assert page.days[0].text() == "08:00–18:00"
    page.days[6].setText("late")
    page.record()
    assert "not an opening time" in page.wrong.text()
    page.days[6].setText("10:00-14:00")
    page.record()
    fill(desk, first="2026-06-01", reason="Sunday breakfast")
    assert "“Sunday breakfast”" in words(desk)
    look(desk.screen, "hours")
    look(desk.screen, "hours", (1600, 1000))


def test_a_day_that_differs(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """A day has other hours or is closed, by its name, until it is as the week says again."""
    desk.frame.go("house.hours")
    screen(desk).change_day()
    fill(desk, day="2026-12-24", name="Christmas Eve", hours="8-14")
    assert lines(desk) == [("Christmas Eve", "Thursday, 24 December 2026 · 08:00–14:00")]
    look(desk.screen, "hours-day")
    screen(desk)._chosen(house.desk.hours.day(date(2026, 12, 24)))
    fill(desk, usual="yes")
    assert not screen(desk).list.isVisibleTo(desk.screen)


def test_public_holidays(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """Public holidays of a country and region are offered; the house is closed on those that are chosen."""
    desk.frame.go("house.hours")
    screen(desk).choose_holidays()
    page = screen(desk)
    assert page.country.value() == "GB"  # by the house's time zone
    page.region.set_value("SCT")
    page.region.changed.emit("SCT")
    look(desk.screen, "holidays")
    page.ticks[date(2026, 12, 25)].setChecked(True)
    page.close_on()
    assert house.desk.hours.day(date(2026, 12, 25)).name == "Christmas Day"
    assert lines(desk) == [("Christmas Day", "Friday, 25 December 2026 · closed")]
    desk.frame.go("house.holidays")
    assert date(2026, 12, 25) not in screen(desk).ticks


def test_when_stands_beside_the_checklist(desk: Desk, house: House, look: Callable[..., None]) -> None:
    """Beside a checklist stands when it is due and what it proposes; a press leads to the plan."""
    sop = house.approved(checklist(when="every day by 09:00"))
    desk.frame.go("manual.page", sop)
    assert "Nobody has planned when it is due." in words(desk)
    assert "It proposes: Every day by 09:00" in words(desk)
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan("every day by 12:00"))
    desk.screen.refresh()
    assert "Every day by 12:00, 30 minutes’ grace" in words(desk)
    look(desk.screen, "when")
    next(each for each in desk.screen.findChildren(QPushButton) if each.text() == "The plan").click()
    assert screen(desk).id == sop


def test_who_may_not_plan_reads(desk: Desk, house: House) -> None:
    """Whoever may not plan sees the plan, and cannot change it."""
    sop = house.approved(checklist())
    desk.sit(house.leo)
    desk.frame.go("house.plan", sop)
    assert not screen(desk).fields.isEnabled()
    assert "Every day by 09:30" in words(desk)
