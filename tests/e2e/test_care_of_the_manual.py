"""The manual is looked after in the window: suggested, answered, written, credited; reviewed; read as of a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sopdesk.domain.review import Verdict
from sopdesk.domain.revision import Significance
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.editor import EditorScreen
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.manual.shelf import ManualScreen
from sopdesk.ui.manual.suggestion import SuggestionScreen
from sopdesk.ui.screen import Screen
from tests.domain.given import refund
from tests.e2e.test_life_of_a_revision import fill, follow
from tests.services.conftest import PASSWORD, House, house
from tests.ui.conftest import dressed
from tests.ui.house_window import opened, sit

__all__ = ["dressed", "house"]


@pytest.fixture
def window(house: House, qtbot: QtBot, dressed: None) -> Iterator[MainWindow]:
    """Give the window of the house."""
    with opened(qtbot, house) as made:
        yield made


def reader(window: MainWindow, sop: str) -> ReaderScreen:
    """Go to the page of a procedure."""
    window.frame.go("manual.page", sop)
    found = window.current_screen()
    assert isinstance(found, ReaderScreen)
    return found


def suggestion(found: Screen) -> SuggestionScreen:
    """Give the page of a suggestion."""
    assert isinstance(found, SuggestionScreen)
    return found


def test_a_suggestion_becomes_a_revision_that_thanks_its_author(house: House, window: MainWindow) -> None:
    """From the step on which somebody stumbles to the revision in force, whose history names them."""
    sop = house.approved(refund(owner="supervisor"))
    sit(window, house, house.leo)
    page = reader(window, sop)
    step = refund().steps[0]
    page._upkeep.suggest(step.id, step.title)
    fill(page, text="Ask for the receipt first")
    suggestion(follow(window, house, house.sam, "Answer")).accept()
    answered = window.current_screen()
    assert answered is not None
    fill(answered, words="Good. In the next one")
    window.frame.go("today")
    suggestion(follow(window, house, house.leo, "Read"))
    assert not [line for line in house.desk.today.lines(window.frame.person) if line.act == "Read"], "it is read now"
    sit(window, house, house.ruth)
    window.frame.go("manual.editor", sop)
    editor = window.current_screen()
    assert isinstance(editor, EditorScreen)
    (one,) = house.desk.suggestions.to_settle(sop)
    editor.document.make(lambda was: replace(was, purpose="Every guest is seen at once."))
    editor.acting.submit()
    fill(editor, reason="Leo's idea", **{f"settles {one.id}": "yes"})
    house.desk.manual.approve(by=house.sam, password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR)
    sit(window, house, house.leo)
    page = reader(window, sop)
    assert page.page is not None
    assert page.page.revision.credits == ("Leo",)
    assert "Thanks to Leo" in {each.text() for each in page.side.findChildren(QLabel)}
    assert house.desk.trail.verify().holds


def test_an_overdue_review_is_found_and_signed(house: House, window: MainWindow) -> None:
    """The line on Today leads to the page; the signature ends it, and a check of the desk confirms it."""
    sop = house.approved(refund(review_months=1, owner="front-of-house"))
    house.clock.wait(days=60)
    page = follow(window, house, house.leo, "Review")
    assert isinstance(page, ReaderScreen)
    page._upkeep.review()
    fill(page, verdict="keep", password=PASSWORD)
    assert house.desk.reviews.of(sop).reviews[0].verdict is Verdict.KEEP
    assert not [line for line in house.desk.today.lines(window.frame.person) if line.act == "Review"]
    assert house.desk.trail.verify().holds


def test_one_choice_of_a_day_and_everything_follows(house: House, window: MainWindow, qtbot: QtBot) -> None:
    """The list, the page and the search show that day, under a strip that leads back by one press."""
    sop = house.approved(refund(title="Refund by stamp"))
    house.clock.wait(days=10)
    house.desk.manual.submit(by=house.leo, sop=sop, content=refund(title="Refund by till"), reason="till")
    house.desk.manual.approve(by=house.sam, password=PASSWORD, sop=sop, proposal=2, significance=Significance.MAJOR)
    house.approved(refund(number="SOP-090", title="Stamps"))
    sit(window, house, house.sam)
    window.search.looking_back._settled.setInterval(1)
    window.top.past.click()
    window.past.day.setDate(window.past.day.date().addDays(-4))
    assert window.frame.day == date(2026, 5, 9)
    assert window.past.isVisible()
    assert window.past.day.hasFocus(), "the keys go on through the days"
    window.frame.go("manual")
    shelf = window.current_screen()
    assert isinstance(shelf, ManualScreen)
    assert shelf.list.lines.rowCount() == 2, "a heading and the one procedure"
    page = reader(window, sop)
    assert page.title.text() == "Refund by stamp"
    window.top.search.setText("stamp")
    window.search.search()
    qtbot.waitUntil(lambda: window.search.results.lines.rowCount() > 1, timeout=10_000)
    titles = [window.search.results.lines.line(n).title for n in range(window.search.results.lines.rowCount())]
    assert "Refund by stamp" in titles
    assert "Stamps" not in titles
    window.past.back.click()
    assert window.past.isHidden()
    assert page.title.text() == "Refund by till"
