"""Plays the day in the desk's real window, from where it is, until its end or until the plug is pulled.

`python -m tests.e2e.day.child FOLDER [--kill AFTER,TOUCHES,MILLISECONDS] [--pictures FOLDER] [--dark]`
"""

import argparse
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from sopdesk.app import fonts, open_workspace
from sopdesk.journal.keys import Strength
from sopdesk.ui import begin, garbage, style
from tests.e2e.day import strays
from tests.e2e.day.person import Person
from tests.e2e.day.stages import STAGES
from tests.e2e.day.world import DayClock, Diary, Kill, at

SIZE = (1024, 768)
OFFSCREEN = "This plugin does not support"
"""What Qt says of a window without a screen."""


class Played:
    """One life of the program on the day."""

    def __init__(self, folder: Path, kill: Kill | None, pictures: Path | None, *, dark: bool) -> None:
        self._clock = DayClock(folder / "clock", STAGES[0][0])
        self._diary = Diary(folder / "diary", kill)
        self._desk = open_workspace(folder / "home" / "desk", clock=self._clock, strength=Strength.QUICK)
        self.wrong: list[str] = []
        strays.watch(self.wrong.append)
        self.window = begin.open_desk(self._desk, fonts())
        if dark:
            style.wear(style.Theme("dark"))
        page = self.window.page
        assert page is not None
        page.resize(*SIZE)
        self._person = Person(page, self._diary, folder, pictures)

    def play(self) -> None:
        """Play every stage whose hour has not passed; then close the window."""
        try:
            self._person.window.activateWindow()
            self._person.until("the window", lambda: QApplication.activeWindow() is self._person.window)
            begun = max(number for number, (clock, _) in enumerate(STAGES) if at(clock) <= self._clock())
            for clock, stage in STAGES[begun:]:
                self._clock.pass_to(clock)
                stage(self._person)
        except Exception:  # noqa: BLE001 - told to whoever started the day
            self.wrong.append(traceback.format_exc())
        QApplication.exit(0)

    def qt_says(self, sort: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        """Take every warning of Qt's as something wrong."""
        if sort not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} and not text.startswith(OFFSCREEN):
            self.wrong.append(text)

    def mishap(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what went wrong in the window where no screen expected it."""
        self.wrong.append("".join(traceback.format_exception(kind, error, trace)))
        self.window.tell_mishap(kind, error, trace)


def main() -> int:
    """Play; give 0, or 1 after saying what went wrong."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--kill", type=Kill.read)
    asked.add_argument("--pictures", type=Path)
    asked.add_argument("--dark", action="store_true")
    said = asked.parse_args()
    program = QApplication(sys.argv[:1])
    program.setApplicationName("SOPDesk")
    garbage.collect_here(program)
    played = Played(said.folder, said.kill, said.pictures, dark=said.dark)
    sys.excepthook = played.mishap
    qInstallMessageHandler(played.qt_says)
    played.window.show()
    QTimer.singleShot(0, played.play)
    program.exec()
    page = played.window.page
    assert page is not None
    page.close()
    played.window.let_go()
    qInstallMessageHandler(None)
    sys.stderr.write("\n".join(played.wrong))
    return 1 if played.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
