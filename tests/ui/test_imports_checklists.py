"""Checklists of a table on the screen: which column is what, what would come in, and the rows that stay out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sopdesk.ui.imports.manual import COLUMNS, PAGES, REMARKS, ImportManualScreen
from tests.domain.given import checklist
from tests.services.conftest import House, house
from tests.ui.desk import Desk

__all__ = ["house"]

TABLE = """Liste;Bereich;Aufgabe;Art;Einheit;Von;Bis;Muss;Antworten;Schlecht
Öffnen;Küche;Kühlschrank 1;temperature;°C;0;5,5;yes;;
Öffnen;Küche;Kühlschrank 2;temperature;°C;0;ca. 5;yes;;
Öffnen;Gastraum;Boden;choice;;;;;sauber / schmutzig;schmutzig
Öffnen;Gastraum;أطفئ الأنوار;;;;;;;
Closing;Kasse;Bargeld;cash;;-5;5;yes;;
Closing;Kasse;Unterschrift;signature;;;;;;
"""
COLUMN_OF = {"title": "Liste", "section": "Bereich", "text": "Aufgabe", "asks": "Art", "unit": "Einheit", "low": "Von",
             "high": "Bis", "must": "Muss", "choices": "Antworten", "failing": "Schlecht"}  # fmt: skip


@pytest.fixture
def desk(house: House, qtbot: QtBot, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Ruth, the manager, sits; a checklist “Closing” is in force."""
    house.approved(checklist())
    made = Desk(house, qtbot)
    made.sit(house.ruth)
    yield made
    made.frame.stop_work()


@pytest.fixture
def screen(desk: Desk, tmp_path: Path) -> ImportManualScreen:
    """Give the screen with the table that was read."""
    file = tmp_path / "listen.csv"
    file.write_text(TABLE, "utf-8")
    desk.frame.go("house.import_manual")
    found = cast("ImportManualScreen", desk.screen)
    found.read(file)
    desk.wait(lambda: found.coming)
    return found


def choose_all(screen: ImportManualScreen) -> None:
    """Say of every column what it is."""
    for field, column in COLUMN_OF.items():
        choice = screen.columns.fields[field]
        choice.setCurrentIndex(choice.findData(column))


def show(screen: ImportManualScreen, view: str) -> None:
    """Press one of the chips."""
    screen.view.set_value(view)
    screen.refresh()


def test_a_table_that_is_not_understood_asks_for_its_columns(
    screen: ImportManualScreen, look: Callable[..., None]
) -> None:
    """Where no heading is known the columns are shown and chosen; each choice changes what would come in."""
    assert screen.view.value() == COLUMNS
    assert screen.columns.isVisibleTo(screen)
    assert "No column holds the lines" in screen.message.sentence.text()
    assert not screen.take_button.isVisibleTo(screen)
    choose_all(screen)
    assert screen.take_button.text() == "Import 2 procedures"
    assert not screen.message.isVisibleTo(screen)
    assert "Rows that stay out: 1" in screen.columns.about.text()
    look(screen, "import-lists-columns")
    look(screen, "import-lists-columns", (1400, 900))


def test_what_would_come_in_is_counted_and_compared(screen: ImportManualScreen, look: Callable[..., None]) -> None:
    """Each list says how many lines ask for what, and which procedure of the manual has its title."""
    choose_all(screen)
    show(screen, PAGES)
    opening, closing = (each for each in screen._lines() if not each.heading)
    assert "to tick: 1, numbers: 1, choices: 1" in opening.detail
    assert "second person: 1, cash: 1" in closing.detail
    assert (opening.chip, closing.chip) == ("", "same title as SOP-010")
    look(screen, "import-lists")
    show(screen, REMARKS)
    assert any("ca. 5" in each.title and "line 3" in each.detail for each in screen._lines())
    assert screen.preview is not None
    screen._open(screen.preview.procedures[0])
    assert screen.page.isVisibleTo(screen)
    look(screen, "import-lists-page")


def test_a_column_is_one_thing_only(screen: ImportManualScreen) -> None:
    """A column that is taken for something else is let go where it was."""
    choose_all(screen)
    choice = screen.columns.fields["unit"]
    choice.setCurrentIndex(choice.findData("Bis"))
    assert screen.columns.fields["high"].value() == ""


def test_rows_that_stay_out_are_saved(
    desk: Desk, screen: ImportManualScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows that stay out are saved before and after the import; cancelling the choice of a place saves nothing."""
    choose_all(screen)
    left = tmp_path / "left.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    screen.save_left_out()
    assert not left.exists()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(left), ""))
    screen.save_left_out()
    desk.wait(left.exists)
    assert "Kühlschrank 2" in left.read_text("utf-8-sig")
    left.unlink()
    screen.take()
    desk.wait(lambda: screen.preview is None)
    assert "2 procedures now wait for approval" in screen.message.sentence.text()
    screen.message.offer.click()
    desk.wait(left.exists)
    screen.read(left)
    desk.wait(lambda: screen.coming)
    assert screen.coming is not None
    table = screen.coming.table()
    assert table is not None
    assert list(table.columns) == list(COLUMN_OF.values())


def test_nothing_comes_in_by_looking(desk: Desk, screen: ImportManualScreen) -> None:
    """Reading a table, choosing its columns and leaving the page records nothing."""
    size = desk.house.desk.store.size
    choose_all(screen)
    desk.frame.go("today")
    assert desk.house.desk.store.size == size
