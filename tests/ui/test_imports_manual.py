from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Format
from sopdesk.ui.background import Job
from sopdesk.ui.imports.manual import PAGE, PAGES, REMARKS, WAITING, ImportManualScreen
from sopdesk.ui.widgets.lines import Line
from tests.services.conftest import PASSWORD, House, house
from tests.ui.desk import Desk

__all__ = ["house"]


@pytest.fixture
def desk(house: House, qtbot: QtBot, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Ruth, the manager, sits."""
    made = Desk(house, qtbot)
    made.sit(house.ruth)
    yield made
    made.frame.stop_work()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two pages, a picture and a link that leads nowhere."""
    pages = tmp_path / "old-manual"
    (pages / "counter").mkdir(parents=True)
    (pages / "counter" / "refund.md").write_text(
        "# Giving money back\n\n1. Ask for the receipt.\n2. See [the till](till.md).\n\n![The till](till.png)\n",
        "utf-8",
    )
    (pages / "counter" / "till.md").write_text("# The till\n\nIt is by the door. See [this](gone.md).\n", "utf-8")
    return pages


def screen_of(desk: Desk) -> ImportManualScreen:
    """Go to the screen."""
    desk.frame.go("house.import_manual")
    return cast("ImportManualScreen", desk.screen)


def lines(screen: ImportManualScreen, view: str) -> list[Line]:
    """Give the lines of one of the lists."""
    screen.view.set_value(view)
    screen.refresh()
    return screen._lines()


def read(desk: Desk, folder: Path) -> ImportManualScreen:
    """Read a folder."""
    screen = screen_of(desk)
    screen.read(folder)
    desk.wait(lambda: screen.preview)
    return screen


def test_nothing_is_kept_by_looking(desk: Desk, folder: Path) -> None:
    """Reading a folder shows its procedures by section and what was not clear; nothing is recorded."""
    before = desk.house.desk.store.size
    screen = read(desk, folder)
    titles = [each.title for each in lines(screen, PAGES) if not each.heading]
    assert titles == ["Giving money back", "The till"]
    assert any("2 steps" in each.detail for each in lines(screen, PAGES))
    said = [(each.title, each.detail) for each in lines(screen, REMARKS)]
    assert any("gone.md" in sentence and where.startswith("counter/till.md, line 3") for sentence, where in said)
    assert any("till.png" in sentence for sentence, _ in said)
    assert desk.house.desk.store.size == before
    assert screen.take_button.text() == "Import 2 procedures"


def test_imported_procedures_wait_for_somebody_else(desk: Desk, folder: Path) -> None:
    """Imported procedures wait; who imported them cannot approve them, a supervisor approves all with one signature."""
    house = desk.house
    screen = read(desk, folder)
    screen.take()
    desk.wait(lambda: screen.preview is None)
    assert "2 procedures now wait for approval" in screen.message.sentence.text()
    assert len(lines(screen, WAITING)) == 3
    assert not screen.approve_button.isVisibleTo(screen)
    desk.sit(house.sam)
    assert screen.approve_button.isVisibleTo(screen)
    screen.approving.approve()
    assert screen.sheet is not None
    screen.sheet.form.set_values({"password": "wrong"})
    screen.sheet.confirm()
    assert "not the password" in screen.sheet.wrong.text()
    screen.sheet.form.set_values({"password": PASSWORD, "reason": "Adopted as it stands."})
    screen.sheet.confirm()
    desk.wait(lambda: not screen.approving.waiting)
    assert "2 procedures are approved" in screen.message.sentence.text()
    assert all(row.label for row in house.desk.manual.rows())


def test_a_refused_approval_is_listed(desk: Desk, folder: Path, tmp_path: Path) -> None:
    """Of many procedures those that the signer imported are refused, each with the reason; the others are approved."""
    house = desk.house
    other = tmp_path / "another"
    other.mkdir()
    (other / "ours.md").write_text("| Document number | A-9 |\n|---|---|\n\n# Ours\n\nTo be found.\n", "utf-8")
    house.desk.imports.manual(by=house.sam, folder=other)
    screen = read(desk, folder)
    screen.take()
    desk.wait(lambda: screen.preview is None)
    desk.sit(house.sam)
    screen.approving.approve()
    assert screen.sheet is not None
    screen.sheet.form.set_values({"password": PASSWORD, "reason": "Adopted as it stands."})
    screen.sheet.confirm()
    desk.wait(lambda: screen.approving.refused)
    assert "1 were refused" in screen.message.sentence.text()
    refused = [each for each in lines(screen, WAITING) if each.chip_kind == "danger"]
    assert [each.title for each in refused] == ["Ours"]
    assert refused[0].detail


def test_a_number_that_is_taken_stops_the_import(desk: Desk, folder: Path) -> None:
    """A folder that was imported already cannot come in a second time; the page says so before anybody tries."""
    house = desk.house
    house.desk.imports.manual(by=house.ruth, folder=folder)
    screen = read(desk, folder)
    assert not screen.take_button.isEnabled()
    assert "2 numbers belong to other procedures" in screen.message.sentence.text()
    assert {each.chip for each in lines(screen, PAGES) if not each.heading} == {"number taken"}


def test_a_cancelled_import_leaves_nothing_behind(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancelling while the folder comes in changes nothing, and it can be imported afterwards."""
    screen = read(desk, folder)
    before = desk.house.desk.store.size
    monkeypatch.setattr(Job, "isInterruptionRequested", lambda _job: True)
    screen.take()
    desk.wait()
    assert desk.house.desk.store.size == before
    assert screen.take_button.isEnabled()


def test_an_empty_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    """A folder without pages brings a sentence, not a procedure."""
    (tmp_path / "empty").mkdir()
    screen = read(desk, tmp_path / "empty")
    assert "no page that can be read" in screen.message.sentence.text()
    assert not screen.take_button.isVisibleTo(screen)


def test_one_page_is_looked_at_and_changed(desk: Desk, folder: Path, look: Callable[..., object]) -> None:
    """A page is shown as it would read; its number, section and format can be changed, and links follow."""
    screen = read(desk, folder)
    screen._open(screen.preview.procedures[0] if screen.preview else None)
    assert screen.view.value() == PAGE
    assert "Giving money back" in screen.page.about.text()
    assert "is not in this folder" in screen.page.remarks.text()
    look(screen, "import-page")
    screen.page._ask()
    assert screen.sheet is not None
    screen.sheet.form.set_values({"number": "POL-7", "section": "Till", "format": "checklist"})
    screen.sheet.confirm()
    assert screen.coming is not None
    changed = screen.coming.content("counter/refund.md")
    assert (changed.number, changed.section, changed.format) == ("POL-7", "Till", Format.CHECKLIST)
    assert [each.text for each in changed.items()] == ["Ask for the receipt.", "See the till."]
    screen.page._go(1)
    assert "The till" in screen.page.about.text()
    screen.page._ask()
    screen.sheet.form.set_values({"number": " "})
    screen.sheet.confirm()
    assert screen.sheet is not None
    screen.close_sheet()
    look(screen, "import-page-changed")


def test_a_page_that_is_left_out_stays_out(desk: Desk, folder: Path, look: Callable[..., object]) -> None:
    """What is left out does not come in; links to it become their words."""
    screen = read(desk, folder)
    look(screen, "import-pages")
    screen.page.show_source("counter/till.md")
    screen.page._turn()
    assert screen.take_button.text() == "Import 1 procedure"
    assert [each.chip for each in lines(screen, PAGES) if not each.heading] == ["to put right: 1", "left out"]
    screen.take()
    desk.wait(lambda: screen.preview is None)
    ((row, _),) = desk.house.desk.manual.waiting()
    content = desk.house.desk.manual.page(row.id, proposal=1).content
    assert content.references == ()
    assert "IMP-002" not in str(content)


def test_a_number_that_is_taken_can_be_changed(desk: Desk, folder: Path) -> None:
    """Where a number belongs to another procedure, a new one is given, and the page comes in."""
    desk.house.desk.imports.manual(by=desk.house.ruth, folder=folder)
    screen = read(desk, folder)
    assert screen.coming is not None
    screen.coming.change("counter/refund.md", number="NEW-1")
    screen.coming.change("counter/till.md", number="NEW-1")
    screen.look_again()
    assert not screen.take_button.isEnabled()
    screen.coming.change("counter/till.md", number="NEW-2")
    screen.look_again()
    assert screen.take_button.isEnabled()
    assert "[the till](NEW-2)" in screen.coming.content("counter/refund.md").steps[1].text


def test_a_document_is_cut_on_the_page(desk: Desk, tmp_path: Path, look: Callable[..., object]) -> None:
    """One document can be cut at a level of its headings; the page says how many procedures each gives."""
    file = tmp_path / "handbook.html"
    file.write_text(
        "<h1>Till</h1><h2>Opening</h2><p>Count.</p><iframe src='https://v.example/1'></iframe><h2>Closing</h2><p>Lock.</p>",
        "utf-8",
    )
    screen = read(desk, file)
    said = [screen.levels.itemText(at) for at in range(screen.levels.count())]
    assert said == [
        "The whole document is one procedure", "Cut at headings of level 1: 1 procedure",
        "Cut at headings of level 2: 2 procedures",
    ]  # fmt: skip
    screen.levels.setCurrentIndex(2)
    desk.wait(lambda: screen.preview and len(screen.preview.procedures) == 2)
    titles = [each.title for each in lines(screen, PAGES) if not each.heading]
    assert titles == ["Opening", "Closing"]
    look(screen, "import-document")
