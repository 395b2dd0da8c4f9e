from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.journey import Stage, Touchpoint
from sopdesk.domain.person import Role
from sopdesk.domain.rota import Shift, Turn
from sopdesk.domain.sop import Limit
from sopdesk.ui import role_names
from tests.domain.given import procedure, step
from tests.services.conftest import PASSWORD, PIN, House, house
from tests.ui.desk import Desk
from tests.ui.house_window import opened, sit

__all__ = ["house"]  # the fixture of the services' tests
MONDAY = date(2026, 5, 4)
DAY = Shift("day", "Day", 9 * 60, 17 * 60)
VISIT = (Stage("arrive", "Arrive", (Touchpoint("greet", "Greeting", "Seen at once", 1, "front-of-house", "SOP-001"),
                                    Touchpoint("seat", "A table"))), Stage("leave", "Leave"))  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot, house: House, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Ruth, the manager, sits."""
    made = Desk(house, qtbot)
    made.sit(house.ruth)
    yield made
    made.frame.stop_work()


def screen(desk: Desk) -> Any:  # noqa: ANN401 - whichever screen is shown
    """Give the screen that is shown."""
    return desk.screen


def buttons(of: QWidget) -> list[str]:
    """Give the words of every button in sight."""
    return [each.text() for each in of.findChildren(QPushButton) if each.isVisibleTo(of) and each.text()]


def fill(desk: Desk, **answers: str) -> None:
    """Answer the sheet that is open, and confirm it."""
    sheet = desk.screen.sheet
    assert sheet is not None
    sheet.form.set_values(answers)
    sheet.confirm()


def lines(desk: Desk) -> list[tuple[str, str]]:
    """Give title and chip of each line of the list."""
    model = screen(desk).list.lines
    return [(model.line(n).title, model.line(n).chip) for n in range(model.rowCount())]


def test_on_duty_by_a_press(desk: Desk, house: House) -> None:
    """Under House somebody comes on duty and goes off it, and the page says who is there."""
    desk.frame.go("house")
    assert screen(desk).toggle.text() == "I am on duty"
    screen(desk).turn_duty()
    assert house.desk.duty.is_on_duty(house.ruth)
    assert screen(desk).toggle.text() == "Go off duty"
    screen(desk).turn_duty()
    assert not house.desk.duty.is_on_duty(house.ruth)


def test_zone_and_currency_have_a_field(desk: Desk, house: House) -> None:
    """A manager changes zone and currency; every page shows the new clock at once."""
    desk.frame.go("house")
    screen(desk).change_house()
    fill(desk, zone="Asia/Tokyo", currency="jpy")
    assert house.desk.people.house().currency == "JPY"
    assert desk.frame.times.zone.key == "Asia/Tokyo"


def test_missing_contacts_are_listed(desk: Desk, house: House) -> None:
    """House lists the contacts that pages name and nobody has given, and the manager gives them there."""
    first = house.approved(procedure(steps=(step("call", text="Call {{contact:plumber}} or {{contact:supervisor}}."),)))
    house.approved(replace(procedure(steps=(step("ring", text="Ring {{contact:plumber}}."),)), number="SOP-X"))
    desk.frame.go("house")
    assert [(each.name, each.procedures, each.sop) for each in house.desk.people.missing_contacts()] == [
        ("plumber", 2, first), ("supervisor", 1, first),
    ]  # fmt: skip
    said = [each.text() for each in screen(desk).missing.findChildren(QLabel)]
    assert {"Supervisor", "Plumber"} <= set(said)
    desk.wait(lambda: "Give them" in buttons(desk.screen))
    press(desk, "Give them")
    asked = desk.screen.sheet
    assert asked is not None
    written = asked.form.values()["contacts"]
    assert "plumber: \nsupervisor: " in written
    fill(desk, contacts=written.replace("plumber: ", "plumber: Jo, 0170 1"))
    assert house.desk.people.house().contacts["plumber"] == "Jo, 0170 1"
    assert [each.name for each in house.desk.people.missing_contacts()] == ["supervisor"]


def test_what_somebody_may_not_do_is_not_offered(desk: Desk, house: House) -> None:
    """A supervisor sees no way to register people, define roles or change the house; a manager does."""
    managers = {"house": "Register somebody", "house.people": "Register somebody", "house.roles": "Define a role"}
    for where, words in managers.items():
        desk.frame.go(where)
        assert words in buttons(desk.screen)
    desk.sit(house.sam)
    for where, words in managers.items():
        desk.frame.go(where)
        assert words not in buttons(desk.screen)
    screen(desk).change("front-of-house")
    assert desk.screen.sheet is None
    desk.frame.go("house")
    assert not {"Change the house", "Approvals needed", "Give them"} & set(buttons(desk.screen))


def test_an_act_may_open_the_next_sheet(desk: Desk) -> None:
    """What an act asks next stays open when the act's own sheet is done."""
    desk.frame.go("house")
    desk.screen.ask("First", [], "Go on", lambda _said: desk.screen.ask("Second", [], "Go on", lambda _said: None))
    fill(desk)
    assert desk.screen.sheet is not None
    assert desk.screen.sheet.accessibleName() == "Second"
    fill(desk)
    assert desk.screen.sheet is None


