"""The forms of an incident's file, made from the fields as data, in the desk's window."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.ui.checklists.agreeing import AgreeSheet
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.log import LogScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.widgets.body_canvas import BodyCanvas
from sopdesk.ui.widgets.body_field import BodyField
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.form import Form
from sopdesk.ui.widgets.remarks import Remarks
from tests.domain.given import CARD
from tests.services.case_play import log, play
from tests.services.conftest import PIN, House, house
from tests.ui.house_window import opened, sit, words, write

__all__ = ["house"]
Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Ruth the manager at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.ruth)
        yield made


def file_of(window: MainWindow, incident: str, **more: str) -> FileScreen:
    """Open a file."""
    window.frame.go("incidents.file", incident, **more)
    return cast("FileScreen", window.current_screen())


def answer(screen: FileScreen, **values: str) -> None:
    """Fill in the sheet that is open and confirm it."""
    assert screen.sheet is not None
    screen.sheet.form.set_values(values)
    screen.sheet.confirm()
    QApplication.processEvents()


def form_of(screen: FileScreen) -> Form:
    """Give the form of the sheet that is open."""
    QApplication.processEvents()
    assert screen.sheet is not None
    return screen.sheet.form


def said(piece: QWidget) -> list[str]:
    """Give the words that can be read in a piece of the page."""
    QApplication.processEvents()
    return [each.text() for each in piece.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_group_of_every_kind_is_a_form(window: MainWindow, house: House, kind: IncidentKind) -> None:
    """Each group of a file opens as a form made from its fields, and takes them all."""
    case = log(house, kind)
    screen = file_of(window, case)
    assert screen.file is not None
    for group in dict.fromkeys(spec.group for spec, _ in screen.file.fields):
        screen.acting.fill_in(group)
        names = {spec.name for spec, value in screen.file.fields if spec.group == group and not value}
        assert set(form_of(screen).values()) == names
        assert any(form_of(screen).asked(each) for each in names) or not names
        screen.close_sheet()


def test_conditional_fields_appear_when_they_are_needed(window: MainWindow, house: House) -> None:
    """Saying that an injury is reportable brings the fields that the law asks then; taking it back takes them away."""
    screen = file_of(window, log(house, IncidentKind.INJURY))
    screen.acting.fill_in("Reporting")
    form = form_of(screen)
    assert not form.field("riddor_class").isVisible()
    cast("Chips", form.field("reportable"))._buttons["yes"].click()
    assert form.field("riddor_class").isVisible()
    assert "osha_event" not in form.values()
    answer(screen, riddor_class="specified injury", reported_reference="R-7")
    assert screen.file is not None
    assert screen.file.values["riddor_class"] == "specified injury"
    screen.acting.correct()
    answer(screen, field="reportable")
    QApplication.processEvents()
    answer(screen, now="no", reason="The doctor says so.")
    assert (screen.file.story[-1].was, screen.file.story[-1].now) == ("yes", "no")
    assert "corrected" in said(screen.details)


def test_what_is_missing_stands_beside(window: MainWindow, house: House) -> None:
    """Beside the file stands what the next stage needs; filling it in empties the list."""
    case = play(house, IncidentKind.ACCIDENT, Stage.ACKNOWLEDGED)
    screen = file_of(window, case)
    assert {"○  Cause", "○  First aid"} <= set(said(screen.missing_card))
    screen.acting.fill_in_missing()
    answer(screen, cause="Wet floor", injury="Bruise", first_aid="given")
    assert "Nothing is missing." in said(screen.missing_card)
    screen.acting.move(Stage.INVESTIGATING)
    answer(screen, text="Looked at the floor.")
    assert "○  add who was injured" in said(screen.missing_card)


def test_an_accident_in_which_nobody_was_hurt_asks_for_nobody(window: MainWindow, house: House) -> None:
    """Whether anybody was hurt is asked first; after a no neither the injury nor the injured person is asked for."""
    screen = file_of(window, play(house, IncidentKind.ACCIDENT, Stage.ACKNOWLEDGED))
    assert "○  Was anybody hurt?" in said(screen.missing_card)
    screen.acting.fill_in_missing()
    answer(screen, anybody_hurt="no", cause="A crate slid off the trolley")
    assert "Nothing is missing." in said(screen.missing_card)
    screen.acting.move(Stage.INVESTIGATING)
    answer(screen, text="Looked at the fridge door.")
    assert "○  add who was injured" not in said(screen.missing_card)


def test_where_it_hurts_is_marked(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """Places are marked on the figure by a press, with the keys, or in the list; a second time takes them away."""
    screen = file_of(window, log(house, IncidentKind.INJURY))
    screen.acting.fill_in("Cause and injury")
    body = form_of(screen).field("body_parts")
    assert isinstance(body, BodyField)
    press_place(body, "left knee (front)")
    press_place(body, "right hand (back)")
    press_place(body, "right hand (back)")
    press_place(body, "left eye")
    body.canvas.setFocus()
    for key in (Key.Key_Down, Key.Key_Space, Key.Key_A):
        QTest.keyClick(body.canvas, key)
    assert "marked" in body.canvas.accessibleDescription()
    body.unfold.click()
    body.list._buttons["inside"].click()
    assert "Left knee (front)" in body.said.text()
    look(window, "body-map", (1024, 1100))
    look(window, "body-large", (1024, 768), 200)
    answer(screen)
    assert screen.file is not None
    value = "left eye; left knee (front); " + body.canvas._at.name
    assert set(screen.file.values["body_parts"].split("; ")) == {*value.split("; "), "inside"}
    shown = next(each for each in screen.details.findChildren(BodyCanvas) if each.isVisibleTo(screen))
    assert "left knee (front)" in shown.accessibleDescription()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    look(window, "body-shown", (1024, 1100))


def press_place(body: BodyField, name: str) -> None:
    """Press a place of the figure."""
    canvas = body.canvas
    x, y = next(each.middle for each in canvas._figure.places if each.name == name)
    at = QPoint(round(x * canvas._unit()), round(y * canvas._unit()))
    QTest.mouseMove(canvas, at)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_people_are_added_and_corrected(window: MainWindow, house: House) -> None:
    """A minor is asked for a guardian; what is known of somebody is corrected, confidential people are kept back."""
    case = log(house, IncidentKind.ACCIDENT)
    screen = file_of(window, case)
    screen.several.add_party()
    form = form_of(screen)
    assert not form.field("guardian").isVisible()
    role = cast("Choice", form.field("role"))
    role.setCurrentIndex(role.findData("minor"))
    assert form.field("guardian").isVisible()
    answer(screen, name="Oscar", guardian="Karin", injured="yes", confidential="yes")
    assert {"Oscar", "injured", "confidential", "Parent or guardian: Karin"} <= set(said(screen.people))
    assert screen.file is not None
    screen.several.correct_party(screen.file.parties[0])
    answer(screen, field="guardian")
    QApplication.processEvents()
    answer(screen, now="Karin Lindqvist", reason="Asked her.")
    assert "Parent or guardian: Karin Lindqvist" in said(screen.people)
    sit(window, house, house.leo)
    screen = file_of(window, case)
    assert "Kept back from you" in said(screen.people)
    assert "Oscar" not in " ".join(said(screen))


def test_a_statement_is_recorded_and_confirmed(window: MainWindow, house: House) -> None:
    """A statement is written down, put right, and confirmed by whoever gave it with their own PIN."""
    screen = file_of(window, log(house, IncidentKind.ABUSE))
    [statement] = [each for each in screen.entries.findChildren(QPushButton) if each.text() == "Statement"]
    statement.click()
    answer(screen, said_by="Leo", statement="He left at nine.")
    assert screen.file is not None
    screen.several.fill_in_entry(screen.file.entries[0])
    answer(screen, heard_at="about 2026-05-03 14:05", heard_by=house.ruth)
    screen.several.correct_entry(screen.file.entries[0])
    answer(screen, field="statement")
    QApplication.processEvents()
    answer(screen, now="He left at ten.", reason="Misheard.")
    screen.several.confirm_entry(screen.file.entries[0])
    sheet = screen.sheet
    assert isinstance(sheet, AgreeSheet)
    sheet.form.set_values({"second": house.leo})
    sheet.pad.entered.emit(PIN)
    QApplication.processEvents()
    shown = said(screen.entries)
    assert {"He left at ten.", "about 3 May 2026, 14:05 (Europe/London)", "Ruth Adeyemi"} <= set(shown)
    assert any(each.startswith("✓ Confirmed by Leo") for each in shown)


def test_the_file_is_looked_at_as_it_was(window: MainWindow, house: House) -> None:
    """From the story the file opens as it was then; nothing can be done there but go back to now."""
    screen = file_of(window, play(house, IncidentKind.SECURITY, Stage.RESOLVED))
    then = next(each for each in screen.story.findChildren(QPushButton) if each.text() == "The file then")
    then.click()
    screen = cast("FileScreen", window.current_screen())
    assert words(screen) == ["Back to now"]
    assert screen.file is not None
    assert screen.file.row.stage is Stage.LOGGED
    assert any(each.startswith("As it was on") for each in said(screen))
    cast("QPushButton", screen.acts.pieces()[0]).click()
    assert cast("FileScreen", window.current_screen()).file.row.stage is Stage.RESOLVED  # type: ignore[union-attr] # shown


def test_a_similar_case_is_linked(window: MainWindow, house: House) -> None:
    """A case of the same customer is proposed with the reason, and linked with a press."""
    first, second = (
        house.desk.incidents.log(by=house.leo, kind=kind, narrative="Cold soup.", customer={"name": "Mrs Nair"})
        for kind in (IncidentKind.COMPLAINT, IncidentKind.DISPUTE)
    )
    screen = file_of(window, second)
    assert "May belong to it: same name" in said(screen.others)
    next(each for each in screen.others.findChildren(QPushButton) if each.text() == "Link").click()
    answer(screen, reason="Same table.")
    assert "Linked" in said(screen.others)
    screen._open_other(first)
    assert window.frame.here is not None
    assert window.frame.here.id == first


def test_opinions_and_card_numbers_are_said_while_one_writes(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Under the text stand words that judge and a full card number, whose last four digits stay with one press."""
    window.frame.go("incidents.log")
    screen = cast("LogScreen", window.current_screen())
    field = cast("QPlainTextEdit", screen.first.field("narrative"))
    field.setPlainText(f"He was aggressive, said “rude” and paid with {CARD}.")
    remarks = next(each for each in screen.first.findChildren(Remarks) if each._field is field)
    qtbot.waitUntil(remarks.isVisible)
    assert [each.startswith("“aggressive” judges") for each in said(remarks)] == [False, True]
    screen.put_down()
    assert CARD not in "".join(screen._half_written._kept.values())
    next(each for each in remarks.findChildren(QPushButton)).click()
    assert field.toPlainText().endswith("paid with [card ending 1111].")
    assert len(said(remarks)) == 1
    field.setPlainText("He said so.")
    remarks.look()
    assert not remarks.isVisible()


def test_logging_takes_two_presses_beside_the_words(window: MainWindow, house: House) -> None:
    """By touch an incident is logged with three presses and its words: log incident, the kind, log it."""
    presses = 0

    def press(wanted: str, within: QWidget) -> None:
        nonlocal presses
        presses += 1
        next(each for each in within.findChildren(QPushButton) if each.text() == wanted and each.isVisible()).click()
        QApplication.processEvents()

    press("Log incident", window)
    screen = cast("LogScreen", window.current_screen())
    write(window, "At 14:05 the tray slipped from the pass.")
    press("Near miss", screen.first)
    press("Log it", screen)
    shown = cast("FileScreen", window.current_screen())
    assert shown.file is not None
    assert shown.file.row.number in shown.message.sentence.text()
    assert presses == 3
    assert len(screen.first.values()) == 2
