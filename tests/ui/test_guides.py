from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.guided import GuideStage
from sopdesk.ui.checklists.guide import GuideScreen
from sopdesk.ui.checklists.runs import FOLLOWED, RunsScreen
from sopdesk.ui.incidents.log import LogScreen
from sopdesk.ui.main_window import MainWindow
from tests.services.conftest import House, house
from tests.services.test_guides import card
from tests.ui.house_window import Key, keyboard, opened, press, shown_lines, sit, write

__all__ = ["house"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Leo, of the front of house, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def begun(window: MainWindow, house: House) -> GuideScreen:
    """Begin to follow the workflow as Leo; give its page."""
    window.frame.go("checklists.guide", sop=house.approved(card()))
    return here(window)


def here(window: MainWindow) -> GuideScreen:
    """Give the page of the guided workflow that is shown."""
    keyboard(window)
    screen = window.current_screen()
    assert isinstance(screen, GuideScreen)
    return screen


def stage(house: House, screen: GuideScreen) -> GuideStage:
    """Give where the way stands in the record."""
    return house.desk.guides.page(screen.id).row.stage


def test_a_workflow_is_followed_by_digits_alone(window: MainWindow, house: House) -> None:
    """One question at a time: its digit gives an answer, and the next question says first what is to be done."""
    screen = begun(window, house)
    assert screen.card.title.text() == "What does the terminal say at Harbour Street?"
    press(window, Key.Key_1)
    assert screen.card.title.text() == "Did another way to pay work?"
    assert screen.card.do_now.text() == "First: Say that the bank declined it"
    press(window, Key.Key_1)
    assert stage(house, screen) is GuideStage.DONE
    assert screen.end.title.text() == "Done"
    assert screen.end.sentence.text() == "Give the receipt"


def test_backspace_asks_the_question_before(window: MainWindow, house: House) -> None:
    """Back is one key; the way shows what was taken back."""
    screen = begun(window, house)
    press(window, Key.Key_1)
    press(window, Key.Key_Backspace)
    assert screen.card.title.text().startswith("What does the terminal say")
    said = [each.text() for each in screen.way.findChildren(QLabel) if each.isVisibleTo(screen)]
    assert any(each.startswith("Taken back:") for each in said)


def test_a_digit_in_a_note_is_a_digit(window: MainWindow, house: House) -> None:
    """While somebody writes, digits and Backspace belong to the text; the note is kept with the answer."""
    screen = begun(window, house)
    screen.card.note.setFocus()
    write(window, "Table 14")
    press(window, Key.Key_Backspace)
    assert screen.card.note.toPlainText() == "Table 1"
    screen.card.buttons[0].click()
    assert [note.text for note in house.desk.guides.page(screen.id).notes] == ["Table 1"]
    assert screen.card.note.toPlainText() == ""


def test_what_is_handed_up_is_taken_over_by_a_supervisor(window: MainWindow, house: House) -> None:
    """The end says whom to hand it to; somebody with that role takes it over on the same page."""
    screen = begun(window, house)
    press(window, Key.Key_1)
    press(window, Key.Key_2)
    assert screen.end.title.text() == "Handed up to: Supervisor"
    assert kinds(screen)["Log an incident"] == "plain"
    assert "Take it over" not in kinds(screen)
    screen.take_over()
    assert stage(house, screen) is GuideStage.ESCALATED
    sit(window, house, house.sam)
    assert [each for each, kind in kinds(here(window)).items() if kind == "primary"] == ["Take it over"]
    here(window).take_over()
    assert stage(house, screen) is GuideStage.TAKEN_OVER


def kinds(screen: GuideScreen) -> dict[str, str]:
    """Give the kind of each button in sight, by its words."""
    return {each.text(): each.property("kind") for each in screen.findChildren(QPushButton)
            if each.text() and each.isVisibleTo(screen)}  # fmt: skip


def test_something_is_wrong_carries_the_way(window: MainWindow, house: House) -> None:
    """An incident begun from a question is filled with the procedure and the steps already taken."""
    screen = begun(window, house)
    press(window, Key.Key_1)
    screen.report()
    log = window.current_screen()
    assert isinstance(log, LogScreen)
    assert "1. What does the terminal say" in log.first.values()["narrative"]


def test_any_answer_on_the_way_leads_back_to_its_question(window: MainWindow, house: House) -> None:
    """A press on an answer of the way asks that question again."""
    screen = begun(window, house)
    press(window, Key.Key_1)
    back = next(each for each in screen.way.findChildren(QPushButton) if each.text() == "Back to here")
    back.click()
    assert screen.page is not None
    assert screen.page.at is not None
    assert screen.page.at.id == "says"


def test_giving_up_asks_why(window: MainWindow, house: House) -> None:
    """A way is given up with a reason, in a sheet on the page."""
    screen = begun(window, house)
    screen.give_up()
    assert screen.sheet is not None
    write(window, "The customer left")
    press(window, Key.Key_Return, CTRL)
    assert stage(house, screen) is GuideStage.GIVEN_UP
    assert "The customer left" in screen.end.title.text()


def test_workflows_are_begun_and_found_again_under_checklists(window: MainWindow, house: House) -> None:
    """What can be followed, what is under way and what was followed stand under Checklists."""
    screen = begun(window, house)
    window.frame.go("checklists")
    runs = window.current_screen()
    assert isinstance(runs, RunsScreen)
    acts = [(line.title, line.act) for line in shown_lines(runs.list) if line.act]
    assert acts == [(card().title, "Go on"), (f"SOP-001  {card().title}", "Start")]
    house.desk.guides.answer(by=house.leo, guide=screen.id, step="says", branch=1)
    runs.view.set_value(FOLLOWED)
    runs.refresh()
    assert [line.chip for line in shown_lines(runs.list)] == ["Done"]


def test_beginning_is_not_gone_back_to(window: MainWindow, house: House) -> None:
    """Going back from a way leads to where one came from, not to a second beginning."""
    window.frame.go("checklists")
    begun(window, house)
    window.frame.back()
    assert isinstance(window.current_screen(), RunsScreen)
    assert len(house.desk.guides.rows()) == 1
