"""A run by finger, on ten inches, with large text, and by keys alone."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Answer, Item, Phase
from sopdesk.ui import style, tokens
from sopdesk.ui.checklists.cash import CashSheet
from sopdesk.ui.checklists.number_pad import NumberPad
from sopdesk.ui.checklists.run import RunScreen
from sopdesk.ui.main_window import MainWindow
from tests.domain.given import checklist, step
from tests.services.conftest import PIN, House, house
from tests.ui.house_window import Key, keyboard, opened, press, sit, write

__all__ = ["house"]
LEFT = Qt.MouseButton.LeftButton
NINE = tuple(f"answer number {n}" for n in range(1, 10))
EVERY_KIND = checklist(
    in_order=True,
    steps=(
        step(
            "before", phase=Phase.BEFORE, title="Open the kitchen", warnings=("The oil is hot.",), tips=("Slowly.",),
            items=(
                Item("tick", "Wipe every surface and the handles of all doors with the green cloth", must=True),
                Item("number", "The temperature of the fridge beside the back door", Answer.NUMBER, unit="°C",
                     low=Decimal(2), high=Decimal(5)),
                Item("amount", "The float", Answer.AMOUNT, unit="£", low=Decimal(100)),
                Item("words", "What ran out", Answer.TEXT),
                Item("two", "The floor", Answer.CHOICE, choices=("dry", "wet"), failing=("wet",)),
                Item("nine", "The dish washer", Answer.CHOICE, choices=NINE, failing=NINE[3:4]),
            ),
        ),
        step(
            "after", phase=Phase.AFTER, title="Close",
            items=(
                Item("photo", "The shelf", Answer.PHOTO),
                Item("cash", "The till", Answer.CASH, expected=Decimal(100)),
                Item("second", "The alarm is on", Answer.SECOND, must=True),
                Item("late", "The bins"),
                Item("last", "The door", photo=True),
            ),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window on ten inches with the run of every kind of line, Leo at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        made.frame.go("checklists.run", sop=house.approved(EVERY_KIND))
        keyboard(made)
        yield made


def run_of(window: MainWindow) -> RunScreen:
    """Give the page of the run."""
    screen = window.current_screen()
    assert isinstance(screen, RunScreen)
    return screen


def seen(around: QWidget) -> list[QWidget]:
    """Give what a finger is to hit."""
    return [each for kind in (QAbstractButton, QLineEdit) for each in around.findChildren(kind) if each.isVisible()]


def too_small(around: QWidget) -> dict[str, tuple[int, int]]:
    """Give what is smaller than a finger."""
    return {
        f"{type(each).__name__} {each.accessibleName()}": (each.width(), each.height())
        for each in seen(around)
        if min(each.width(), each.height()) < tokens.TARGET
    }


@pytest.mark.parametrize("text", [100, 200])
def test_every_kind_of_line_fits_a_finger_and_the_page(
    qtbot: QtBot, house: House, window: MainWindow, text: int
) -> None:  # fmt: skip
    """At 1024 × 768 and a text of 200 % nothing is cut at the right, and every target has 44 pixels."""
    lists, screen = house.desk.checklists, run_of(window)
    lists.count(by=house.leo, run=screen.id, item="number", value=Decimal(9), done_about_it="Told Sam.")
    lists.skip(by=house.leo, run=screen.id, item="words", reason="There was no time for it at all today")
    window.frame.refresh()
    style.wear(style.Theme("light", text))
    inside = screen.board.widget()
    page = screen._scroller.widget()
    assert inside is not None
    assert page is not None
    qtbot.waitUntil(lambda: page.width() <= screen._scroller.viewport().width())
    qtbot.waitUntil(lambda: inside.width() <= screen.board.viewport().width())
    assert too_small(inside) == {}
    done_before(house, screen.id)
    window.frame.refresh()
    for item in ("cash", "second", "late"):
        screen.go_to(screen.steps.lines[item])
        (screen.acting.skip(item) if item == "late" else screen.steps.lines[item].press())
        sheet = screen.sheet
        assert sheet is not None
        QApplication.processEvents()
        assert too_small(sheet) == {}
        qtbot.waitUntil(lambda: page.width() <= screen._scroller.viewport().width())
        screen.close_sheet()


def test_a_number_is_typed_on_the_large_pad(house: House, window: MainWindow) -> None:
    """A press on a number opens a pad with large keys; the next number has it too, until keys are used."""
    steps = run_of(window).steps
    lines, screen = steps.lines, run_of(window)
    QTest.mouseClick(lines["tick"].mark, LEFT)
    QTest.mouseClick(lines["number"].mark, LEFT)
    pad = steps.pad
    assert isinstance(pad, NumberPad)
    for key in ("9", "erase", "4", ".", "2", "enter"):
        button_of(pad, {"erase": "Erase", "enter": "Enter"}.get(key, key)).click()
    assert house.desk.checklists.run(screen.id).marks["number"].value == Decimal("4.2")
    assert lines["amount"].isAncestorOf(pad)
    assert not pad.isHidden()
    write(window, "150")
    press(window, Key.Key_Return)
    assert pad.isHidden()


def test_cash_is_counted_on_the_pad(house: House, window: MainWindow) -> None:
    """The pad names the note or coin that is counted, and Enter goes on to the next."""
    screen = run_of(window)
    done_before(house, screen.id)
    window.frame.refresh()
    screen.steps.lines["cash"].press()
    keyboard(window)
    sheet = screen.sheet
    assert isinstance(sheet, CashSheet)
    assert sheet.pad.isHidden()
    QTest.mouseClick(sheet.pieces[Decimal(50)], LEFT, pos=QPoint(5, 5))
    for name in ("2", "Enter", "1"):
        button_of(sheet.pad, name).click()
    assert sheet.counted()[:2] == ((Decimal(50), 2), (Decimal(20), 1))
    assert sheet.pad.shown.text() == "Pieces of 20: 1"


def done_before(house: House, run: str) -> None:
    """Leave out whatever is left of the first phase."""
    for each in EVERY_KIND.steps[0].items:
        if each.id not in house.desk.checklists.run(run).marks:
            house.desk.checklists.skip(by=house.sam, run=run, item=each.id, reason="Closed today")


def button_of(around: QWidget, name: str) -> QPushButton:
    """Give a key of a pad by its name."""
    return next(each for each in around.findChildren(QPushButton) if each.accessibleName() == name)


def copy_photo() -> None:
    """Put a picture on the clipboard."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    pasted = QMimeData()
    pasted.setImageData(image)
    QApplication.clipboard().setMimeData(pasted)


