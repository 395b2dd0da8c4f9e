import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.handing import Leaving
from sopdesk.ui import begin
from tests.services.conftest import House, house

__all__ = ["house"]  # the fixture of the services' tests


def test_the_search_follows_what_is_recorded(house: House, qtbot: QtBot, dressed: None) -> None:
    """While the window is open the search finds what was just written; closed, nothing listens any more."""
    before = len(house.desk.desk.changed)
    opened = begin.open_desk(house.desk)
    assert opened.page is not None
    qtbot.addWidget(opened.page)
    with qtbot.waitSignal(opened.keeper.caught_up, timeout=10_000):
        house.desk.handovers.write(by=house.leo, leaving=Leaving(notes="The pomegranates are late."))
    sam = house.desk.people.person(house.sam)
    qtbot.waitUntil(lambda: bool(house.desk.finder.search("pomegranate", person=sam).found))
    opened.keeper.rest()
    opened.keeper.rest()
    opened.checkpoints.rest()
    assert len(house.desk.desk.changed) == before
    house.desk.handovers.write(by=house.leo, leaving=Leaving(notes="The quinces came."))
    assert house.desk.finder.behind(), "nobody reads it in any more"
    opened.page.close()


def test_a_desk_that_closes_is_listened_to_no_more(
    house: House, qtbot: QtBot, dressed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing the desk lets go of its journal."""
    before = len(house.desk.desk.changed)
    opened = begin.open_desk(house.desk)
    assert opened.page is not None
    qtbot.addWidget(opened.page)
    monkeypatch.setattr(house.desk, "close", lambda: None)  # the fixture closes it
    opened.page.close()
    opened.let_go()
    assert len(house.desk.desk.changed) == before
