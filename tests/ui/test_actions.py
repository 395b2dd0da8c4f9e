"""The actions of incidents in the desk's window, on real services."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.action import ActionSort, Waits
from sopdesk.domain.attachment import Way
from sopdesk.domain.incident import IncidentKind
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.open_actions import OpenActionsScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.editor import EditorScreen
from sopdesk.ui.today import TodayScreen
from sopdesk.views.attachments import GivenFile
from tests.domain.given import refund
from tests.services.case_play import log
from tests.services.conftest import House, house
from tests.ui.house_window import opened, shown_lines, sit

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Ruth the manager at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def file_of(window: MainWindow, house: House, incident: str, who: str) -> FileScreen:
    """Open a file as somebody."""
    sit(window, house, who)
    window.frame.go("incidents.file", incident)
    QApplication.processEvents()
    return cast("FileScreen", window.current_screen())


def offered(card: QWidget) -> dict[str, QPushButton]:
    """Give the buttons of a card by their words."""
    return {each.text(): each for each in card.findChildren(QPushButton) if each.isVisibleTo(card)}


def said(card: QWidget) -> str:
    """Give everything that a card says."""
    return "\n".join(each.text() for each in card.findChildren(QLabel))


def answer(screen: FileScreen, **values: str) -> None:
    """Fill in the sheet that is open and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    screen.sheet.confirm()
    QApplication.processEvents()


def test_an_action_is_planned_done_and_verified_on_the_file(window: MainWindow, house: House) -> None:
    """Each person finds the act that is theirs beside the action, and what was said stands there."""
    case = log(house, IncidentKind.NEAR_MISS)
    screen = file_of(window, house, case, house.ruth)
    offered(screen.planned)["Plan an action"].click()
    assert screen.sheet is not None
    assert not screen.sheet.form.asked("criterion")
    screen.sheet.form.set_values({"sort": "corrective"})
    assert screen.sheet.form.asked("criterion")
    answer(
        screen, sort="corrective", what="Fit a guard to the hob", owner=house.leo, due="2026-05-11",
        verifier=house.sam, criterion="No burn in four weeks", check_on="2026-06-08",
    )  # fmt: skip
    assert "Leo, by 11 May 2026" in said(screen.planned)
    screen = file_of(window, house, case, house.leo)
    assert set(offered(screen.planned)) == {"Report done"}
    offered(screen.planned)["Report done"].click()
    answer(screen, words="Photo of the guard")
    assert "Photo of the guard\nLeo, " in said(screen.planned)
    screen = file_of(window, house, case, house.sam)
    offered(screen.planned)["Not done"].click()
    answer(screen, words="One screw is missing")
    assert "One screw is missing" in said(screen.planned)
    offered(screen.planned)["Move"].click()
    answer(screen, due="2026-05-12", reason="The screw comes tomorrow")
    offered(screen.planned)["Report done"].click()
    answer(screen, words="Screw is in")
    assert set(offered(screen.planned)) == {"Plan an action", "Move", "Drop"}  # Sam reported it: somebody else looks
    house.desk.actions.change(
        by=house.ruth, incident=case, action=house.desk.actions.of(case)[0].id, verifier=house.ruth, reason="Sam did it"
    )
    screen = file_of(window, house, case, house.ruth)
    offered(screen.planned)["Verify"].click()
    answer(screen, words="")
    assert house.desk.actions.of(case)[0].waits is Waits.CHECKING
    assert "To be checked" in said(screen.planned)
    offered(screen.planned)["Did it work"].click()
    answer(screen, found="no", words="Another burn")
    offered(screen.planned)["Plan another"].click()
    assert screen.sheet is not None
    assert screen.sheet.form.asked("what")
    screen.close_sheet()
    screen = file_of(window, house, case, house.sam)
    offered(screen.planned)["Drop"].click()
    answer(screen, words="The hob is sold")
    assert "The hob is sold" in said(screen.planned)


def test_what_is_wrong_with_a_plan_stays_on_the_sheet(window: MainWindow, house: House) -> None:
    """A refusal leaves what was typed where it is."""
    screen = file_of(window, house, log(house, IncidentKind.NEAR_MISS), house.ruth)
    offered(screen.planned)["Plan an action"].click()
    values = {"sort": "correction", "what": "Mend it", "owner": house.leo, "due": "2026-05-01"}
    answer(screen, **values)
    assert screen.sheet is not None
    assert screen.sheet.form.values()["what"] == "Mend it"
    answer(screen, due="2026-05-11", verifier=house.leo)
    assert screen.sheet is not None
    answer(screen, verifier=house.sam)
    assert screen.sheet is None


