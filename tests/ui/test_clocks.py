"""The clocks of files and of the house, in the desk's window, on real services."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.clock import ClockName
from sopdesk.domain.incident import IncidentKind
from sopdesk.ui.house.clocks import HouseClocksScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.screen import Screen
from tests.services.conftest import PASSWORD, House, house
from tests.services.test_case_fields import in_country
from tests.services.test_clocks import open_nine_to_five
from tests.services.test_reportable import TABLE
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
    assert "stands still" in words
    look(window, "file-waits", (1280, 1100))
    screen.clocks.go_on()
    answer(screen, {"reason": "She sent it"})
    assert house.desk.incidents.file(case).wait is None
    assert "stands still" not in said(screen.clocks)


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


def test_a_supervisor_decides_on_a_sheet(window: MainWindow, house: House, look: Look) -> None:
    """The sheet asks yes or no, as what, why and the password; the card then says who decided and why."""
    in_country(house, "GB")
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.INJURY, narrative="She fell on the stairs.")
    screen = file_of(window, case)
    assert any(each.startswith("Not decided. No legal clock") for each in said(screen.reportable))
    screen.reportable.decide()
    look(window, "reportable-sheet")
    answer(screen, {"reportable": "yes", "riddor_class": "specified injury", "reason": "Broken wrist",
                    "password": PASSWORD})  # fmt: skip
    assert {"Yes, reportable", "Broken wrist", "✓ signature holds"} <= set(said(screen.reportable))
    assert any(each.startswith("RIDDOR") and "not legal advice" in each for each in said(screen.clocks))
    look(window, "reportable", (1280, 1600))


def test_legal_clocks_are_listed_and_imported(
    window: MainWindow, house: House, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of clocks names those of the country with their sources, and takes a table of others."""
    in_country(house, "US")
    window.frame.go("house.clocks")
    screen = cast("HouseClocksScreen", window.current_screen())
    assert "Tell OSHA of the death" in said(screen)
    file = tmp_path / "ours.csv"
    file.write_text(TABLE, "utf-8")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (str(file), ""))
    screen.import_legal()
    assert "Tell the insurer" in said(screen)
    look(window, "house-legal", (1024, 1400))


def test_the_file_tells_who_was_called(window: MainWindow, house: House, look: Look) -> None:
    """The card names the role, who of it was on duty and why; handing up by hand stands there, too."""
    house.desk.duty.start(by=house.sam)
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.ABUSE, narrative="He shouted at 14:05.")
    screen = file_of(window, case)
    assert "Supervisor: Sam" in said(screen.escalated)
    screen.escalated.hand_up()
    look(window, "hand-up-sheet")
    answer(screen, {"role": "manager", "reason": "He asks for the owner"})
    assert "Manager: nobody was on duty" in said(screen.escalated)
    look(window, "escalated", (1280, 1600))
    sit(window, house, house.sam)
    window.frame.go("today")
    look(window, "today-escalated")
