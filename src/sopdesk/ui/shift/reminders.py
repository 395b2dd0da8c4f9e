"""Looks each minute, and after each act, for what is to be reminded of; beside the window, which never waits for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sopdesk.domain.reminding import Cause
from sopdesk.ui import tokens
from sopdesk.ui.shift.reminder_line import ReminderLine
from sopdesk.ui.shift.tray import Tray
from sopdesk.ui.shift.words import reminder_words
from sopdesk.views.shift import Reminding

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.frame import Frame

_KEY = "desk/reminded"
"""What was reminded of, kept beside the record so that a new start does not say it again."""
MOST = 300
"""So many reminders are kept in mind: those of a few days."""
_EACH_MINUTE = 60_000


class Reminders(QObject):
    """Keeps the line, and the notification area, in step with the shift."""

    minute = Signal()
    """A minute has passed: what is counted by the clock may stand differently."""

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__(frame)
        self._frame, self._window = frame, window
        self.line, self.tray = ReminderLine(frame), Tray(window, frame.workspace.drafts)
        self.tray.pressed.connect(self._come_up)
        QShortcut(QKeySequence("Ctrl+T"), window, self._show_shift)
        kept = frame.workspace.drafts.recall(_KEY)
        self.said = [(key, cause) for key, cause in (json.loads(kept) if kept else ())]
        self._running = self._again = False
        self._soon = QTimer(self, interval=tokens.SETTLE, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._minute = QTimer(self, interval=_EACH_MINUTE)
        self._minute.timeout.connect(self._pass_minute)
        self._minute.start()
        frame.recorded.connect(self._soon.start)
        frame.person_changed.connect(self._greet)
        self._soon.start()
        QTimer.singleShot(tokens.SETTLE, self, self.minute.emit)

    def look(self) -> None:
        """Begin a round; one that is going on is followed by another."""
        if self._running:
            self._again = True
            return
        self._running = True
        workspace, person, said = self._frame.workspace, self._frame.person, frozenset(self.said)

        def work(_progress: Progress, _cancelled: IsCancelled) -> tuple[object, Reminding, int]:
            missed = workspace.schedule.settle()
            return person, workspace.shift.reminders(person, said), missed

        self._frame.run_in_background(
            self.tr("Looking what is due"), work, self._take, lambda _sentence: self._end(), quiet=True
        )

    def rest(self) -> None:
        """End all work beside the window, this one too: the desk is closing."""
        self._minute.stop()
        self._soon.stop()
        self.tray.rest()
        self._frame.stop_work()

    def _pass_minute(self) -> None:
        here = self._frame.here
        if here is not None and here.place == "today":
            self._frame.recorded.emit()  # these pages go by the clock
        else:
            self.minute.emit()
        self.look()

    def _greet(self) -> None:
        """Say to whoever sits down what they have not read, each time until they have."""
        if (person := self._frame.person) is not None:
            theirs = f" {person.id}"
            self.said = [(key, cause) for key, cause in self.said
                         if cause != Cause.HANDOVER or not key.endswith(theirs)]  # fmt: skip
        self._soon.start()

    def _show_shift(self) -> None:
        self._frame.go("today.shift")

    def _come_up(self) -> None:
        """Come to the front: somebody has pressed what was told."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._show_shift()

    def _take(self, found: tuple[object, Reminding, int]) -> None:
        person, reminding, missed = found
        self._end()
        if person is self._frame.person:  # somebody else sits there now: they are asked about anew
            self._say(reminding)
        if missed:
            self._frame.refresh()

    def _say(self, reminding: Reminding) -> None:
        self.line.remind(reminding.now, reminding.waiting)
        if reminding.now:
            self.said = [*self.said, *((each.key, each.cause.value) for each in reminding.now)][-MOST:]
            self._frame.workspace.drafts.remember(key=_KEY, text=json.dumps(self.said))
            self.tray.tell("\n".join(reminder_words(reminding.now, self._frame.times, names=False)))

    def _end(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self._soon.start()
