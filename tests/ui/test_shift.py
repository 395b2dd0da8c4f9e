from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sopdesk.domain.handing import Leaving
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.occasion import DueState
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.reminding import Cause
from sopdesk.domain.rota import Shift, Turn
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.shift import tray
from sopdesk.ui.shift.rows import ShiftRow, ShiftRows
from sopdesk.ui.shift.view import ShiftScreen
from sopdesk.ui.shift.words import reminder_words
from sopdesk.ui.times import Times
from sopdesk.ui.today import TodayScreen
from sopdesk.views.shift import ReminderView
from tests.domain.given import checklist
from tests.services.conftest import House, house
from tests.services.test_schedule import NOON, do, until
from tests.services.test_shift import ALL_DAYS, hours
from tests.ui.house_window import opened, press, shown_lines, sit

__all__ = ["house"]


def plan(house: House, number: int, title: str, words: str) -> str:
    """Have a checklist in force with a plan."""
    sop = house.approved(replace(checklist(), number=f"SOP-{number:03}", title=title))
    house.desk.schedule.revise(by=house.sam, sop=sop, plan=read_plan(words))
    return sop


@pytest.fixture
def day(house: House) -> dict[str, str]:
    """Give a day at half past twelve: checks done, missed, late, due soon, under way, due, coming; by their names."""
    sops = {
        "opening": plan(house, 10, "Opening", "every day by 10:00, 10 minutes' grace"),
        "fridge": plan(house, 11, "Fridge and freezer temperatures of the kitchen and the bar",
                       "every day by 11:30, 30 minutes' grace"),
        "tables": plan(house, 12, "Tables", "every day by 12:40, from 60 minutes before"),
        "cash": plan(house, 13, "Cash in between", "every day by 13:30, from 90 minutes before"),
        "toilets": plan(house, 14, "Toilets", "every day by 14:00, 17:00 and 20:00, from 120 minutes before"),
        "closing": plan(house, 15, "Closing", "every day by 22:00, 30 minutes' grace"),
        "alarm": plan(house, 16, "Fire alarm", "every day by 09:30, 10 minutes' grace, missed after 30 minutes"),
        "needed": house.approved(replace(checklist(), number="SOP-017", title="Spill")),
    }  # fmt: skip
    shifts = (Shift("early", "Early", 7 * 60, 14 * 60), Shift("late", "Late", 14 * 60, 22 * 60))
    turns = (Turn(house.leo, "early", ALL_DAYS), Turn(house.sam, "late", ALL_DAYS), Turn(house.ruth, "late", ALL_DAYS))
    house.desk.duty.change_rota(by=house.ruth, shifts=shifts, turns=turns)
    hours(house, (7, 22))
    until(house, NOON - timedelta(hours=2, minutes=20))
    do(house, house.desk.checklists.start(by=house.leo, sop=sops["opening"]))
    until(house, NOON + timedelta(minutes=10))
    run = house.desk.checklists.start(by=house.leo, sop=sops["cash"])
    house.desk.checklists.tick(by=house.leo, run=run, item="wand")
    house.desk.checklists.start(by=house.leo, sop=sops["needed"])
    house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    house.desk.handovers.write(by=house.sam, leaving=Leaving(notes="Milk is short, the oven ticks."))
    until(house, NOON + timedelta(minutes=30))
    house.desk.schedule.settle()
    return sops


@pytest.fixture
def window(qtbot: QtBot, house: House, day: dict[str, str], dressed: None) -> Iterator[MainWindow]:
    """Give the window at half past twelve, with nobody at the desk."""
    with opened(qtbot, house) as made:
        yield made


def shift(window: MainWindow) -> ShiftScreen:
    """Go to the shift."""
    window.frame.go("today.shift")
    screen = window.current_screen()
    assert isinstance(screen, ShiftScreen)
    return screen


def rows(view: ShiftRows) -> list[tuple[str, str, str, str]]:
    """Give time, title, chip and act of the rows that are no headings."""
    return [
        (each.time if isinstance(each, ShiftRow) else "", each.title, each.chip, each.act)
        for each in shown_lines(view) if not each.heading
    ]  # fmt: skip


