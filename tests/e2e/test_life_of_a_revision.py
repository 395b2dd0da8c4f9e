from collections.abc import Callable

from pytestqt.qtbot import QtBot

from sopdesk.domain.reviewing import Opinion
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Kind
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.approval import ApprovalScreen
from sopdesk.ui.manual.compare import CompareScreen
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.screen import Screen
from sopdesk.ui.today import TodayScreen
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, House, house
from tests.ui.conftest import dressed
from tests.ui.house_window import opened, sit, words

__all__ = ["dressed", "house"]


def fill(page: Screen, **answers: str) -> None:
    """Answer the sheet of a page and press its act."""
    sheet = page.sheet
    assert sheet is not None
    sheet.form.set_values(answers)
    sheet.confirm()
    assert sheet.wrong.isHidden(), sheet.wrong.text()


def follow(window: MainWindow, house: House, who: str, act: str) -> Screen:
    """Seat somebody, let them press the line on Today with this act, and give the page to which it leads."""
    sit(window, house, who)
    window.frame.go("today")
    today = window.current_screen()
    assert isinstance(today, TodayScreen)
    lines = [line for line in house.desk.today.lines(window.frame.person) if line.act == act]
    assert len(lines) == 1
    today.open_line(lines[0])
    found = window.current_screen()
    assert found is not None
    return found


def approval(found: Screen) -> ApprovalScreen:
    """Give the page of a revision that waits."""
    assert isinstance(found, ApprovalScreen)
    return found


def review(page: ApprovalScreen, opinion: Opinion, **remarks: str) -> None:
    """Write remarks beside steps and give an opinion."""
    page.fill_remarks()
    for step, text in remarks.items():
        page.remarks.fields[f"step:{step}"].setPlainText(text)
    page.deciding.review()
    fill(page, opinion=opinion.value)


def sign(page: ApprovalScreen, do: Callable[[], object] | None = None, **answers: str) -> None:
    """Approve and sign."""
    (do or page.deciding.approve)()
    fill(page, password=PASSWORD, **answers)


def test_the_life_of_a_revision(qtbot: QtBot, house: House, dressed: None) -> None:
    """Reviewed by two in order, returned, written anew, signed by two, superseded, compared, withdrawn."""
    manual = house.desk.manual
    sop = house.approved(refund())
    manual.rule_approvals(by=house.ruth, kind=Kind.PROCESS, approvals=2)
    mia = house.desk.people.register(by=house.ruth, name="Mia", roles=house.desk.people.person(house.leo).roles)
    manual.submit(
        by=house.leo, sop=sop, content=refund(purpose="Quick."), reason="Too slow", reviewers=(mia, house.sam),
        in_order=True,
    )  # fmt: skip
    with opened(qtbot, house) as window:
        review(approval(follow(window, house, mia, "Review")), Opinion.FIT)
        review(approval(follow(window, house, house.sam, "Review")), Opinion.CHANGES, pay="Count it twice.")
        page = approval(follow(window, house, house.ruth, "Look and decide"))
        assert [each.key for each in manual.obstacles(sop, 2)] == [f"review:{house.sam}"]
        page.deciding.give_back()
        fill(page, reason="Sam is right.")
        back = approval(follow(window, house, house.leo, "Look at it"))
        assert [each.text for each in manual.comments(sop, 2)] == ["Count it twice."]
        assert "Write a revision" in words(back)
        assert manual.page(sop).revision.label == "1.0"
        base = manual.page(sop, proposal=2).revision.digest
        manual.submit(
            by=house.leo, sop=sop, content=refund(purpose="Quick and counted twice."), reason="Sam's remark",
            based_on=base,
        )  # fmt: skip
        sign(approval(follow(window, house, house.sam, "Look and decide")), significance="minor")
        assert manual.page(sop).revision.label == "1.0"
        sign(approval(follow(window, house, house.ruth, "Look and decide")))
        assert (manual.page(sop).revision.label, manual.page(sop, proposal=1).status) == ("1.1", Status.SUPERSEDED)
        window.frame.go("manual.compare", sop, one="1", other="3")
        compared = window.current_screen()
        assert isinstance(compared, CompareScreen)
        assert "counted twice" in compared.difference.toPlainText()
        window.frame.go("manual.page", sop)
        reader = window.current_screen()
        assert isinstance(reader, ReaderScreen)
        reader.withdraw()
        fill(reader, reason="No refunds any more.", password=PASSWORD)
        assert manual.page(sop).status is Status.WITHDRAWN
    assert house.desk.trail.verify().holds
