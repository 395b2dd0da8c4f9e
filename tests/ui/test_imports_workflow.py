from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.ui.imports.workflow import REMARKS, ImportWorkflowScreen
from sopdesk.ui.widgets.line_painter import LineRole
from tests.services.conftest import House, house
from tests.services.test_charts import CHART
from tests.ui.desk import Desk

__all__ = ["house"]


@pytest.fixture
def desk(house: House, qtbot: QtBot, dressed: None) -> Iterator[Desk]:
    """Give a desk at which Leo sits."""
    made = Desk(house, qtbot)
    made.sit(house.leo)
    yield made
    made.frame.stop_work()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a page with two charts."""
    (tmp_path / "page.md").write_text(f"```mermaid\n{CHART}```\n\n```mermaid\ngraph TD\nX --> Y\n```\n", "utf-8")
    return tmp_path / "page.md"


def read(desk: Desk, file: Path) -> ImportWorkflowScreen:
    """Go to the screen and read a file."""
    desk.frame.go("house.import_workflow")
    screen = cast("ImportWorkflowScreen", desk.screen)
    screen.read(file)
    desk.wait(lambda: screen.preview)
    return screen


def test_a_chart_is_seen_before_anything_is_kept(desk: Desk, file: Path, look: Callable[..., None]) -> None:
    """The chart is drawn, what was not understood is listed, and nothing is kept."""
    screen = read(desk, file)
    assert screen.drawing.canvas.drawing.node("is-it-ours") is not None
    assert not screen.which.isHidden()
    look(screen, "import-workflow", (1024, 768))
    screen.view.set_value(REMARKS)
    screen._show_view()
    assert screen.drawing.isHidden()
    line = screen.remarks.model().index(0, 0).data(LineRole.LINE)
    assert "click A" in line.title
    look(screen, "import-workflow-remarks", (1024, 768))
    assert desk.house.desk.drafts.of(desk.house.leo) == ()


def test_another_chart_of_the_file_is_chosen(desk: Desk, file: Path) -> None:
    """Of several charts in a file another one is chosen."""
    screen = read(desk, file)
    screen.which.set_value("1")
    screen._choose()
    desk.wait(lambda: screen.preview is not None and screen.preview.which == 1)
    assert screen.preview is not None
    assert [each.title for each in screen.preview.content.steps] == ["X", "Y"]


def test_it_is_opened_as_a_draft(desk: Desk, file: Path) -> None:
    """What is accepted is kept as a draft under the next free number, and opened in the editor."""
    screen = read(desk, file)
    screen.take()
    (draft,) = desk.house.desk.drafts.of(desk.house.leo)
    assert "number: SOP-001" in draft.text
    here = desk.frame.here
    assert here is not None
    assert (here.screen, here.more["draft"]) == ("manual.editor", draft.id)


def test_a_file_without_a_chart_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A file that holds no chart is told so; the screen stays as it was."""
    (tmp_path / "odd.txt").write_text("hello", "utf-8")
    desk.frame.go("house.import_workflow")
    screen = cast("ImportWorkflowScreen", desk.screen)
    screen.read(tmp_path / "odd.txt")
    desk.wait(lambda: not screen.message.isHidden())
    assert screen.preview is None
    assert not screen.empty.isHidden()
