"""The report of one injury as OSHA asks for it, from the file in the desk's window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind
from sopdesk.ui.main_window import MainWindow
from tests.services.conftest import House, house
from tests.services.test_case_fields import in_country
from tests.ui.test_incidents import file_of, window

__all__ = ["house", "window"]


def test_the_form_is_saved_from_the_file(  # noqa: PLR0917 - fixtures
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    look: Callable[..., None],
) -> None:  # fmt: skip
    """Beside the PDF of an injury of somebody who works here stands its form; with other files it does not."""
    in_country(house, "US")
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.INJURY, narrative="A cut.")

    def act() -> QPushButton | None:
        screen = file_of(window, house, case, house.ruth)
        return next((each for each in screen.findChildren(QPushButton) if each.text() == "OSHA 301"), None)

    assert act() is None
    house.desk.incidents.detail(by=house.leo, incident=case, values={"status": "employee"})
    found = act()
    assert found is not None
    look(window, "osha-act")
    out = tmp_path / "301.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    found.click()
    qtbot.waitUntil(out.exists, timeout=10_000)
    assert out.read_bytes().startswith(b"%PDF")
