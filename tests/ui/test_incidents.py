"""The incidents' screens in the desk's window, on real services."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.revision import Status
from sopdesk.ui.incidents.cases import CasesScreen
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.log import LogScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Form
from sopdesk.ui.widgets.lines import LinesView
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, House, house
from tests.ui.house_window import keyboard, opened, press, shown_lines, sit, words, write

__all__ = ["house"]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
STORY = "The customer wanted a refund for items on sale; no receipt."


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house with one procedure in force, Leo of front of house at the desk."""
    house.approved(refund())
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def logged(house: House, narrative: str = STORY, kind: IncidentKind = IncidentKind.COMPLAINT, **more: Any) -> str:  # noqa: ANN401 - as log
    """Log an incident as Leo."""
    return house.desk.incidents.log(by=house.leo, kind=kind, narrative=narrative, **more)


def cases(window: MainWindow) -> CasesScreen:
    """Go to the list."""
    window.frame.go("incidents")
    return cast("CasesScreen", window.current_screen())


def file_of(window: MainWindow, house: House, incident: str, who: str) -> FileScreen:
    """Open a file as somebody."""
    sit(window, house, who)
    window.frame.go("incidents.file", incident)
    return cast("FileScreen", window.current_screen())


def titles(view: LinesView) -> list[str]:
    """Give the titles of a list."""
    return [each.title for each in shown_lines(view)]


def answer(screen: FileScreen, **values: str) -> None:
    """Fill in the sheet that is open and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    screen.sheet.confirm()
    QApplication.processEvents()


def asked(screen: FileScreen) -> set[str]:
    """Give what the sheet that is open asks for."""
    assert screen.sheet is not None
    return {each for each in screen.sheet.form.values() if screen.sheet.form.asked(each)}


def is_asking(screen: FileScreen) -> bool:
    """Tell whether a sheet is open."""
    return screen.sheet is not None


def pressed(form: Form, name: str, value: str) -> None:
    """Press one of the chips of a form."""
    cast("Chips", form.field(name))._buttons[value].click()


def resolved(house: House) -> str:
    """Take a complaint to "resolved"."""
    incidents, case = house.desk.incidents, logged(house)
    incidents.move(by=house.sam, incident=case, stage=Stage.ACKNOWLEDGED, text="Told her when we call.")
    values = {"category": "quality", "finding": "upheld", "remedy_given": "refund"}
    incidents.move(by=house.sam, incident=case, stage=Stage.RESOLVED, text="Paid back.", values=values)
    return case


def test_the_list_is_filtered(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Stage, kind and words each narrow the list; an empty list says why it is empty."""
    logged(house, "Coffee over the counter.", IncidentKind.ACCIDENT, severity=Severity.SEVERE)
    logged(house)
    screen = cases(window)
    assert titles(screen.list) == [STORY, "Coffee over the counter."]
    assert [(each.chip, each.chip_kind) for each in shown_lines(screen.list)][1] == ("Logged · severe", "danger")
    screen.filters.kind.setCurrentText("Accident")
    assert titles(screen.list) == ["Coffee over the counter."]
    screen.filters.words.setText("receipt")
    qtbot.waitUntil(lambda: not screen.list.isVisible())
    assert screen.empty.title.text() == "Nothing matches"
    screen.filters.kind.setCurrentIndex(0)
    assert titles(screen.list) == [STORY]
    assert screen.count.text() == "Incidents: 1"
    screen.filters.words.clear()
    screen.filters.stage._buttons["closed"].click()
    qtbot.waitUntil(lambda: not screen.list.isVisible())


