import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sopdesk.domain.deadline import Timing
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.places import PLACES, SCREENS, make_screen
from sopdesk.ui.screen import Screen
from sopdesk.views.today import TodayLine, Urgency
from sopdesk.views.trail import Head, Verdict
from tests.ui.given import ADA, NOW

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot, fake: SimpleNamespace, dressed: None) -> MainWindow:
    """Give the desk's window with Ada at the desk."""
    fake.today.lines = lambda _person: (
        TodayLine(Urgency.NOW, "Closing checklist", "12 of 18 done", "Go on", "run", "run-1"),
        TodayLine(
            Urgency.NOW,
            "INC-7",
            "Report was due",
            "Open",
            "incident",
            "i-7",
            NOW - timedelta(days=1),
            timing=Timing.LATE,
        ),
        TodayLine(Urgency.LATER, "Opening checklist", "SOP-010", "Start", "checklist", "sop-10"),
    )
    fake.today.counts = lambda _person: {"today": 2, "incidents": 120}
    made = MainWindow(cast("Workspace", fake))
    qtbot.addWidget(made)
    made.frame.sit_down(ADA)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def controls(window: MainWindow) -> list[Any]:
    """Give every control of a window that can be reached."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    found = [each for kind in kinds for each in window.findChildren(kind)]
    return [each for each in found if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisible()]


def test_screens_are_made_at_their_first_visit(window: MainWindow) -> None:
    """Only the first page is made when the desk opens."""
    assert list(window.screens) == ["today"]
    window.frame.go("house")
    assert list(window.screens) == ["today", "house"]


def test_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    """Alt+Left goes back to what was shown before."""
    window.frame.go("house")
    window.frame.go("figures")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.current_screen() is window.screens["house"])
    window.frame.back()
    assert window.current_screen() is window.screens["today"]
    assert not window.top.back.isEnabled()


def test_an_incident_is_one_press_away(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+I logs an incident from any page, in a wide and in a narrow window."""
    for width in (1300, 760):
        window.resize(width, 700)
        window.frame.go("house")
        qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.frame.here is not None and window.frame.here.screen == "incidents.log")


def test_the_rail_goes_everywhere(window: MainWindow) -> None:
    """Every place of the rail has a page; the rail shows which."""
    for place in PLACES:
        if place.name in SCREENS and place.name in {"today", "training", "figures", "house"}:
            window.rail._buttons[place.name].click()
            assert window.frame.here is not None
            assert window.frame.here.screen == place.name
            assert window.rail._buttons[place.name].isChecked()


def test_the_rail_says_what_waits(window: MainWindow) -> None:
    """A screen reader hears how much waits on a place."""
    assert window.rail._buttons["incidents"].accessibleName() == "Incidents, 120 waiting"
    assert window.rail._buttons["manual"].accessibleName() == "Manual"


def test_every_control_has_a_name(window: MainWindow) -> None:
    """Every control that can be reached has a name that a screen reader says."""
    window.frame.go("house")
    cast("Any", window.screens["house"]).register()
    nameless = [each for each in controls(window) if not (each.accessibleName() or getattr(each, "text", str)())]
    assert not nameless


def test_today_leads_to_each_act(window: MainWindow) -> None:
    """Each line on Today is one press from its act; the most urgent comes first, what is overdue says so."""
    today = cast("Any", window.screens["today"])
    lines = [today.list.lines.line(n) for n in range(today.list.lines.rowCount())]
    assert [each.title for each in lines] == [
        "Now", "Closing checklist", "INC-7", "When there is time", "Opening checklist",
    ]  # fmt: skip
    assert lines[2].chip == "Overdue"
    visits: list[Any] = []
    window.frame.went.disconnect(window.show_visit)
    window.frame.went.connect(visits.append)
    for each in (lines[1], lines[2], lines[4]):
        today.list.chosen.emit(each.data)
    assert [(each.screen, each.id, each.more) for each in visits] == [
        ("checklists.run", "run-1", {}), ("incidents.file", "i-7", {}), ("checklists.run", "", {"sop": "sop-10"}),
    ]  # fmt: skip


