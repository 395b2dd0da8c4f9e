"""Working through a run: what survives a crash, what is told at a line, how far it scrolls."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QLocale, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.revision import Significance
from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.domain.sop import Answer, Item
from sopdesk.ui.checklists.agreeing import AgreeSheet
from sopdesk.ui.checklists.cash import CashSheet
from sopdesk.ui.checklists.run import RunScreen
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.prose import ProseView
from tests.domain.given import checklist, step
from tests.services.conftest import PIN, House, house
from tests.ui.house_window import Key, keyboard, opened, press, sit, write

__all__ = ["house"]
CONTENT = checklist(
    steps=(
        step(
            "close", title="Close the fryer", warnings=("The oil is *hot*: wear gloves.",), tips=("Wait an hour.",),
            text="Drain it first.",
            items=(
                Item("temperature", "The fridge", Answer.NUMBER, unit="°C", low=Decimal(2), high=Decimal(5)),
                Item("words", "What ran out", Answer.TEXT),
                Item("till", "The till", Answer.CASH, expected=Decimal(100)),
                Item("alarm", "The alarm is on", Answer.SECOND, must=True),
                Item("lid", "The lid is on"),
            ),
        ),
    )
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Leo, of the front of house, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def here(window: MainWindow) -> RunScreen:
    """Give the page of the run that is shown."""
    keyboard(window)
    screen = window.current_screen()
    assert isinstance(screen, RunScreen)
    return screen


def crashed(qtbot: QtBot, house: House, window: MainWindow) -> MainWindow:
    """Give the window after the program was killed: a new one on what was on the disk by itself after a moment."""
    run = here(window).id
    qtbot.waitUntil(lambda: not here(window)._half_written._pause.isActive())
    again = MainWindow(house.desk)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is again)
    sit(again, house, house.leo)
    again.frame.go("checklists.run", run)
    return again


def at(window: MainWindow, item: str) -> None:
    """Put the keyboard on a line."""
    here(window).go_to(here(window).steps.lines[item])
    keyboard(window)


def test_a_cash_count_half_typed_survives_a_crash(qtbot: QtBot, house: House, window: MainWindow) -> None:
    """Pieces and what was done stand there again, on the same sheet, and the keyboard is where one goes on."""
    window.frame.go("checklists.run", sop=house.approved(CONTENT))
    at(window, "till")
    press(window, Key.Key_Space)
    write(window, "1")
    press(window, Key.Key_Return)
    write(window, "2")
    again = crashed(qtbot, house, window)
    qtbot.waitUntil(lambda: here(again).sheet is not None)
    sheet = here(again).sheet
    assert isinstance(sheet, CashSheet)
    assert sheet.counted()[:3] == ((Decimal(50), 1), (Decimal(20), 2), (Decimal(10), 0))
    assert keyboard(again) is sheet.pieces[Decimal(10)]
    write(again, "1")
    sheet.confirm()
    assert house.desk.checklists.run(here(again).id).marks["till"].value == Decimal(100)
    third = crashed(qtbot, house, again)
    assert here(third).sheet is None
    again.close()
    third.close()


def test_what_was_done_and_why_it_is_skipped_survive_a_crash(
    qtbot: QtBot, house: House, window: MainWindow
) -> None:  # fmt: skip
    """A number, a text, what was done about a value and the reason of a skip come back as far as they were typed."""
    window.frame.go("checklists.run", sop=house.approved(CONTENT))
    at(window, "words")
    press(window, Key.Key_Return)
    write(window, "Oat mi")
    at(window, "temperature")
    write(window, "9")
    press(window, Key.Key_Return)
    write(window, "Closed the do")
    again = crashed(qtbot, house, window)
    qtbot.waitUntil(lambda: here(again).sheet is not None)
    sheet, lines = here(again).sheet, here(again).steps.lines
    assert sheet is not None
    assert sheet.form.values() == {"text": "Closed the do"}
    assert lines["temperature"].number is not None
    assert lines["temperature"].number.text() == "9"
    assert lines["words"].words is not None
    assert lines["words"].words.toPlainText() == "Oat mi"
    sheet.closed.emit()
    at(again, "lid")
    press(again, Key.Key_S)
    write(again, "No ti")
    third = crashed(qtbot, house, again)
    qtbot.waitUntil(lambda: here(third).sheet is not None)
    assert here(third).sheet.form.values() == {"text": "No ti"}  # type: ignore[union-attr]  # just waited for
    again.close()
    third.close()


def test_whoever_types_without_a_pause_loses_no_more_than_a_moment(
    qtbot: QtBot, house: House, window: MainWindow
) -> None:  # fmt: skip
    """What is typed is written down while one types on, not only once one stops."""
    window.frame.go("checklists.run", sop=house.approved(CONTENT))
    screen = here(window)
    owner = f"RunScreen/{screen.id}/{house.leo}"
    screen.finish.note.setFocus()
    pause = screen._half_written._pause
    write(window, "a")
    left = pause.remainingTime()
    qtbot.wait(40)
    write(window, "b")
    assert pause.remainingTime() < left
    pause.timeout.emit()
    assert house.desk.drafts.recall(f"{owner}/handover") == "ab"


def test_read_how_opens_the_revision_of_the_run(house: House, window: MainWindow) -> None:
    """A run is done by the revision it began with; one that is in force since is named on both pages."""
    sop = house.approved(CONTENT)
    window.frame.go("checklists.run", sop=sop)
    run = here(window).id
    newer = checklist(title="Closing, anew")
    house.clock.wait(hours=1)
    house.desk.manual.submit(by=house.leo, sop=sop, content=newer, reason="Shorter")
    house.approve(sop, 2, Significance.MAJOR)
    window.frame.refresh()
    said = here(window).banner.title.text()
    assert "Revision 2.0 became effective on" in said
    assert "10:0" in said
    here(window).read_step("close")
    screen = window.current_screen()
    assert isinstance(screen, ReaderScreen)
    assert screen.page is not None
    assert screen.page.content == CONTENT
    assert f"{house.desk.checklists.run(run).row.number} was started with this revision" in screen.banner.title.text()
    screen.banner.offer.click()
    assert screen.page.content == newer


def test_warnings_stand_at_the_lines_and_tips_behind_one_press(house: House, window: MainWindow) -> None:
    """A warning of the step is always there; text and tips open and close with How, or H on a line."""
    window.frame.go("checklists.run", sop=house.approved(CONTENT))
    screen = here(window)

    def told() -> str:
        return "\n".join(each.toPlainText() for each in screen.steps.findChildren(ProseView) if each.isVisible())

    assert "The oil is hot: wear gloves." in told()
    assert "Wait an hour." not in told()
    at(window, "lid")
    press(window, Key.Key_H)
    assert "Wait an hour." in told()
    assert "Drain it first." in told()
    how = next(each for each in screen.findChildren(QPushButton) if each.text() == "How")
    assert how.isChecked()
    how.click()
    assert "Wait an hour." not in told()


def test_a_run_scrolls_to_its_end_and_no_further(qtbot: QtBot, house: House, window: MainWindow) -> None:
    """Below the note and the button that completes it comes nothing."""
    items = tuple(Item(f"i{n}", f"Line {n} of a step, done with care by whoever is there") for n in range(9))
    steps = tuple(step(f"s{n}", items=tuple(Item(f"{each.id}-{n}", each.text) for each in items)) for n in range(3))
    window.frame.go("checklists.run", sop=house.approved(checklist(steps=steps)))
    screen = here(window)
    qtbot.waitUntil(lambda: len(screen.steps.lines) == len(items) * len(steps))
    inside = screen.board.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.height() - screen.finish.geometry().bottom() <= 1)


def test_a_pin_serves_one_press_only(house: House, window: MainWindow) -> None:
    """A PIN entered while the reason is missing is forgotten; it has to be entered again with the reason."""
    window.frame.go("checklists.run", sop=house.approved(CONTENT))
    at(window, "alarm")
    press(window, Key.Key_S)
    sheet = here(window).sheet
    assert isinstance(sheet, AgreeSheet)
    sheet.form.set_values({"second": house.sam})
    sheet.pad.entered.emit(PIN)
    sheet.form.set_values({"text": "Broken"})
    sheet.confirm()
    assert "own PIN" in sheet.wrong.text()
    assert house.desk.checklists.run(here(window).id).marks == {}
    sheet.pad.entered.emit(PIN)
    assert house.desk.checklists.run(here(window).id).marks["alarm"].how == "skipped"


def test_a_checklist_is_started_from_an_incident(house: House, window: MainWindow) -> None:
    """Procedures concerned stand first; the run names its incident, and the file names the run."""
    house.approved(checklist(number="SOP-001", title="Aaa"))
    sop = house.approved(CONTENT)
    found = house.desk.incidents.pinned(sop)
    assert found is not None
    incident = house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.NEAR_MISS, narrative="The fryer smokes", procedures=(found.pinned,)
    )
    window.frame.go("incidents.file", incident)
    screen = window.current_screen()
    assert isinstance(screen, FileScreen)
    next(each for each in screen.findChildren(QPushButton) if each.text() == "Start a checklist").click()
    assert screen.sheet is not None
    first = screen.sheet.form.field("sop").findChildren(QPushButton)[0]
    assert "SOP-010" in first.text()
    first.click()
    screen.sheet.confirm()
    run = here(window)
    assert run.page is not None
    assert run.page.incident == incident
    assert [each.id for each in house.desk.checklists.of_incident(incident)] == [run.id]
    window.frame.go("incidents.file", incident)
    assert any(run.page.row.number in each.text() for each in screen.findChildren(QPushButton))


def test_a_scanned_label_of_a_checklist_is_started_by_enter(house: House, window: MainWindow) -> None:
    """Scanning the label opens the checklist with the keyboard on Start."""
    sop = house.approved(CONTENT)
    window.frame.go("today")
    QTest.keyClicks(keyboard(window), scan_code(Scan(CONTENT.number))[:1])
    write(window, scan_code(Scan(CONTENT.number))[1:])
    press(window, Key.Key_Return)
    screen = window.current_screen()
    assert isinstance(screen, ReaderScreen)
    assert screen.id == sop
    press(window, Key.Key_Space)
    assert here(window).page is not None


@pytest.mark.parametrize("many", [3, 12])
def test_a_scan_is_not_lost_in_a_list_of_choices(house: House, window: MainWindow, many: int) -> None:
    """Where a list of choices or a sheet has the keyboard, a code goes where it is read, and nothing is chosen."""
    sop = house.approved(CONTENT)
    choices = tuple((str(n), f"Somebody {n}") for n in range(many))
    window.frame.go("checklists")
    screen = window.current_screen()
    assert screen is not None
    sheet = screen.ask("Who", [Question("who", "Who", "choice", choices)], "Go", lambda _answers: None)
    sheet.form.field("who").setFocus()
    for letter in scan_code(Scan(CONTENT.number)):
        write(window, letter)
    press(window, Key.Key_Return)
    assert isinstance(window.current_screen(), ReaderScreen)
    assert window.current_screen().id == sop  # type: ignore[union-attr]  # the line above
    assert sheet.form.values() == {"who": ""}


def test_a_letter_still_chooses_in_a_list(qtbot: QtBot, dressed: None) -> None:
    """Typed by hand, a letter chooses the line that begins with it, a moment later."""
    choice = Choice([("a", "Amira"), ("t", "Tomasz")], name="Who", empty="Choose …")
    qtbot.addWidget(choice)
    choice.show()
    choice.setFocus()
    QTest.keyClicks(choice, "t")
    qtbot.waitUntil(lambda: choice.value() == "t")
    QTest.keyClicks(choice, "o")
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert choice.value() == "a"


def test_thousands_of_coins_are_read(qtbot: QtBot, dressed: None) -> None:
    """A count with its thousands set apart is a number of pieces like any other."""
    sheet = CashSheet("Till", Item("t", "Till", Answer.CASH), "GBP", QLocale("en_GB"), lambda *_given: None)
    qtbot.addWidget(sheet)
    sheet.pieces[Decimal("0.01")].setText("1,234")
    assert sheet.counted()[-1] == (Decimal("0.01"), 1234)


def test_a_second_press_takes_nothing_back(house: House, window: MainWindow) -> None:
    """Neither a double press nor a later one un-ticks a line; taking back is an act of its own."""
    window.frame.go("checklists.run", sop=house.approved(CONTENT))
    line = here(window).steps.lines["lid"]
    for press_it in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseClick):
        press_it(line.mark, Qt.MouseButton.LeftButton)
    at(window, "lid")
    press(window, Key.Key_Space)
    assert set(house.desk.checklists.run(here(window).id).marks) == {"lid"}
    press(window, Key.Key_Backspace)
    assert house.desk.checklists.run(here(window).id).marks == {}


def test_the_second_of_two_quick_presses_is_no_answer(house: House, window: MainWindow) -> None:
    """A double press whose second half meets another line's answer or tick records nothing there."""
    content = checklist(steps=(step("a", items=(
        Item("floor", "The floor", Answer.CHOICE, choices=("dry", "wet"), failing=("wet",)), Item("lid", "The lid"),
    )),))  # fmt: skip
    window.frame.go("checklists.run", sop=house.approved(content))
    lines = here(window).steps.lines
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for each in (lines["floor"].answers[0], lines["lid"].mark):
        place = QPointF(each.rect().center())
        for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
            QApplication.sendEvent(each, QMouseEvent(kind, place, each.mapToGlobal(place), left, left, plain))
    assert house.desk.checklists.run(here(window).id).marks == {}
