"""Copies on paper on real services: issuing, the list, one copy, and scanning."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.controlled_copy import CopyState
from sopdesk.domain.revision import Significance
from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.ui.frame import Frame
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.copies import CopiesScreen
from sopdesk.ui.manual.copy import CopyScreen
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.manual.shelf import ManualScreen
from sopdesk.ui.screen import Screen
from tests.pdf.reading import pages_of
from tests.services.conftest import House, house
from tests.ui.manual_desk import CARD, CLOSING

__all__ = ["house"]
PLAIN = replace(CLOSING, steps=tuple(replace(each, pictures=()) for each in CLOSING.steps))
PLACES = ("Kitchen, beside the fridge", "Bar", "Office")


@pytest.fixture
def sop(house: House) -> str:
    """Give a procedure of which three copies are out, and which was revised since."""
    sop = house.approved(PLAIN)
    for place in PLACES:
        house.desk.copies.issue(by=house.sam, sop=sop, place=place, holder="")
    house.desk.manual.submit(by=house.leo, sop=sop, content=replace(PLAIN, purpose="Anew."), reason="clearer")
    house.approve(sop, 2, Significance.MINOR)
    card = house.approved(CARD)
    house.desk.copies.issue(by=house.sam, sop=card, holder="Leo")
    return sop


@pytest.fixture
def visit(qtbot: QtBot, house: House, dressed: None) -> Iterator[Callable[..., Screen]]:
    """Give what shows a screen to Sam, as the window does."""
    frame = Frame(house.desk)
    frame.sit_down(house.desk.people.person(house.sam))
    shapes: dict[str, type[Screen]] = {
        "manual": ManualScreen, "manual.copies": CopiesScreen, "manual.copy": CopyScreen, "manual.page": ReaderScreen,
    }  # fmt: skip
    shown: dict[str, Screen] = {}

    def show(name: str, id_: str = "", **more: str) -> Screen:
        if name not in shown:
            shown[name] = made = shapes[name](frame)
            qtbot.addWidget(made)
            made.resize(1000, 700)
            made.show()
            frame.recorded.connect(made.refresh)
        frame.go(name, id_, **more)
        shown[name].show_for(frame.person, id_, **more)
        return shown[name]

    yield show
    frame.stop_work()


def pressed(screen: Screen, words: str) -> None:
    """Press a button by its words."""
    next(each for each in screen.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()


def confirm(screen: Screen, **answers: str) -> None:
    """Answer the sheet that is open."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(answers)
    screen.sheet.confirm()


def wait_until(true: Callable[[], bool]) -> None:
    """Let the window work until something is true."""
    patience = QDeadlineTimer(10_000)
    while not true() and not patience.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    assert true()


def titles(screen: CopiesScreen) -> list[str]:
    """Give the lines of the list."""
    return [screen.list.lines.line(n).title for n in range(screen.list.lines.rowCount())]


def test_the_list_of_copies(visit: Callable[..., Screen], house: House, sop: str, look: Callable[..., None]) -> None:
    """What is to call in stands first; the chips show what else there is, and one procedure's alone."""
    screen = visit("manual.copies")
    assert isinstance(screen, CopiesScreen)
    assert len(titles(screen)) == 3
    assert all("SOP-002 Closing the café" in each for each in titles(screen))
    look(screen, "copies")
    screen.show_chips.set_value("out")
    screen.refresh()
    assert len(titles(screen)) == 4
    look(screen, "copies-out", (1920, 1080))
    visit("manual.copies", house.desk.manual.find_number("SOP-005") or "")
    assert len(titles(screen)) == 1
    visit("manual.copies", "", show="stale")
    pressed(screen, "Call all of these in")
    look(screen, "copies-call")
    confirm(screen, reason="superseded by 1.1")
    assert [each.state for each in house.desk.copies.rows(sop=sop)] == [CopyState.CALLED_IN] * 3
    assert not screen.call_button.isVisible()


def test_no_copies_yet(visit: Callable[..., Screen], house: House, look: Callable[..., None]) -> None:
    """Without a copy the page says what it is for."""
    screen = visit("manual.copies")
    assert isinstance(screen, CopiesScreen)
    assert screen.empty.isVisible()
    look(screen, "copies-none")


