"""A desk for trying screens: a frame on a small fake workspace that answers what a test says."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui import style
from sopdesk.ui.frame import Frame
from tests.ui.given import ADA, fake_workspace

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace


@pytest.fixture
def fake() -> SimpleNamespace:
    """Give the fake workspace."""
    return fake_workspace()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """Dress the program as the desk is; light, at 100 %."""
    style.install(qapp, style.Theme("light"))
    yield
    if style.look.theme != style.Theme("light"):  # windows that are going are not dressed once more
        style.wear(style.Theme("light"))


@pytest.fixture
def frame(qtbot: QtBot, fake: SimpleNamespace, dressed: None) -> Iterator[Frame]:
    """Give a frame on the fake workspace, with Ada (manager) at the desk."""
    made = Frame(cast("Workspace", fake))
    made.sit_down(ADA)
    yield made
    made.stop_work()


@pytest.fixture
def look(qapp: QApplication) -> Callable[..., None]:
    """Give what draws a widget into PNG files, light and dark, in the folder that SOPDESK_PICTURES names."""
    folder = os.environ.get("SOPDESK_PICTURES")

    def draw(widget: QWidget, name: str, size: tuple[int, int] = (1024, 768), text: int = 100) -> None:
        if not folder:
            return
        for scheme in ("light", "dark"):
            style.wear(style.Theme(scheme, text))
            widget.resize(QSize(*size))
            widget.show()
            for _ in range(5):
                qapp.processEvents()
            widget.grab().save(str(Path(folder) / f"{name}-{scheme}-{size[0]}.png"))
        style.wear(style.Theme("light"))

    return draw
