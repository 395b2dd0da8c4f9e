from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from sopdesk.domain.incident import Stage
from sopdesk.ui.incidents.overriding import go_on_all_the_same, override_chips, override_facts
from sopdesk.ui.main_window import MainWindow
from tests.services.conftest import House, house
from tests.ui.test_incidents import answer, file_of, logged, window

__all__ = ["house", "window"]


@pytest.mark.parametrize(("who", "offered"), [("ruth", True), ("sam", False)])
def test_only_who_has_the_right_is_offered_to_go_on_all_the_same(
    window: MainWindow,
    house: House, who: str, *, offered: bool,
) -> None:  # fmt: skip
    """Going on although something is missing is offered to managers, and to nobody else at first."""
    case = logged(house)
    house.desk.incidents.move(by=house.ruth, incident=case, stage=Stage.ACKNOWLEDGED)
    house.desk.incidents.move(by=house.ruth, incident=case, stage=Stage.INVESTIGATING)
    screen = file_of(window, house, case, getattr(house, who))
    assert offered is ("Go on all the same" in {each.text() for each in screen.missing_card.findChildren(QPushButton)})


def test_what_was_missing_stays_in_sight(
    window: MainWindow,
    house: House, look: Callable[..., None],
) -> None:  # fmt: skip
    """The sheet names what is missing and asks why; then the file says what it went on without."""
    case = logged(house)
    house.desk.incidents.move(by=house.ruth, incident=case, stage=Stage.INVESTIGATING)
    screen = file_of(window, house, case, house.ruth)
    go_on_all_the_same(screen)
    look(window, "override-sheet")
    answer(screen, override="The insurer asks for it today.", text="Paid back.")
    assert screen.file is not None
    assert screen.file.row.stage is Stage.RESOLVED
    assert "Category" in screen.file.overridden
    assert [each.text() for each in override_chips(screen.file)] == ["Something was missing"]
    assert "Category" in dict(override_facts(screen.file))["Went on without"]
    look(window, "override-chip")
    look(window, "override-chip-large", text=200)
