from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.duties_of_role import DutiesScreen
from sopdesk.ui.manual.reader import ReaderScreen
from tests.domain.given import refund
from tests.services.conftest import House, house
from tests.ui.house_window import opened, shown_lines, sit

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house with one procedure, Sam the supervisor at the desk."""
    house.approved(refund())
    with opened(qtbot, house) as made:
        sit(made, house, house.sam)
        yield made


def duties(window: MainWindow, **more: str) -> DutiesScreen:
    """Go to the duties."""
    window.frame.go("manual.duties", **more)
    screen = window.current_screen()
    assert isinstance(screen, DutiesScreen)
    return screen


def test_the_own_role_comes_first(window: MainWindow) -> None:
    """A supervisor sees what supervisors own and do; a line leads to its step."""
    screen = duties(window)
    assert screen.role.value() == "supervisor"
    assert screen.said.text() == "Held by: Sam"
    lines = shown_lines(screen.list)
    assert [each.title for each in lines] == ["Keeps right, and reviews", "Refund", "SOP-012 Refund", "Pay"]
    assert lines[3].detail == "does it, answers for it"
    screen.open_line(lines[0].data)
    screen.open_line(lines[3].data)
    assert isinstance(window.current_screen(), ReaderScreen)


def test_another_role_and_the_gaps(window: MainWindow) -> None:
    """Limits stand with the role that has them; what is missing in the whole is told; a role without duties says so."""
    screen = duties(window, role="front-of-house")
    assert [each.title for each in shown_lines(screen.list)][:2] == ["May decide", "refund"]
    screen.role.set_value("gaps")
    screen.role.changed.emit("gaps")
    lines = shown_lines(screen.list)
    assert lines[0].title == "Nobody has the role"
    assert "Shift lead" in lines[1].title
    screen.role.set_value("auditor")
    screen.role.changed.emit("auditor")
    assert screen.empty.title.text() == "No duties yet"


def test_a_large_manual_is_read_beside_the_window(
    window: MainWindow, house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where reading takes long the page says so meanwhile; then the duties can be saved as PDF."""
    monkeypatch.setattr(house.desk.duties, "is_quick", lambda: False)
    screen = duties(window)
    qtbot.waitUntil(lambda: bool(shown_lines(screen.list)))
    file = tmp_path / "duties.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how: (str(file), ""))
    screen.print_duties()
    qtbot.waitUntil(file.exists)
    assert file.read_bytes().startswith(b"%PDF")
