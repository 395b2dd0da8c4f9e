import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.erasure import Basis
from sopdesk.ui import saving
from sopdesk.ui.indexing import IndexKeeper
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.privacy.home import PrivacyScreen
from sopdesk.ui.privacy.kept import KeptScreen
from sopdesk.ui.screen import Screen
from tests.services.conftest import PASSWORD, House, house
from tests.services.test_incidents import close, resolved
from tests.services.test_privacy import NAME, everything, told
from tests.ui.house_window import Key, opened, press, sit, write

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the desk's window with Ruth, the manager, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def said(screen: Screen) -> str:
    """Give every word that a page shows."""
    QApplication.processEvents()
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def pressed(screen: Screen, words: str) -> None:
    """Press the first button with these words that a page shows."""
    QApplication.processEvents()
    next(each for each in screen.findChildren(QPushButton) if each.isVisible() and each.text() == words).click()
    QApplication.processEvents()


def home(window: MainWindow) -> PrivacyScreen:
    """Go to the page about personal data."""
    window.frame.go("house.privacy")
    QApplication.processEvents()
    screen = window.current_screen()
    assert isinstance(screen, PrivacyScreen)
    return screen


def kept(window: MainWindow, qtbot: QtBot) -> KeptScreen:
    """Give the page that shows what is kept, once nothing goes on beside the window."""
    qtbot.waitUntil(lambda: not window.frame.busy())
    QApplication.processEvents()
    screen = window.current_screen()
    assert isinstance(screen, KeptScreen)
    return screen


def test_a_person_is_found_and_erased_by_two(
    window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]
) -> None:
    """A name is looked for by keyboard; what is ticked is asked for; the second person signs; no byte is left."""
    case = told(house)
    page = home(window)
    page.words.setFocus()
    write(window, f"{NAME}; 0117 496 8765")
    press(window, Key.Key_Return)
    found = kept(window, qtbot)
    assert len(found.chosen()) == 10
    look(window, "kept")
    found.ask_for_erasure()
    sheet = found.sheet
    assert sheet is not None
    sheet.form.set_values({"basis": Basis.REQUEST.value, "reason": "Her letter of 3 May."})
    look(window, "kept-sheet")
    sheet.act.click()
    page = home(window)
    assert "Somebody else has to agree" in said(page)
    sit(window, house, house.sam)
    page = home(window)
    assert "Her letter of 3 May." in said(page)
    look(window, "privacy")
    pressed(page, "Agree and erase")
    assert page.sheet is not None
    page.sheet.form.set_values({"password": PASSWORD})
    page.sheet.act.click()
    assert house.desk.incidents.file(case).parties[0].name == "[erased]"
    assert house.desk.privacy.scrub_due()
    keeper = IndexKeeper(window.frame)
    keeper.catch_up()
    qtbot.waitUntil(lambda: not window.frame.busy() and not house.desk.privacy.scrub_due(), timeout=10_000)
    assert "Erased: 10 values" in said(page)


def test_a_hold_and_longer_keeping(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """A closed case whose time is up is decided about: held, let go, kept longer."""
    case = resolved(house)
    close(house, case, values={"accepted": "yes"})
    house.clock.wait(days=7 * 365)
    sit(window, house, house.ruth)
    page = home(window)
    assert "Limitation Act 1980" in said(page)
    look(window, "privacy-expired")
    pressed(page, "Decide")
    found = window.current_screen()
    assert isinstance(found, KeptScreen)
    look(window, "kept-of-a-case")
    pressed(found, "Legal hold")
    assert found.sheet is not None
    found.sheet.form.set_values({"why": "The insurer asks."})
    found.sheet.act.click()
    assert "The insurer asks." in said(found)
    page = home(window)
    assert "Limitation Act" not in said(page)
    pressed(page, "Lift the hold")
    assert page.sheet is not None
    page.sheet.form.set_values({"why": "Settled."})
    page.sheet.act.click()
    pressed(page, "Decide")
    pressed(found, "Keep it longer")
    assert found.sheet is not None
    found.sheet.form.set_values({"until": "2036-01-01", "why": "A claim is announced."})
    found.sheet.act.click()
    assert "A claim is announced." in said(found)
    assert house.desk.privacy.expired(by=house.ruth) == ()


def test_the_file_for_the_person(
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who asks gets what is about them; the rest is withheld and counted; the journal names no one."""
    case = told(house)
    place = tmp_path / "kept.json"
    monkeypatch.setattr(saving, "ask_place", lambda _screen, _name: place)
    window.frame.go("house.kept", case)
    found = kept(window, qtbot)
    found.hand_out("json")
    assert found.sheet is not None
    found.sheet.form.set_values({"name": NAME})
    found.sheet.act.click()
    assert "Choose what is about this person" in said(found)
    first, second = list(found.ticks)[:2]
    found.ticks[first].setChecked(True)
    found.ticks[second].setChecked(True)
    found.sheet.act.click()
    qtbot.waitUntil(place.exists)
    qtbot.waitUntil(lambda: not window.frame.busy())
    report = json.loads(place.read_text("utf-8"))
    assert (report["name"], report["withheld"], len(report["records"][0]["pieces"])) == (NAME, 8, 2)
    [line] = house.desk.trail.lines(limit=1)
    assert NAME not in line.what
    assert "what is kept about one person" in line.what


def test_staff_do_not_see_it(window: MainWindow, house: House) -> None:
    """Who may not decide about personal data neither sees the way there nor what is kept."""
    sit(window, house, house.leo)
    page = home(window)
    assert not page.words.isVisible()
    assert everything(house.desk.privacy.record(told(house), by=house.ruth))["pieces"]
