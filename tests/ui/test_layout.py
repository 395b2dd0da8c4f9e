import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.rows import Flow
from sopdesk.ui.widgets.sheet import Sheet

pytestmark = pytest.mark.usefixtures("dressed")


def piece(width: int) -> QWidget:
    """Give something of a fixed size."""
    made = QLabel()
    made.setFixedSize(width, 40)
    return made


def test_what_wraps_needs_the_same_room_at_any_width(qtbot: QtBot) -> None:
    """Chips ask for their height by a width, never by the present one: a page would go to and fro for ever."""
    flow = Flow(8)
    qtbot.addWidget(flow)
    for width in (150, 142):
        flow.add(piece(width))
    flow.resize(300, 40)
    wide = flow.minimumSizeHint()
    flow.resize(200, 88)
    assert flow.minimumSizeHint() == wide
    assert (flow.heightForWidth(300), flow.heightForWidth(200)) == (40, 88)


def test_nothing_flashes_as_a_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page is made of is never shown before it has its place: it would come up as a window of its own."""
    set_visible = QWidget.setVisible

    def watched(self: QWidget, visible: bool) -> None:
        assert not (visible and self.parent() is None), self
        set_visible(self, visible)

    monkeypatch.setattr(QWidget, "setVisible", watched)
    qtbot.addWidget(EmptyState("check", "Nothing waits", "All is done.", "Read on"))
    qtbot.addWidget(Sheet("Give it back", [], "Give back", lambda _answers: None, sentence="It is open again then."))
