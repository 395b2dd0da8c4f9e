"""The page of backups, and those that are made by themselves."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from sopdesk.services.backups import CLOSING, DAY
from sopdesk.ui.backing_up import BackupKeeper, back_up_at_closing
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.trail.backups import BackupsScreen
from tests.services.conftest import House, house
from tests.ui.house_window import opened, sit, words

__all__ = ["house"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give a folder that backups go to."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Ruth, the manager, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give a function that says what is chosen in the dialogues for folders and files."""

    def answers(folder: Path | str = "", file: Path | str = "") -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))

    return answers


def page(window: MainWindow) -> BackupsScreen:
    """Go to the page of backups."""
    window.frame.go("trail.backups")
    screen = window.current_screen()
    assert isinstance(screen, BackupsScreen)
    return screen


def said(screen: BackupsScreen) -> str:
    """Give every word that is shown."""
    QApplication.processEvents()
    return "\n".join(each.text().replace("\u200b", "") for each in screen.findChildren(QLabel) if each.isVisible())


def ended(screen: BackupsScreen, qtbot: QtBot) -> str:
    """Wait until what is going on has ended; give every word that is shown then."""
    qtbot.waitUntil(lambda: screen.job is None, timeout=20_000)
    return said(screen)


def answer(screen: BackupsScreen, **answers: str) -> None:
    """Fill in the sheet and press its button."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(answers)
    screen.sheet.act.click()


def test_a_backup_is_made_checked_and_restored(  # noqa: PLR0917 - pytest gives them
    window: MainWindow, house: House, stick: Path, qtbot: QtBot, choose: Callable[..., None], look: Callable[..., None]
) -> None:
    """Made from the page, a backup is the last good one; looked into, it holds; restored elsewhere, it says how."""
    screen = page(window)
    assert "None that this machine knows of" in said(screen)
    look(window, "backups-none")
    choose(stick)
    screen.asking.make()
    look(window, "backups-make")
    answer(screen)
    assert "reads back" in ended(screen, qtbot)
    [file] = stick.iterdir()
    assert str(file) in said(screen)
    assert "backup of the whole desk" in house.desk.trail.lines(limit=1)[0].what
    choose(stick, file)
    screen.asking.check()
    assert "This backup can be restored" in ended(screen, qtbot)
    choose(stick.parent / "other", file)
    screen.asking.restore()
    shown = ended(screen, qtbot)
    for told in ("The backup is restored", "writes a new log", "Nothing that is in this desk was erased later"):
        assert told in shown
    look(window, "backups-restored")
    assert (stick.parent / "other" / "desk.sqlite").is_file()


def test_an_encrypted_backup(window: MainWindow, stick: Path, qtbot: QtBot, choose: Callable[..., None]) -> None:
    """A pass phrase is typed twice; a backup that has one asks for it, and says which one is wrong."""
    screen = page(window)
    choose(stick)
    screen.asking.make()
    answer(screen, phrase="six wet cats", again="six wet dogs")
    assert screen.sheet is not None
    assert "two different pass phrases" in screen.sheet.wrong.text()
    answer(screen, again="six wet cats")
    ended(screen, qtbot)
    [file] = stick.iterdir()
    choose(stick, file)
    screen.asking.check()
    answer(screen, phrase="six wet dogs")
    assert "not the pass phrase" in ended(screen, qtbot)
    screen.asking.check()
    answer(screen, phrase="six wet cats")
    assert "This backup can be restored" in ended(screen, qtbot)


def test_what_fails_is_said_on_the_page(
    window: MainWindow, house: House, stick: Path, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    """A place within the desk, a file that is no backup, and a desk in the way are said in a sentence."""
    screen = page(window)
    choose(house.desk.folder)
    screen.asking.make()
    answer(screen)
    assert "lost with it" in ended(screen, qtbot)
    (stick / "x.sopdesk-backup").write_text("no backup")
    choose(stick, stick / "x.sopdesk-backup")
    screen.asking.check()
    assert "is damaged, or no backup" in said(screen)
    choose("", "")
    screen.asking.make()
    screen.asking.restore()
    assert screen.job is None


def test_cancel(window: MainWindow, stick: Path, qtbot: QtBot, choose: Callable[..., None]) -> None:
    """Cancel leaves nothing behind."""
    screen = page(window)
    choose(stick)
    screen.asking.make()
    answer(screen)
    screen.working.cancel.click()
    shown = ended(screen, qtbot)
    assert "nothing was left behind" in shown or "reads back" in shown
    assert len(list(stick.iterdir())) == ("reads back" in shown)


def test_a_plan(  # noqa: PLR0917 - pytest gives them
    window: MainWindow, house: House, stick: Path, qtbot: QtBot, choose: Callable[..., None], look: Callable[..., None]
) -> None:
    """A plan is shown with its folder; the keeper makes the backup that is due; ended, nothing is planned."""
    screen = page(window)
    choose(stick)
    screen.asking.plan()
    look(window, "backups-plan")
    answer(screen, when=DAY, daily="3")
    assert "Once a day" in said(screen)
    assert "The last of 3 days, 4 weeks and 12 months" in said(screen)
    keeper = BackupKeeper(window.frame)
    keeper.look()
    keeper.look()
    qtbot.waitUntil(lambda: not window.frame.busy(), timeout=20_000)
    assert len(list(stick.iterdir())) == 1
    look(window, "backups-planned")
    keeper.look()
    qtbot.waitUntil(lambda: not window.frame.busy(), timeout=20_000)
    assert len(list(stick.iterdir())) == 1
    stick.rename(stick.with_name("away"))
    house.clock.wait(days=1)
    keeper.look()
    qtbot.waitUntil(lambda: not window.frame.busy(), timeout=20_000)
    screen.frame.refresh()
    assert "It failed at" in said(screen)
    look(window, "backups-failed")
    keeper.rest()
    screen.asking.end()
    assert "Nothing is planned" in said(screen)


def test_a_backup_at_closing(house: House, stick: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A plan at closing is kept when the desk closes; a stick that is gone keeps nobody from closing it."""
    house.desk.backups.plan(stick, CLOSING, "", "7,4,12", by=house.ruth)
    back_up_at_closing(house.desk)
    back_up_at_closing(house.desk)
    assert len(list(stick.iterdir())) == 1
    house.desk.people.sign_in(house.leo, "1234")
    stick.rename(stick.with_name("away"))
    back_up_at_closing(house.desk)
    assert "Plug in the disk" in house.desk.backups.state().failure
    assert "no backup was made at closing" in caplog.text
    caplog.clear()


def test_only_managers_see_the_page(window: MainWindow, house: House) -> None:
    """Whoever may not make backups is not led there."""
    window.frame.go("trail")
    screen = window.current_screen()
    assert screen is not None
    assert "Backups" in words(screen)
    sit(window, house, house.sam)
    assert "Backups" not in words(screen)