def test_a_sheet_is_of_whoever_opened_it(desk: Desk, house: House) -> None:
    """What somebody has open is not there for the next at the desk, who would act in their name; it waits for them."""
    desk.frame.go("house")
    screen(desk).change_house()
    fields = desk.screen.sheet
    assert fields is not None
    fields.form.set_values({"name": "Half a na"})
    desk.sit(house.sam)
    assert fields.isHidden()
    desk.sit(house.ruth)
    assert not fields.isHidden()
    assert fields.form.values()["name"] == "Half a na"


def test_the_acts_go_below_a_title_that_they_would_squeeze(desk: Desk) -> None:
    """A title keeps its room: where the acts would take it, they stand below."""
    desk.frame.go("house")
    shown = screen(desk)
    shown.resize(1400, 700)
    beside = shown.acts.y()
    shown.set_title("A house with a name that is long enough to need a good part of the line")
    shown.resize(700, 700)
    desk.wait(lambda: shown.acts.y() > shown.title.y())
    shown.resize(1400, 700)
    desk.wait(lambda: shown.acts.y() == beside)


def test_somebody_is_registered_and_changed(desk: Desk, house: House) -> None:
    """Registering asks for roles of the house, its own among them; the page of the person changes them."""
    barista = house.desk.organisation.define_role(by=house.ruth, name="Barista", level=Role.FRONT_OF_HOUSE)
    desk.frame.go("house.people")
    screen(desk).register()
    fill(desk, **{"name": "Eve", "role:barista": "yes", "pin": "2468"})
    eve = next(each for each in house.desk.people.tiles() if each.name == "Eve")
    assert eve.roles == (barista,)
    assert ("Eve", "") in lines(desk)
    desk.frame.go("house.person", eve.id)
    press(desk, "Name and roles")
    fill(desk, **{"name": "Eve Holt", "role:shift-lead": "yes"})
    assert house.desk.people.person(eve.id).role_names == "Barista, Shift lead"
    press(desk, "Leaves")
    fill(desk, reason="Moved")
    assert "Leaves" not in buttons(desk.screen)
    desk.frame.go("house.people")
    assert lines(desk)[-2:] == [("Have left", ""), ("Eve Holt", "")]


def press(desk: Desk, words: str) -> None:
    """Press the button with these words."""
    found = next(each for each in desk.screen.findChildren(QPushButton) if each.text() == words and not each.isHidden())
    found.click()


def test_lines_and_deputies(desk: Desk, house: House) -> None:
    """A manager says to whom somebody reports; everybody names their own deputy, and ends it."""
    desk.frame.go("house.person", house.leo)
    press(desk, "Reports to …")
    fill(desk, superior=house.ruth)
    assert [each.id for each in house.desk.organisation.reports_to(house.leo)] == [house.ruth]
    desk.sit(house.leo)
    press(desk, "Name a deputy")
    fill(desk, deputy=house.sam, first="tomorrow")
    assert "not a day" in desk.screen.sheet.wrong.text() if desk.screen.sheet else False
    fill(desk, deputy=house.sam, first="2026-05-04", last="2026-05-04")
    assert house.desk.organisation.page(house.leo).away
    assert "away today" in chips(desk)
    press(desk, "End it")
    assert not house.desk.organisation.page(house.leo).away
    press(desk, "I am on duty")
    assert house.desk.duty.is_on_duty(house.leo)


