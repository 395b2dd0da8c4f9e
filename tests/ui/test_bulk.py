"""Choosing several files in the list, and acting on them, in the desk's window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.only import Only
from sopdesk.ui.incidents.cases import CasesScreen
from sopdesk.ui.leads import follow
from sopdesk.ui.main_window import MainWindow
from tests.services.conftest import PASSWORD, House, house
from tests.services.test_bulk import followed_up, near_miss, with_open_action
from tests.ui.house_window import keyboard, opened, press, shown_lines, sit
from tests.ui.test_incidents import cases, logged

__all__ = ["house"]
Key = Qt.Key
PLAIN, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house with Sam the supervisor at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.sam)
        yield made


def click(screen: CasesScreen, number: int, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a line of the list."""
    place = screen.list.visualRect(screen.list.lines.index(number)).center()
    QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, held, QPoint(place))
    QApplication.processEvents()


def ticked(screen: CasesScreen) -> list[bool | None]:
    """Give which lines have a tick; None where there are no boxes."""
    return [each.ticked for each in shown_lines(screen.list)]


def act(screen: CasesScreen, word: str) -> None:
    """Press an act of the bar."""
    next(each for each in screen.bulk.findChildren(QPushButton) if each.text() == word).click()
    QApplication.processEvents()


def confirm(qtbot: QtBot, screen: CasesScreen, **values: str) -> None:
    """Fill the sheet in, confirm it, and wait until the work beside the window is over."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    with qtbot.waitSignal(screen.bulk.acting.over, timeout=20_000):
        screen.sheet.confirm()
    QApplication.processEvents()


def test_lines_are_chosen_by_mouse(window: MainWindow, house: House) -> None:
    """Ctrl and a press begins it, Shift and a press chooses a range, a press takes one away; Escape ends it."""
    for _ in range(5):
        logged(house)
    screen = cases(window)
    assert ticked(screen) == [None] * 5
    click(screen, 1, CONTROL)
    click(screen, 3, SHIFT)
    assert ticked(screen) == [False, True, True, True, False]
    click(screen, 2)
    assert screen.bulk.isVisible()
    assert screen.bulk.count.text() == "Chosen: 2"
    assert "chosen" in shown_lines(screen.list)[1].spoken()
    house.desk.incidents.note(by=house.leo, incident=screen.list.chosen_data()[0], text="She rang.")
    window.frame.refresh()
    assert ticked(screen) == [False, True, False, True, False]
    screen.list.setFocus()
    press(window, Key.Key_Escape)
    assert ticked(screen) == [None] * 5
    click(screen, 0)
    assert window.current_screen() is not screen


def test_lines_are_chosen_by_keyboard(window: MainWindow, house: House) -> None:
    """Space chooses, Shift and an arrow go on choosing, Ctrl+A takes all; Enter still opens the file."""
    for _ in range(4):
        logged(house)
    screen = cases(window)
    screen.list.setFocus()
    screen.list.begin()
    press(window, Key.Key_Space)
    press(window, Key.Key_Down, SHIFT)
    assert ticked(screen) == [True, True, False, False]
    press(window, Key.Key_Space)
    assert ticked(screen) == [True, False, False, False]
    press(window, Key.Key_A, CONTROL)
    assert ticked(screen) == [True] * 4
    press(window, Key.Key_Return)
    assert window.current_screen() is not screen


def test_lines_are_chosen_by_finger(window: MainWindow, house: House) -> None:
    """“Choose several” puts a box before each line; then a press chooses. Another person chooses anew."""
    for _ in range(3):
        logged(house)
    screen = cases(window)
    screen.several.click()
    assert keyboard(window) is screen.list
    click(screen, 1)
    assert ticked(screen) == [False, True, False]
    act(screen, "Choose all")
    assert len(screen.list.chosen_data()) == 3
    sit(window, house, house.ruth)
    assert ticked(screen) == [None] * 3
    screen.several.click()
    act(screen, "Choose none")
    assert screen.several.isVisible()


def test_what_was_refused_stays_chosen(
    window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]
) -> None:
    """The sheet says what is signed and what cannot be closed yet; the result says why, and what it means stays."""
    good, blocked = [followed_up(house) for _ in range(3)], with_open_action(house)
    logged(house)
    screen = cases(window)
    act_on = [*good, blocked]
    screen.list.begin_choosing(act_on)
    look(window, "bulk-chosen")
    look(window, "bulk-chosen-large", text=200)
    act(screen, "Close and sign")
    assert screen.sheet is not None
    said = " ".join(each.text() for each in screen.sheet.findChildren(QLabel))
    assert "take responsibility" in said
    assert "have an action done and verified" in said
    look(window, "bulk-close")
    screen.sheet.form.set_values({"outcome": "Content.", "password": "wrong"})
    screen.sheet.confirm()
    assert "not the password" in screen.sheet.wrong.text()
    confirm(qtbot, screen, outcome="Content.", password=PASSWORD)
    assert screen.list.chosen_data() == (blocked,)
    assert screen.result.isVisible()
    words = [each.text() for each in screen.result.findChildren(QLabel)]
    assert words[0] == "3 closed; 1 not."
    assert any("Refund it" in each for each in words)
    look(window, "bulk-result")
    look(window, "bulk-result-wide", size=(1600, 900))
    look(window, "bulk-result-large", text=200)
    assert {house.desk.incidents.load(each).stage for each in good} == {Stage.CLOSED}
    act(screen, "Choose none")
    assert not screen.result.isVisible()


def test_the_other_acts(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Files are given, moved on, linked; where nothing was refused, one line says how many and the boxes go."""
    files = [near_miss(house), near_miss(house)]
    screen = cases(window)
    for word, values, done in (
        ("Give to…", {"owner": house.sam}, "2 given."),
        ("Next stage", {"text": "Read it."}, "2 moved on."),
        ("Link to one another", {"reason": "One shelf"}, "2 linked."),
    ):
        screen.list.begin_choosing(files)
        act(screen, word)
        confirm(qtbot, screen, **values)
        assert screen.message.sentence.text() == done
        assert not screen.list.choosing
    assert " · yours · " in shown_lines(screen.list)[0].detail
    sit(window, house, house.ruth)
    assert " · with Sam · " in shown_lines(screen.list)[0].detail
    assert house.desk.incidents.load(files[0]).links == [files[1]]


