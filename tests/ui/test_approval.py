from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.revision import Significance, Status
from sopdesk.domain.sop import Kind, Picture, Procedure
from sopdesk.ui.house.home import HouseScreen
from sopdesk.ui.manual.approval import REMARKS, ApprovalScreen
from sopdesk.ui.manual.approvals_needed import ask_approvals_needed
from sopdesk.ui.manual.asking import reviewer_questions, reviewers_of
from sopdesk.ui.manual.compare import CompareScreen
from sopdesk.ui.manual.editor import EditorScreen
from sopdesk.ui.screen import Screen
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, House, house
from tests.services.test_manual import PNG
from tests.ui.desk import Desk

Look = Callable[..., None]
__all__ = ["house"]  # the fixture of the services' tests


@pytest.fixture
def desk(qtbot: QtBot, house: House, dressed: None) -> Iterator[Desk]:
    """Give a desk whose screens are shown."""
    made = Desk(house, qtbot)
    yield made
    made.frame.stop_work()


def approval(desk: Desk, who: str, sop: str, proposal: int = 1) -> ApprovalScreen:
    """Show the page of a revision to somebody."""
    desk.sit(who)
    desk.frame.go("manual.approval", sop, proposal=str(proposal))
    page = desk.screen
    assert isinstance(page, ApprovalScreen)
    return page


def acts(page: Screen) -> list[str]:
    """Give the buttons at the top of a page."""
    return [each.text() for each in page.acts.pieces() if isinstance(each, QPushButton)]


def fill(page: Screen, **answers: str) -> None:
    """Answer the sheet of a page and press its act."""
    sheet = page.sheet
    assert sheet is not None
    sheet.form.set_values({name.replace("_", " "): value for name, value in answers.items()})
    sheet.confirm()


def hand_in(house: House, content: Procedure | None = None, *reviewers: str, sop: str = "", based_on: str = "") -> str:
    """Have Leo hand in a revision."""
    return house.desk.manual.submit(
        by=house.leo, content=content or refund(), reason="clearer", sop=sop, reviewers=reviewers, based_on=based_on
    )


def test_a_reviewer_writes_beside_the_steps(desk: Desk, house: House, look: Look) -> None:
    """Whoever is asked writes remarks beside steps and says what they think; the author finds them there."""
    sop = hand_in(house, None, house.ruth)
    page = approval(desk, house.ruth, sop)
    assert "It is in review. Still to answer: Ruth Adeyemi" in page.banner.title.text()
    page.view.set_value(REMARKS)
    page.refresh()
    look(page, "approval-remarks")
    page.remarks.fields["step:pay"].setPlainText("Never without the receipt.")
    page.deciding.review()
    fill(page, opinion="wants changes")
    assert page.remarks.fields["step:pay"].toPlainText() == ""
    said = [(each.place, each.text) for each in house.desk.manual.comments(sop, 1)]
    assert said == [("step:pay", "Never without the receipt.")]
    page = approval(desk, house.leo, sop)
    assert acts(page) == ["Ask for a review", "Take back"]
    page.deciding.take_back()
    fill(page, reason="I see.")
    assert house.desk.manual.page(sop).status is Status.RETURNED
    assert "decided already" in page.banner.title.text()
    assert acts(page) == ["Write a revision"]
    desk.frame.go("manual.editor", sop)
    editor = desk.screen
    assert isinstance(editor, EditorScreen)
    assert editor.settling.said("pay") == ("Ruth Adeyemi remarks: Never without the receipt.",)
    assert editor.settling.said("") == ()


def test_somebody_who_was_not_asked_reads_only(desk: Desk, house: House) -> None:
    """Front of house reads what is proposed and finds nothing to press."""
    sop = house.desk.manual.submit(by=house.sam, content=refund(), reason="new")
    page = approval(desk, house.leo, sop)
    page.fill_remarks()
    assert acts(page) == []
    assert page.remarks.fields == {}
    assert page.obstacles.fields == {}