def chips(desk: Desk) -> list[str]:
    """Give the chips of a person's page."""
    return [cast("Any", each).text() for each in screen(desk).chips.pieces()]


def test_a_forgotten_password(desk: Desk, house: House) -> None:
    """A manager allows it with a signature; the person chooses without the old one; the page says who allowed it."""
    desk.frame.go("house.person", house.sam)
    press(desk, "Forgotten password …")
    fill(desk, reason="Forgotten", password=PASSWORD)
    desk.sit(house.sam)
    press(desk, "Password")
    assert desk.screen.sheet is not None
    assert list(desk.screen.sheet.form.values()) == ["password"]
    fill(desk, password="a brand new one")
    house.desk.people.check_password(house.sam, "a brand new one")
    said = [each.text() for each in cast("Any", desk.screen).findChildren(type(desk.screen.title))]
    assert any("Ruth Adeyemi allowed it" in each for each in said)
    press(desk, "PIN")
    fill(desk, pin="9753")
    house.desk.people.sign_in(house.sam, "9753")


def test_a_password_needs_the_old_one(desk: Desk, house: House) -> None:
    """Without anybody having allowed it, the present password is asked for."""
    desk.frame.go("house.person", house.ruth)
    press(desk, "Password")
    assert desk.screen.sheet is not None
    assert list(desk.screen.sheet.form.values()) == ["old", "password"]


def test_roles_are_defined_and_retired(desk: Desk, house: House) -> None:
    """A role is defined, renamed and retired; the desk calls it by its name everywhere."""
    desk.frame.go("house.roles")
    screen(desk).define()
    fill(desk, name="Barista", level="front-of-house", reports_to="shift-lead")
    assert ("Barista", "our own") in lines(desk)
    assert role_names.name_of("barista") == "Barista"
    screen(desk).change("barista")
    fill(desk, name="Coffee hand")
    assert role_names.name_of("barista") == "Coffee hand"
    screen(desk).change("manager")
    fill(desk, name="Owner")
    assert house.desk.people.person(house.ruth).role_names == "Owner"
    screen(desk).change("barista")
    press(desk, "Retire this role")
    assert ("Coffee hand", "our own") not in lines(desk)


def test_the_week_is_a_grid(desk: Desk, house: House, qtbot: QtBot) -> None:
    """The ordinary week is set cell by cell, by press or key, and recorded whole."""
    desk.frame.go("house.rota_week")
    week = screen(desk)
    week.shifts.setPlainText("Early 6:30-14:30\nNight 22 to 6")
    cell = week._cells[house.leo, 0]
    cell.click()
    QTest.keyClick(week._cells[house.sam, 6], Qt.Key.Key_Up)
    QTest.keyClick(week._cells[house.ruth, 1], Qt.Key.Key_Down)
    QTest.keyClick(week._cells[house.ruth, 1], Qt.Key.Key_Delete)
    assert cell.text() == "Early"
    week.record()
    rota = house.desk.duty.rota()
    assert [(each.name, each.starts, each.ends) for each in rota.shifts] == [("Early", 390, 870), ("Night", 1320, 360)]
    assert set(rota.turns) == {Turn(house.leo, "early", (0,)), Turn(house.sam, "night", (6,))}
    week.shifts.setPlainText("Early whenever")
    week.record()
    assert "is not a shift" in week.message.sentence.text()


def test_a_week_of_the_rota(desk: Desk, house: House) -> None:
    """Week by week the rota shows who works; a day is changed, another closed."""
    turns = [Turn(house.leo, "day", tuple(range(7))), Turn(house.leo, "late", (0,))]
    house.desk.duty.change_rota(by=house.ruth, shifts=[DAY, Shift("late", "Late", 1020, 1200)], turns=turns)
    desk.frame.go("house.rota")
    assert lines(desk)[:3] == [("Today, Monday, 4 May 2026", ""), ("Leo", ""), ("Leo", "")]
    screen(desk).list.chosen.emit((MONDAY, house.leo))
    fill(desk, shift="off")
    assert ("Leo", "not here") in lines(desk)
    screen(desk).change_day(MONDAY, house.leo)
    fill(desk, shift="as-usual")
    assert ("Leo", "not here") not in lines(desk)
    screen(desk).close_on()
    fill(desk, day="2026-05-05", name="Inventory")
    assert ("Tuesday, 5 May 2026: Inventory, closed", "") in lines(desk)
    screen(desk).turn(7)
    assert lines(desk)[0] == ("Monday, 11 May 2026", "")
    desk.frame.go("house.rota_week")
    assert screen(desk)._cells[house.leo, 0].value() == "day+late"