def test_the_shift_as_a_picture(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """The shift, Today and the line that reminds are drawn for looking at them."""
    for who in ("", house.sam):
        if who:
            sit(window, house, who)
        window.reminders.look()
        shift(window)
        name = "sam" if who else "locked"
        look(window, f"shift-{name}")
        look(window, f"shift-{name}", (1920, 1080))
        look(window, f"shift-{name}-200", (1024, 768), 200)
        window.frame.go("today")
        look(window, f"today-{name}")
        look(window, f"today-{name}-200", (1024, 768), 200)
    window.frame.go("incidents")
    look(window, "incidents")


def reminded(window: MainWindow, qtbot: QtBot) -> list[tuple[str, str]]:
    """Look what is due, and give cause and title of what the line says once every round that was asked for is over."""
    reminders = window.reminders
    reminders.look()
    qtbot.waitUntil(lambda: not (reminders._running or reminders._soon.isActive() or window.frame.busy()))
    return [(each.cause.value, each.title) for each in window.reminders.line.shown]


def here(window: MainWindow) -> tuple[str, str]:
    """Give the screen that is shown, and of what."""
    assert window.frame.here is not None
    return window.frame.here.screen, window.frame.here.id


def test_the_shift_by_the_clock(window: MainWindow, house: House, day: dict[str, str]) -> None:
    """Late and missed first, then due, coming and done, each with its time, how it stands and its act."""
    sit(window, house, house.sam)
    press(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert here(window)[0] == "today.shift"
    screen = shift(window)
    assert rows(screen.rows) == [
        ("09:30", "Fire alarm", "Missed", "Say why"),
        ("11:30", "Fridge and freezer temperatures of the kitchen and the bar", "Late", "Start"),
        ("12:40", "Tables", "Due soon", "Start"),
        ("13:30", "Cash in between", "Due", "Go on"),
        ("14:00", "Toilets", "Due", "Start"),
        ("17:00", "Toilets", "Coming", "Read"),
        ("20:00", "Toilets", "Coming", "Read"),
        ("22:00", "Closing", "Coming", "Read"),
        ("10:00", "Opening", "Done", "Look"),
    ]  # fmt: skip
    assert screen.title.text().startswith("The shift, 12:3")
    assert "the house is open until 22:00" in screen.detail.text()
    people = [each.text() for each in screen.people.findChildren(QLabel)]
    assert people == [
        "Leo", "on duty until 14:00", "Sam", "next, from 14:00", "Ruth Adeyemi", "next, from 14:00",
    ]  # fmt: skip
    assert screen.timeline.accessibleName().endswith("1 late, 3 due, 3 coming, 1 done, 1 missed")
    assert [(each[1], each[3]) for each in rows(screen.open)] == [
        ("Nobody has read the hand-over from Sam", "Look"), ("Spill", "Go on"),
        ("I-COUN-2026-00001 · The soup was cold.", "Open"),
    ]  # fmt: skip
    assert rows(screen.open)[2][2].endswith("min over")


def test_locked_the_shift_names_procedures_and_no_incident(window: MainWindow) -> None:
    """The page is there before anybody signs in, without incidents and without the words of a hand-over."""
    screen = shift(window)
    assert window.pages.currentWidget() is screen
    assert [each[1:] for each in rows(screen.open)] == [("Hand-over from Sam", "", "Read"), ("Spill", "", "Go on")]
    assert "Milk" not in str(shown_lines(screen.open))
    assert "soup" not in str(shown_lines(screen.open))
    assert next(each[3] for each in rows(screen.rows) if each[2] == "Missed") == "Read"


def test_each_row_leads_to_its_act(window: MainWindow, house: House, day: dict[str, str]) -> None:
    """One press starts, goes on, looks, reads or asks why."""
    sit(window, house, house.leo)
    lines: dict[str, Any] = {each.chip: each.data for each in shown_lines(shift(window).rows) if not each.heading}

    def pressed(chip: str) -> tuple[str, str]:
        shift(window).rows.chosen.emit(lines[chip])
        return here(window)

    assert pressed("Coming") == ("manual.page", day["closing"])
    assert pressed("Missed") == ("manual.page", day["alarm"])
    assert pressed("Done") == ("checklists.run", lines["Done"].due.run)
    assert pressed("Late")[0] == "checklists.run"
    assert [each.stage.value for each in house.desk.checklists.runs() if each.sop == day["fridge"]] == ["in progress"]
    assert [each.due.state for each in house.desk.shift.view(None).lines if each.due.sop == day["fridge"]] == [
        DueState.LATE
    ]
    opened_lines = [each.data for each in shown_lines(shift(window).open)]
    shift(window).open.chosen.emit(opened_lines[0])
    assert here(window)[0] == "checklists.handover"


@pytest.mark.parametrize("page", ["today", "today.shift"])
def test_the_supervisor_says_why_something_was_missed(window: MainWindow, house: House, page: str) -> None:
    """From Today and from the shift; the words are recorded, and nothing asks any more."""
    sit(window, house, house.sam)
    window.frame.go(page)
    screen = window.current_screen()
    assert isinstance(screen, TodayScreen | ShiftScreen)
    view = screen.list if isinstance(screen, TodayScreen) else screen.rows
    view.chosen.emit(next(each.data for each in shown_lines(view) if each.act == "Say why"))
    assert screen.sheet is not None
    screen.sheet.form.set_values({"text": "The power was off."})
    screen.sheet.confirm()
    [missed] = house.desk.schedule.missed(NOON.date(), NOON.date())
    assert (missed.explained, missed.explained_by) == ("The power was off.", "Sam")
    assert isinstance(screen, ShiftScreen) or "Say why" not in {each.act for each in shown_lines(screen.list)}


def test_today_says_how_it_stands(window: MainWindow, house: House) -> None:
    """What is late and soon says so in words; a clock is a bar; checklists as needed are one line."""
    sit(window, house, house.sam)
    window.frame.go("today")
    screen = window.current_screen()
    assert isinstance(screen, TodayScreen)
    lines = {each.title: each for each in shown_lines(screen.list) if not each.heading}
    assert (lines["Tables"].chip, lines["Tables"].note) == ("Soon", "by 12:40")
    assert (lines["Fire alarm"].chip, lines["Fire alarm"].note) == ("Missed", "was due 09:30")
    fridge = lines["Fridge and freezer temperatures of the kitchen and the bar"]
    assert (fridge.chip, fridge.note) == ("Late", "was due 11:30")
    assert lines["I-COUN-2026-00001 · The soup was cold."].bar == 1
    assert "1 checklist as needed" in lines
    screen.list.chosen.emit(lines["1 checklist as needed"].data)
    assert here(window)[0] == "checklists"


def test_the_strip_names_what_is_due_next(window: MainWindow, house: House, day: dict[str, str]) -> None:
    """The foot of the window says what is late, else what is due next, and when; long titles are shortened."""
    window.refresh()
    assert window.strip.due.text() == "Fridge and freezer temperatures… was due 11:30"
    for name in ("fridge", "tables"):
        do(house, house.desk.checklists.start(by=house.leo, sop=day[name]))
    window.refresh()
    assert window.strip.due.text() == "Cash in between due 13:30"


def test_what_is_reminded_of_is_said_once(window: MainWindow, house: House, qtbot: QtBot, day: dict[str, str]) -> None:
    """One quiet line groups everything; dismissed it stays away, also after a new start, until something goes on."""
    first = reminded(window, qtbot)
    assert [each[0] for each in first] == ["late", "due soon", "hand-over", "due"]
    line = window.reminders.line
    assert line.isVisible()
    assert line.words.text() == "Late: Fridge and freezer temperatures of the kitchen and the bar. And 3 more."
    assert line.act.text() == "Show the shift"
    assert line.accessibleName().endswith("Can be done now: Toilets (by 14:00).")
    line.close_act.click()
    assert not line.isVisible()
    assert reminded(window, qtbot) == []
    with opened(qtbot, house) as again:
        assert reminded(again, qtbot) == []
        until(house, NOON + timedelta(minutes=76))
        assert reminded(again, qtbot) == [("late", "Tables"), ("due soon", "Cash in between")]
    until(house, NOON + timedelta(hours=10))
    assert reminded(window, qtbot) == []


def test_who_signs_in_is_told_what_was_left_to_them(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Each time they sign in, on any page, also before opening, until they have read it; then no more."""
    [row] = house.desk.handovers.open()
    sit(window, house, house.leo)
    assert ("hand-over", row.who) in reminded(window, qtbot)
    window.reminders.line.dismiss()
    assert ("hand-over", row.who) not in reminded(window, qtbot), "said once while they are here"
    until(house, NOON + timedelta(hours=17))
    for _ in range(2):
        window.lock()
        sit(window, house, house.leo)
        window.frame.go("manual")
        assert reminded(window, qtbot) == [("hand-over", row.who)]
    window.reminders.line.act.click()
    assert here(window) == ("checklists.handover", row.id)
    house.desk.handovers.acknowledge(by=house.leo, handover=row.id)
    window.lock()
    sit(window, house, house.leo)
    assert reminded(window, qtbot) == []


def test_what_is_done_leaves_the_line(window: MainWindow, house: House, qtbot: QtBot, day: dict[str, str]) -> None:
    """The line says no longer what is done, and one thing alone is one press from its act."""
    sit(window, house, house.leo)
    reminded(window, qtbot)
    for name in ("fridge", "toilets"):
        do(house, house.desk.checklists.start(by=house.leo, sop=day[name]))
    window.reminders.line.shown = tuple(
        each for each in window.reminders.line.shown if each.cause is not Cause.HANDOVER
    )
    assert reminded(window, qtbot) == [("due soon", "Tables")]
    line = window.reminders.line
    assert (line.words.text(), line.act.text()) == ("Due: Tables (by 12:40).", "Start")
    line.act.click()
    assert here(window)[0] == "checklists.run"
    assert not line.isVisible()


def test_a_reminder_never_takes_the_keyboard(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Whoever types in a sheet goes on typing when something becomes due."""
    sit(window, house, house.sam)
    screen = shift(window)
    screen.rows.chosen.emit(next(each.data for each in shown_lines(screen.rows) if each.act == "Say why"))
    assert screen.sheet is not None
    field = screen.sheet.form.field("text")
    field.setFocus()
    reminded(window, qtbot)
    assert window.reminders.line.isVisible()
    assert window.focusWidget() is field
    assert screen.sheet is not None


def test_what_was_missed_is_recorded_by_the_clock(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Each minute the desk writes down what was missed meanwhile, and shows it."""
    sit(window, house, house.sam)
    until(house, NOON + timedelta(hours=5))
    window.reminders._pass_minute()
    qtbot.waitUntil(lambda: not window.frame.busy())
    titles = {each.title for each in house.desk.schedule.missed(NOON.date(), NOON.date())}
    assert titles == {"Fire alarm", "Fridge and freezer temperatures of the kitchen and the bar", "Tables", "Toilets"}


class FakeIcon:
    """A notification area that writes down what it is told."""

    told: list[str]

    def __init__(self, *_what: object) -> None:
        FakeIcon.told = []
        self.messageClicked = self.activated = SimpleNamespace(connect=lambda _do: None)

    def showMessage(self, _title: str, words: str, *_how: object) -> None:
        """Take a message."""
        FakeIcon.told.append(words)

    def __getattr__(self, _name: str) -> Callable[..., object]:
        return lambda *_what: None


def test_the_notification_area_names_nobody(
    window: MainWindow, house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells what is due while the window is not looked at, without names; a setting of the desk ends it."""
    monkeypatch.setattr(tray, "there_is_one", lambda: True)
    monkeypatch.setattr(tray, "QSystemTrayIcon", FakeIcon)
    sign = window.reminders.tray
    sign.tell("Late: 1")
    assert sign.icon is None, "the window is looked at"
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    reminded(window, qtbot)
    assert "\n".join(FakeIcon.told) == (
        "Late: Fridge and freezer temperatures of the kitchen and the bar.\nDue: Tables (by 12:40).\n"
        "Hand-over to read from the shift before.\nCan be done now: Toilets (by 14:00)."
    )
    screen = shift(window)
    assert screen.tells.isVisibleTo(screen)
    assert screen.tells.isChecked()
    screen.tells.setChecked(False)
    assert not tray.is_wanted(house.desk.drafts)
    sign.tell("Late: 1")
    assert sign.icon is None
    assert len(FakeIcon.told) == 1
    window.frame.go("today")
    sign.pressed.emit()
    assert here(window)[0] == "today.shift"


def test_many_reminders_are_counted() -> None:
    """Of one cause three are named, the others counted; everything has its words."""
    many = [ReminderView(f"{n}", Cause.LATE, f"Check {n}", "checklist", "s", None) for n in range(5)]
    guide = ReminderView("g", Cause.HANDED_UP, "Guest hurt", "guide", "g", None)
    closing = ReminderView("c", Cause.CLOSING, "Closing", "run", "r", NOON)
    assert reminder_words((*many, guide, closing), Times("Europe/London")) == (
        "Late: Check 0, Check 1, Check 2 and 2 more.", "Before closing: Closing (by 12:00).",
        "Handed up to you: Guest hurt.",
    )  # fmt: skip
