import sys
from typing import TYPE_CHECKING, cast

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.refusal import Trouble
from sopdesk.ui.begin import DeskWindow
from sopdesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from types import SimpleNamespace

    from sopdesk.services.workspace import Workspace


def test_an_error_that_nobody_expected_is_said(
    qtbot: QtBot, fake: "SimpleNamespace", dressed: None, caplog: pytest.LogCaptureFixture
) -> None:
    """What goes wrong behind a button is said on the page in a sentence, and written into the log for a programmer."""
    desk = DeskWindow()
    desk.page = window = MainWindow(cast("Workspace", fake))
    desk._workspace = window.workspace
    qtbot.addWidget(window)
    said: list[str] = []
    window.frame.said.connect(said.append)
    for error in (Trouble("The disk is full."), ZeroDivisionError("1/0")):
        desk.tell_mishap(type(error), error, error.__traceback__)
    assert said[0] == "The disk is full."
    assert "did not expect" in said[1]
    assert "ZeroDivisionError" in caplog.text
    assert sys.excepthook is not desk.tell_mishap
    caplog.clear()