def test_reviewers_are_asked_on_the_page(desk: Desk, house: House) -> None:
    """An approver asks others in their order, and goes on without one of them with a reason."""
    sop = hand_in(house)
    page = approval(desk, house.ruth, sop)
    page.deciding.ask_reviewers()
    fill(page, reviewer_0=house.sam, reviewer_1=house.ruth, in_order="yes")
    row, other = house.desk.manual.page(sop).revision.reviewers
    assert (row.id, row.is_turn, other.is_turn) == (house.sam, True, False)
    page.deciding.excuse(row)
    fill(page, reason="On holiday")
    page = approval(desk, house.ruth, sop)
    assert acts(page) == ["Ask for a review", "Send back", "Give your review"]
    assert reviewers_of({}) == ((), False)
    assert reviewer_questions([]) == []


def test_two_sign_what_the_first_has_fixed(desk: Desk, house: House, look: Look) -> None:
    """The first approver fixes weight and date; the second is told and gives the password only."""
    desk.sit(house.ruth)
    desk.frame.go("house")
    house_page = desk.screen
    assert isinstance(house_page, HouseScreen)
    ask_approvals_needed(house_page)
    fill(house_page, process="2")
    assert house.desk.manual.approvals_needed()[Kind.PROCESS] == 2
    sop = hand_in(house)
    page = approval(desk, house.sam, sop)
    page.deciding.approve()
    assert page.sheet is not None
    assert "1 more signatures after yours" in page.sheet.findChildren(type(page.detail))[1].text()
    fill(page, password=PASSWORD)
    assert "You have signed this revision" in page.banner.title.text()
    page = approval(desk, house.ruth, sop)
    page.deciding.approve()
    assert page.sheet is not None
    assert list(page.sheet.form.values()) == ["password"]
    look(page, "approval-second")
    fill(page, password=PASSWORD)
    assert house.desk.manual.page(sop).status is Status.EFFECTIVE


def test_a_rival_is_shown_with_what_it_changes(desk: Desk, house: House, look: Look) -> None:
    """What somebody approved meanwhile stands first, with the places that both change."""
    sop = house.approved(refund())
    base = house.desk.manual.page(sop).revision.digest
    hand_in(house, refund(purpose="Faster."), sop=sop, based_on=base)
    hand_in(house, refund(purpose="Kinder.", title="Money back"), sop=sop, based_on=base)
    house.approve(sop, 2, Significance.MINOR)
    page = approval(desk, house.ruth, sop, 3)
    texts = [each.text() for each in page.rivals.findChildren(type(page.detail))]
    assert any("Sam has approved Revision 1.1 meanwhile" in each for each in texts)
    assert "Both change: Purpose" in texts
    look(page, "approval-rival", (1024, 1400))
    assert page.obstacles.undecided() is not None


def test_pictures_stand_side_by_side(desk: Desk, house: House, look: Look) -> None:
    """A picture that took another one's place is shown beside it."""
    first = replace(refund(), steps=(replace(refund().steps[0], pictures=(Picture("a.png", "A"),)), refund().steps[1]))
    sop = house.desk.manual.submit(by=house.leo, content=first, reason="new", pictures={"a.png": PNG})
    second = replace(first, steps=(replace(first.steps[0], pictures=(Picture("b.png", "B"),)), refund().steps[1]))
    house.desk.manual.submit(by=house.leo, content=second, reason="new", sop=sop, pictures={"b.png": PNG + b"2"})
    desk.sit(house.sam)
    desk.frame.go("manual.compare", sop, one="1", other="2")
    page = desk.screen
    assert isinstance(page, CompareScreen)
    texts = [each.text() for each in page.pictures.findChildren(type(page.detail))]
    assert {"Before", "Now", "Look"} <= set(texts)
    look(page, "compare-pictures")


def test_whoever_hands_in_names_reviewers(desk: Desk, house: House) -> None:
    """The sheet on which a revision is handed in asks who is to review it, and in which order."""
    sop = house.approved(refund())
    desk.sit(house.leo)
    desk.frame.go("manual.editor", sop)
    editor = desk.screen
    assert isinstance(editor, EditorScreen)
    editor.document.make(lambda was: replace(was, purpose="Quick."))
    editor.acting.submit()
    fill(editor, reason="Quicker", reviewer_0=house.ruth, reviewer_1=house.sam, in_order="yes")
    asked = house.desk.manual.page(sop, proposal=2).revision.reviewers
    assert [(each.name, each.is_turn) for each in asked] == [("Ruth Adeyemi", True), ("Sam", False)]