def test_a_whole_run_by_keys_alone(house: House, window: MainWindow) -> None:
    """From the first line to the note: every kind of line, a failed one, a skipped one, nothing by mouse."""
    screen, marks = run_of(window), house.desk.checklists.run
    copy_photo()
    control = Qt.KeyboardModifier.ControlModifier
    press(window, Key.Key_H)  # how it is done, and away again
    press(window, Key.Key_H)
    press(window, Key.Key_Space)  # a tick
    write(window, "9")  # a number out of bounds
    press(window, Key.Key_Return)
    write(window, "Closed the door")
    press(window, Key.Key_Return, control)
    write(window, "150")  # an amount
    press(window, Key.Key_Return)
    press(window, Key.Key_Return)  # into the words
    write(window, "Oat milk, 2 boxes")
    press(window, Key.Key_Return, control)
    press(window, Key.Key_2)  # a failing answer
    write(window, "Mopped it")
    press(window, Key.Key_Return, control)
    press(window, Key.Key_9)  # the last of nine answers
    press(window, Key.Key_V, control)  # a photo
    press(window, Key.Key_Space)  # the till
    write(window, "2")
    press(window, Key.Key_Return)
    press(window, Key.Key_Return, control)
    press(window, Key.Key_Space)  # the second person: chosen, then their PIN
    press(window, Key.Key_Tab)
    press(window, Key.Key_Space)
    write(window, PIN)
    press(window, Key.Key_Return)
    press(window, Key.Key_S)  # left out
    write(window, "The bins are away")
    press(window, Key.Key_Return)
    press(window, Key.Key_V, control)  # a photo besides, then the tick
    press(window, Key.Key_Space)
    found = {item: mark.how for item, mark in marks(screen.id).marks.items()}
    assert found == {
        "tick": "ticked", "number": "counted", "amount": "counted", "words": "noted", "two": "chosen",
        "nine": "chosen", "photo": "photographed", "cash": "counted", "second": "confirmed", "late": "skipped",
        "last": "ticked",
    }  # fmt: skip
    write(window, "All is well.")
    press(window, Key.Key_Return, control)
    page = marks(screen.id)
    assert page.row.stage is RunStage.COMPLETED
    assert page.marks["number"].done_about_it == "Closed the door"
    assert page.marks["nine"].text == NINE[8]
    assert page.marks["second"].second in {"Sam", "Ruth Adeyemi"}
    assert page.handover is not None
    assert page.handover.notes == "All is well."