def test_what_becomes_of_a_copy(
    visit: Callable[..., Screen], house: House, sop: str, look: Callable[..., None]
) -> None:
    """A copy is called in and comes back, is lost, or is made void: each with its word in the record."""
    first, second, third = house.desk.copies.rows(sop=sop)
    screen = visit("manual.copy", first.id)
    look(screen, "copy")
    pressed(screen, "Call in")
    confirm(screen, reason="superseded")
    pressed(screen, "It is back")
    confirm(screen, reason="torn")
    assert house.desk.copies.row(first.id).state is CopyState.RETURNED
    look(screen, "copy-back", (760, 640))
    for copy, press, state in ((second, "It is lost", CopyState.LOST), (third, "Make void", CopyState.VOID)):
        visit("manual.copy", copy.id)
        pressed(screen, press)
        confirm(screen, reason="Nobody knows")
        assert house.desk.copies.row(copy.id).state is state


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have somebody choose no file at first, then one in a folder, then a place where no file can be."""
    (tmp_path / "taken.pdf").mkdir()
    chosen = ["", str(tmp_path / "copy"), str(tmp_path / "taken.pdf")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen.pop(0), ""))
    return tmp_path


def test_issuing_a_copy(
    visit: Callable[..., Screen], house: House, sop: str, folder: Path, look: Callable[..., None]
) -> None:
    """Issuing asks where the copy goes and into which file; nothing is recorded when no file is chosen."""
    screen = visit("manual.page", sop)
    assert isinstance(screen, ReaderScreen)
    assert screen.page is not None
    screen._paper.issue(sop, "SOP-002")
    look(screen, "copy-issue")
    confirm(screen)
    assert screen.sheet is not None
    assert "where the copy hangs" in screen.sheet.wrong.text()
    confirm(screen, place="Cellar", holder="")
    assert "nothing was issued" in screen.sheet.wrong.text()
    screen.sheet.confirm()
    wait_until(lambda: (folder / "copy.pdf").exists() and screen.message.isVisible())
    row = house.desk.copies.rows(sop=sop)[0]
    assert (row.place, row.label, row.current) == ("Cellar", "1.1", True)
    assert "is recorded and saved" in screen.message.sentence.text()
    look(screen, "reader-copies")
    screen._paper.issue(sop, "SOP-002")
    confirm(screen, place="Cellar", holder="", form="A5")
    wait_until(lambda: "there is no paper" in screen.message.sentence.text())
    look(screen, "copy-no-paper")
    screen.message.offer.click()
    assert house.desk.copies.rows(sop=sop)[0].state is CopyState.VOID


def test_a_card_and_labels_of_a_page(
    visit: Callable[..., Screen], house: House, sop: str, folder: Path, look: Callable[..., None]
) -> None:
    """A procedure's page makes its card and its label; a label that is not on the sheet is said beside the field."""
    screen = visit("manual.page", sop)
    assert isinstance(screen, ReaderScreen)
    assert screen.page is not None
    screen._paper.ask_card(screen.page)
    look(screen, "card-ask")
    confirm(screen, paper="A5")  # chooses no file
    screen._paper.ask_card(screen.page)
    confirm(screen, paper="A5")
    wait_until((folder / "copy.pdf").exists)
    assert len(pages_of((folder / "copy.pdf").read_bytes())) == 1
    screen._paper._labels.ask((sop,))
    look(screen, "labels-ask")
    confirm(screen, start="25")
    assert screen.sheet is not None
    assert "labels 1 to 24" in screen.sheet.wrong.text()


def test_the_list_on_paper(
    visit: Callable[..., Screen], house: House, sop: str, folder: Path, look: Callable[..., None]
) -> None:
    """The manual's list goes onto paper as it is filtered: as a book, or as labels."""
    screen = visit("manual")
    assert isinstance(screen, ManualScreen)
    look(screen, "shelf-print")
    screen.filters.section.set_value("Opening and closing")
    screen.refresh()
    screen.book.save()  # chooses no file
    screen.book.save()
    wait_until((folder / "copy.pdf").exists)
    shown = "".join(pages_of((folder / "copy.pdf").read_bytes()))
    assert "SOP-002" in shown
    assert "A choice of its procedures" in shown
    assert "SOP-005 A card" not in shown
    screen.book.labels()
    assert screen.sheet is not None


def test_scanning_opens_the_procedure(qtbot: QtBot, house: House, sop: str, dressed: None) -> None:
    """A scan anywhere but in a text field opens the procedure, and says what is wrong with the paper."""
    window = MainWindow(house.desk)
    qtbot.addWidget(window)
    window.show()
    window.frame.go("manual")
    window.frame.look_back(house.clock().date() - timedelta(days=1))
    copy = house.desk.copies.rows(sop=sop)[0]
    code = scan_code(Scan("SOP-002", "1.0", copy.number))
    window.pages.setFocus()
    qtbot.keyClicks(window.pages, code[:1])
    qtbot.keyClicks(window.top.search, code[1:].lower())
    assert not window.search.isVisible()
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    screen = window.current_screen()
    assert isinstance(screen, ReaderScreen)
    assert screen.id == sop
    assert window.frame.as_of() is None
    assert "is of revision 1.0; in force is 1.1" in screen.message.sentence.text()
    window.top.search.setText("refund " + scan_code(Scan("SOP-005")))
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.current_screen() is screen
    assert screen.page is not None
    assert screen.page.content.number == "SOP-005"
    assert not screen.message.isVisible()
    window.top.search.setText(code[:-2])
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert "Scan it again" in screen.message.sentence.text()
    assert window.top.search.text() == ""
    window.close()
