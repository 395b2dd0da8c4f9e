"""The screen of registers of incidents, on real services."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.ui import saving
from sopdesk.ui.incidents.cases import CasesScreen
from sopdesk.ui.incidents.registers import DAYS, RegistersScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.views.incident_registers import Register
from tests.services.case_play import play
from tests.services.conftest import House, house
from tests.services.test_case_fields import in_country
from tests.services.test_incident_registers import hurt, recordable
from tests.ui.house_window import opened, sit, words

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the desk's window with Sam, a supervisor, at the desk, after two complaints and some accidents."""
    in_country(house, "US")
    play(house, IncidentKind.COMPLAINT, Stage.LOGGED)
    play(house, IncidentKind.COMPLAINT)
    hurt(house, values={"cause": "A wet floor", "injury": "Knee"})
    recordable(house, "Ann", privacy_case="yes")
    with opened(qtbot, house) as made:
        sit(made, house, house.sam)
        yield made


def registers(window: MainWindow, register: Register) -> RegistersScreen:
    """Go to the registers from the list, and choose one."""
    window.frame.go("incidents")
    listed = window.current_screen()
    assert isinstance(listed, CasesScreen)
    next(each for each in listed.findChildren(QPushButton) if each.text() == "Registers").click()
    screen = window.current_screen()
    assert isinstance(screen, RegistersScreen)
    screen.register.set_value(register.value)
    screen.register.changed.emit(register.value)
    QApplication.processEvents()
    return screen


def said(screen: RegistersScreen) -> str:
    """Give what the card says."""
    return " ".join(each.text() for each in screen.holds.findChildren(QLabel))


def test_what_a_register_holds_is_said_before_it_is_saved(window: MainWindow, look: Callable[..., None]) -> None:
    """The count and the figures stand on the page, for each register."""
    screen = registers(window, Register.COMPLAINTS)
    assert "Received 2" in said(screen)
    look(window, "registers-complaints", (1024, 768))
    look(window, "registers-complaints", (1600, 1000))
    screen = registers(window, Register.OSHA_LOG)
    assert "Recordable cases 1" in said(screen)
    assert "Nobody has said yet whether these go on the log" in said(screen)
    look(window, "registers-osha", (1024, 768))
    screen = registers(window, Register.BOOK_SHOWN)
    assert "Entries 2" in said(screen)
    assert "Names and files kept back: 2" in said(screen)


def test_days_without_anything_say_so(window: MainWindow) -> None:
    """Days that somebody chooses may hold nothing."""
    screen = registers(window, Register.ALL)
    screen.period.set_value(DAYS)
    screen.period.changed.emit(DAYS)
    assert screen.days.isVisibleTo(screen)
    screen.first.setDate(screen.first.date().addYears(-3))
    screen.last.setDate(screen.last.date().addYears(-2))
    screen.refresh()
    assert "There is nothing in these days." in said(screen)


def test_registers_are_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    """A register is saved as PDF, Excel or CSV; the summary asks for hours and employees; all of it is recorded."""

    def save(form: str) -> Path:
        place = tmp_path / f"r.{form}"
        monkeypatch.setattr(saving, "ask_place", lambda _screen, _name: place)
        screen.save(form)
        qtbot.waitUntil(lambda: not window.frame.busy())
        return place

    screen = registers(window, Register.COMPLAINTS)
    for form, magic in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfnumber")):
        assert save(form).read_bytes().startswith(magic)
    assert sum("Register of complaints" in each.what for each in house.desk.trail.lines()) == 3
    screen = registers(window, Register.OSHA_SUMMARY)
    (tmp_path / "r.pdf").unlink()
    assert not save("pdf").exists()
    assert "hours worked" in " ".join(each.text() for each in screen.message.findChildren(QLabel))
    screen.hours.setText("40000")
    screen.employees.setText("20")
    assert save("pdf").exists()


def test_whoever_may_not_export_is_not_offered_a_register(window: MainWindow, house: House) -> None:
    """Leo of front of house does not see the act."""
    sit(window, house, house.leo)
    window.frame.go("incidents")
    listed = window.current_screen()
    assert isinstance(listed, CasesScreen)
    assert "Registers" not in words(listed)