def test_a_later_phase_is_locked_and_says_why(house: House, window: MainWindow) -> None:
    """Its heading names what comes first; a press explains and leads there; nothing is counted in vain."""
    screen = run_of(window)
    lines = screen.steps.lines
    heads = [each.text() for each, _step in screen.steps._phases]
    assert heads[0] == "Before"
    assert "After: opens once everything before it is recorded. First: “Wipe every surface" in heads[1]
    QTest.mouseClick(lines["cash"].mark, LEFT)
    assert screen.sheet is None
    assert "First: “Wipe every surface" in screen.message.sentence.text()
    for key in (Key.Key_S, Key.Key_P):
        screen.message.clear()
        lines["photo"].mark.setFocus()
        press(window, key)
        assert screen.sheet is None
        assert "First:" in screen.message.sentence.text()
    screen.message.offer.click()
    assert keyboard(window) is lines["tick"].mark
    assert "waits" in lines["last"].mark.accessibleDescription()
    lists = house.desk.checklists
    for item in EVERY_KIND.steps[0].items[1:]:
        lists.skip(by=house.leo, run=screen.id, item=item.id, reason="Closed today")
    press(window, Key.Key_Space)
    assert keyboard(window) is lines["photo"].mark
    assert screen.steps._phases[1][0].text() == "After"
    assert "waits" not in lines["last"].mark.accessibleDescription()


def test_what_is_next_is_in_sight_or_one_press_away(qtbot: QtBot, house: House, window: MainWindow) -> None:
    """The keyboard goes on and the page with it; whoever has scrolled away is led back."""
    screen = run_of(window)
    bar, leads = screen.board.verticalScrollBar(), screen.board.leads
    assert not leads.isVisible()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert not leads.isVisible()  # at the end one writes the note
    inside = screen.board.widget()
    assert inside is not None
    bar.setValue(screen.steps.lines["amount"].mapTo(inside, QPoint()).y())
    assert leads.isVisible()
    leads.click()
    assert not leads.isVisible()
    assert keyboard(window) is screen.steps.lines["tick"].mark
    press(window, Key.Key_Space)
    assert not leads.isVisible()


def test_another_person_goes_on_with_the_run(house: House, window: MainWindow) -> None:
    """Each line says who did it; the head names everybody, and what one had half written stays with them."""
    screen = run_of(window)
    press(window, Key.Key_Space)
    write(window, "4")
    sit(window, house, house.sam)
    assert screen.steps.lines["number"].number is not None
    assert screen.steps.lines["number"].number.text() == ""
    screen.go_to(screen.steps.lines["number"])
    write(window, "3")
    press(window, Key.Key_Return)
    lines = screen.steps.lines
    assert "Leo," in lines["tick"].mark.accessibleDescription()
    assert "Sam," in lines["number"].mark.accessibleDescription()
    assert "started by Leo" in screen.detail.text()
    assert "with Sam" in screen.detail.text()


def test_a_message_does_not_push_what_is_next_out_of_sight(qtbot: QtBot, house: House, window: MainWindow) -> None:
    """Where something takes room over the lines, the line with the keyboard stays in sight."""
    screen, lines = run_of(window), run_of(window).steps.lines
    board, field = screen.board, lines["amount"].number
    assert field is not None
    screen.go_to(lines["amount"])
    keyboard(window)
    bar = board.verticalScrollBar()
    bar.setValue(
        bar.value() - (board.viewport().height() - field.mapTo(board.viewport(), field.rect().bottomLeft()).y()) + 4
    )
    for _ in range(3):
        screen.message.note("Somebody has left a hand-over that you have not read, and it goes on and on. " * 4)
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().height() == field.height())


def test_letters_act_with_shift_as_well(house: House, window: MainWindow) -> None:
    """S, N and H do the same as capitals: nothing of a run goes into the search."""
    screen = run_of(window)
    press(window, Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    more = screen.steps.lines["tick"].more
    assert more is not None
    assert more.isVisible()
    press(window, Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert window.frame.here is not None
    assert window.frame.here.screen == "incidents.log"


def test_a_run_that_goes_on_the_next_day_says_the_day(house: House, window: MainWindow) -> None:
    """What was recorded on the day of the start has its time; what came on another day its day as well."""
    screen = run_of(window)
    press(window, Key.Key_Space)
    house.clock.wait(days=1)
    write(window, "4")
    press(window, Key.Key_Return)
    marks, times = house.desk.checklists.run(screen.id).marks, window.frame.times
    lines = screen.steps.lines
    assert lines["tick"].mark.accessibleDescription().endswith(f"Leo, {times.clock(marks['tick'].at)}")
    assert lines["number"].mark.accessibleDescription().endswith(f"Leo, {times.moment(marks['number'].at)}")
