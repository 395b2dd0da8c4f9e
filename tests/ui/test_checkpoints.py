from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from sopdesk.domain.holding import Way
from sopdesk.ui.first_run import FirstRun
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.trail.carrying import CheckpointKeeper
from sopdesk.ui.trail.checkpoints import CheckpointsScreen
from tests.services.conftest import House, house
from tests.ui.house_window import opened, shown_lines, sit

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Ruth, the manager, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a stick, which is chosen wherever a folder is asked for."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_how: str(folder))
    return folder


def page(window: MainWindow) -> CheckpointsScreen:
    """Go to the page of checkpoints."""
    window.frame.go("trail.checkpoints")
    screen = window.current_screen()
    assert isinstance(screen, CheckpointsScreen)
    return screen


def said(screen: CheckpointsScreen) -> str:
    """Give every word on the page."""
    QApplication.processEvents()
    shown = (each.text() for each in screen.findChildren(QLabel) if each.isVisibleTo(screen))
    return "\n".join(shown).replace("\u200b", "")


def give(screen: CheckpointsScreen, holder: str) -> None:
    """Answer who holds it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values({"holder": holder})
    screen.sheet.act.click()


def test_a_second_place_is_chosen_and_filled(window: MainWindow, house: House, stick: Path, qtbot: QtBot) -> None:
    """A manager chooses a folder; beside the window every checkpoint goes there, and the page says since when."""
    screen = page(window)
    assert "There is none." in said(screen)
    assert "That is weaker" in said(screen)
    keeper = CheckpointKeeper(window.frame)
    screen.choose_button.click()
    house.desk.checkpoints.sign_now()
    with qtbot.waitSignal(keeper.carried, timeout=10_000):
        keeper.look()
    assert list(stick.rglob("*.checkpoint.txt"))
    words = said(screen)
    assert str(stick) in words
    assert "In reach" in words
    assert "holds the newest one outside" in words
    stick.rename(stick.with_name("drawer"))
    house.desk.checkpoints.carry()
    screen.refresh()
    assert "The folder is not there. Work goes on" in said(screen)
    screen.decline_button.click()
    assert "There is none." in said(screen)
    keeper.rest()


def test_an_alarm_is_said_wherever_somebody_is(window: MainWindow, house: House, stick: Path, qtbot: QtBot) -> None:
    """A checkpoint there that does not fit is said on the page that is shown, and stays on the page of checkpoints."""
    house.desk.checkpoints.choose_place(by=house.ruth, folder=stick)
    file = stick / house.desk.trail.head().origin / "7.checkpoint.txt"
    file.parent.mkdir(parents=True)
    file.write_text("something else")
    keeper = CheckpointKeeper(window.frame)
    with qtbot.waitSignal(window.frame.said, timeout=10_000) as told, qtbot.waitSignal(keeper.carried):
        keeper.look()
    assert "ask who had the desk" in told.args[0]
    assert "Does not fit" in said(page(window))
    keeper.rest()


def test_a_quiet_quarter_of_an_hour_is_signed(window: MainWindow, house: House) -> None:
    """While nobody acts, the window signs what is open after a quarter of an hour."""
    keeper = CheckpointKeeper(window.frame)
    house.clock.wait(minutes=15)
    keeper.look()
    head = house.desk.trail.head()
    assert head.checkpoint_size == head.size
    keeper.rest()


def test_it_is_copied_for_somebody(window: MainWindow, house: House) -> None:
    """Copied, the note is in the clipboard as it was signed, and whoever holds it is in the record and on the page."""
    screen = page(window)
    screen.handing.copy()
    give(screen, "Finch & Co")
    assert QGuiApplication.clipboard().text().startswith("sopdesk/")
    [holder] = [each for each in house.desk.checkpoints.holders() if each.counts]
    assert (holder.name, holder.way) == ("Finch & Co", Way.COPIED)
    lines = shown_lines(screen.list)
    assert [each.title for each in lines] == ["Known to lie outside", "Finch & Co"]
    assert "copied · by Ruth" in lines[1].detail


def test_it_is_saved_and_printed_for_somebody(
    window: MainWindow, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved it is the note verbatim; as a sheet it is a PDF; where no file is chosen, nobody holds anything."""
    screen = page(window)
    for name, way, hand in (("a.txt", Way.SAVED, screen.handing.save), ("a.pdf", Way.PRINTED, screen.handing.print)):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how, name=name: (str(tmp_path / name), ""))
        hand()
        give(screen, "the safe")
        assert house.desk.checkpoints.holders()[0].way is way
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("sopdesk/")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how: ("", ""))
    screen.handing.save()
    give(screen, "nobody")
    assert "nobody" not in {each.name for each in house.desk.checkpoints.holders()}


def test_it_is_mailed_to_somebody(window: MainWindow, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail with the note is opened in the mail program; where none answers, nothing is recorded and it is said."""
    opened_with: list[QUrl] = []

    def answer(url: QUrl) -> bool:
        opened_with.append(url)
        return len(opened_with) > 1

    monkeypatch.setattr(QDesktopServices, "openUrl", answer)
    screen = page(window)
    screen.handing.mail()
    give(screen, "Finch & Co")
    assert not house.desk.checkpoints.holders()
    assert screen.sheet is not None
    screen.sheet.act.click()
    assert [each.way for each in house.desk.checkpoints.holders()] == [Way.MAILED]
    assert opened_with[0].scheme() == "mailto"


def test_the_code_on_the_screen_is_read(
    window: MainWindow, house: House, tmp_path: Path, look: Callable[..., None]
) -> None:
    """A camera reads the newest checkpoint off the screen, in light and in dark."""
    house.desk.checkpoints.hand_over(
        by=house.ruth, holder="Finch & Co, accountants", way=Way.MAILED, given=house.desk.checkpoints.sign_now()
    )
    house.desk.exports.trail_pdf(by=house.ruth)
    screen = page(window)
    screen.code.grab().save(str(tmp_path / "code.png"))
    [found] = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))
    assert found.text == house.desk.trail.head().checkpoint
    look(window, "checkpoints")


def test_a_reminder_is_changed(window: MainWindow, house: House) -> None:
    """A manager sets after how many days an old checkpoint is recalled."""
    screen = page(window)
    screen.remind_button.click()
    assert screen.sheet is not None
    screen.sheet.form.set_values({"days": "3"})
    screen.sheet.act.click()
    assert house.desk.checkpoints.view().days == 3


def test_an_auditor_reads_and_changes_nothing(window: MainWindow, house: House) -> None:
    """Who may read the trail sees who holds what; the second place is a manager's."""
    sit(window, house, house.hannah)
    screen = page(window)
    assert not screen.choose_button.isVisibleTo(screen)
    assert not screen.remind_button.isVisibleTo(screen)


def test_a_new_desk_begins_with_a_second_place_or_without(
    qtbot: QtBot, dressed: None, stick: Path, look: Callable[..., None]
) -> None:
    """The first page asks for a second place, says what cannot be found without one, and takes none for an answer."""
    first = FirstRun(lambda *_how: None)
    qtbot.addWidget(first)
    assert first.place.folder == ""
    first.place.choose.click()
    assert first.place.folder == str(stick)
    look(first, "first-run", (1024, 1500))
    first.place.skip.click()
    assert first.place.folder == ""
