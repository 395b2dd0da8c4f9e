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
