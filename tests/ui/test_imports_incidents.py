import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.interchange.left_out import WRONG
from sopdesk.ui.background import Job
from sopdesk.ui.imports.coming import BAD, TWICE
from sopdesk.ui.imports.dates import NEITHER
from sopdesk.ui.imports.incidents import ImportIncidentsScreen
from tests.services.conftest import House, house
from tests.ui.desk import Desk

__all__ = ["house"]
TABLE = """Ticket,Complaint,Date,Written,Time,Via
1,Coffee was cold,04-05-15,04-May-15,3:53 PM,phone
2,The queue was long,2015-04-08,04-Aug-15,10:22 AM,web
3,No receipt,18-04-15,18-Apr-15,9:55 AM,phone
4,Wrong change,2015-05-07,05-Jul-15,11:59 AM,web
5,,26-05-15,26-May-15,1:25 PM,web
"""


@pytest.fixture
def desk(house: House, qtbot: QtBot, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Ruth, the manager, sits."""
    made = Desk(house, qtbot)
    made.sit(house.ruth)
    yield made
    made.frame.stop_work()


@pytest.fixture
def screen(desk: Desk, tmp_path: Path) -> ImportIncidentsScreen:
    """Give the screen with a table of five rows, two of which have day and month changed about in one column."""
    (tmp_path / "complaints.csv").write_text(TABLE, "utf-8")
    desk.frame.go("house.import_incidents")
    found = cast("ImportIncidentsScreen", desk.screen)
    found.read(tmp_path / "complaints.csv")
    desk.wait(lambda: found.preview)
    return found


def press(chips: object, value: str) -> None:
    """Press one of some chips."""
    cast("dict[str, QPushButton]", chips._buttons)[value].click()  # type: ignore[attr-defined]  # as a finger does


def test_columns_that_contradict_are_shown_and_not_guessed(desk: Desk, screen: ImportIncidentsScreen) -> None:
    """Rows in which two columns of dates contradict stay out until a person says which column is right."""
    assert screen.preview is not None
    assert (screen.preview.rows, screen.preview.good) == (5, 2)
    conflict = screen.preview.dates.conflicts[0]
    assert (conflict.column, conflict.other, conflict.count) == ("Date", "Written", 2)
    assert conflict.rows[0] == (3, "2015-04-08", "04-Aug-15")
    assert screen.dates.trust[0].value() == NEITHER
    press(screen.dates.trust[0], "Date")
    press(screen.dates.order, "dmy")
    desk.wait(lambda: screen.preview and screen.preview.good == 4)
    assert screen.mapping.fields["occurred_at"].value() == "Date"
    assert screen.take_button.text() == "Import 4 incidents"
    days = {each.row: each.occurred_at.date().isoformat() for each in screen.preview.sample}
    assert days == {2: "2015-05-04", 3: "2015-04-08", 4: "2015-04-18", 5: "2015-05-07"}


def test_the_order_of_dates_can_stay_open(desk: Desk, screen: ImportIncidentsScreen) -> None:
    """Without an order, a date that can be read in two ways keeps its row out, with a sentence."""
    screen.mapping.fields["occurred_at"].setCurrentText("Date")
    press(screen.dates.order, NEITHER)
    press(screen.dates.trust[0], "Date")
    desk.wait(lambda: screen.table and screen.preview and not screen._looking)
    assert screen.preview is not None
    assert any(row == 2 and "04-05-15" in why for row, why in screen.preview.errors)


def test_a_choice_changes_the_preview(desk: Desk, screen: ImportIncidentsScreen) -> None:
    """Choosing another column changes what would come in; without the needed ones nothing can."""
    screen.mapping.fields["channel"].setCurrentText("Via")
    desk.wait(lambda: screen.preview and screen.preview.sample and screen.preview.sample[0].channel == "phone")
    screen.mapping.fields["narrative"].setCurrentIndex(0)
    desk.wait(lambda: screen.preview and not screen.preview.good)
    assert not screen.take_button.isEnabled()
    assert "Choose the column that says what happened" in screen.coming.list.model().index(0, 0).data()


def test_good_rows_come_in_and_the_others_are_saved(
    desk: Desk, screen: ImportIncidentsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Good rows are imported once; the others are saved as CSV, mended, and come in without the remark."""
    screen.take()
    desk.wait(lambda: screen._over)
    assert "2 incidents are imported. 3 rows stayed out" in screen.message.sentence.text()
    assert desk.house.desk.incidents.count() == 2
    assert screen.coming.view.value() == BAD
    assert not screen.take_button.isVisibleTo(screen)
    left = tmp_path / "left.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(left), ""))
    screen.save_errors()
    desk.wait(left.exists)
    rows = list(csv.DictReader(io.StringIO(left.read_text("utf-8-sig"))))
    assert [each["Ticket"] for each in rows] == ["2", "4", "5"]
    assert all(each[WRONG] for each in rows)
    screen.read(left)
    desk.wait(lambda: screen.preview)
    assert screen.table is not None
    assert WRONG not in screen.table.columns
    press(screen.dates.trust[0], "Written")
    desk.wait(lambda: screen.preview and screen.preview.good == 2)


def test_a_mapping_is_kept_for_the_next_table(
    desk: Desk, screen: ImportIncidentsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mapping that was saved gives the same choices back; one that does not fit is refused and changes nothing."""
    press(screen.dates.trust[0], "Date")
    press(screen.dates.order, "dmy")
    desk.wait(lambda: screen.preview and screen.preview.good == 4)
    kept = tmp_path / "mapping.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(kept), ""))
    screen.save_mapping()
    desk.wait(kept.exists)
    screen.read(tmp_path / "complaints.csv")
    desk.wait(lambda: screen.preview and screen.preview.good == 2)
    screen.read_mapping(kept)
    desk.wait(lambda: screen.preview and screen.preview.good == 4)
    kept.write_text('{"fields": {"narrative": "Complaint", "occurred_at": "Day"}}', "utf-8")
    screen.read_mapping(kept)
    assert "no column “Day”" in screen.message.sentence.text()
    kept.write_bytes(b"\xff\xfe\x00")
    screen.read_mapping(kept)
    assert screen.message.isVisibleTo(screen)
    assert screen.mapping.fields["occurred_at"].value() == "Date"


def test_a_cancelled_import_leaves_nothing_behind(
    desk: Desk, screen: ImportIncidentsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelling while rows come in imports none of them."""
    monkeypatch.setattr(Job, "isInterruptionRequested", lambda _job: True)
    screen.take()
    desk.wait()
    assert desk.house.desk.incidents.count() == 0
    assert screen.take_button.isEnabled()


def test_what_is_no_table_is_refused(desk: Desk, screen: ImportIncidentsScreen, tmp_path: Path) -> None:
    """A damaged workbook is refused with a sentence; the table that was open stays."""
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04rest")
    screen.read(tmp_path / "book.csv")
    desk.wait()
    assert "cannot be read" in screen.message.sentence.text()
    assert screen.table is not None
    assert screen.table.name == "complaints.csv"


@pytest.fixture
def worded(desk: Desk, tmp_path: Path) -> ImportIncidentsScreen:
    """Give the screen with a table that names no day, and says kinds, statuses and numbers in words of its own."""
    rows = "".join(f"{each},Coffee was cold {each},Complaint,Word {each},-1\n" for each in range(14))
    (tmp_path / "worded.csv").write_text(
        f"Ticket,Complaint,Type,Status,Fell\n{rows}1,Late,Near miss,Closed,3\n", "utf-8"
    )
    desk.frame.go("house.import_incidents")
    found = cast("ImportIncidentsScreen", desk.screen)
    found.read(tmp_path / "worded.csv")
    desk.wait(lambda: found.preview)
    return found


def test_one_day_is_given_to_all_rows(desk: Desk, worded: ImportIncidentsScreen) -> None:
    """A table without days asks for one; a year is enough, and a column that is chosen instead takes its place."""
    assert "give one day or one year" in worded.coming.list.model().index(0, 0).data()
    worded.mapping.day.setText("2015")
    worded.mapping.day.editingFinished.emit()
    desk.wait(lambda: worded.preview and worded.preview.good == 15)
    assert worded.preview is not None
    assert all(each.about for each in worded.preview.sample)
    worded.mapping.fields["occurred_at"].setCurrentText("Status")
    desk.wait(lambda: worded.preview and not worded.preview.good)
    assert worded.mapping.day.text() == ""


def test_words_are_given_a_meaning(desk: Desk, worded: ImportIncidentsScreen) -> None:
    """Each word of a column is given one of ours, or stays as it is said; the kind comes from a column or is fixed."""
    worded.mapping.day.setText("2015-01-31")
    worded.mapping.day.editingFinished.emit()
    assert worded.mapping.kind.currentText() == "as “Type” says"
    assert ("stage", "Closed") not in worded.values.choices
    next(each for each in worded.values.findChildren(QPushButton) if "3 further words" in each.text()).click()
    assert worded.values.choices["stage", "Closed"].value() == "closed"
    worded.values.choices["stage", "Word 0"].setCurrentText("Resolved")
    desk.wait(lambda: worded.preview and worded.preview.sample and worded.preview.sample[0].stage == "resolved")
    assert worded.preview is not None
    assert "-1" not in worded.preview.sample[0].narrative
    worded.values.ticks["-1"].click()
    desk.wait(lambda: worded.preview and "Fell: -1" in worded.preview.sample[0].narrative)
    worded.mapping.kind.setCurrentText("Accident")
    desk.wait(lambda: worded.preview and {each.kind for each in worded.preview.sample} == {"accident"})
    assert all(field != "kind" for field, _ in worded.values.choices)


def test_what_stands_twice_is_shown_and_let_in(desk: Desk, worded: ImportIncidentsScreen) -> None:
    """Rows with the same number stay out until a person lets them in; the same file again brings nothing."""
    worded.mapping.kind.setCurrentText("Complaint")
    worded.mapping.day.setText("2015-01-31")
    worded.mapping.day.editingFinished.emit()
    desk.wait(lambda: worded.preview and worded.preview.twins)
    press(worded.coming.view, TWICE)
    assert "Row 3 has the same number." in str(worded.coming.list.model().index(0, 0).data())
    assert [row for row, _ in worded.coming.out] == [16]
    worded.coming.let_in.click()
    desk.wait(lambda: worded.preview and worded.preview.good == 15)
    worded.take()
    desk.wait(lambda: worded._over)
    worded.look()
    assert desk.house.desk.incidents.count() == 15
    table = worded.table
    assert table is not None
    again = table.take(desk.house.ruth)
    assert (again.imported, len(again.twins)) == (0, 15)
