from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from sopdesk.ui import saving
from sopdesk.ui.checklists.past import CALENDAR, FIGURES, PastRunsScreen
from sopdesk.ui.checklists.past_filter import BEFORE, EVER
from sopdesk.ui.checklists.run import RunScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.widgets.choices import Choice
from tests.services.conftest import House, house
from tests.services.test_run_registers import missed, signed
from tests.ui.house_window import Key, opened, press, shown_lines, sit

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the desk's window with Sam, a supervisor, at the desk, after a run and two missed checks."""
    signed(house)
    missed(house)
    with opened(qtbot, house) as made:
        sit(made, house, house.sam)
        yield made


def past(window: MainWindow) -> PastRunsScreen:
    """Go to the past runs."""
    window.frame.go("checklists.past")
    QApplication.processEvents()
    screen = window.current_screen()
    assert isinstance(screen, PastRunsScreen)
    return screen


def words(screen: PastRunsScreen) -> list[tuple[str, str]]:
    """Give title and chip of each line of the list but the headings."""
    return [(each.title, each.chip) for each in shown_lines(screen.list) if not each.heading]


def choose(field: Choice, value: str) -> None:
    """Choose in a list as a person does."""
    field.set_value(value)
    field.changed.emit(value)


def test_runs_and_missed_checks_in_one_list(
    window: MainWindow, look: Callable[..., None], qtmodeltester: ModelTester
) -> None:
    """The newest first under their days; what deserves a look is said in words; a press opens the run."""
    screen = past(window)
    assert words(screen) == [("Fridges", "MISSED")] * 2 + [("Closing", "1 not in order · 1 skipped")]
    qtmodeltester.check(screen.list.lines)
    look(window, "past-list")
    choose(screen.filter.stage, "signed off")
    assert words(screen) == [("Closing", "1 not in order · 1 skipped")]
    screen.list.setFocus()
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    assert isinstance(window.current_screen(), RunScreen)


def test_the_filter_narrows(window: MainWindow, house: House) -> None:
    """By time, checklist, person and what deserves a look; where there is nothing, the page says so."""
    screen = past(window)
    choose(screen.filter.who, house.leo)
    assert words(screen) == [("Closing", "1 not in order · 1 skipped")]
    choose(screen.filter.who, "")
    screen.filter.remarkable.setChecked(True)
    assert len(words(screen)) == 3
    screen.filter.period.set_value(BEFORE)
    screen.refresh()
    assert screen.empty.isVisible()
    assert not screen.list.isVisible()
    screen.filter.period.set_value(EVER)
    screen.refresh()
    assert len(words(screen)) == 3


def test_the_calendar_by_keys(window: MainWindow, look: Callable[..., None]) -> None:
    """Each day says what was done and missed; arrows, Page Up and Home go from day to day; Enter opens a day."""
    screen = past(window)
    screen.view.set_value(CALENDAR)
    screen.refresh()
    QApplication.processEvents()
    look(window, "past-calendar")
    by_day = {each.day: each.text().splitlines() for each in screen.month.days}
    assert by_day[date(2026, 5, 4)][1:] == ["1 MISSED", "1 ✓"]
    assert by_day[date(2026, 5, 5)][1:] == ["1 MISSED"]
    screen.month.go_today()
    press(window, Key.Key_Left)
    focused = window.focusWidget()
    assert focused is not None
    assert "Tuesday, 5 May 2026. 1 MISSED" in focused.accessibleName()
    press(window, Key.Key_PageUp)
    assert screen.month.title.text() == "April 2026"
    press(window, Key.Key_Home)
    assert screen.month.title.text() == "May 2026"
    press(window, Key.Key_Up)
    press(window, Key.Key_Up)
    assert screen.month.month == date(2026, 4, 1)
    press(window, Key.Key_Home)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    press(window, Key.Key_Left)
    press(window, Key.Key_Return)
    assert words(screen) == [("Fridges", "MISSED"), ("Closing", "1 not in order · 1 skipped")]


def test_figures_lead_to_their_runs(window: MainWindow, look: Callable[..., None]) -> None:
    """The least punctual first, each figure in words; a press on one shows its runs."""
    screen = past(window)
    screen.view.set_value(FIGURES)
    screen.refresh()
    look(window, "past-figures")
    lines = shown_lines(screen.list)
    assert [each.title for each in lines if each.heading] == [
        "Done in time, the least punctual first", "Most often skipped", "Most often not in order",
    ]  # fmt: skip
    assert lines[1].note == "0 % in time"
    assert "2 missed" in lines[1].detail
    item = next(each for each in lines if each.title == "Fridge")
    assert item.note == "in 1 of 1 runs"
    screen.open_line(item.data)
    assert words(screen) == [("Closing", "1 not in order · 1 skipped")]
    assert "Fridge" in screen.filter.item.text()
    screen.filter.item.click()
    assert not screen.filter.item.isVisible()
    assert screen.filter.wanted(date(2026, 5, 6)).item == ""


def test_figures_offer_what_they_go_by(window: MainWindow, house: House) -> None:
    """Figures go by checklist and time: person, stage and exceptions are not offered, nor kept behind one."""
    screen = past(window)
    choose(screen.filter.who, house.sam)
    assert words(screen) == []
    screen.view.set_value(FIGURES)
    screen.refresh()
    assert not any(each.isVisible() for each in (screen.filter.who, screen.filter.stage, screen.filter.remarkable))
    fridges = next(each for each in shown_lines(screen.list) if not each.heading)
    screen.open_line(fridges.data)
    assert screen.filter.who.isVisible()
    assert screen.filter.who.value() == ""
    assert words(screen) == [("Fridges", "MISSED")] * 2


def test_tab_leads_to_one_day(window: MainWindow) -> None:
    """Tab stops once in the calendar, at today; the arrows take the place along."""
    screen = past(window)
    screen.view.set_value(CALENDAR)
    screen.refresh()
    tabbed = [each.day for each in screen.month.days if each.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert tabbed == [date(2026, 5, 6)]
    screen.month.go_today()
    press(window, Key.Key_Up)
    assert [each.day for each in screen.month.days if each.focusPolicy() == Qt.FocusPolicy.StrongFocus] == [
        date(2026, 4, 29)
    ]


def test_a_missed_check_is_explained(window: MainWindow) -> None:
    """A press on a missed check that nobody explained asks why, and then says it."""
    screen = past(window)
    screen.open_line(shown_lines(screen.list)[1].data)
    assert screen.sheet is not None
    screen.sheet.form.set_values(dict.fromkeys(screen.sheet.form.values(), "The key was lost."))
    screen.sheet.act.click()
    assert "The key was lost." in shown_lines(screen.list)[1].detail


def test_the_register_is_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    """What is shown is saved as PDF, Excel or CSV, and that it left is recorded."""
    screen = past(window)
    for form, magic in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfnumber")):
        place = tmp_path / f"r.{form}"
        monkeypatch.setattr(saving, "ask_place", lambda _screen, _name, place=place: place)
        screen.save(form)
        qtbot.waitUntil(place.exists)
        qtbot.waitUntil(lambda: not window.frame.busy())
        assert place.read_bytes().startswith(magic)
    assert sum("register of checklist runs" in each.what for each in house.desk.trail.lines()) == 3
