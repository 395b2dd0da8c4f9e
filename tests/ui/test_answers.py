from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Answer, Item, Phase
from sopdesk.ui.checklists.agreeing import AgreeSheet
from sopdesk.ui.checklists.cash import CashSheet
from sopdesk.ui.checklists.run import RunScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.picture import LargePicture, PictureButton
from sopdesk.views.checklists import MarkView
from tests.domain.given import checklist, step
from tests.services.conftest import PIN, House, house
from tests.ui.house_window import Key, keyboard, opened, press, sit, write

__all__ = ["house"]
CTRL = Qt.KeyboardModifier.ControlModifier
CONTENT = checklist(
    steps=(
        step(
            "close",
            items=(
                Item("floor", "The floor", Answer.CHOICE, choices=("dry", "wet"), failing=("wet",)),
                Item("till", "The till", Answer.CASH, expected=Decimal(100)),
                Item("shelf", "The shelf", Answer.PHOTO),
                Item("alarm", "The alarm is on", Answer.SECOND, must=True),
                Item("door", "The door", photo=True),
            ),
        ),
    )
)


@pytest.fixture
def screen(qtbot: QtBot, house: House, dressed: None) -> Iterator[RunScreen]:
    """Give the page of a run that Leo has started."""
    with opened(qtbot, house) as window:
        sit(window, house, house.leo)
        window.frame.go("checklists.run", sop=house.approved(CONTENT))
        keyboard(window)
        page = window.current_screen()
        assert isinstance(page, RunScreen)
        yield page


def marks(screen: RunScreen) -> dict[str, MarkView]:
    """Give what is recorded."""
    return dict(screen.workspace.checklists.run(screen.id).marks)


def at(screen: RunScreen, item: str) -> MainWindow:
    """Put the keyboard on a line; give the window."""
    screen.steps.lines[item].mark.setFocus()
    window = screen.window()
    assert isinstance(window, MainWindow)
    return window


def test_an_answer_is_chosen_by_its_digit(screen: RunScreen) -> None:
    """The answers stand on buttons; a digit chooses one, and the keyboard goes on to the next line."""
    words = [each.accessibleName() for each in screen.findChildren(QPushButton)]
    assert "The floor: wet" in words
    press(at(screen, "floor"), Key.Key_1)
    assert marks(screen)["floor"].text == "dry"
    assert not screen.steps.lines["floor"].answers[0].isVisible()


def test_what_is_not_in_order_asks_what_was_done_and_offers_an_incident(screen: RunScreen, house: House) -> None:
    """A failing answer asks for what was done; then logging is one press away, filled with run and place."""
    window = at(screen, "floor")
    press(window, Key.Key_2)
    assert screen.sheet is not None
    write(window, "Mopped it")
    press(window, Key.Key_Return)
    mark = marks(screen)["floor"]
    assert (mark.text, mark.failed, mark.done_about_it) == ("wet", True, "Mopped it")
    assert "not in order" in screen.steps.lines["floor"].mark.accessibleDescription()
    screen.message.offer.click()
    visit = window.frame.here
    assert visit is not None
    assert (visit.screen, visit.more["run"]) == ("incidents.log", screen.id)


def test_cash_is_counted_by_note_and_coin(screen: RunScreen) -> None:
    """Pieces are typed, Enter goes on; total and difference are shown; a difference asks what was done."""
    window = at(screen, "till")
    press(window, Key.Key_Space)
    sheet = screen.sheet
    assert isinstance(sheet, CashSheet)
    write(window, "1")
    press(window, Key.Key_Return)
    write(window, "2")
    assert "10.00 missing" in sheet.sum.text()
    sheet.confirm()
    assert "missing" in sheet.wrong.text()
    sheet.form.set_values({"about_it": "Counted twice"})
    sheet.confirm()
    mark = marks(screen)["till"]
    assert (mark.value, mark.expected, mark.failed) == (Decimal(90), Decimal(100), True)
    assert mark.counted == ((Decimal(50), 1), (Decimal(20), 2))


