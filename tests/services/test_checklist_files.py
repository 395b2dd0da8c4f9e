"""Checklists come in from files and go out as files, through the desk."""

from pathlib import Path

import pytest

from sopdesk.domain.sop import Answer, Format
from tests.domain.given import checklist, refund, refuses
from tests.services.conftest import House


def test_a_table_becomes_drafts_that_wait_for_approval(house: House, tmp_path: Path) -> None:
    """Lists of a table are looked over first, one is left out, the other is handed in; a cancel leaves nothing."""
    file = tmp_path / "lists.csv"
    file.write_text("Checklist;Item;Max;Unit\nOpening;Fridge;5;°C\nClosing;Lights off;;\n", "utf-8")
    coming = house.desk.imports.open_manual(file)
    rows = coming.preview().procedures
    assert [(each.title, each.format, each.own) for each in rows] == [
        ("Opening", Format.CHECKLIST, True), ("Closing", Format.CHECKLIST, True),
    ]  # fmt: skip
    page = coming.page("Opening")
    assert page is not None
    assert page.content.items()[0].asks is Answer.NUMBER
    coming.choose("Closing", chosen=False)
    report = coming.take(by=house.ruth)
    assert len(report.procedures) == 1
    content = house.desk.manual.page(report.procedures[0], proposal=1).content
    assert (content.title, content.items()[0].unit) == ("Opening", "°C")


def test_what_the_manual_holds_already_is_told(house: House, tmp_path: Path) -> None:
    """A list with the title of a procedure, or with the very lines of one, is named before it comes in."""
    house.approved(checklist())
    own = house.desk.checklist_files.write("csv").decode("utf-8-sig")
    file = tmp_path / "lists.csv"
    file.write_text(own.replace("SOP-010,Closing", "X-1,Evening"), "utf-8")
    [same] = house.desk.imports.open_manual(file).preview().procedures
    assert (same.number, same.twin, same.same_lines) == ("X-1", "SOP-010", True)
    assert dict(same.asks) == {Answer.TICK: 1, Answer.NUMBER: 1, Answer.AMOUNT: 1, Answer.TEXT: 1}
    file.write_text("Checklist;Item\nCLOSING;Something else\nMorning;Lights\n", "utf-8")
    title, other = house.desk.imports.open_manual(file).preview().procedures
    assert (title.twin, title.same_lines, other.twin) == ("SOP-010", False, "")
    report = house.desk.imports.manual(by=house.ruth, folder=file, dry_run=True)
    assert report.twins == (("CLOSING", "SOP-010"),)
    coming = house.desk.imports.open_manual(file)
    coming.change("CLOSING", title="  Late   shift ", number="L-1")
    late = coming.preview().procedures[0]
    assert (late.title, late.number, late.twin) == ("Late shift", "L-1", "")
    assert coming.content("CLOSING").title == "Late shift"


def test_which_column_is_what_is_said_before_anything_comes_in(house: House, tmp_path: Path) -> None:
    """A table whose headings say nothing is opened all the same; once its columns are chosen, its lists come in."""
    file = tmp_path / "lists.csv"
    file.write_text("Aufgabe;Grenze\nKühlung;ca. 5\nLicht;\n", "utf-8")
    size = house.desk.store.size
    coming = house.desk.imports.open_manual(file)
    assert coming.preview().procedures == ()
    assert "No column holds the lines" in coming.preview().remarks[0].sentence
    assert "Nothing is chosen" in refuses(lambda: coming.take(by=house.ruth))
    coming.choose_column("text", "Aufgabe")
    coming.choose_column("high", "Grenze")
    table = coming.table()
    assert table is not None
    assert (table.columns, dict(table.chosen), table.left_out) == (
        ("Aufgabe", "Grenze"), {"text": "Aufgabe", "high": "Grenze"}, 1,
    )  # fmt: skip
    assert "ca. 5" in coming.left_out().decode("utf-8-sig")
    coming.choose_column("unit", "Grenze")
    table = coming.table()
    assert table is not None
    assert dict(table.chosen) == {"text": "Aufgabe", "unit": "Grenze"}
    coming.choose_column("unit", "")
    assert (len(coming.preview().procedures), coming.left_out()) == (1, b"")
    assert house.desk.store.size == size
    coming.take(by=house.ruth)
    assert house.desk.store.size > size


def test_only_a_table_has_columns(house: House, tmp_path: Path) -> None:
    """A folder of pages has no columns to choose and no rows that stay out."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "page.md").write_text("# A page\n\nWords.\n", "utf-8")
    coming = house.desk.imports.open_manual(pages)
    coming.choose_column("text", "Task")
    assert (coming.table(), coming.left_out()) == (None, b"")


def test_a_second_table_gets_numbers_that_are_free(house: House, tmp_path: Path) -> None:
    """Lists without a number of their own get the next ones that nobody has."""
    file = tmp_path / "lists.csv"
    file.write_text("Checklist;Item\nOpening;Lights\n", "utf-8")
    assert house.desk.imports.manual(by=house.ruth, folder=file).numbers == ("IMP-001",)
    file.write_text("Checklist;Item\nClosing;Lights off\n", "utf-8")
    assert house.desk.imports.manual(by=house.ruth, folder=file).numbers == ("IMP-002",)


def test_checklists_leave_as_files(house: House) -> None:
    """What is in force leaves as a list to tick or as a table; procedures without lines are no checklists."""
    sop = house.approved(checklist())
    house.approved(refund())
    files = house.desk.checklist_files
    assert "- [ ] Fridge (2 to 5 °C)" in files.write("md", [sop]).decode()
    assert files.write("csv").decode("utf-8-sig").count("SOP-010") == 4
    assert "no line" in refuses(lambda: files.write("csv", [house.approved(refund(number="SOP-099"))]))
    assert "not as pdf" in refuses(lambda: files.write("pdf"))


@pytest.mark.parametrize("name", ["lists.csv", "lists.json"])
def test_what_cannot_be_read_changes_nothing(house: House, tmp_path: Path, name: str) -> None:
    """A file that holds no checklist is refused; the desk is as before."""
    file = tmp_path / name
    file.write_text('{"other": 1}' if name.endswith("json") else "Colour;Size\n1;2\n", "utf-8")
    size = house.desk.store.size
    assert refuses(lambda: house.desk.imports.manual(by=house.ruth, folder=file))
    assert house.desk.store.size == size
