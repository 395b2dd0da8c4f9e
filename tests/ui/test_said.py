from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.ui.incidents.log import LogScreen
from sopdesk.ui.main_window import MainWindow
from tests.domain.given import checklist, procedure
from tests.services.conftest import House, house
from tests.ui.house_window import opened, sit

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Leo at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def test_what_was_said_to_somebody_is_not_said_to_the_next(window: MainWindow, house: House) -> None:
    """What a page told one person is gone when another sits down, and stays when the same one comes back."""
    screen = window.current_screen()
    assert screen is not None
    screen.message.note("Recorded with your name.")
    window.lock()
    sit(window, house, house.leo)
    assert screen.message.isVisible()
    window.lock()
    sit(window, house, house.ruth)
    assert not screen.message.isVisible()


def test_a_case_from_a_line_takes_its_own_procedure(window: MainWindow, house: House) -> None:
    """An incident logged from a checklist names that checklist; what fits its words besides is only offered."""
    run_of, other = house.approved(checklist()), house.approved(procedure())
    house.desk.finder.catch_up()
    words = f"{procedure().title} {checklist().title}"
    window.frame.go("incidents.log", sop=run_of, text=words)
    screen = window.current_screen()
    assert isinstance(screen, LogScreen)
    offered = {each.text(): each.isChecked() for each in screen.fitting.pieces()}  # type: ignore[attr-defined] # buttons
    first, *others = offered.items()
    assert first[0].startswith(checklist().number)
    assert (first[1], any(taken for _, taken in others)) == (True, False)
    screen.first.set_values({"kind": "near-miss", "narrative": words})
    screen.log()
    case = house.desk.incidents.rows(by=house.ruth)[0]
    assert case.procedures == (checklist().number,)
    assert other
