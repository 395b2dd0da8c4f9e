"""The desk's window on a house of real services, and the keys that a person presses in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.lines import Line, LinesView
from tests.services.conftest import House

Key = Qt.Key


@contextmanager
def opened(qtbot: QtBot, house: House) -> Iterator[MainWindow]:
    """Give the window of a house, shown and with the keyboard; its work ends with it."""
    window = MainWindow(house.desk)
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield window
    window.frame.stop_work()
    window.close()


def sit(window: MainWindow, house: House, who: str) -> None:
    """Seat somebody at the desk."""
    window.frame.sit_down(house.desk.people.person(who))


def keyboard(window: MainWindow) -> QWidget:
    """Give what has the keyboard."""
    QApplication.processEvents()
    found = window.focusWidget()
    assert found is not None
    return found


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(keyboard(window), key, modifier)
    QApplication.processEvents()


def write(window: MainWindow, text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(keyboard(window), text)


def shown_lines(view: LinesView) -> list[Line]:
    """Give the lines of a list, headings too."""
    return [view.lines.line(n) for n in range(view.lines.rowCount())]


def words(screen: Screen) -> list[str]:
    """Give the words of the buttons at the top of a page."""
    return [each.text() for each in screen.acts.pieces() if isinstance(each, QPushButton) and not each.isHidden()]
