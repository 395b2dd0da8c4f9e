from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Limit, Per
from sopdesk.ui.authority.answer import AnswerCard
from sopdesk.ui.authority.limits import AuthorityScreen
from sopdesk.ui.authority.may import MayScreen
from sopdesk.ui.authority.record import UseSheet
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.widgets.choices import Chips
from tests.domain.given import procedure
from tests.services.conftest import PIN, House, house
from tests.ui.house_window import opened, shown_lines, sit, words

__all__ = ["house"]
FRONT, SUPER = "front-of-house", "supervisor"
LIMITS = (
    Limit("goodwill", FRONT, Decimal(5), SUPER, "say what for", Per.CUSTOMER, also=("on the house",), step="greet"),
    Limit("goodwill", SUPER, Decimal(20), "manager"),
    Limit("accept a large note", FRONT, together=SUPER, also=("take a large note",)),
    Limit("accept a large cheque", SUPER),
)


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house with a few limits, Leo at the desk."""
    house.approved(procedure(limits=LIMITS))
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def may(window: MainWindow, text: str) -> MayScreen:
    """Ask a question on its page."""
    window.frame.go("manual.may", text=text)
    screen = window.current_screen()
    assert isinstance(screen, MayScreen)
    return screen


def cards(screen: MayScreen) -> list[AnswerCard]:
    """Give the answers on the page."""
    QApplication.processEvents()
    return [each for each in screen.findChildren(AnswerCard) if not each.isHidden()]


def said(card: AnswerCard) -> list[str]:
    """Give everything that a card says."""
    return [each.text() for each in card.findChildren(QLabel) if each.text()]


def test_the_search_answers_on_top(window: MainWindow, house: House) -> None:
    """What asks for an answer is answered above the results, large, and by a line for the keyboard."""
    window.top.search.setText("may I give something on the house")
    window.search.search()
    card = window.search.may.card
    assert card is not None
    assert card.headline.text() == "Yes, up to £5 per customer and day."
    assert card.accessibleName().startswith("Yes, up to")
    assert window.search.results.lines.line(0).title == "The whole answer"
    window.search.take()
    screen = window.current_screen()
    assert isinstance(screen, MayScreen)
    assert screen.question.text() == "may I give something on the house"
    window.top.search.setText("greeting")
    window.search.search()
    assert window.search.may.isHidden()


def test_in_the_past_the_search_says_that_limits_are_todays(window: MainWindow, house: House) -> None:
    """While a day in the past is shown no limit is answered: a line says why, and leads to today's answer."""
    house.clock.wait(days=3)
    window.frame.look_back(house.clock().date() - timedelta(days=1))
    window.top.search.setText("may I give something on the house")
    window.search.search()
    assert window.search.may.card is None
    assert shown_lines(window.search.results)[1].title == "How far one may go is answered as of today only"
    window.search.results.go_on(1)
    window.search.take()
    assert window.frame.day is None
    assert isinstance(window.current_screen(), MayScreen)


def test_the_search_says_when_several_things_are_meant_or_none(window: MainWindow) -> None:
    """Several readings are lines with a word each; where nothing fits, that is said."""
    window.top.search.setText("may I accept")
    window.search.search()
    first, one, other, *_ = shown_lines(window.search.results)
    assert first.heading
    assert {one.chip, other.chip} == {"If you mean it", "No"}
    window.top.search.setText("may I sell the notes")
    window.search.search()
    assert [each.title for each in shown_lines(window.search.results)][:2] == ["May I …?", "No limit fits these words"]


def test_a_card_leads_to_the_step_and_to_recording(window: MainWindow, house: House) -> None:
    """From the results the link goes to the step, and the button to a sheet that records the use."""
    window.top.search.setText("goodwill 4")
    window.search.search()
    card = window.search.may.card
    assert card is not None
    card.read.followed.emit("#go")
    assert isinstance(window.current_screen(), ReaderScreen)
    window.top.search.setText("goodwill 4")
    window.search.search()
    window.search.may.card.use.click()  # type: ignore[union-attr] # it is there: asserted above for the same words
    sheet = window.current_screen().sheet  # type: ignore[union-attr] # a screen is shown
    assert isinstance(sheet, UseSheet)
    assert sheet.form.values()["amount"] == "4"
    sheet.confirm()
    assert "one customer" in sheet.wrong.text()
    sheet.form.set_values({"reference": "Table 4", "amount": "four"})
    sheet.confirm()
    assert "not an amount" in sheet.wrong.text()
    sheet.form.set_values({"amount": "4,50"})
    sheet.confirm()
    [used] = house.desk.uses.of_day(house.desk.people.person(house.leo))
    assert (used.amount, used.reference) == (Decimal("4.50"), "Table 4")


def test_the_page_answers_for_a_role_and_a_customer(window: MainWindow, house: House) -> None:
    """Another role has another answer; what the customer had today counts once they are named."""
    screen = may(window, "goodwill 12")
    [card] = cards(screen)
    assert card.headline.text() == "Not £12: only up to £5 per customer and day."
    screen.role.setCurrentIndex(screen.role.findData(SUPER))
    [card] = cards(screen)
    assert card.headline.text() == "Yes, £12."
    assert "goodwill, for: Supervisor" in said(card)
    screen.role.setCurrentIndex(0)
    rule = house.desk.authority.rules()[0]
    house.desk.uses.record(by=house.leo, rule=rule, amount=Decimal(3), reference="Table 4")
    screen.reference.setText("table 4")
    screen.reference.returnPressed.emit()
    [card] = cards(screen)
    assert "£3 of £5 per customer and day used today: £2 left." in said(card)