def test_logging_takes_a_few_keys(window: MainWindow, qtbot: QtBot) -> None:
    """From anywhere an incident is logged with its words and at most twelve further keys, by keyboard alone."""
    keys = 0

    def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal keys
        keys += 1
        press(window, which, modifier)

    key(Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.current_screen(), LogScreen))
    screen = cast("LogScreen", window.current_screen())
    write(window, STORY)
    first = next(iter(cast("Chips", screen.first.field("kind"))._buttons.values()))
    while keyboard(window) is not first:
        key(Key.Key_Backtab)
        assert keys < 10
    key(Key.Key_Space)
    key(Key.Key_Return, CONTROL)
    assert keys <= 12, keys
    shown = cast("FileScreen", window.current_screen())
    assert isinstance(shown, FileScreen)
    assert shown.file is not None
    assert shown.file.narrative == STORY
    assert shown.file.row.kind is IncidentKind.COMPLAINT
    assert shown.file.row.number in shown.message.sentence.text()
    assert [pinned.number for pinned, _ in shown.file.procedures] == [refund().number]


def test_the_procedures_that_fit_are_proposed_and_pinned(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """While somebody types, procedures that fit appear; one that is pressed away is not named in the file."""
    window.frame.go("incidents.log")
    screen = cast("LogScreen", window.current_screen())
    write(window, STORY)
    qtbot.waitUntil(lambda: bool(screen.fitting.pieces()))
    chip = cast("QPushButton", screen.fitting.pieces()[0])
    assert chip.text() == f"{refund().number} Refund"
    chip.click()
    pressed(screen.first, "kind", "complaint")
    screen.log()
    assert cast("FileScreen", window.current_screen()).file.procedures == ()  # type: ignore[union-attr]  # shown


def test_half_written_text_survives_a_lock(window: MainWindow, house: House) -> None:
    """What is half written is covered by the lock, stays with its author, and is there when they come back."""
    window.frame.go("incidents.log")
    screen = cast("LogScreen", window.current_screen())
    write(window, "The ladder slipped and")
    pressed(screen.first, "kind", "near-miss")
    window.lock()
    assert window.pages.currentWidget() is window.locked
    sit(window, house, house.sam)
    assert screen.first.values() == {"kind": "", "narrative": ""}
    window.lock()
    sit(window, house, house.leo)
    assert screen.first.values() == {"kind": "near-miss", "narrative": "The ladder slipped and"}


def test_what_is_missing_is_said_beside_the_field(window: MainWindow) -> None:
    """Nothing is recorded without a kind and a story; the words stay."""
    window.frame.go("incidents.log")
    screen = cast("LogScreen", window.current_screen())
    write(window, "Something")
    screen.log()
    assert window.current_screen() is screen
    assert screen.first.values()["narrative"] == "Something"
    pressed(screen.first, "kind", "complaint")
    screen.more_form.set_values({"occurred_at": "yesterday"})
    screen.log()
    assert "Give day and time" in screen.message.sentence.text()
    assert screen.first.values()["narrative"] == "Something"


def test_the_next_stage_asks_for_what_is_missing(window: MainWindow, house: House) -> None:
    """Going on asks, on one sheet, for every field that the next stage needs, and refuses while one is empty."""
    case = logged(house)
    screen = file_of(window, house, case, house.sam)
    assert words(screen) == ["Acknowledge"]
    screen.acting.move(Stage.ACKNOWLEDGED)
    answer(screen, text="Called her.")
    screen.acting.move(Stage.INVESTIGATING)
    answer(screen, text="Asked Leo.")
    assert {"category", "finding", "remedy_given"} <= {each.name for each in screen.file.missing}  # type: ignore[union-attr]  # shown
    screen.acting.move(Stage.RESOLVED)
    assert asked(screen) == {"category", "finding", "remedy_given", "text"}
    answer(screen, category="quality", finding="upheld", text="Paid.")
    assert screen.sheet is not None
    assert house.desk.incidents.file(case).row.stage is Stage.INVESTIGATING
    answer(screen, remedy_given="refund")
    assert not is_asking(screen)
    assert house.desk.incidents.file(case).row.stage is Stage.RESOLVED


def test_front_of_house_cannot_go_on_alone(window: MainWindow, house: House) -> None:
    """Somebody who may not handle incidents is asked for somebody who may."""
    wanted: list[object] = []
    screen = file_of(window, house, logged(house), house.leo)
    window.frame.person_wanted.disconnect(window._want_person)
    window.frame.person_wanted.connect(wanted.append)
    screen.acting.move(Stage.ACKNOWLEDGED)
    screen.acting.correct()
    assert len(wanted) == 2
    assert not is_asking(screen)


def test_a_correction_stands_beside_what_it_said(window: MainWindow, house: House) -> None:
    """Correcting asks which field, then the new value and why; the former value stays in the story."""
    case = logged(house, place="Counter")
    screen = file_of(window, house, case, house.sam)
    screen.acting.correct()
    answer(screen, field="place")
    assert asked(screen) == {"now", "reason"}
    answer(screen, now="Terrace", reason="She sat outside.")
    assert not is_asking(screen)
    file = house.desk.incidents.file(case)
    assert file.place == "Terrace"
    assert (file.story[-1].was, file.story[-1].now, file.story[-1].reason) == ("Counter", "Terrace", "She sat outside.")


def test_closing_takes_the_right_password(window: MainWindow, house: House) -> None:
    """A wrong password leaves the file open and the answers on the sheet; the right one signs and closes it."""
    case = resolved(house)
    screen = file_of(window, house, case, house.sam)
    assert words(screen) == ["Close and sign", "Follow up"]
    screen.acting.close()
    assert asked(screen) == {"accepted", "outcome", "password"}
    answer(screen, accepted="yes", outcome="She is content.", password="wrong")
    assert screen.sheet is not None
    assert "not the password" in screen.sheet.wrong.text()
    assert screen.sheet.form.values()["outcome"] == "She is content."
    assert house.desk.incidents.file(case).row.stage is Stage.RESOLVED
    answer(screen, password=PASSWORD)
    assert not is_asking(screen)
    file = house.desk.incidents.file(case)
    assert file.row.stage is Stage.CLOSED
    assert file.signature is not None
    assert file.signature.holds
    assert words(screen) == ["Reopen"]


def test_a_closed_file_is_reopened_with_a_reason(window: MainWindow, house: House) -> None:
    """Reopening needs a reason; the signature before it stays in the story."""
    case = resolved(house)
    incidents = house.desk.incidents
    incidents.close(
        by=house.sam, password=PASSWORD, incident=case, outcome="Content.", digest=incidents.file(case).digest,
        values={"accepted": "yes"},
    )  # fmt: skip
    screen = file_of(window, house, case, house.sam)
    screen.acting.reopen()
    answer(screen, reason="")
    assert screen.sheet is not None
    answer(screen, reason="She called again.")
    file = incidents.file(case)
    assert file.row.stage is not Stage.CLOSED
    assert file.story[-1].reason == "She called again."
    assert any(each.signature and each.signature.holds for each in file.story)


def test_a_procedure_of_the_file_opens_as_it_was(window: MainWindow, house: House) -> None:
    """The procedure named in a file opens in the revision that was in force when it happened."""
    sop = house.desk.manual.rows()[0].id
    fits = [each.pinned for each in house.desk.incidents.propose(STORY)]
    screen = file_of(window, house, logged(house, procedures=fits), house.leo)
    named = next(each for each in screen.findChildren(QPushButton) if "revision 1.0" in each.text())
    named.click()
    assert window.frame.here is not None
    assert (window.frame.here.screen, window.frame.here.id) == ("manual.page", sop)
    assert house.desk.manual.page(sop).status is Status.EFFECTIVE


def test_a_case_opens_from_the_list_by_keyboard(window: MainWindow, house: House) -> None:
    """Down and Enter open a case from the list."""
    case = logged(house)
    screen = cases(window)
    screen.list.setFocus()
    QTest.keyClick(screen.list, Key.Key_Down)
    QTest.keyClick(screen.list, Key.Key_Return)
    assert window.frame.here is not None
    assert (window.frame.here.screen, window.frame.here.id) == ("incidents.file", case)
