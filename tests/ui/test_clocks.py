"""The clocks of files and of the house, in the desk's window, on real services."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.clock import ClockName
from sopdesk.domain.incident import IncidentKind
from sopdesk.ui.main_window import MainWindow
from tests.services.conftest import House, house
from tests.services.test_clocks import open_nine_to_five
from tests.ui.house_window import opened, press, sit, words, write

__all__ = ["house"]
Look = Callable[..., None]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Ruth the manager at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def test_a_file_waits_and_goes_on(window: MainWindow, house: House, look: Look) -> None:
    """The card of clocks says that a file waits, since when and for what, and has the act that lets it go on."""
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The tea was cold.")
    window.frame.go("incidents.file", case)
    screen = window.current_screen()
    press(screen, "Wait for the customer")
    write(screen, reason="the receipt")
    press(screen, "Wait")
    assert any(said.startswith("Waiting for the customer since") for said in words(screen))
    assert "stands still, waiting for the customer" in words(screen)
    look(window, "file-waits")
    press(screen, "Go on")
    write(screen, reason="She sent it")
    press(screen.sheet(), "Go on")
    assert house.desk.incidents.file(case).wait is None


def test_a_manager_sets_the_goals(window: MainWindow, house: House, look: Look) -> None:
    """Each goal is set in the words of people; a time that is none is said beside the form."""
    open_nine_to_five(house)
    window.frame.go("house.clocks")
    screen = window.current_screen()
    assert "2 hours, day and night" in words(screen)
    press(screen, "Set the goals")
    write(screen, **{"first response": "soon", "resolve": "3 days", "resolve counts": "open", "reason": "As agreed"})
    press(screen, "Set")
    assert any("is no time" in said for said in words(screen))
    look(window, "house-clocks-sheet")
    write(screen, **{"first response": "90 min"})
    press(screen, "Set")
    goals = house.desk.clocks.house().goals
    assert (goals[ClockName.FIRST_RESPONSE].minutes, goals[ClockName.RESOLVE].open_hours) == (90, True)
    assert "3 days of opening hours" in words(screen)
    look(window, "house-clocks")