def test_the_second_person_enters_their_pin(window: MainWindow, house: House) -> None:
    """Where it takes two, the second is chosen and types the PIN on the pad; a wrong one records nothing."""
    screen = may(window, "take a large note")
    [card] = cards(screen)
    card.use.click()
    sheet = screen.sheet
    assert isinstance(sheet, UseSheet)
    second = sheet.form.field("second")
    assert isinstance(second, Chips)
    second.set_value(house.sam)
    second.changed.emit(house.sam)
    QApplication.processEvents()
    assert window.focusWidget() is sheet.pad
    QTest.keyClicks(sheet.pad, "0000")
    QTest.keyClick(sheet.pad, Qt.Key.Key_Return)
    assert "not the PIN" in sheet.wrong.text()
    QTest.keyClicks(sheet.pad, PIN)
    QTest.keyClick(sheet.pad, Qt.Key.Key_Return)
    [used] = house.desk.uses.of_day(house.desk.people.person(house.leo))
    assert used.second == "Sam"
    assert "Recorded" in screen.message.sentence.text()


def test_above_the_limit_somebody_who_may_agrees(window: MainWindow, house: House) -> None:
    """Above one's own limit a supervisor who stands by gives their authority with their PIN."""
    screen = may(window, "goodwill 12")
    [card] = cards(screen)
    card.use.click()
    sheet = screen.sheet
    assert isinstance(sheet, UseSheet)
    sheet.form.set_values({"reference": "Table 9", "second": house.sam})
    sheet.pad.entered.emit(PIN)
    [used] = house.desk.uses.of_day(house.desk.people.person(house.leo))
    assert (used.holder, used.who) == ("Sam", "Leo")


def test_where_nothing_fits_the_nearest_is_offered(window: MainWindow) -> None:
    """No limit fits: the page says so, and pressing what comes nearest asks for that."""
    screen = may(window, "may I sell the notes")
    assert cards(screen) == []
    assert "No limit fits" in screen.said.text()
    screen.nearest.begin()
    screen.nearest.choose()
    assert screen.question.text() == "accept a large note"
    assert len(cards(screen)) == 1
    screen.question.clear()
    screen.question.returnPressed.emit()
    assert "Ask as you would ask" in screen.said.text()


def test_a_step_shows_what_its_limits_say(window: MainWindow, house: House) -> None:
    """From a step, and from the side of the page, the limits that belong to it are answered."""
    sop = house.desk.manual.find_number("SOP-001") or ""
    window.frame.go("manual.page", sop)
    reader = window.current_screen()
    assert isinstance(reader, ReaderScreen)
    reader.ask_may("greet")
    screen = window.current_screen()
    assert isinstance(screen, MayScreen)
    assert [each.answer.action for each in cards(screen)] == ["goodwill"]
    window.frame.go("manual.may", sop)
    assert [each.answer.action for each in cards(screen)] == [
        "goodwill",
        "accept a large note",
        "accept a large cheque",
    ]


def test_all_limits_and_what_was_used(window: MainWindow, house: House) -> None:
    """The page lists every limit by role; what was used today is added up, and taken back with a reason."""
    rule = house.desk.authority.rules()[0]
    house.desk.uses.record(by=house.leo, rule=rule, amount=Decimal(3), reference="Table 4")
    window.frame.go("manual.authority")
    screen = window.current_screen()
    assert isinstance(screen, AuthorityScreen)
    assert screen.table is not None
    assert [screen.table.rows.data(screen.table.rows.index(0, n)) for n in range(3)] == [
        "goodwill",
        "£5 a customer",
        "£20",
    ]
    screen.role.set_value(SUPER)
    screen.refresh()
    assert screen.table.rows.columnCount() == 2
    assert "May I …?" in words(screen)
    window.frame.go("manual.authority", show="today")
    lines = shown_lines(screen.uses)
    assert [each.title for each in lines] == ["In all today", "Leo: goodwill", "One by one", "goodwill £3 · Table 4"]
    screen.open_use(lines[1].data)
    screen.open_use(lines[3].data)
    assert screen.sheet is not None
    screen.sheet.form.set_values({"reason": "It was table 5"})
    screen.sheet.confirm()
    [corrected] = shown_lines(screen.uses)[1:]
    assert corrected.chip == "taken back"
    screen.open_use(corrected.data)
    assert "It was table 5" in screen.message.sentence.text()
    screen.open_limit(house.desk.authority.grid().rows[0])
    assert isinstance(window.current_screen(), ReaderScreen)


def test_the_page_says_why_it_is_empty(window: MainWindow, house: House) -> None:
    """Nobody at the desk sees no uses; somebody who used nothing is told how to begin."""
    window.frame.go("manual.authority", show="today")
    screen = window.current_screen()
    assert isinstance(screen, AuthorityScreen)
    assert screen.empty.title.text() == "Nothing was used today"
    window.lock()
    assert screen.empty.title.text() == "Sign in first"
