from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame
from sopdesk.ui.lock.idle import IdleWatch
from sopdesk.ui.lock.sheet import LockSheet
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question, TextField
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.views.people import PersonView
from tests.ui.given import ADA, BEN, CLEO, NOW

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot, fake: SimpleNamespace, dressed: None) -> MainWindow:
    """Give the desk's window on the fake workspace, locked."""
    made = MainWindow(cast("Workspace", fake))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def sheet(window: MainWindow) -> LockSheet:
    """Give the sheet on which people sign in."""
    assert window._lock_sheet is not None
    return window._lock_sheet


def test_signing_in_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    """Whoever sits down presses their tile and enters the PIN, all by keyboard."""
    window.frame.require_person(lambda _who: None)
    tiles = sheet(window).tiles()
    qtbot.keyClicks(tiles[0], "b")
    assert tiles[1].hasFocus()
    qtbot.keyClick(tiles[1], Qt.Key.Key_Space)
    qtbot.keyClicks(sheet(window).pad, "1239")
    qtbot.keyClick(sheet(window).pad, Qt.Key.Key_Backspace)
    qtbot.keyClicks(sheet(window).pad, "4")
    qtbot.keyClick(sheet(window).pad, Qt.Key.Key_Return)
    assert window.frame.person == BEN
    assert not sheet(window).isVisible()


def test_going_elsewhere_leaves_the_sheet(window: MainWindow) -> None:
    """Whoever goes to another place by a key, while the sheet asks for a PIN, has the keyboard there."""
    window.frame.require_person(lambda _who: None)
    over = sheet(window)
    window.frame.go("figures")
    assert not over.isVisible()
    screen = window.current_screen()
    assert screen is not None
    at = window.focusWidget()
    assert at is not None
    assert not over.isAncestorOf(at)