def test_a_photo_is_pasted(screen: RunScreen) -> None:
    """A photo answers its line; a line with a photo besides is ticked only after it."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    pasted = QMimeData()
    pasted.setImageData(image)
    QApplication.clipboard().setMimeData(pasted)
    window = at(screen, "door")
    press(window, Key.Key_Space)
    assert "photo" in screen.message.sentence.text()
    press(at(screen, "door"), Key.Key_V, CTRL)
    press(at(screen, "door"), Key.Key_Space)
    press(at(screen, "shelf"), Key.Key_V, CTRL)
    kept = marks(screen)
    assert kept["door"].photos == kept["shelf"].photos
    assert "1 photo" in screen.steps.lines["shelf"].mark.accessibleDescription()
    shown = [each for each in screen.photos.findChildren(PictureButton) if each.isVisible()]
    assert [each.toolTip() for each in shown] == ["The shelf", "The door"]
    assert screen.photos.y() > screen.steps.y()
    shown[0].setFocus()
    press(window, Key.Key_Return)
    [large] = screen.window().findChildren(LargePicture)
    assert large.accessibleName().startswith("The shelf")
    assert large.accessibleDescription() == f"The shelf. SHA-256 {kept['shelf'].photos[0]}"
    press(window, Key.Key_Escape)
    assert not large.isVisible()
    assert shown[0].hasFocus()


def test_photos_are_looked_at_before_signing(
    screen: RunScreen, house: House, tmp_path: Path, look: Callable[..., None]
) -> None:
    """Photos stand above the lines once a run is completed, and below them again when it was given back."""
    lists = house.desk.checklists
    for item, size in (("shelf", QSize(1600, 1200)), ("door", QSize(900, 1600))):
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        image.save(str(tmp_path / "photo.jpg"))
        photo = (tmp_path / "photo.jpg").read_bytes()
        lists.photograph(by=house.leo, run=screen.id, item=item, photo=photo)
    screen.refresh()
    assert screen.photos.y() > screen.steps.y()
    lists.tick(by=house.leo, run=screen.id, item="door")
    for item in screen.steps.lines:
        if item not in marks(screen):
            lists.skip(by=house.leo, run=screen.id, item=item, reason="A test.", supervisor=house.sam, pin=PIN)
    lists.complete(by=house.leo, run=screen.id)
    screen.refresh()
    QApplication.processEvents()
    look(screen.window(), "photos")
    assert screen.review.y() < screen.photos.y() < screen.steps.y()
    next(each for each in screen.photos.findChildren(PictureButton)).click()
    look(screen.window(), "photo-large")
    press(at(screen, "door"), Key.Key_Escape)
    lists.give_back(by=house.sam, run=screen.id, reason="Again.")
    screen.refresh()
    QApplication.processEvents()
    assert screen.photos.y() > screen.steps.y()


def test_a_second_person_confirms_with_their_pin(screen: RunScreen, house: House) -> None:
    """A wrong PIN confirms nothing; the right one records both names."""
    press(at(screen, "alarm"), Key.Key_Space)
    sheet = screen.sheet
    assert isinstance(sheet, AgreeSheet)
    sheet.form.set_values({"second": house.sam})
    sheet.pad.entered.emit("9999")
    assert "alarm" not in marks(screen)
    sheet.pad.entered.emit(PIN)
    mark = marks(screen)["alarm"]
    assert (mark.who, mark.second) == ("Leo", "Sam")


def test_a_must_line_is_skipped_with_the_supervisor_beside(screen: RunScreen, house: House) -> None:
    """It is refused before a reason is typed; a supervisor allows it with their PIN and is named."""
    press(at(screen, "alarm"), Key.Key_S)
    sheet = screen.sheet
    assert isinstance(sheet, AgreeSheet)
    sheet.form.set_values({"second": house.sam, "text": "The alarm is broken"})
    sheet.pad.entered.emit(PIN)
    mark = marks(screen)["alarm"]
    assert (mark.how, mark.text, mark.second) == ("skipped", "The alarm is broken", "Sam")


def test_nobody_who_may_agree_is_said(screen: RunScreen) -> None:
    """Where nobody may agree, the sheet says so, and Enter in the reason records nothing."""
    agreed: list[str] = []
    sheet = AgreeSheet("Skip", "", (), lambda *given: agreed.extend(given), reason="Why")
    screen.open_sheet(sheet)
    sheet.form.set_values({"text": "Broken"})
    sheet.confirm()
    assert "own PIN" in sheet.wrong.text()
    assert agreed == []


def test_a_later_phase_waits(qtbot: QtBot, house: House, dressed: None) -> None:
    """Where phases are done in order, a line of a later one says what comes first."""
    content = checklist(
        in_order=True,
        steps=(step("a", items=(Item("first", "Lights"),), phase=Phase.BEFORE),
               step("b", items=(Item("then", "Doors"),), phase=Phase.AFTER)),
    )  # fmt: skip
    with opened(qtbot, house) as window:
        sit(window, house, house.leo)
        window.frame.go("checklists.run", sop=house.approved(content))
        keyboard(window)
        page = window.current_screen()
        assert isinstance(page, RunScreen)
        press(at(page, "then"), Key.Key_Space)
        assert "First: “Lights”" in page.message.sentence.text()
        press(at(page, "first"), Key.Key_Space)
        press(at(page, "then"), Key.Key_Space)
        assert set(marks(page)) == {"first", "then"}
