"""Reviews, suggestions, gaps and the past on the manual's screens, on real services."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.review import Ground, Verdict
from sopdesk.domain.suggestion import Answer, SuggestionState, Wish
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.demand import DemandScreen
from sopdesk.ui.manual.editor import EditorScreen
from sopdesk.ui.manual.gaps import GapsScreen
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.manual.shelf import REVIEWS, ManualScreen
from sopdesk.ui.manual.suggestion import SuggestionScreen
from sopdesk.ui.manual.suggestions import ANSWERED, SuggestionsScreen
from sopdesk.ui.past import PastStrip
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.line_painter import LineRole
from sopdesk.ui.widgets.lines import LinesView
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, START, House, house

__all__ = ["house"]
Show = Callable[..., Screen]
Look = Callable[..., None]
SHAPES: dict[str, type[Screen]] = {
    "manual": ManualScreen, "manual.page": ReaderScreen, "manual.demand": DemandScreen, "manual.gaps": GapsScreen,
    "manual.suggestion": SuggestionScreen, "manual.suggestions": SuggestionsScreen,
    "manual.editor": EditorScreen,
}  # fmt: skip


@pytest.fixture
def desk(house: House, dressed: None) -> Iterator[Frame]:
    """Give a frame on real services, with Sam the supervisor at the desk."""
    frame = Frame(house.desk)
    frame.sit_down(house.desk.people.person(house.sam))
    yield frame
    frame.stop_work()


@pytest.fixture
def show(qtbot: QtBot, desk: Frame) -> Show:
    """Give what shows a screen, or shows again the one that somebody has gone to."""
    shown: dict[str, Screen] = {}

    def current(name: str = "", id_: str = "", **more: str) -> Screen:
        if name:
            desk.go(name, id_, **more)
        here = desk.here
        assert here is not None
        if here.screen not in shown:
            shown[here.screen] = SHAPES[here.screen](desk)
            qtbot.addWidget(shown[here.screen])
            desk.recorded.connect(shown[here.screen].refresh)
        screen = shown[here.screen]
        screen.show_for(desk.person, here.id, **here.more)
        return screen

    return current


def words(widget: QWidget) -> list[str]:
    """Give the words of the buttons that are offered."""
    return [each.text() for each in widget.findChildren(QPushButton) if not each.isHidden()]


def titles(view: LinesView) -> list[str]:
    """Give the lines of a list that are no headings."""
    model = view.model()
    lines = [model.index(n, 0).data(LineRole.LINE) for n in range(model.rowCount())]
    return [each.title for each in lines if not each.heading]


def fill(screen: Screen, **answers: str) -> None:
    """Fill in the open sheet and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(answers)
    screen.sheet.confirm()


