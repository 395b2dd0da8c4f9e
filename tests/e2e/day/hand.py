"""Eyes and hands at the window: finds what is in sight by its words, and presses real keys and the real mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from sopdesk.ui.widgets.lines import Line, LinesView
from tests.e2e.day.world import Diary

PATIENCE = 10.0
"""Seconds after which somebody gives up waiting for the window."""
Key = Qt.Key
W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class StuckError(Exception):
    """What somebody looked for did not come into sight; says what was there instead."""


class Hand:
    """One person's eyes and hands at the desk's window."""

    def __init__(self, window: QWidget, diary: Diary, pictures: Path | None = None) -> None:
        self.window, self.diary = window, diary
        self._pictures = pictures
        self._taken = len(list(pictures.glob("*.png"))) if pictures else 0

    # -- looking

    def see(self) -> None:
        """Let the window do what it has to do now."""
        QApplication.processEvents()

    def until(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = monotonic() + PATIENCE
        while not condition():
            if monotonic() > end:
                self.picture("stuck")
                raise StuckError(f"{what} did not come. In sight: {' | '.join(self.words())}")
            self.see()
            sleep(0.01)
        self.see()

    def words(self) -> list[str]:
        """Give every word in sight: labels, buttons, lines of lists."""
        found = [each.text() for each in self.all(QLabel) if each.text()]
        found += [each.accessibleName() for each in self.all(QAbstractButton)]
        found += [f"{each.title} [{each.act}]" for view in self.all(LinesView) for each in lines_of(view)]
        return found

    def reads(self, words: str) -> bool:
        """Tell whether words are in sight."""
        return any(words in each.replace("\N{ZERO WIDTH SPACE}", "") for each in self.words())

    def wait_for(self, words: str) -> None:
        """Wait until words are in sight."""
        self.until(f"“{words}”", lambda: self.reads(words))

    def find(self, kind: type[W], name: str) -> W | None:
        """Give what is in sight and bears a name, else None; a name that ends with … may go on."""
        found = [each for each in self.all(kind) if _called(each, name)]
        return found[-1] if found else None  # what lies over the rest was added last

    def need(self, kind: type[W], name: str) -> W:
        """Wait for something with a name to be in sight, and give it."""
        self.until(f"{kind.__name__} “{name}”", lambda: self.find(kind, name) is not None)
        found = self.find(kind, name)
        assert found is not None
        return found

    def line(self, title: str, act: str = "") -> tuple[LinesView, int] | None:
        """Give where a line stands whose title holds words, and which offers an act."""
        for view in self.all(LinesView):
            for row, each in enumerate(lines_of(view)):
                if not each.heading and title in each.title and act in each.act:
                    return view, row
        return None

    # -- acting

    def press(self, name: str, kind: type[QWidget] = QAbstractButton) -> None:
        """Press what bears a name with the mouse."""
        self.click(self.need(kind, name))

    def click(self, widget: QWidget) -> None:
        """Scroll something into sight and press on its middle; nothing may lie over it."""
        self._bring(widget)
        middle = widget.rect().center()
        over = self.window.childAt(widget.mapTo(self.window, middle))
        if over is not widget and (over is None or not widget.isAncestorOf(over)):
            self.picture("covered")
            raise StuckError(f"“{_name(widget)}” is covered by {over}")
        self._touch()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, middle)
        self.see()

    def choose(self, title: str, act: str = "") -> None:
        """Press a line of a list."""
        self.until(f"line “{title}” {act}", lambda: self.line(title, act) is not None)
        found = self.line(title, act)
        assert found is not None
        view, row = found
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.see()
        self._touch()
        place = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(place))
        self.see()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        self._touch()
        QTest.keyClick(self.keyboard(), key, modifier)
        self.see()

    def write(self, text: str) -> None:
        """Type where the keyboard is, letter by letter."""
        for letter in text:
            self._touch()
            QTest.keyClicks(self.keyboard(), letter)
        self.see()

    def keyboard(self) -> QWidget:
        """Give what has the keyboard."""
        self.see()
        found: QWidget | None = self.window.focusWidget()
        return self.window if found is None else found

    def pick_file(self, file: Path, asks: Callable[[], object]) -> None:
        """Do what asks for a file, and name it in the system's dialog, which stops everything else meanwhile."""
        named: list[bool] = []

        def name() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                watch.start()
                return
            field = dialog.findChild(QLineEdit)
            assert field is not None
            field.setText(str(file))  # the system's dialog is not what is tried here
            self.diary.touch()
            QTest.keyClick(field, Key.Key_Return)
            named.append(True)

        watch = QTimer(self.window, interval=10, singleShot=True)
        watch.timeout.connect(name)
        watch.start()
        asks()
        watch.stop()
        if not named:
            raise StuckError(f"Nobody asked for {file.name}. In sight: {' | '.join(self.words())}")

    def picture(self, name: str) -> None:
        """Keep a picture of what is in sight, if pictures are wanted."""
        if self._pictures is None:
            return
        self.see()
        self._taken += 1
        self.window.grab().save(str(self._pictures / f"{self._taken:02} {name}.png"))

    # -- within

    def _touch(self) -> None:
        self.see()
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.until("the window", lambda: QApplication.activeWindow() is self.window)
        self.diary.touch()

    def all(self, kind: type[W]) -> Iterator[W]:
        """Give everything of a kind that is in sight."""
        return (each for each in self.window.findChildren(kind) if each.isVisible())

    def _bring(self, widget: QWidget) -> None:
        self.see()
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 0, 20)
            above = above.parentWidget()
        self.see()


def lines_of(view: LinesView) -> list[Line]:
    """Give the lines of a list."""
    return [view.lines.line(row) for row in range(view.lines.rowCount())]


def text_of(field: QWidget) -> str:
    """Give what stands in a field."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _called(widget: QWidget, name: str) -> bool:
    said = _name(widget).replace("\N{ZERO WIDTH SPACE}", "")
    return said.startswith(name[:-1]) if name.endswith("…") else said == name