def test_the_chart_leads_to_people(desk: Desk, house: House) -> None:
    """A press on somebody in the chart opens their page."""
    desk.frame.go("house.chart")
    assert screen(desk).view.canvas.drawing.node(house.leo) is not None
    screen(desk).view.chosen.emit(house.leo)
    assert desk.screen.title.text() == "Leo"


def test_reasons_are_shown_by_pair(desk: Desk, house: House) -> None:
    """A press on the reasons between two roles shows them; one opens its procedure."""
    limits = (Limit("refund", "front-of-house", None, "supervisor"), Limit("void", "supervisor", None, "manager"))
    sop = house.approved(procedure(limits=limits))
    desk.frame.go("house.escalation")
    desk.wait(lambda: screen(desk)._map)
    assert lines(desk) == [("refund", "Supervisor"), ("void", "Manager")]
    screen(desk).view.chosen.emit("front-of-house>supervisor")
    assert lines(desk) == [("refund", "")]
    screen(desk).view.chosen.emit("manager")
    assert lines(desk) == [("void", "Manager")]
    press(desk, "Show all reasons")
    assert len(lines(desk)) == 2
    screen(desk).list.chosen.emit((sop, ""))
    assert desk.frame.here is not None
    assert desk.frame.here.id == sop


def test_a_journey_opens_its_procedures(desk: Desk, house: House) -> None:
    """A press on a card opens the procedure; on a gap the desk offers to name one."""
    sop = house.approved(procedure(steps=(step("greet"),)))
    journey = house.desk.journeys.revise(by=house.ruth, title="A visit", stages=VISIT)
    desk.frame.go("house.journeys")
    assert lines(desk) == [("A visit", "")]
    screen(desk).list.chosen.emit(journey)
    assert "1 touchpoints have no procedure" in screen(desk).gaps.text()
    screen(desk).open_card("seat")
    assert "No procedure says how" in screen(desk).message.sentence.text()
    screen(desk).open_card("greet")
    assert desk.frame.here is not None
    assert desk.frame.here.id == sop


def test_a_journey_is_drawn_by_keyboard(desk: Desk, house: House, qtbot: QtBot) -> None:
    """A new journey is drawn with keys alone, undone and done again, and recorded."""
    desk.frame.go("house.journey_editor")
    editor = screen(desk)
    editor.name.setFocus()
    QTest.keyClicks(editor.name, "A visit")
    editor.add_touchpoint()
    assert "Add a stage first" in editor.message.sentence.text()
    for name in ("Arrive", "Leave"):
        editor.add_stage()
        write(editor.side.stage.field("title"), name)
    editor.add_touchpoint()
    write(editor.side.card.field("title"), "Goodbye")
    write(editor.side.card.field("minutes"), "soon")
    assert editor.side.card._wrong["minutes"].text()
    write(editor.side.card.field("minutes"), "2")
    write(editor.side.card.field("procedure"), "SOP-001#greet")
    editor.move_part(-1, 0)
    assert [[card.title for card in each.touchpoints] for each in editor.sketch.stages] == [["Goodbye"], []]
    editor.undo()
    assert [len(each.touchpoints) for each in editor.sketch.stages] == [0, 1]
    editor.redo()
    editor.remove()
    editor.undo()
    editor.record()
    fill(desk, reason="")
    row = house.desk.journeys.rows()[0]
    card = house.desk.journeys.page(row.id).stages[0].cards[0].touchpoint
    assert (card.title, card.minutes, card.procedure, card.step) == ("Goodbye", 2, "SOP-001", "greet")
    assert desk.screen.title.text() == "A visit"


def write(field: QWidget, words: str) -> None:
    """Type into a field, in place of what stands there."""
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, words)