def test_signing_in_by_finger(window: MainWindow, qtbot: QtBot) -> None:
    """The pad works by finger."""
    window.top.person.click()
    sheet(window).tiles()[2].click()
    keys = sheet(window).pad.keys
    for place in (0, 1, 2, 3):
        item = keys.itemAtPosition(place // 3, place % 3)
        assert item is not None
        qtbot.mouseClick(item.widget(), Qt.MouseButton.LeftButton)
    sheet(window).pad.enter.click()
    assert window.frame.person == CLEO


def test_a_wrong_pin_is_said_and_can_be_tried_again(window: MainWindow) -> None:
    """A wrong PIN is said under the pad; nobody is signed in."""
    window.frame.require_person(lambda _who: None)
    sheet(window).choose(ADA)
    sheet(window).try_pin("9999")
    assert sheet(window).wrong.text() == "That is not the PIN."
    assert window.frame.person is None
    assert sheet(window).isVisible()
    sheet(window).try_pin("1234")
    assert window.frame.person == ADA


def test_the_waiting_time_is_shown(window: MainWindow, fake: SimpleNamespace) -> None:
    """While no further PIN is tried, the pad rests and says for how long."""
    fake.people.everybody[1] = replace(BEN, wait_until=NOW + timedelta(seconds=9))
    window.frame.require_person(lambda _who: None)
    sheet(window).choose(fake.people.everybody[1])
    assert "10 seconds" in sheet(window).wrong.text()
    assert not sheet(window).pad.isEnabled()
    fake.now = lambda: NOW + timedelta(seconds=20)
    sheet(window)._show_wait()
    assert sheet(window).pad.isEnabled()
    assert not sheet(window).wrong.text()


def test_an_act_goes_on_after_signing_in(window: MainWindow) -> None:
    """An act that needs a person is done by whoever signs in for it."""
    done: list[PersonView] = []
    window.frame.require_person(done.append, right=Right.SIGN_OFF, why="Signing off needs a supervisor.")
    assert not done
    assert sheet(window).why.text() == "Signing off needs a supervisor."
    assert [each.person for each in sheet(window).tiles()] == [ADA, CLEO]
    sheet(window).choose(CLEO)
    sheet(window).try_pin("1234")
    assert done == [CLEO]
    window.frame.require_person(done.append, right=Right.SIGN_OFF)
    assert done == [CLEO, CLEO]


def test_whoever_gives_up_signing_in_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    """Escape closes the sheet, and the act is not done."""
    done: list[PersonView] = []
    window.frame.require_person(done.append)
    qtbot.keyClick(sheet(window), Qt.Key.Key_Escape)
    assert not sheet(window).isVisible()
    window.frame.sit_down(ADA)
    assert not done


class Notes(Screen):
    """A screen with one field, for whoever is signed in."""

    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title("Notes")
        self.field = TextField()
        self.body.addWidget(self.field)
        self.keep(self.field, "note")


def test_locking_loses_nothing_half_written(window: MainWindow, fake: SimpleNamespace) -> None:
    """What Ada was writing is there when she comes back, and is never shown to Ben."""
    window.screens["notes"] = notes = Notes(window.frame)
    window.pages.addWidget(notes)
    window.frame.sit_down(ADA)
    window.frame.go("notes")
    notes.field.setPlainText("The milk was")
    window.lock()
    assert window.pages.currentWidget() is window.locked
    assert "The milk was" in fake.drafts.texts.values()
    window.frame.sit_down(BEN)
    assert notes.field.toPlainText() == ""
    notes.field.setPlainText("Ben's note")
    window.frame.sit_down(ADA)
    assert notes.field.toPlainText() == "The milk was"
    notes.forget("note")
    assert "The milk was" not in fake.drafts.texts.values()


def test_what_is_typed_in_a_sheet_survives_a_crash(window: MainWindow, fake: SimpleNamespace) -> None:
    """A half-written sheet is there again after a crash, for who typed it alone; done or cancelled it is forgotten."""

    def opened(screen: Screen, *, sign: bool = False) -> Sheet:
        asked = [Question("why", "Why", needed=True), Question("password", "Password", "password")]
        do = (lambda _answers: window.frame.go("notes", "n-2")) if sign else (lambda _answers: None)
        return screen.ask("Skip: fridge", asked, "Skip it", do, values={"why": "Because"})

    def notes() -> Notes:
        window.screens["notes"] = made = Notes(window.frame)
        window.pages.addWidget(made)
        window.frame.go("today")
        window.frame.go("notes", "n-1")
        return made

    window.frame.sit_down(ADA)
    first = notes()
    sheet = opened(first)
    sheet.form.set_values({"why": "The door was op", "password": "very secret"})
    first._half_written.keep()  # half a second after the last key
    assert "The door was op" in str(fake.drafts.texts)
    assert "very secret" not in str(fake.drafts.texts)
    second = notes()  # the program was killed and started again
    assert opened(second).form.values() == {"why": "The door was op", "password": ""}
    window.frame.sit_down(BEN)
    assert second.sheet is not None
    assert second.sheet.form.values()["why"] == "Because"
    window.frame.sit_down(ADA)
    assert second.sheet.form.values()["why"] == "The door was op"
    window.frame.go("notes", "n-3")
    window.frame.go("notes", "n-1")
    assert opened(second, sign=True).form.values()["why"] == "The door was op"
    second.sheet.confirm()
    assert "The door was op" not in str(fake.drafts.texts)
    window.frame.go("notes", "n-1")
    third = opened(second)
    third.form.set_values({"why": "Half"})
    second.put_down()
    third.closed.emit()
    assert "Half" not in str(fake.drafts.texts)


def test_what_was_typed_before_signing_in_stays(window: MainWindow) -> None:
    """Text written at a locked desk goes to who signs in to record it."""
    window.screens["notes"] = notes = Notes(window.frame)
    window.pages.addWidget(notes)
    window.lock()
    window.frame.go("notes")
    notes.field.setPlainText("The milk was")
    window.frame.sit_down(BEN)
    assert notes.field.toPlainText() == "The milk was"


def test_the_desk_locks_itself(qtbot: QtBot, window: MainWindow) -> None:
    """When nobody touches the desk for the set time, it locks itself."""
    window.frame.sit_down(ADA)
    window.idle.set_time(30)
    qtbot.waitUntil(lambda: window.frame.person is None, timeout=2000)


def test_a_touch_keeps_the_desk_open(qtbot: QtBot, window: MainWindow) -> None:
    """Every touch begins the idle time anew."""
    idle: list[bool] = []
    watch = IdleWatch(300, window)
    watch.watch(window.windowHandle())
    watch.idle.connect(lambda: idle.append(True))
    for _ in range(4):
        qtbot.wait(100)
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert not idle
    qtbot.waitUntil(lambda: bool(idle))


def test_reading_needs_nobody(window: MainWindow) -> None:
    """A locked desk still shows Today and the manual."""
    assert window.frame.person is None
    assert window.pages.currentWidget() is window.screens["today"]
