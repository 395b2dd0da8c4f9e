"""The manual's screens on real services."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.revision import Significance
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.approval import ApprovalScreen
from sopdesk.ui.manual.compare import CompareScreen
from sopdesk.ui.manual.drawing import draw
from sopdesk.ui.manual.drawn import DrawnScreen
from sopdesk.ui.manual.editor import EditorScreen
from sopdesk.ui.manual.picture import LargePicture, PictureView
from sopdesk.ui.manual.reader import ReaderScreen
from sopdesk.ui.manual.shelf import WAITING, ManualScreen
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.line_painter import LineRole
from sopdesk.ui.widgets.lines import LinesView
from tests.services.conftest import PASSWORD, House, house
from tests.ui.manual_desk import ASKED, CARD, CLOSING, NO_ONE_ANSWERS, PIXEL

__all__ = ["house"]
Visit = Callable[..., Screen]


@pytest.fixture
def visit(qtbot: QtBot, house: House, dressed: None) -> Iterator[Visit]:
    """Give what shows a screen to one of the people, as the window does."""
    frame = Frame(house.desk)
    shown: dict[type[Screen], Screen] = {}
    shapes = {"manual": ManualScreen, "manual.page": ReaderScreen, "manual.compare": CompareScreen,
              "manual.editor": EditorScreen, "manual.approval": ApprovalScreen,
              "manual.drawing": DrawnScreen}  # fmt: skip

    def show(name: str, id_: str = "", who: str = "", **more: str) -> Screen:
        if who:
            frame.sit_down(house.desk.people.person(who))
        frame.go(name, id_, **more)
        return current()

    def current() -> Screen:
        here = frame.here
        assert here is not None
        shape = shapes[here.screen]
        if shape not in shown:
            shown[shape] = shape(frame)
            qtbot.addWidget(shown[shape])
            shown[shape].resize(1000, 700)
            shown[shape].show()
        shown[shape].show_for(frame.person, here.id, **here.more)
        return shown[shape]

    show.current = current  # type: ignore[attr-defined]  # the page after an act that goes on
    show.frame = frame  # type: ignore[attr-defined]
    yield show
    frame.stop_work()


def titles(view: LinesView) -> list[str]:
    """Give the lines of a list that are no headings."""
    model = view.model()
    lines = [model.index(n, 0).data(LineRole.LINE) for n in range(model.rowCount())]
    return [each.title for each in lines if not each.heading]


def acts(screen: Screen) -> list[str]:
    """Give the words of the buttons at the top."""
    return [each.text() for each in screen.acts.pieces() if isinstance(each, QPushButton) and not each.isHidden()]


def closing(house: House) -> str:
    """Have the closing checklist in force, with its picture; give its id."""
    sop = house.desk.manual.submit(by=house.leo, content=CLOSING, reason="new", pictures={"till.svg": PIXEL})
    house.approve(sop, 1, Significance.MAJOR)
    return sop


def test_the_manual_is_read_without_signing_in(visit: Visit, house: House) -> None:
    """Locked is not blind: list and page are there for everybody."""
    sop = closing(house)
    shelf = visit("manual")
    assert isinstance(shelf, ManualScreen)
    assert titles(shelf.list) == ["SOP-002  Closing the café"]
    page = visit("manual.page", sop)
    assert page.title.text() == "Closing the café"
    assert "SOP-002 · Revision 1.0" in page.detail.text()
    assert "Start" in acts(page)


def test_filters_let_through_what_they_name(visit: Visit, house: House) -> None:
    """Section, format and kind each leave only what fits all of them."""
    closing(house)
    house.approved(CARD)
    house.approved(ASKED)
    shelf = visit("manual")
    assert isinstance(shelf, ManualScreen)
    shelf.filters.section.set_value("At the counter")
    shelf.refresh()
    assert len(titles(shelf.list)) == 2
    shelf.filters.format.set_value("faq")
    shelf.refresh()
    assert titles(shelf.list) == ["SOP-006  Questions that customers ask"]


def test_a_workflow_is_drawn_above_its_steps(visit: Visit, house: House) -> None:
    """A workflow is drawn; a press on a node leads to the step, and in the whole window as well."""
    sop = house.desk.manual.submit(by=house.leo, content=CARD, reason="new")
    page = visit("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    assert not page.drawn.isHidden()
    page.drawn.view.chosen.emit("other")
    assert page.target is not None
    page.draw()
    drawn = visit.current()  # type: ignore[attr-defined]
    assert isinstance(drawn, DrawnScreen)
    assert drawn.view.canvas.drawing.node("says") is not None
    drawn.view.chosen.emit("other")
    assert visit.frame.here.more["step"] == "other"  # type: ignore[attr-defined]
    other = visit("manual.page", closing(house))
    assert isinstance(other, ReaderScreen)
    assert other.drawn.isHidden()


def test_the_manual_as_of_a_day_is_marked_as_past(visit: Visit, house: House) -> None:
    """As of a day only what was in force then is shown, and every page says that it is the past."""
    sop = closing(house)
    house.clock.wait(days=10)
    house.approved(CARD)
    visit.frame.look_back(date(2026, 5, 8))  # type: ignore[attr-defined]
    shelf = visit("manual")
    assert isinstance(shelf, ManualScreen)
    assert titles(shelf.list) == ["SOP-002  Closing the café"]
    assert "8 May 2026" in shelf.title.text()
    page = visit("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    assert not page.banner.isHidden()
    assert "Start" not in acts(page)


def test_a_procedure_that_was_not_in_force_that_day_says_so(visit: Visit, house: House) -> None:
    """A day before the first approval gives a sentence, not an empty page."""
    sop = closing(house)
    visit.frame.look_back(date(2026, 5, 1))  # type: ignore[attr-defined]
    page = visit("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    assert "not in force" in page.banner.title.text()


def test_a_superseded_revision_cannot_be_taken_for_the_one_in_force(visit: Visit, house: House) -> None:
    """An old revision, also one that a run is pinned to by its digest, carries the banner; the new one does not."""
    sop = closing(house)
    old = house.desk.manual.page(sop)
    newer = replace(old.content, purpose="The house is safe at night, and dry.")
    house.desk.manual.submit(by=house.leo, content=newer, reason="Water", sop=sop)
    house.approve(sop, 2, Significance.MINOR)
    page = visit("manual.page", sop, digest=old.revision.digest)
    assert isinstance(page, ReaderScreen)
    assert "superseded" in page.banner.title.text()
    page.banner.offer.click()
    assert visit.current().banner.isHidden()  # type: ignore[attr-defined]


def test_a_step_that_was_asked_for_is_lit(visit: Visit, house: House, qtbot: QtBot) -> None:
    """step= marks the step and takes the keyboard there."""
    page = visit("manual.page", closing(house), step="lock")
    assert isinstance(page, ReaderScreen)
    assert page.target is not None
    assert page.target.accessibleName() == "Step 2: Lock the door"
    qtbot.waitUntil(page.target.hasFocus, timeout=2000)


def test_links_lead_to_procedures_and_steps(visit: Visit, house: House) -> None:
    """A link goes to another procedure and its step; a broken one says so and stays."""
    sop, card = closing(house), house.approved(CARD)
    page = visit("manual.page", sop)
    assert isinstance(page, ReaderScreen)
    page.follow("SOP-999")
    assert "SOP-999" in page.message.sentence.text()
    page.follow("SOP-005#other")
    here = visit.frame.here  # type: ignore[attr-defined]
    assert (here.screen, here.id, here.more) == ("manual.page", card, {"step": "other"})


def test_a_picture_opens_large_and_a_broken_one_is_a_line(visit: Visit, house: House, qapp: QApplication) -> None:
    """Pictures open over the window; bytes that are none never do harm."""
    page = visit("manual.page", closing(house))
    picture = page.findChild(PictureView)
    assert picture is not None
    picture.open_large()
    large = page.window().findChild(LargePicture)
    assert large is not None
    large.close_over()
    for bytes_ in (b"", b"\x89PNG\r\n\x1a\nbroken", b"<svg", b'<svg xmlns="x" width="1e9" height="1e9"/>'):
        assert max(draw(bytes_).width(), draw(bytes_).height()) <= 2400


def test_an_author_cannot_approve_their_own_revision(visit: Visit, house: House) -> None:
    """The author reads why somebody else has to sign, and has no button for it."""
    sop = house.desk.manual.submit(by=house.ruth, content=CARD, reason="new")
    page = visit("manual.approval", sop, who=house.ruth)
    assert isinstance(page, ApprovalScreen)
    assert "Approve" not in acts(page)
    assert "cannot approve" in page.banner.title.text()
    assert "Approve" in acts(visit("manual.approval", sop, who=house.sam))


def test_responsibilities_without_exactly_one_a_stop_the_approval(visit: Visit, house: House) -> None:
    """Each step takes exactly one A and at least one R: else the approver decides, with a reason that is recorded."""
    sop = house.desk.manual.submit(by=house.leo, content=NO_ONE_ANSWERS, reason="new")
    page = visit("manual.approval", sop, who=house.sam)
    assert isinstance(page, ApprovalScreen)
    page.deciding.approve()
    before = page.sheet
    assert before is None
    assert "Decide about what stands in the way" in page.message.sentence.text()
    for field in page.obstacles.fields.values():
        field.setPlainText("The owner is chosen next week.")
    page.deciding.approve()
    assert page.sheet is not None
    page.sheet.form.set_values({"password": PASSWORD})
    page.sheet.confirm()
    revision = house.desk.manual.page(sop).revision
    assert revision.label == "1.0"
    assert {each.reason for each in revision.decisions} == {"The owner is chosen next week."}


def test_a_revision_is_signed_from_a_moment_in_the_future(visit: Visit, house: House) -> None:
    """A wrong password keeps the sheet; the right one approves from the moment that was named."""
    sop = house.desk.manual.submit(by=house.leo, content=CARD, reason="new")
    page = visit("manual.approval", sop, who=house.sam)
    assert isinstance(page, ApprovalScreen)
    page.deciding.approve()
    sheet = page.sheet
    assert sheet is not None
    sheet.form.set_values({"significance": "major", "from": "2026-06-01 06:00", "password": "wrong"})
    sheet.confirm()
    assert not sheet.wrong.isHidden()
    house.clock.wait(minutes=20)
    sheet.form.set_values({"password": PASSWORD})
    sheet.confirm()
    revision = house.desk.manual.page(sop).revision
    assert (revision.label, revision.effective_from and revision.effective_from.isoformat()) == (
        "1.0", "2026-06-01T05:00:00+00:00",
    )  # fmt: skip
    assert "not in force before" in visit.current().banner.title.text()  # type: ignore[attr-defined]


def test_a_revision_is_sent_back_with_a_reason(visit: Visit, house: House) -> None:
    """The author finds the reason on the page."""
    sop = house.desk.manual.submit(by=house.leo, content=CARD, reason="new")
    page = visit("manual.approval", sop, who=house.sam)
    assert isinstance(page, ApprovalScreen)
    page.deciding.give_back()
    assert page.sheet is not None
    page.sheet.form.set_values({"reason": "Name the bank's number."})
    page.sheet.confirm()
    reader = visit("manual.page", sop)
    assert isinstance(reader, ReaderScreen)
    assert "Name the bank's number." in reader.banner.title.text()


def test_everything_that_waits_is_signed_with_one_password(visit: Visit, house: House, qtbot: QtBot) -> None:
    """After an import a supervisor approves all that is shown; it is in force then."""
    for content in (CARD, ASKED):
        house.desk.manual.submit(by=house.leo, content=content, reason="imported")
    shelf = visit("manual", who=house.sam)
    assert isinstance(shelf, ManualScreen)
    shelf.view.set_value(WAITING)
    shelf.refresh()
    shelf.approving.approve()
    assert shelf.sheet is not None
    shelf.sheet.form.set_values({"password": PASSWORD})
    shelf.sheet.confirm()
    qtbot.waitUntil(lambda: {each.label for each in house.desk.manual.rows()} == {"1.0"}, timeout=10_000)
    assert house.desk.manual.waiting() == ()


def test_withdrawing_is_signed_and_cannot_be_missed(visit: Visit, house: House) -> None:
    """A withdrawn procedure stays readable under its banner and cannot be started."""
    page = visit("manual.page", closing(house), who=house.sam)
    assert isinstance(page, ReaderScreen)
    page.withdraw()
    assert page.sheet is not None
    page.sheet.form.set_values({"reason": "We closed.", "password": PASSWORD})
    page.sheet.confirm()
    page.refresh()
    assert "withdrawn" in page.banner.title.text()
    assert "Start" not in acts(page)


def test_what_changed_is_marked_by_more_than_colour(visit: Visit, house: House) -> None:
    """Added words are underlined, removed ones struck through, a moved step says from where to where."""
    sop = closing(house)
    old = house.desk.manual.page(sop).content
    newer = replace(old, title="Closing the house", steps=(old.steps[1], old.steps[0]))
    house.desk.manual.submit(by=house.leo, content=newer, reason="Order", sop=sop)
    page = visit("manual.compare", sop, one="1", other="2")
    assert isinstance(page, CompareScreen)
    text = page.difference.toPlainText()
    assert "moved from place" in text
    html = page.difference.toHtml()
    assert "line-through" in html
    assert "underline" in html


def test_every_control_has_a_name(visit: Visit, house: House) -> None:
    """A screen reader gets a name for each button of each screen."""
    sop = closing(house)
    house.desk.manual.submit(by=house.leo, content=CARD, reason="new")
    waiting = house.desk.manual.waiting()[0][0].id
    screens = [
        visit("manual", who=house.sam), visit("manual.page", sop), visit("manual.editor", sop),
        visit("manual.approval", waiting), visit("manual.compare", sop, one="1", other="1"),
    ]  # fmt: skip
    for screen in screens:
        for each in screen.findChildren(QPushButton):
            if each.isVisibleTo(screen):
                assert each.accessibleName() or each.text()


def test_a_thousand_procedures_are_listed_at_once(visit: Visit, house: House) -> None:
    """The list stays quick with many procedures: it is asked again after every act."""
    shelf = visit("manual")
    assert isinstance(shelf, ManualScreen)
    closing(house)
    (row,) = house.desk.manual.rows()
    many = tuple(row._replace(id=f"sop-{n}", number=f"SOP-{n:04}", section=f"Section {n % 40}") for n in range(1000))
    house.desk.manual.rows = lambda **_how: many  # type: ignore[method-assign]  # a thousand of them
    shelf.refresh()
    assert 0 < len(titles(shelf.list)) < 1000
    while shelf.list.lines.canFetchMore(QModelIndex()):
        shelf.list.lines.fetchMore(QModelIndex())
    assert len(titles(shelf.list)) == 1000
    assert not shelf.filters.sections.isHidden()
