from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sopdesk.ui.frame import Visit
from sopdesk.ui.main_window import MainWindow
from sopdesk.views.today import Found, FoundAll

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

REFUND = Found("procedure", "sop-1", "", "Refund without a receipt", "money back", "SOP-012", ((0, 6),), ((0, 5),))
STEP = Found("step", "sop-1", "look", "Look at the goods", "together", "SOP-012", (), ())
LEFT = Found("handover", "handover-3", "", "H-3 · hand-over of 4 May 2026", "slippery", "early", (), ())
CASE = Found("incident", "incident-7", "", "INC-7", "slipped", "open", (), ())


@pytest.fixture
def window(qtbot: QtBot, fake: SimpleNamespace, dressed: None) -> MainWindow:
    """Give the desk's window; searching finds a procedure, a step and an incident."""
    fake.asked = []

    def search(text: str, **how: object) -> FoundAll:
        fake.asked.append(text)
        return FoundAll(text, () if text == "zzz" else (REFUND, STEP, CASE), "zest" if text == "zzz" else "", 1.0)

    fake.finder.search = search
    made = MainWindow(cast("Workspace", fake))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def went(window: MainWindow) -> list[Visit]:
    """Collect where the window is sent, without going there."""
    visits: list[Visit] = []
    window.frame.went.disconnect(window.show_visit)
    window.frame.went.connect(visits.append)
    return visits