def test_open_actions_are_found_from_the_list_and_from_today(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:
    """All open actions stand in one list; a line on Today leads to the file, scrolled to its actions."""
    first, second = log(house, IncidentKind.NEAR_MISS), log(house, IncidentKind.COMPLAINT)
    for case, owner, due in ((first, house.leo, date(2026, 5, 5)), (second, house.sam, date(2026, 5, 20))):
        house.desk.actions.plan(
            by=house.ruth, incident=case, sort=ActionSort.PREVENTIVE, what="Mend the hinge of the pass", owner=owner,
            due=due, verifier=house.ruth, criterion="It holds for a month", check_on=date(2026, 7, 1),
        )  # fmt: skip
    house.clock.wait(days=3)
    window.frame.go("incidents")
    offered(cast("QWidget", window.current_screen()))["Actions"].click()
    screen = cast("OpenActionsScreen", window.current_screen())
    assert [each.note for each in shown_lines(screen.list)] == ["was due 5 May 2026", "20 May 2026"]
    assert shown_lines(screen.list)[0].chip == "To be done · overdue"
    look(window, "open-actions")
    screen.which._buttons["mine"].click()
    assert not screen.list.isVisible()
    screen.which._buttons["overdue"].click()
    assert len(shown_lines(screen.list)) == 1
    screen.list.chosen.emit(first)
    look(window, "file-actions")
    look(window, "file-actions", (1400, 900))
    sit(window, house, house.leo)
    window.frame.go("today")
    today = cast("TodayScreen", window.current_screen())
    line = next(each for each in shown_lines(today.list) if each.title == "Mend the hinge of the pass")
    assert (line.act, line.chip) == ("Report done", "Late")
    look(window, "today-actions")
    today.list.chosen.emit(line.data)
    assert isinstance(window.current_screen(), FileScreen)
    window.frame.go("incidents.actions", show="overdue")
    assert len(shown_lines(screen.list)) == 1


def test_an_action_leads_to_the_revision_that_carries_it_out(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:
    """From the action to the draft: its box is ticked when it is handed in, and the history names the incident."""
    sop = house.approved(refund())
    case = log(house, IncidentKind.COMPLAINT)
    number = house.desk.incidents.file(case).row.number
    house.desk.actions.plan(
        by=house.ruth, incident=case, sort=ActionSort.CORRECTION, what="Say what holds on sale items",
        owner=house.leo, due=date(2026, 5, 11), sop=sop,
    )  # fmt: skip
    screen = file_of(window, house, case, house.leo)
    assert set(offered(screen.planned)) == {"Report done", "Write the revision", "Open SOP-012"}
    look(window, "to-change")
    offered(screen.planned)["Write the revision"].click()
    editor = cast("EditorScreen", window.current_screen())
    assert f"{number} asks for: Say what holds on sale items" in editor.settling.said("")
    look(window, "editor-asked", (1400, 900))
    editor.document.change(refund(purpose="Fair."))
    editor.acting.submit()
    assert editor.sheet is not None
    editor.sheet.form.set_values({"reason": "Sale items"})
    editor.sheet.confirm()
    QApplication.processEvents()
    house.approve(sop, 2)
    [newest, _] = house.desk.manual.page(sop).history
    assert newest.incidents == ((case, number),)
    window.frame.go("manual.page", sop)
    page = cast("QWidget", window.current_screen())
    assert f"Because of {number}" in said(page)
    screen = file_of(window, house, case, house.leo)
    assert "SOP-012, changed by revision" in said(screen.planned)
    offered(screen.planned)["Report done"].click()
    assert screen.sheet is not None
    assert screen.sheet.form.values()["words"] == f"SOP-012, revision {newest.label}"


def test_files_of_the_case_show_that_it_is_done(
    window: MainWindow, house: House, look: Callable[..., None]
) -> None:  # fmt: skip
    """Whoever reports it done chooses among the attachments, and they stand beside the action by name."""
    case = log(house, IncidentKind.NEAR_MISS)
    for name in ("guard.txt", "bill.txt"):
        house.desk.incident_files.add(by=house.leo, incident=case, given=GivenFile(name, name.encode(), Way.FILE))
    house.desk.actions.plan(
        by=house.ruth, incident=case, sort=ActionSort.CORRECTION, what="Fit a guard", owner=house.leo,
        due=date(2026, 5, 11),
    )  # fmt: skip
    screen = file_of(window, house, case, house.leo)
    offered(screen.planned)["Report done"].click()
    digest = house.desk.incidents.file(case).attachments[0].digest
    assert screen.sheet is not None
    screen.sheet.form.set_values({"files": digest})
    look(window, "action-files")
    answer(screen, files=digest)
    assert "1. guard.txt" in said(screen.planned)
    assert "bill.txt" not in said(screen.planned)
    look(screen.planned, "action-shown-by", (700, 300))
