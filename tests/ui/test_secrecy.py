"""Confidential files on the screen: who sees what, what stands in the place of the rest, and who decides it."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.ui.incidents.cases import CasesScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.privacy.home import PrivacyScreen
from tests.services.case_play import log
from tests.services.conftest import House, house
from tests.ui.house_window import opened, shown_lines, sit
from tests.ui.test_case_fields import answer, file_of, said

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Ruth the manager at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def listed(window: MainWindow) -> CasesScreen:
    """Open the list."""
    window.frame.go("incidents")
    return cast("CasesScreen", window.current_screen())


def acts(screen: object) -> list[str]:
    """Give the words of the buttons that can be seen."""
    return [each.text() for each in cast("CasesScreen", screen).findChildren(QPushButton) if each.isVisible()]


def test_a_supervisor_makes_a_file_confidential(window: MainWindow, house: House) -> None:
    """With a circle, people and a reason; the file says who sees it, and the list has a lock."""
    case = house.desk.incidents.log(by=house.ruth, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    screen = file_of(window, case)
    assert not screen.secrecy.isVisible()
    screen.secrecy.decide()
    answer(screen, circle=Circle.SUPERVISORS.value, people=house.leo, reason="A colleague is concerned.")
    assert "Confidential. Seen by supervisors, and by Leo." in said(screen.secrecy)
    assert "Confidential" in said(screen.chips)
    assert "Why: A colleague is concerned." in said(screen.story)
    list_ = listed(window)
    assert "· confidential" in shown_lines(list_.list)[0].detail
    assert shown_lines(list_.list)[0].icon == "lock"
    sit(window, house, house.leo)
    screen = file_of(window, case)
    assert "The soup was cold." in said(screen)
    assert "Confidential…" not in acts(screen)


def test_a_hidden_file_says_that_it_is_there(window: MainWindow, house: House) -> None:
    """Whoever may not see a file sees its number and that it is confidential; the list names what is kept back."""
    case = house.desk.incidents.log(by=house.ruth, kind=IncidentKind.ABUSE, narrative="He shouted.")
    number = house.desk.incidents.file(case).row.number
    sit(window, house, house.leo)
    list_ = listed(window)
    assert shown_lines(list_.list) == []
    assert list_.hidden.text() == f"Kept back from you, confidential: {number}"
    screen = file_of(window, case)
    assert f"There is a confidential file {number}. Ask a supervisor if you need it." in said(screen.secrecy)
    assert KEPT_BACK in said(screen.secrecy)
    assert not screen.whole.isVisible()
    assert "He shouted." not in said(screen)
    sit(window, house, house.ruth)
    screen = file_of(window, case)
    assert screen.whole.isVisible()
    assert "He shouted." in said(screen)


def test_whoever_logged_it_sees_their_words(window: MainWindow, house: House) -> None:
    """The page of a file that was taken from whoever logged it says that it shows what they wrote."""
    case = log(house, IncidentKind.INJURY)
    house.desk.incidents.note(by=house.ruth, incident=case, text="Secret.")
    sit(window, house, house.leo)
    screen = file_of(window, case)
    assert any("What you wrote in it you see" in each for each in said(screen.secrecy))
    assert "Secret." not in said(screen)
    assert KEPT_BACK in said(screen.story)
    assert "you see what you wrote" in shown_lines(listed(window).list)[0].detail


def test_parts_that_are_kept_back_say_so(window: MainWindow, house: House) -> None:
    """Medical details are kept back in their place, and the page says that parts are missing."""
    case = log(house, IncidentKind.ACCIDENT)
    house.desk.incidents.detail(by=house.ruth, incident=case, values={"injury": "A broken wrist"})
    other = house.desk.incidents.log(by=house.ruth, kind=IncidentKind.ABUSE, narrative="He shouted.")
    house.desk.incidents.link(by=house.ruth, incident=case, other=other)
    house.desk.incidents.entries.add_party(
        by=house.ruth, incident=case, role=PartyRole.CUSTOMER, personal={"name": "Bo"}, confidential=True
    )
    sit(window, house, house.leo)
    screen = file_of(window, case)
    assert any(each.startswith("Parts of this file are kept back") for each in said(screen.secrecy))
    assert KEPT_BACK in said(screen.details)
    assert "Kept back from you" in said(screen.people)
    assert any("kept back from you" in each for each in said(screen.others))
    assert "A broken wrist" not in said(screen)


def test_who_has_looked(window: MainWindow, house: House) -> None:
    """Supervisors see who has looked at a confidential file and when, folded; others do not."""
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.SECURITY, narrative="The alarm rang.")
    house.desk.incidents.file(case, by=house.sam)
    screen = file_of(window, case)
    screen.refresh()
    assert screen.secrecy.looked.text() == "Who has looked: 2"
    screen.secrecy.looked.click()
    assert [each for each in said(screen.secrecy) if each.startswith("Sam, ")]
    screen.secrecy.looked.click()
    assert not [each for each in said(screen.secrecy) if each.startswith("Sam, ")]
    sit(window, house, house.leo)
    assert not file_of(window, case).secrecy.looked.isVisible()


def test_the_house_says_who_sees_a_kind(window: MainWindow, house: House) -> None:
    """Each kind has a line with its rule on the page about personal data; setting another one holds at once."""
    window.frame.go("house.privacy")
    screen = cast("PrivacyScreen", window.current_screen())
    assert "Injury: those who handle incidents" in said(screen.circles)
    screen.circles.change(IncidentKind.COMPLAINT, Circle.READERS)
    assert screen.sheet is not None
    screen.sheet.form.set_values({"circle": Circle.SUPERVISORS.value})
    screen.sheet.confirm()
    assert "Complaint: supervisors" in said(screen.circles)
    assert house.desk.confidence.rules()[IncidentKind.COMPLAINT] is Circle.SUPERVISORS


def test_a_file_says_how_long_it_is_kept(window: MainWindow, house: House) -> None:
    """The ground on which a file may be kept, and how long, stand with its facts; a hold is said."""
    case = log(house, IncidentKind.COMPLAINT)
    assert any(each.startswith("counted from its close: ") for each in said(file_of(window, case)))
    house.desk.incidents.detail(by=house.leo, incident=case, values={"lawful_basis": "legal obligation"})
    house.desk.privacy.place_hold(by=house.ruth, record=case, reason="A claim.")
    words = said(file_of(window, case))
    assert {"legal obligation", "on legal hold: nothing of it is erased"} <= set(words)
    sit(window, house, house.leo)
    assert "May be kept for" not in said(file_of(window, case))
