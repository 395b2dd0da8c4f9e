from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.handing import HandedThing, Leaving, LeftItem
from sopdesk.domain.handover import About, Sort, Tick
from sopdesk.domain.run import RunStage
from sopdesk.ui import saving
from sopdesk.ui.checklists.hand_over import HandOverScreen
from sopdesk.ui.checklists.handover import HandoverScreen
from sopdesk.ui.checklists.handover_book import HandoverBookScreen
from sopdesk.ui.checklists.receipt import ReceiptSheet
from sopdesk.ui.checklists.run import RunScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.screen import Screen
from tests.domain.given import CARD, checklist
from tests.services.conftest import PIN, House, house
from tests.services.test_handovers import FULL
from tests.ui.house_window import Key, keyboard, opened, press, shown_lines, sit, write

__all__ = ["house"]
Kind = TypeVar("Kind", bound=Screen)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the desk's window with Leo at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def here(window: MainWindow, kind: type[Kind]) -> Kind:
    """Give the screen shown, which is of a kind."""
    QApplication.processEvents()
    screen = window.current_screen()
    assert isinstance(screen, kind)
    return screen


def said(screen: Screen) -> str:
    """Give every word that a page shows."""
    QApplication.processEvents()
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def buttons(screen: Screen) -> list[str]:
    """Give the words of every button that a page shows."""
    return [each.text() for each in screen.findChildren(QPushButton) if each.isVisible() and each.text()]


def test_a_hand_over_is_written_by_keyboard_alone(
    window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]
) -> None:
    """The notes have the keyboard; Enter in an item puts in the next; Ctrl+Enter hands over."""
    window.frame.go("checklists.hand_over")
    screen = here(window, HandOverScreen)
    assert keyboard(window) is screen.form.notes
    write(window, "Milk is short.")
    screen.form.add_item()
    write(window, "Ring the dairy")
    press(window, Key.Key_Return)
    write(window, "Mend the lamp")
    screen.form.add_thing(Sort.CASH, "Float")
    write(window, "150")
    look(window, "handover-writing")
    screen.form.notes.setFocus()
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.current_screen(), HandoverScreen))
    page = here(window, HandoverScreen).page
    assert page is not None
    assert (page.notes, [each.text for each in page.items]) == ("Milk is short.", ["Ring the dairy", "Mend the lamp"])
    assert [(each.what, each.count) for each in page.things] == [("Float", Decimal(150))]
    assert "I have read it" not in buttons(here(window, HandoverScreen))
    assert screen.form.text() == ""


def test_a_row_without_its_count_is_refused(window: MainWindow, house: House) -> None:
    """Keys or cash without a count, and a full card number, are refused in a sentence; nothing typed is lost."""
    window.frame.go("checklists.hand_over")
    screen = here(window, HandOverScreen)
    screen.form.add_thing(Sort.KEYS, "Safe")
    screen.hand_over()
    assert "“Safe”: say how many" in said(screen)
    screen.form.things[0].count.setText("1")
    screen.form.notes.setPlainText(CARD)
    screen.hand_over()
    assert "card number" in said(screen)
    assert screen.form.notes.toPlainText() == CARD
    screen.form.things[0].unwanted.emit()
    screen.form.notes.clear()
    screen.hand_over()
    assert "nothing to hand over" in said(screen)
    assert house.desk.handovers.rows() == ()


