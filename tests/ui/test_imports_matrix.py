from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.ui.imports.matrix import REMARKS, ImportMatrixScreen
from sopdesk.ui.manual.exporting import Exporting
from sopdesk.ui.widgets.choices import Choice
from tests.services.conftest import House, house
from tests.services.test_matrices import TABLE, WHAT
from tests.ui.desk import Desk

__all__ = ["house"]


@pytest.fixture
def desk(house: House, qtbot: QtBot, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Ruth, the manager, sits."""
    made = Desk(house, qtbot)
    made.sit(house.ruth)
    yield made
    made.frame.stop_work()


def test_a_matrix_is_looked_over_and_becomes_a_draft(desk: Desk, tmp_path: Path, look: Callable[..., object]) -> None:
    """Rows and columns are shown as they fit; a column gets its role on the page; then a draft is opened."""
    sop = desk.house.approved(WHAT)
    file = tmp_path / "raci.md"
    file.write_text(TABLE, "utf-8")
    desk.frame.go("house.import_matrix", sop)
    screen = cast("ImportMatrixScreen", desk.screen)
    screen.read(file)
    desk.wait(lambda: screen.preview)
    assert "of which new steps: 1" in screen.about.text()
    boss = screen.columns.pieces()[1].findChild(Choice)
    assert boss is not None
    assert boss.value() == ""
    boss.setCurrentIndex(boss.findData("manager"))
    desk.wait(lambda: screen.preview and screen.preview.columns[1].role == "manager")
    look(screen, "import-matrix")
    screen.view.set_value(REMARKS)
    screen.refresh()
    look(screen, "import-matrix-remarks")
    before = desk.house.desk.store.size
    screen.take()
    assert desk.house.desk.store.size == before
    (draft,) = desk.house.desk.drafts.of(desk.house.ruth)
    assert draft.sop == sop
    assert "tell-the-kitchen" in draft.text


def test_procedures_leave_as_files(desk: Desk, tmp_path: Path) -> None:
    """What is in force leaves as a tree of Markdown in a folder of its own; the page says how many."""
    sop = desk.house.approved(WHAT)
    desk.frame.go("manual.page", sop)
    exporting = Exporting(desk.screen)
    exporting.ask((sop,), "SOP-1")
    assert desk.screen.sheet is not None
    desk.screen.close_sheet()
    exporting.write_tree(tmp_path / "out", (sop,))
    desk.wait((tmp_path / "out" / "README.md").exists)
    assert (tmp_path / "out" / "till" / "SOP-1-refunds.md").exists()
    assert "procedures: 1" in desk.screen.message.sentence.text()
    exporting.write_tree(tmp_path / "out", (sop,))
    desk.wait(lambda: "is not empty" in desk.screen.message.sentence.text())
