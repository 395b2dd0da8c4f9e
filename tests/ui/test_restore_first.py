"""The first page, begun with a backup."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from sopdesk import app
from sopdesk.services.workspace import Workspace
from sopdesk.ui.first_run import FirstRun
from sopdesk.ui.restore_first import FromBackup, RestoreFirst
from tests.services.conftest import House, house

__all__ = ["house"]
pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a desk that is not there yet, on another computer."""
    monkeypatch.setenv("SOPDESK_HOME", str(tmp_path / "new"))
    return tmp_path / "new" / "desk"


def first_page(qtbot: QtBot, folder: Path) -> tuple[FirstRun, RestoreFirst]:
    """Give the first page of that desk, and its card for a backup."""
    page = FirstRun(
        lambda *_: pytest.fail("founded"),
        FromBackup(partial(app.restored, folder), partial(app.open_workspace, folder)),
    )
    qtbot.addWidget(page)
    page.show()
    assert page.restoring is not None
    return page, page.restoring


def said(page: FirstRun) -> str:
    """Give every word that is shown."""
    QApplication.processEvents()
    return "\n".join(each.text().replace("\u200b", "") for each in page.findChildren(QLabel) if each.isVisible())


def test_a_desk_goes_on_from_its_backup(  # noqa: PLR0917 - pytest gives them
    qtbot: QtBot, house: House, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: Callable[..., None]
) -> None:
    """On a new computer the desk is restored on the first page, which says what that means, and is opened."""
    made = house.desk.backups.make(tmp_path, "six wet cats", by=house.ruth)
    page, card = first_page(qtbot, folder)
    look(page, "first-run-backup")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(made.file), ""))
    card.choose.click()
    card.form.set_values({"phrase": "six wet dogs"})
    card.unlock.click()
    qtbot.waitUntil(page.act.isEnabled, timeout=20_000)
    assert "not the pass phrase" in said(page)
    assert not folder.exists()
    card.form.set_values({"phrase": "six wet cats"})
    card.unlock.click()
    qtbot.waitUntil(card.go_on.isVisible, timeout=20_000)
    for told in ("The backup is restored", "Café Meridian", "writes a new log", "is back in this desk"):
        assert told in said(page)
    assert "Your name" not in said(page)
    look(page, "first-run-restored")
    qtbot.waitUntil(page.act.isEnabled, timeout=20_000)
    with qtbot.waitSignal(page.founded, timeout=20_000) as founded:
        card.go_on.click()
    [desk] = founded.args or []
    assert isinstance(desk, Workspace)
    assert desk.desk.house().name == "Café Meridian"
    desk.close()


def test_a_file_that_is_no_backup(qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no backup is said to be none, and a house can still be founded."""
    page, card = first_page(qtbot, folder)
    for name in ("", str(tmp_path / "x.sopdesk-backup")):
        Path(name or tmp_path / "x.sopdesk-backup").write_text("no backup")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, name=name: (name, ""))
        card.choose.click()
        assert ("is damaged, or no backup" in said(page)) is bool(name)
    assert page.act.isEnabled()
    assert not folder.exists()
