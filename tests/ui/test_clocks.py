"""The clocks of files and of the house, in the desk's window, on real services."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.clock import ClockName
from sopdesk.domain.incident import IncidentKind
from sopdesk.ui.house.clocks import HouseClocksScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.screen import Screen
from tests.services.conftest import House, house
from tests.services.test_clocks import open_nine_to_five
from tests.ui.house_window import opened, sit
from tests.ui.test_case_fields import file_of, said

__all__ = ["house"]
Look = Callable[..., None]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Ruth the manager at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def answer(screen: Screen, values: dict[str, Any]) -> None:
    """Fill in the sheet that is open and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    screen.sheet.confirm()


def test_a_file_waits_and_goes_on(window: MainWindow, house: House, look: Look) -> None:
    """The card of clocks says that a file waits, since when and for what, and has the act that lets it go on."""
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The tea was cold.")
    screen = file_of(window, case)
    screen.clocks.wait()
    answer(screen, {"reason": "the receipt"})
    words = said(screen.clocks)
    assert any(each.startswith("Waiting for the customer since") for each in words)
    assert "stands still, waiting for the customer" in words
    look(window, "file-waits")
    screen.clocks.go_on()
    answer(screen, {"reason": "She sent it"})
    assert house.desk.incidents.file(case).wait is None
    assert "stands still, waiting for the customer" not in said(screen.clocks)


def test_a_manager_sets_the_goals(window: MainWindow, house: House, look: Look) -> None:
    """Each goal is set in the words of people; a time that is none is said, and nothing is lost."""
    open_nine_to_five(house)
    window.frame.go("house.clocks")
    screen = cast("HouseClocksScreen", window.current_screen())
    assert "2 hours, day and night" in said(screen)
    screen.set_goals()
    answer(screen, {"first response": "soon", "resolve": "3 days", "resolve counts": "open", "reason": "As agreed"})
    assert any("is no time" in each for each in said(screen))
    look(window, "house-clocks-sheet")
    answer(screen, {"first response": "90 min"})
    goals = house.desk.clocks.house().goals
    assert (goals[ClockName.FIRST_RESPONSE].minutes, goals[ClockName.RESOLVE].open_hours) == (90, True)
    assert "3 days of opening hours" in said(screen)
    look(window, "house-clocks")