def test_an_overdue_review_is_signed_on_the_page(show: Show, house: House, look: Look) -> None:
    """The act stands at the top while the review is overdue; a signed keep ends it and stands at the side."""
    sop = house.approved(refund(review_months=1))
    house.clock.wait(days=40)
    shelf = show("manual", show=REVIEWS)
    assert isinstance(shelf, ManualScreen)
    assert titles(shelf.list) == [f"{refund().number}  {refund().title}"]
    look(shelf, "care-shelf")
    page = show("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    assert page.banner.offer.text() == "Sign the review"
    page.banner.offer.click()
    look(page, "care-review")
    fill(page, verdict="keep", remark="Read with Leo", password=PASSWORD)
    assert page.banner.isHidden()
    assert house.desk.reviews.of(sop).reviews[0].verdict is Verdict.KEEP
    assert "cycle" in page.message.sentence.text()
    look(page, "care-reviewed")


def test_what_a_verdict_asks_for_is_offered(show: Show, desk: Frame, house: House) -> None:
    """After "revise" writing is offered, after "retire" withdrawing; nothing of it happens by itself."""
    sop = house.approved(refund())
    page = show("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    page._upkeep.review()
    fill(page, verdict="retire", password=PASSWORD)
    assert page.sheet is not None, "a reason is needed"
    fill(page, remark="The till does it now", password=PASSWORD)
    assert "Withdraw …" in words(page.message)
    assert page.banner.title.text() == "Not needed any more: The till does it now"
    page._upkeep.review()
    fill(page, verdict="revise", remark="The till is new", password=PASSWORD)
    assert "Write it now" in words(page.message)
    assert page.banner.offer.text() == "Write it now"
    page.banner.offer.click()
    assert desk.here is not None
    assert desk.here.screen == "manual.editor"


def test_a_review_is_demanded_of_what_is_chosen(show: Show, desk: Frame, house: House, look: Look) -> None:
    """Procedures are chosen by words and by hand, and one act demands a review of them all."""
    one, other = (house.approved(refund(number=f"SOP-00{n}", title=f"Title {n}")) for n in (1, 2))
    house.approved(refund(number="SOP-003", title="Three"))
    screen = show("manual.demand")
    assert isinstance(screen, DemandScreen)
    assert not screen.act.isEnabled()
    screen.words.setText("Title")
    screen.choose_all()
    assert screen.chosen == {one, other}
    screen.turn(other)
    assert screen.chosen == {one}
    screen.turn(other)
    look(screen, "care-demand")
    screen.demand()
    fill(screen, ground="law", reason="Allergens", due="soon")
    assert screen.sheet is not None, "a day is needed"
    fill(screen, due=(START.date() + timedelta(days=9)).isoformat())
    assert desk.here is not None
    assert desk.here.screen == "manual"
    assert [row.demanded_for for row in house.desk.manual.rows()] == ["Allergens", "Allergens", ""]
    assert house.desk.reviews.of(one).demands[0].ground is Ground.LAW
    screen.choose_none()
    assert not screen.none.isEnabled()


def test_a_suggestion_is_made_at_a_step_and_answered(show: Show, desk: Frame, house: House, look: Look) -> None:
    """Whoever reads suggests at the step; the owner opens it from the side, answers, and the author sees it."""
    sop = house.approved(refund())
    desk.sit_down(house.desk.people.person(house.leo))
    page = show("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    step = refund().steps[0]
    page._upkeep.suggest(step.id, step.title)
    fill(page, wish="change", text="")
    assert page.sheet is not None, "words are needed"
    fill(page, text="Ask for the receipt first")
    (row,) = house.desk.suggestions.rows()
    assert (row.place, row.author) == (step.id, "Leo")
    look(page, "care-suggested")
    desk.sit_down(house.desk.people.person(house.sam))
    everything = show("manual.suggestions")
    assert isinstance(everything, SuggestionsScreen)
    assert titles(everything.list) == ["Ask for the receipt first"]
    look(everything, "care-suggestions")
    screen = show("manual.suggestion", row.id)
    assert isinstance(screen, SuggestionScreen)
    screen.decline()
    fill(screen, words=" ")
    assert screen.sheet is not None, "a no needs words"
    screen.accept()
    fill(screen, words="In the next one")
    assert house.desk.suggestions.one(row.id).state is SuggestionState.ACCEPTED
    look(screen, "care-answered")
    desk.sit_down(house.desk.people.person(house.leo))
    assert house.desk.suggestions.news_for(house.desk.people.person(house.leo))
    show("manual.suggestion", row.id)
    assert house.desk.suggestions.news_for(house.desk.people.person(house.leo)) == ()
    assert isinstance(everything, SuggestionsScreen)
    everything.which.set_value(ANSWERED)
    everything.refresh()
    assert titles(everything.list) == ["Ask for the receipt first"]


def test_a_suggestion_is_taken_back_by_its_author(show: Show, desk: Frame, house: House) -> None:
    """Its author takes it back while it is open; a page of what is not there says so."""
    sop = house.approved(refund())
    digest = house.desk.manual.page(sop).revision.digest
    one = house.desk.suggestions.make(by=house.sam, sop=sop, digest=digest, wish=Wish.DOES_NOT_WORK)
    screen = show("manual.suggestion", one)
    assert isinstance(screen, SuggestionScreen)
    assert "Take it back" in words(screen.acts)
    screen.take_back()
    assert house.desk.suggestions.one(one).state is SuggestionState.WITHDRAWN
    screen.read()
    assert desk.here is not None
    assert (desk.here.screen, desk.here.id) == ("manual.page", sop)
    assert show("manual.suggestion", "nowhere").title.text() == "Not to be shown"


def test_gaps_become_drafts_or_are_dismissed(show: Show, desk: Frame, house: House, look: Look) -> None:
    """One press begins a draft with the words as its title; another one dismisses them."""
    for _ in range(3):
        house.desk.gaps.count("oat milk: where?", desk.person)
    house.desk.gaps.count("lost child", None)
    screen = show("manual.gaps")
    assert isinstance(screen, GapsScreen)
    look(screen, "care-gaps")
    screen.dismiss("lost child")
    assert [row.words for row in house.desk.gaps.rows()] == ["oat milk: where"]
    screen.write("oat milk: where")
    assert desk.here is not None
    assert desk.here.screen == "manual.editor"
    (draft,) = house.desk.drafts.of(house.sam)
    content, wrong = house.desk.drafts.read(draft.text)
    assert not wrong
    assert content is not None
    assert content.title == "Oat milk: where"
    desk.go("manual.gaps")
    screen.dismiss("oat milk: where")
    assert not screen.empty.isHidden()


def test_the_past_is_marked_and_cannot_be_changed(
    show: Show, desk: Frame, house: House, look: Look, qtbot: QtBot
) -> None:
    """One choice of a day holds for every page; nothing is written, started or suggested there; one press leads out."""
    sop = house.approved(refund())
    house.clock.wait(days=10)
    strip = PastStrip(desk)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.choose()
    assert str(desk.day) == "2026-05-13"
    assert "13 May 2026" in strip.words.text()
    said: list[str] = []
    desk.said.connect(said.append)
    page = show("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    assert page.page is not None
    assert page.page.as_of is not None
    page._upkeep.suggest()
    page.write()
    desk.go("manual.editor")
    assert len(said) == 3
    assert all("13 May 2026" in each for each in said)
    assert desk.here is not None
    assert desk.here.screen == "manual.page"
    assert "Suggest a change" not in words(page.side)
    look(strip, "care-strip", (1024, 60))
    look(page, "care-past")
    strip.day.setDate(strip.day.date().addDays(-3))
    assert str(desk.day) == "2026-05-10"
    strip.back.click()
    assert strip.isHidden()
    desk.look_back(date(2026, 5, 10))
    desk.sit_down(None)
    assert str(desk.day) == "None", "a locked desk shows what is in force"
    desk.look_back(date(2036, 5, 10))
    assert str(desk.day) == "None", "a day to come is no past"


def test_an_accepted_suggestion_is_answered_only_once(show: Show, desk: Frame, house: House) -> None:
    """When somebody else has answered meanwhile, the sheet says so and nothing is recorded twice."""
    sop = house.approved(refund())
    digest = house.desk.manual.page(sop).revision.digest
    one = house.desk.suggestions.make(by=house.leo, sop=sop, digest=digest, wish=Wish.QUESTION, text="Why twice?")
    screen = show("manual.suggestion", one)
    assert isinstance(screen, SuggestionScreen)
    screen.accept()
    house.desk.suggestions.answer(by=house.ruth, suggestion=one, answer=Answer.DECLINED, words="For the auditor")
    fill(screen, words="Yes")
    assert screen.sheet is not None
    assert "answered already" in screen.sheet.wrong.text()


def test_whoever_writes_sees_what_is_suggested_and_credits_it(
    show: Show, desk: Frame, house: House, look: Look
) -> None:
    """Beside the text the step shows what is suggested; accepted ones are ticked when the revision is handed in."""
    sop = house.approved(refund())
    digest, step = house.desk.manual.page(sop).revision.digest, refund().steps[0]
    make, answer = house.desk.suggestions.make, house.desk.suggestions.answer
    one, _ = (
        make(by=house.hannah, sop=sop, digest=digest, wish=Wish.CHANGE, place=step.id, text=text)
        for text in ("Ask for the receipt first", "Not in the rain")
    )
    answer(by=house.sam, suggestion=one, answer=Answer.ACCEPTED)
    editor = show("manual.editor", sop)
    assert isinstance(editor, EditorScreen)
    assert editor.settling.said(step.id) == (
        "Hannah: Not in the rain (not answered yet)", "Hannah: Ask for the receipt first (accepted)",
    )  # fmt: skip
    look(editor, "care-editor")
    editor.document.make(lambda was: replace(was, purpose="Every guest is seen at once."))
    editor.acting.submit()
    assert editor.sheet is not None
    look(editor, "care-handing-in")
    fill(editor, reason="Hannah's idea", **{f"settles {one}": "yes"})
    assert house.desk.manual.page(sop, proposal=2).revision.credits == ("Hannah",)
    assert house.desk.suggestions.one(one).proposal == 2
    taken = show("manual.suggestion", one)
    assert "Accept" not in words(taken.acts)