def test_only_what_somebody_may_is_offered(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Legal hold and closing are for supervisors; front of house may link, and no more."""
    case, offers, screen = logged(house), {}, cases(window)
    for who in ("leo", "sam"):
        sit(window, house, getattr(house, who))
        screen.list.begin_choosing([case])
        shown = [each.text() for each in screen.bulk.findChildren(QPushButton) if each.isVisible()]
        offers[who] = set(shown) - {"Choose all", "Choose none"}
    assert offers["leo"] == {"Link to one another"}
    assert offers["sam"] == {"Link to one another", "Give to…", "Next stage", "Close and sign", "Legal hold"}
    act(screen, "Legal hold")
    confirm(qtbot, screen, reason="A claim.")
    assert house.desk.privacy.keeping(case).held_at is not None


def test_the_list_is_narrowed_down_by_chips(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:  # fmt: skip
    """Mine and late stand beside each other; the line of Today opens the customers to ask."""
    mine, _other = logged(house, "The first."), logged(house, "The second.")
    house.desk.assigning.give(by=house.sam, incident=mine, owner=house.sam)
    screen = cases(window)
    screen.filters.only._buttons[Only.MINE.value].click()
    assert [each.title for each in shown_lines(screen.list)] == ["The first."]
    screen.filters.only._buttons[Only.LATE.value].click()
    assert not screen.list.isVisible()
    house.clock.wait(hours=30)
    window.frame.refresh()
    assert [each.title for each in shown_lines(screen.list)] == ["The first."]
    look(window, "filters")
    look(window, "filters-large", text=200)
    window.frame.go("incidents", only=Only.FOLLOW_UP.value)
    assert screen.filters.only.value() == Only.FOLLOW_UP.value


def test_exactly_the_list_that_is_shown_is_taken_along(
    window: MainWindow, house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Stage, words and what else the list is narrowed down to hold for the file as well, of one kind, too."""
    mine, _other = logged(house, "The first."), logged(house, "The second.")
    house.desk.assigning.give(by=house.sam, incident=mine, owner=house.sam)
    made: list[bytes] = []

    def save(_screen: object, _name: str, _words: str, make: Callable[..., bytes], **_more: object) -> None:
        made.append(make(house.desk.exports, lambda _done, _total: None, lambda: False))

    monkeypatch.setattr("sopdesk.ui.incidents.cases.save_export", save)
    screen = cases(window)
    for kind in ("", IncidentKind.COMPLAINT.value):
        screen.filters.kind.set_value(kind)
        screen.filters.only.set_value("")
        screen.export()
        screen.filters.only.set_value(Only.MINE.value)
        screen.export()
        whole, narrowed = made[-2:]
        assert b"The first." in whole
        assert b"The second." in whole
        assert b"The first." in narrowed
        assert b"The second." not in narrowed


def test_files_of_whoever_left_are_reached_from_today(
    window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]
) -> None:
    """The line of Today opens the files without an owner here; all are chosen and given in one act."""
    for words in ("The first.", "The second."):
        house.desk.assigning.give(by=house.sam, incident=logged(house, words), owner=house.ruth)
    boss = house.desk.people.register(
        by=house.ruth, name="Nadia", roles=("manager",), pin="4321", password=PASSWORD
    )  # fmt: skip
    house.desk.people.leave(by=boss, person=house.ruth)
    window.frame.refresh()
    look(window, "left-today")
    follow(window.frame, "left-files", "")
    screen = cases(window)
    assert screen.filters.only.value() == Only.LEFT.value
    assert len(shown_lines(screen.list)) == 2
    look(window, "left-list")
    look(window, "left-list-large", text=200)
    screen.choose_several()
    act(screen, "Choose all")
    look(window, "left-chosen")
    look(window, "left-chosen-large", text=200)
    act(screen, "Give to…")
    look(window, "left-give")
    confirm(qtbot, screen, owner=house.sam, reason="Ruth has left")
    look(window, "left-given")
    assert house.desk.incidents.count(only={Only.LEFT}) == 0