def test_what_was_drawn_is_kept(desk: Desk, house: House, qtbot: QtBot) -> None:
    """What is drawn and not recorded stays for whoever drew it, until they record it or throw it away."""
    journey = house.desk.journeys.revise(by=house.ruth, title="A visit", stages=VISIT)
    desk.frame.go("house.journey", journey)
    press(desk, "Change it")
    screen(desk).choose("seat")
    screen(desk).remove()
    again = Desk(house, qtbot)
    again.sit(house.ruth)
    again.frame.go("house.journey_editor", journey)
    assert [len(each.touchpoints) for each in screen(again).sketch.stages] == [1, 0]
    assert "not recorded" in again.screen.message.sentence.text()
    screen(again).throw_away()
    assert screen(again).sketch.stages == VISIT
    screen(again).message.offer.click()
    assert [len(each.touchpoints) for each in screen(again).sketch.stages] == [1, 0]
    again.frame.stop_work()


def test_the_map_is_walked_along(desk: Desk, house: House) -> None:
    """In the editor the arrows go from card to card, and the side shows where one is."""
    journey = house.desk.journeys.revise(by=house.ruth, title="A visit", stages=VISIT)
    desk.frame.go("house.journey_editor", journey)
    canvas = screen(desk).view.canvas
    found = []
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up)
    for key in keys:
        QTest.keyClick(canvas, key)
        found.append(canvas.current)
    assert found == ["card:greet", "card:seat", "stage:leave", "stage:leave", "stage:arrive", "stage:arrive"]
    assert screen(desk).side.stage.values() == {"title": "Arrive"}


def test_a_revision_is_chosen_and_retired(desk: Desk, house: House) -> None:
    """Earlier revisions can be read; a journey out of use leaves the list."""
    journey = house.desk.journeys.revise(by=house.ruth, title="A visit", stages=VISIT)
    house.desk.journeys.revise(by=house.ruth, title="A visit", stages=VISIT[:1], reason="Shorter", journey_id=journey)
    desk.frame.go("house.journey", journey)
    assert len(screen(desk)._page.stages) == 1
    screen(desk).revision.changed.emit("1")
    assert len(screen(desk)._page.stages) == 2
    screen(desk).revision.changed.emit("2")
    assert screen(desk)._number is None
    press(desk, "Take out of use")
    fill(desk, reason="Old")
    desk.frame.go("house.journeys")
    assert screen(desk).empty.isVisibleTo(desk.screen)


@pytest.mark.parametrize("name", ["house.chart", "house.escalation", "house.journey"])
def test_they_are_saved(desk: Desk, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Chart, map and journey are saved as PDF."""
    journey = house.desk.journeys.revise(by=house.ruth, title="A visit", stages=VISIT)
    file = tmp_path / "it.pdf"
    monkeypatch.setattr("sopdesk.ui.saving.ask_place", lambda *_: file)
    desk.frame.go(name, journey)
    desk.wait()
    screen(desk).save()
    desk.wait(file.exists)
    assert file.read_bytes().startswith(b"%PDF")


def test_the_clock_at_the_top(house: House, qtbot: QtBot, dressed: None) -> None:
    """The clock at the top says whether whoever sits here is on duty, and turns it."""
    with opened(qtbot, house) as window:
        clock = window.top.duty
        assert clock.isHidden()
        sit(window, house, house.leo)
        assert clock.accessibleName() == "I am on duty"
        clock.click()
        assert house.desk.duty.is_on_duty(house.leo)
        assert (clock.accessibleName(), "On duty until 19:0" in clock.toolTip()) == ("Go off duty", True)
        clock.click()
        assert not house.desk.duty.is_on_duty(house.leo)


def test_signing_in_can_begin_the_duty(desk: Desk, house: House, qtbot: QtBot) -> None:
    """Whoever ticks the box under the PIN comes on duty with signing in; who is on duty already is not asked."""
    from sopdesk.ui.lock.sheet import LockSheet

    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    sheet = LockSheet(house.desk, window)
    sheet.ask()
    leo = house.desk.people.person(house.leo)
    sheet.choose(leo)
    sheet.on_duty.setChecked(True)
    sheet.try_pin(PIN)
    assert house.desk.duty.is_on_duty(house.leo)
    sheet.ask()
    sheet.choose(leo)
    assert sheet.on_duty.isHidden()