def test_half_a_hand_over_survives_lock_and_crash(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """What is half written comes back after a lock, and in another window, with every row as it was."""
    window.frame.go("checklists.hand_over")
    form = here(window, HandOverScreen).form
    form.notes.setPlainText("Half a")
    form.add_item()
    form.items[0].words.setText("Ring the dairy")
    form.add_thing(Sort.KEYS, "Safe")
    form.things[0].to.set_value(house.sam)
    window.lock()
    sit(window, house, house.sam)
    assert form.text() == ""
    with opened(qtbot, house) as other:
        sit(other, house, house.leo)
        other.frame.go("checklists.hand_over")
        again = here(other, HandOverScreen).form
        assert (again.notes.toPlainText(), again.items[0].left().text) == ("Half a", "Ring the dairy")
        assert again.things[0].to_json() == {"sort": "keys", "what": "Safe", "count": "", "to": house.sam}


def test_what_the_shift_leaves_is_proposed(window: MainWindow, house: House) -> None:
    """A run under way and what is still open from before stand there ready, and can be left out."""
    house.desk.handovers.write(by=house.sam, leaving=FULL)
    run = house.desk.checklists.start(by=house.leo, sop=house.approved(checklist()))
    window.frame.go("checklists.hand_over")
    form = here(window, HandOverScreen).form
    assert [each.taken.about for each in form.items] == [About.OTHER, About.OTHER, About.RUN]
    assert form.items[2].taken.subject == run
    form.items[0].unwanted.emit()
    here(window, HandOverScreen).hand_over()
    page = here(window, HandoverScreen).page
    assert page is not None
    assert [each.text for each in page.items] == ["Mend the lamp", "Closing (C-COUN-2026-00001): 4 of 4 still open"]
    assert page.items[0].carried_from
    assert "from an earlier shift" in said(here(window, HandoverScreen))


def test_a_run_is_completed_with_the_whole_form(window: MainWindow, house: House) -> None:
    """The note of a run goes along to the whole form, which completes the run with what is handed over."""
    lists, run = house.desk.checklists, house.desk.checklists.start(by=house.leo, sop=house.approved(checklist()))
    window.frame.go("checklists.run", run)
    screen = here(window, RunScreen)
    screen.finish.note.setPlainText("Milk is short.")
    screen.acting.hand_over()
    form = here(window, HandOverScreen)
    assert form.form.notes.toPlainText() == "Milk is short."
    form.hand_over()
    assert "Still open" in said(form)
    lists.tick(by=house.leo, run=run, item="wand")
    lists.count(by=house.leo, run=run, item="fridge", value=Decimal(4))
    lists.count(by=house.leo, run=run, item="float", value=Decimal(150))
    lists.note(by=house.leo, run=run, item="stock", text="Oat milk")
    form.hand_over()
    page = here(window, RunScreen).page
    assert page is not None
    assert page.row.stage is RunStage.COMPLETED
    assert page.handover is not None
    assert page.handover.notes == "Milk is short."
    here(window, RunScreen).acting.open_handover()
    assert here(window, HandoverScreen).page == page.handover


def test_it_is_read_with_one_press(window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]) -> None:
    """On Today it is one press to the hand-over and one to have read it; signing in says so on other pages."""
    new = house.desk.handovers.write(by=house.leo, leaving=FULL)
    window.frame.go("manual")
    sit(window, house, house.sam)
    line = window.reminders.line
    qtbot.waitUntil(line.isVisible)
    assert "Leo" in line.words.text()
    line.act.click()
    page = here(window, HandoverScreen)
    look(window, "handover")
    assert "I have read it" in buttons(page)
    next(each for each in page.findChildren(QPushButton) if each.text() == "I have read it").click()
    assert house.desk.handovers.one(new).row.readers == ("Sam",)
    assert "I have read it" not in buttons(page)


