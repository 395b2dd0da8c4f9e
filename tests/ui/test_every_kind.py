"""An incident of every kind in the desk's window, from the first word to the close, by the buttons that are there."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.ui import style
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.log import LogScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Form
from tests.domain.given import refund
from tests.services.case_play import answer_to
from tests.services.conftest import PASSWORD, House, house
from tests.ui.house_window import opened, sit

__all__ = ["house"]

NARRATIVE = "At 14:05 the tray slipped from the pass and hit a guest at table 4."
SAID = {
    "role": "customer", "name": "Oscar Lindqvist", "address": "4 Orchard Lane", "injured": "yes", "password": PASSWORD,
}  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house with a procedure, Leo at the desk."""
    house.approved(refund())
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def click(screen: Screen, *words: str) -> bool:
    """Press the first of these buttons that can be seen; tell whether there was one."""
    for word in words:
        for each in screen.findChildren(QPushButton):
            if each.text() == word and each.isVisibleTo(screen) and each.isEnabled():
                QTest.mouseClick(each, Qt.MouseButton.LeftButton)
                QApplication.processEvents()
                return True
    return False


def fill_in(form: Form, person: str) -> None:
    """Answer everything that the form asks, also what it asks because of an answer."""
    for _ in form.values():
        empty = [name for name, value in form.values().items() if not value and form.asked(name)]
        if not empty:
            return
        for name in empty:
            spec = form._questions[name].spec
            answer = answer_to(spec, person) if spec else SAID.get(name, "As the procedure says.")
            form.set_values({name: answer})


def confirm(screen: FileScreen, person: str, look: Callable[[str], None], **values: str) -> None:
    """Fill in the sheet that is open, and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    fill_in(screen.sheet.form, person)
    look(f"sheet-{screen.sheet.accessibleName().split()[0].lower()}")
    screen.sheet.confirm()
    QApplication.processEvents()
    assert screen.sheet is None, screen.sheet.wrong.text()


def logged(window: MainWindow, kind: IncidentKind) -> FileScreen:
    """Log an incident with two answers and three presses; the file opens."""
    assert click(cast("Screen", window), "Log incident")
    screen = cast("LogScreen", window.current_screen())
    QTest.mouseClick(cast("Chips", screen.first.field("kind"))._buttons[kind.value], Qt.MouseButton.LeftButton)
    QTest.keyClicks(window.focusWidget(), NARRATIVE)
    assert click(screen, "Log it")
    QApplication.processEvents()
    file = window.current_screen()
    assert isinstance(file, FileScreen)
    return file


def test_large_letters_on_a_small_screen(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """At 200 % and 1024 pixels nobody has to scroll a file sideways."""
    file = logged(window, IncidentKind.ACCIDENT)
    style.wear(style.Theme("light", 200))
    for _ in range(10):  # sizes go through several layers
        QApplication.processEvents()
    try:
        bars = [each.horizontalScrollBar().maximum() for each in file.findChildren(QScrollArea)]
    finally:
        style.wear(style.Theme("light"))
    assert bars == [0] * len(bars)
    look(window, "file-large", text=200)


@pytest.mark.parametrize("kind", IncidentKind)
def test_from_the_first_word_to_the_close(
    window: MainWindow, house: House, kind: IncidentKind, look: Callable[..., None]
) -> None:
    """Each stage asks for what its law or standard wants, and is reached by the button that names it."""

    def seen(what: str) -> None:
        look(window, f"{kind.value}-{what}")

    file = logged(window, kind)
    seen("1-logged")
    sit(window, house, house.ruth)
    for n, (word, stage) in enumerate((
        ("Acknowledge", Stage.ACKNOWLEDGED), ("Investigate", Stage.INVESTIGATING), ("Resolve", Stage.RESOLVED),
        ("Follow up", Stage.FOLLOWED_UP),
    ), 2):  # fmt: skip
        file = cast("FileScreen", window.current_screen())
        assert file.file is not None
        if any("injured" in each.named for each in file.file.lacks if each.field is None):
            assert click(file, "Add somebody")
            confirm(file, house.sam, seen)
        assert click(file, word), word
        confirm(file, house.sam, seen)
        assert file.file.row.stage is stage
        seen(f"{n}-{stage.value}")
    sit(window, house, house.sam)
    file = cast("FileScreen", window.current_screen())
    assert file.file is not None
    if file.file.reportable is not None and file.file.reportable.needed:
        assert click(file, "Decide and sign")
        confirm(file, house.sam, seen, reportable="yes")
    assert click(file, "Close and sign")
    confirm(file, house.sam, seen)
    assert file.file.row.stage is Stage.CLOSED
    assert file.file.signature is not None
    assert file.file.signature.holds
    seen("6-closed")
    assert house.desk.trail.verify().holds