def test_today_says_when_nothing_waits(window: MainWindow, fake: SimpleNamespace) -> None:
    """An empty Today says so and offers the manual."""
    fake.today.lines = lambda _person: ()
    window.refresh()
    today = cast("Any", window.screens["today"])
    assert today.empty.isVisible()
    assert not today.list.isVisible()


def test_the_strip_claims_only_what_was_checked(window: MainWindow) -> None:
    """The strip says “unbroken” only after a check that held, and never “secure”."""
    head = Head("counter", 412, "00" * 32, NOW, 400, "", "")
    window.strip.show_journal(head, None, window.frame.times)
    assert window.strip.journal.text() == "Checkpoint of 3 May · 412 entries"
    held = Verdict(holds=True, sentence="", checks=(), entries=412, seconds=0.0)
    window.strip.show_journal(head, held, window.frame.times)
    assert window.strip.journal.text() == "Unbroken since the checkpoint of 3 May · 412 entries"
    window.strip.show_journal(head, replace(held, holds=False), window.frame.times)
    assert "does not hold" in window.strip.journal.text()
    window.strip.show_journal(replace(head, checkpoint_at=None), None, window.frame.times)
    assert window.strip.journal.text() == "No checkpoint yet · 412 entries"


def test_the_text_grows_and_is_remembered(window: MainWindow, qtbot: QtBot, fake: SimpleNamespace) -> None:
    """Ctrl++ makes all text larger, up to 200 %, and the desk remembers it."""
    for _ in range(20):
        window._text_size.change(style.look.theme.text + tokens.TEXT_STEP)
    assert style.look.theme.text == 200
    assert fake.drafts.recall("desk/text-size") == "200"
    assert window.rail.width() > tokens.RAIL


def test_long_work_shows_progress_and_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    """Long work shows how far it is in the strip; Cancel ends it, and it has changed nothing."""
    results: list[object] = []

    def count(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> str:
        for number in range(10_000):
            if cancelled():
                raise Cancelled
            progress(number, 10_000)
            time.sleep(0.005)
        return "all"

    job = window.frame.run_in_background("Counting", count, results.append)
    qtbot.waitUntil(lambda: window.strip.progress.isVisible() and window.strip.progress.value() > 0)
    assert window.strip.work.text() == "Counting"
    with qtbot.waitSignal(job.cancelled):
        window.strip.cancel.click()
    qtbot.waitUntil(lambda: not window.strip.progress.isVisible())
    assert not results
    assert not window.frame.busy()


def test_long_work_gives_its_result(frame: Frame, qtbot: QtBot) -> None:
    """What long work gives arrives in the window's thread; a refusal arrives as its sentence."""
    results: list[object] = []
    frame.run_in_background("Counting", lambda _progress, _cancelled: 42, results.append)
    qtbot.waitUntil(lambda: results == [42])

    def refuse(_progress: object, _cancelled: object) -> None:
        raise Refusal("The file has no column “date”.")

    with qtbot.waitSignal(frame.said) as said:
        frame.run_in_background("Importing", refuse, results.append)
    assert said.args == ["The file has no column “date”."]
    qtbot.waitUntil(lambda: not frame.busy())


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_every_screen_can_be_made(name: str, frame: Frame, qtbot: QtBot) -> None:
    """Every screen that is registered exists, and its class is a screen."""
    made = make_screen(name, frame)
    qtbot.addWidget(made)
    assert isinstance(made, Screen)


def test_a_refusal_is_a_line_on_the_page(frame: Frame, qtbot: QtBot) -> None:
    """A refused act is said on the page; a done act is said too, and the desk asks again."""

    def refuse() -> None:
        raise Refusal("A house needs a manager.")

    screen = Screen(frame)
    qtbot.addWidget(screen)
    assert not screen.attempt(refuse)
    assert screen.message.sentence.text() == "A house needs a manager."
    with qtbot.waitSignal(frame.recorded):
        assert screen.attempt(lambda: None, "Done.")
    assert screen.message.sentence.text() == "Done."


def test_a_covered_page_has_a_name(window: MainWindow) -> None:
    """Whoever comes to a page that nobody has opened yet, and must sign in first, reads which page it is."""
    window.lock()
    window.frame.go("incidents")
    assert window.pages.currentWidget() is window.locked
    assert window.locked.panel.title.text() == "Incidents: sign in to see it"