def test_items_are_ticked_on_the_page(window: MainWindow, house: House) -> None:
    """An item is taken over, done, and open again with a press each; the keyboard stays there."""
    new = house.desk.handovers.write(by=house.sam, leaving=Leaving(items=(LeftItem("Ring the dairy"),)))
    window.frame.go("checklists.handover", new)
    screen = here(window, HandoverScreen)
    for words, tick in (("Take over", Tick.TAKEN), ("Done", Tick.DONE), ("Open again", Tick.OPEN)):
        QApplication.processEvents()
        next(each for each in screen.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()
        assert house.desk.handovers.one(new).items[0].tick is tick


def test_keys_and_cash_are_signed_for_on_a_sheet(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """Who receives is proposed, counts without seeing what was handed over, and signs with the PIN."""
    things = (
        HandedThing("Safe", Sort.KEYS, Decimal(2), house.sam),
        HandedThing("Float", Sort.CASH, Decimal(150), house.sam),
    )
    new = house.desk.handovers.write(by=house.leo, leaving=Leaving(things=things))
    sit(window, house, house.sam)
    assert [line.what for line in house.desk.today.lines(window.frame.person) if line.act == "Count"] == [
        "To sign for: Safe", "To sign for: Float",
    ]  # fmt: skip
    window.frame.go("checklists.handover", new)
    screen = here(window, HandoverScreen)
    screen.receive()
    sheet = screen.sheet
    assert isinstance(sheet, ReceiptSheet)
    assert sheet.form.values()["receiver"] == house.sam
    sheet.pad.entered.emit(PIN)
    assert "Enter what you counted" in said(screen)
    sheet.form.set_values({"receiver": house.sam, "thing 1": "2"})
    sheet.confirm()
    assert "Now enter the PIN" in said(screen)
    sheet.form.set_values({"receiver": house.sam, "thing 1": "2", "thing 2": "148", "about_it": ""})
    sheet.pad.entered.emit(PIN)
    assert "150 GBP was handed over, you count 148" in said(screen)
    sheet.form.set_values({"about_it": "Counted twice"})
    look(window, "handover-receipt")
    sheet.pad.entered.emit(PIN)
    keys, cash = house.desk.handovers.one(new).things
    assert (keys.by, cash.difference, cash.about_it) == ("Sam", Decimal(-2), "Counted twice")
    assert "Difference -2" in said(screen)


def test_whoever_wrote_it_adds_to_it(window: MainWindow, house: House) -> None:
    """An addition stands beside what was written; nobody else is offered to add."""
    new = house.desk.handovers.write(by=house.leo, leaving=FULL)
    window.frame.go("checklists.handover", new)
    screen = here(window, HandoverScreen)
    screen.add()
    assert screen.sheet is not None
    screen.sheet.form.set_values({"text": "It was the tray."})
    screen.sheet.confirm()
    assert "It was the tray." in said(screen)
    sit(window, house, house.sam)
    assert "Add to it" not in buttons(screen)


def test_the_book(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """The book shows the last days with a heading each, and finds by words, person and what is not acknowledged."""
    window.frame.go("checklists.handovers")
    book = here(window, HandoverBookScreen)
    assert "No hand-over yet" in said(book)
    look(window, "handover-book-empty")
    house.clock.wait(days=-20)
    old = house.desk.handovers.write(by=house.leo, leaving=Leaving("The old one"))
    house.desk.handovers.acknowledge(by=house.sam, handover=old)
    house.clock.wait(days=20)
    new = house.desk.handovers.write(by=house.sam, leaving=FULL)
    book.refresh()
    assert [each.id for each in book.rows] == [new]
    book.period.set_value("all")
    book.refresh()
    look(window, "handover-book")
    assert [line.heading for line in shown_lines(book.list)] == [True, False, True, False]
    book.words.setText("old leo")
    book.refresh()
    assert [each.id for each in book.rows] == [old]
    book.words.clear()
    book.period.set_value("unread")
    book.refresh()
    assert [each.id for each in book.rows] == [new]
    book.who.set_value(house.leo)
    book.refresh()
    assert "Nothing fits" in said(book)
    book.who.set_value(house.sam)
    book.refresh()
    book.open_line(book.rows[0])
    assert here(window, HandoverScreen).id == new


def test_the_book_is_printed(
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the book shows is saved as PDF, and so is one hand-over; the journal records that they left."""
    new = house.desk.handovers.write(by=house.sam, leaving=FULL)
    monkeypatch.setattr(saving, "ask_place", lambda _screen, name: tmp_path / name)
    window.frame.go("checklists.handovers")
    here(window, HandoverBookScreen).print_book()
    qtbot.waitUntil(lambda: (tmp_path / "hand-over-book.pdf").exists() and not window.frame.busy())
    window.frame.go("checklists.handover", new)
    here(window, HandoverScreen).print_handover()
    qtbot.waitUntil(lambda: not window.frame.busy())
    assert (tmp_path / f"{house.desk.handovers.one(new).row.number}.pdf").read_bytes().startswith(b"%PDF")
    told = [line.what for line in house.desk.trail.lines()]
    assert sum(each.startswith("exported hand-over") for each in told) == 2


def test_a_locked_desk_shows_no_words(window: MainWindow, house: House) -> None:
    """While nobody is signed in Today says that a hand-over waits, and not what it says."""
    house.desk.handovers.write(by=house.leo, leaving=FULL)
    [line] = [each for each in house.desk.today.lines(None) if each.place == "handover"]
    assert (line.what, line.detail) == ("Hand-over from Leo", "")