def typed(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Type into the search field and wait for results."""
    qtbot.keyClicks(window.top.search, text)
    qtbot.waitUntil(window.search.isVisible)


def test_results_come_while_typing(window: MainWindow, qtbot: QtBot, fake: SimpleNamespace) -> None:
    """A pause of 30 milliseconds brings results, not every letter."""
    typed(window, qtbot, "refund")
    assert fake.asked[-1] == "refund"
    assert len(fake.asked) < 6
    titles = [window.search.results.lines.line(n).title for n in range(window.search.results.lines.rowCount())]
    assert titles == [
        "Procedures", "Refund without a receipt", "Steps", "Look at the goods", "Incidents", "INC-7",
    ]  # fmt: skip


def test_matching_words_are_marked(window: MainWindow, qtbot: QtBot) -> None:
    """The words that match are marked in the title and in the snippet."""
    typed(window, qtbot, "refund")
    line = window.search.results.lines.line(1)
    assert (line.title_marks, line.detail_marks) == (((0, 6),), ((0, 5),))


def test_enter_opens_the_best_at_once(window: MainWindow, qtbot: QtBot) -> None:
    """Enter right after the last letter opens the best result: nobody waits for the list."""
    visits = went(window)
    qtbot.keyClicks(window.top.search, "refund")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert visits == [Visit("manual.page", "sop-1")]
    assert not window.search.isVisible()
    assert window.top.search.text() == ""


def test_arrow_keys_choose(window: MainWindow, qtbot: QtBot) -> None:
    """Arrow keys pass over the headings; Enter opens a step at its place."""
    visits = went(window)
    typed(window, qtbot, "refund")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Up)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert visits == [Visit("manual.page", "sop-1", {"step": "look"})]


def test_an_incident_opens_its_file(window: MainWindow, qtbot: QtBot) -> None:
    """A press on an incident opens its file, on a hand-over its page in the book."""
    visits = went(window)
    typed(window, qtbot, "slip")
    window.search.results.chosen.emit(CASE)
    window.search.results.chosen.emit(LEFT)
    assert visits == [Visit("incidents.file", "incident-7"), Visit("checklists.handover", "handover-3")]


def test_no_result_offers_what_was_meant(window: MainWindow, qtbot: QtBot, fake: SimpleNamespace) -> None:
    """No result says so and offers “did you mean”."""
    typed(window, qtbot, "zzz")
    assert "zzz" in window.search.nothing.text()
    assert window.search.suggestion.isVisible()
    window.search.suggestion.click()
    assert fake.asked[-1] == "zest"
    assert not window.search.suggestion.isVisible()


def test_acts_are_found_too(window: MainWindow, qtbot: QtBot) -> None:
    """Search finds what one can do, such as logging an incident."""
    typed(window, qtbot, "log inc")
    last = window.search.results.lines.line(window.search.results.lines.rowCount() - 1)
    assert last.title == "Log incident"


def test_escape_closes_then_empties(window: MainWindow, qtbot: QtBot) -> None:
    """Escape closes the results; once more empties the field."""
    typed(window, qtbot, "refund")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert not window.search.isVisible()
    assert window.top.search.text() == "refund"
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert window.top.search.text() == ""


def test_typing_anywhere_searches(window: MainWindow, qtbot: QtBot) -> None:
    """Letters typed where no field is go to the search field."""
    for place in (window.rail._buttons["house"], cast("Any", window.screens["today"]).list):
        window.top.search.clear()
        place.setFocus()
        qtbot.keyClicks(place, "r")
        assert window.top.search.hasFocus()
        assert window.top.search.text() == "r"


def test_typing_into_a_field_stays_there(window: MainWindow, qtbot: QtBot) -> None:
    """Letters typed into a field are that field's."""
    window.frame.person_wanted.emit(None)
    assert window._lock_sheet is not None
    window._lock_sheet.choose(window.workspace.people.tiles()[0])
    qtbot.keyClicks(window._lock_sheet.pad, "12")
    assert window.top.search.text() == ""


def test_ctrl_k_goes_to_search(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+K goes to the search field from anywhere."""
    window.rail._buttons["house"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.hasFocus()


def test_each_keystroke_begins_at_the_best(window: MainWindow, qtbot: QtBot) -> None:
    """However much is typed, Enter opens the best result, not one further down with each letter."""
    for text in ("re", "fu", "nd"):
        typed(window, qtbot, text)
        window.search.search()
    line = window.search.results.current_line()
    assert line is not None
    assert line.title == "Refund without a receipt"


def test_page_takes_the_keyboard_when_a_result_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    """After Enter on a result the arrow keys read the page, and the search field is empty."""
    went(window)
    typed(window, qtbot, "refund")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert not window.top.search.text()
    assert not window.top.search.hasFocus()


def test_results_go_when_the_keyboard_goes_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    """Results do not lie over a page on which somebody works."""
    typed(window, qtbot, "refund")
    window.top.log.setFocus()
    qtbot.waitUntil(lambda: not window.search.isVisible())


def test_typing_where_no_field_is_begins_a_new_search(window: MainWindow, qtbot: QtBot) -> None:
    """Words left in the search field do not mix with the next question."""
    typed(window, qtbot, "refund")
    window.top.log.setFocus()
    qtbot.keyClick(window.top.log, Qt.Key.Key_K)
    assert window.top.search.text() == "k"


def counting(fake: SimpleNamespace) -> list[tuple[str, object]]:
    """Collect what is counted as not found."""
    counted: list[tuple[str, object]] = []
    fake.gaps = SimpleNamespace(count=lambda text, person: counted.append((text, person)))
    return counted


def test_only_a_settled_search_without_an_answer_is_counted(
    window: MainWindow, qtbot: QtBot, fake: SimpleNamespace
) -> None:
    """Words that found nothing count once, when Enter is pressed or after a pause; what was found never does."""
    counted = counting(fake)
    window.search.unanswered._pause.setInterval(1)
    typed(window, qtbot, "refund")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    assert not window.search.unanswered._pause.isActive()
    window.top.search.setText("zzz")
    qtbot.waitUntil(lambda: bool(counted))
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert counted == [("zzz", None)]
    window.search.leave()
    window.top.search.setText("")
    window.search.unanswered._pause.setInterval(60_000)
    window.top.search.setText("zzz")
    window.search.search()
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert len(counted) == 2


def test_results_of_the_past_are_marked(window: MainWindow, qtbot: QtBot, fake: SimpleNamespace) -> None:
    """While a day in the past is shown, the results say so, come from that day, and are not counted when missing."""
    counted = counting(fake)
    made: list[datetime] = []
    found: list[object] = []

    def search(text: str, **how: object) -> FoundAll:
        found.append(how["as_of"])
        return FoundAll(text, (), "", 1.0, ready=bool(made))

    fake.finder = SimpleNamespace(
        search=search, opening=lambda: False, behind=lambda: False, look_at_today=made.clear,
        look_back=lambda as_of, _progress, _cancelled: made.append(as_of),
    )  # fmt: skip
    window.search.looking_back._settled.setInterval(1)
    window.frame.look_back(date(2026, 4, 30))
    window.top.search.setText("zzz")
    window.search.search()
    assert "30 April 2026" in window.search.past.text()
    assert not window.search.past.isHidden()
    qtbot.waitUntil(lambda: bool(made))
    qtbot.waitUntil(lambda: "Nothing in the manual" in window.search.nothing.text())
    assert set(found) == {datetime(2026, 4, 30, 21, 59, 59, 999999, tzinfo=UTC)}
    window.frame.look_back(None)
    assert made == []
    assert counted == []


def test_a_procedure_that_is_overdue_is_marked(window: MainWindow, qtbot: QtBot, fake: SimpleNamespace) -> None:
    """A result whose review is overdue says so before anybody opens it."""
    late = Found("procedure", "sop-2", "", "Old", "", "SOP-002", (), (), overdue=True)
    fake.finder.search = lambda text, **_how: FoundAll(text, (late,), "", 1.0)
    typed(window, qtbot, "old")
    assert window.search.results.lines.line(1).chip == "Review overdue"
