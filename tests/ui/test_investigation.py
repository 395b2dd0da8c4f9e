"""The investigation of an incident in the desk's window, on real services."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.cause import CauseClass
from sopdesk.domain.incident import IncidentKind
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.investigation import InvestigationScreen
from sopdesk.ui.main_window import MainWindow
from tests.services.case_play import log
from tests.services.conftest import House, house
from tests.services.test_investigation import investigated
from tests.ui.house_window import opened, sit

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Ruth the manager at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def opened_at(window: MainWindow, case: str, part: str) -> InvestigationScreen:
    """Open one part of an investigation."""
    window.frame.go("incidents.investigation", case)
    screen = cast("InvestigationScreen", window.current_screen())
    screen.part._buttons[part].click()
    QApplication.processEvents()
    return screen


def press(screen: QWidget, words: str) -> None:
    """Press the button with these words that is in sight."""
    next(each for each in screen.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()
    QApplication.processEvents()


def offers(screen: QWidget) -> set[str]:
    """Give the words of all buttons in sight."""
    return {each.text() for each in screen.findChildren(QPushButton) if each.isVisible()}


def answer(screen: InvestigationScreen, **values: str) -> None:
    """Fill in the sheet that is open and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    screen.sheet.confirm()
    QApplication.processEvents()


def test_the_five_whys_are_asked_one_after_the_other(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:
    """Each why begins at the answer before; the root is marked on the drawing, and a wrong answer corrected."""
    case = log(house, IncidentKind.ACCIDENT)
    screen = opened_at(window, case, "whys")
    press(screen, "Ask why")
    assert screen.sheet is not None
    assert screen.sheet.form.values()["why"] == "Why did it happen?"
    answer(screen, because="The pass was wet.", evidence="Photo 1")
    press(screen, "Ask why")
    assert screen.sheet is not None
    assert any("The pass was wet." in each.text() for each in screen.sheet.findChildren(QLabel))
    answer(screen, why="Why was it wet?", because="The machine leaks.")
    drawn = screen.whys.drawn.canvas.drawing
    assert len(drawn.nodes) == 3
    screen.whys.drawn.chosen.emit(drawn.nodes[-1].about)
    press(screen, "Root cause")
    assert "No root cause" in offers(screen)
    press(screen, "Correct")
    answer(screen, because="The pipe leaks.", reason="Looked again")
    look(window, "whys")
    file = house.desk.incidents.file(case)
    assert [(each.because, each.root) for each in file.causes] == [
        ("The pass was wet.", False), ("The pipe leaks.", True),
    ]  # fmt: skip
    press(screen, "Give up")
    answer(screen, reason="The pipe is new")
    assert len(house.desk.incidents.file(case).causes) == 1
    press(screen, "The file")
    assert isinstance(window.current_screen(), FileScreen)
    press(cast("QWidget", window.current_screen()), "Open the investigation")
    assert isinstance(window.current_screen(), InvestigationScreen)


def test_the_fishbone_grows_by_causes_and_sub_causes(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:
    """A cause is added to its class, a sub-cause to the cause that was pressed."""
    case = investigated(house)
    screen = opened_at(window, case, "fishbone")
    press(screen, "Add a cause")
    answer(screen, cause_class="people", because="Nobody was told of the leak", evidence="Ask Leo")
    [cause] = [each for each in house.desk.incidents.file(case).causes if each.cause_class is CauseClass.PEOPLE]
    screen.fishbone.drawn.chosen.emit(cause.id)
    press(screen, "Add a sub-cause")
    answer(screen, because="No hand-over was written")
    assert house.desk.incidents.file(case).causes[-1].under == cause.id
    house.desk.investigations.mark_root(by=house.ruth, incident=case, cause=cause.id, root=True)
    window.frame.refresh()
    look(window, "fishbone")
    look(window, "fishbone", (1400, 900))
    window.frame.go("incidents.file", case)
    said = [each.text() for each in cast("FileScreen", window.current_screen()).inquiry.findChildren(QLabel)]
    assert "Five whys: 2 · Fishbone: 4" in said
    look(window, "inquiry-file")


def test_findings_lead_to_actions(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """A finding is written down for its question, and an action planned from it names it."""
    case = log(house, IncidentKind.COMPLAINT)
    screen = opened_at(window, case, "findings")
    press(screen, "Finding")
    answer(screen, question="Was the floor dry?", found="not substantiated", evidence="The camera")
    press(screen, "Plan an action")
    answer(screen, sort="correction", what="Put up the sign", owner=house.leo, due="2026-05-11")
    [action] = house.desk.actions.of(case)
    assert action.question == "Was the floor dry?"
    look(window, "findings")


def test_the_timeline_is_added_to_and_nobody_else_works_on_causes(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:
    """Whoever may log adds moments; causes are found by those who handle incidents."""
    case = investigated(house)
    sit(window, house, house.leo)
    screen = opened_at(window, case, "timeline")
    press(screen, "Moment")
    answer(screen, at="2026-05-04 08:30", what="The floor was mopped", known_from="Leo", confidence="likely")
    assert "The floor was mopped" in screen.timeline.canvas.drawing.words[0]
    look(window, "timeline")
    screen = opened_at(window, case, "whys")
    assert "Ask why" not in offers(screen)
