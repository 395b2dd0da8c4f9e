"""Signing a statement on the screen, in the desk's window on real services."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.domain.finger import Hand
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.signing import FingerSheet
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.widgets.signature_pad import SignaturePad, SignatureView
from tests.services.conftest import House, house
from tests.services.test_finger import stated
from tests.ui.house_window import opened, press, sit
from tests.ui.test_incidents import file_of

__all__ = ["house"]
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Leo of front of house at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def draw(pad: SignaturePad, *points: tuple[int, int]) -> None:
    """Draw a stroke with the mouse."""
    first, *others = (QPoint(*each) for each in points)
    QTest.mousePress(pad, LEFT, Qt.KeyboardModifier.NoModifier, first)
    for each in others:
        QTest.mouseMove(pad, each)
    QTest.mouseRelease(pad, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(*points[-1]))


def sheet_of(screen: FileScreen) -> FingerSheet:
    """Open the sheet on which the statement is signed."""
    assert screen.file is not None
    screen.several.sign_entry(screen.file.entries[0])
    assert isinstance(screen.sheet, FingerSheet)
    return screen.sheet


def test_a_witness_signs_with_the_finger(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """The words stand above the pad; what is drawn there is recorded with the printed name and shown in the file."""
    case = stated(house)
    screen = file_of(window, house, case, house.leo)
    sheet = sheet_of(screen)
    sheet.confirm()
    assert "Sign in the field" in sheet.wrong.text()
    draw(sheet.pad, (300, 40), (320, 60))
    sheet.clear.click()
    assert sheet.pad.strokes == ()
    QTest.mouseMove(sheet.pad, QPoint(5, 5))
    QTest.mousePress(sheet.pad, Qt.MouseButton.RightButton)
    QTest.mouseRelease(sheet.pad, Qt.MouseButton.RightButton)
    assert sheet.pad.strokes == ()
    draw(sheet.pad, (40, 140), (90, 40), (120, 150), (120, 150), (200, 90), (260, 130), (330, 80), (420, 900))
    look(screen.window(), "finger", (1024, 860))
    look(screen.window(), "finger-large", (1024, 768), 200)
    sheet.confirm()
    [entry] = house.desk.incidents.file(case).entries
    [signed] = entry.signed
    assert (signed.name, signed.hand, signed.holds) == ("Ida Quillfeather", Hand.DRAWN, True)
    assert signed.strokes[0][-1][1] == 200
    house.desk.incidents.entries.correct(
        by=house.ruth, incident=case, entry="e1", field="statement", now="She left at ten.", reason="Misheard"
    )
    screen = file_of(window, house, case, house.leo)
    assert any(each.strokes == signed.strokes for each in screen.entries.findChildren(SignatureView))
    look(screen.window(), "finger-shown", (1280, 1300))


def test_whoever_cannot_draw_types(window: MainWindow, house: House) -> None:
    """By keyboard alone: the printed name, Tab to the box, Space, Ctrl+Enter."""
    case = stated(house)
    screen = file_of(window, house, case, house.leo)
    sheet = sheet_of(screen)
    press(window, Key.Key_Tab)
    press(window, Key.Key_Space)
    press(window, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.sheet is not sheet
    [entry] = house.desk.incidents.file(case).entries
    assert [(each.name, each.hand) for each in entry.signed] == [("Ida Quillfeather", Hand.TYPED)]
