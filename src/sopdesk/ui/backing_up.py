"""Backups by themselves: once a day while the desk is open, or when it is closed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sopdesk.domain.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.ui.frame import Frame

_LOOK = 10 * 60_000
_FIRST = 60_000
"""A minute after the start, and then every ten minutes, it is asked whether a backup is due."""


class BackupKeeper(QObject):
    """Makes the planned backups beside the window; what fails is said on the page, and on Today until one succeeds."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._running = False
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._first = QTimer(self, interval=_FIRST, singleShot=True)
        self._first.timeout.connect(frame.workspace.backups.clear)
        self._first.timeout.connect(self.look)
        self._first.start()

    def look(self) -> None:
        """Begin a backup if the plan wants one now."""
        backups = self._frame.workspace.backups
        try:
            due = not self._running and backups.due()
        except Trouble:  # the key store is locked: the page of backups says so
            return
        if due:
            self._running = True
            job = self._frame.run_in_background(
                self.tr("Backing up"), backups.make_planned, lambda _made: self._frame.refresh(), self._fail
            )
            job.over.connect(self._end)

    def rest(self) -> None:
        """Look no longer: the desk is closing."""
        self._timer.stop()
        self._first.stop()

    def _fail(self, sentence: str) -> None:
        self._frame.refresh()
        self._frame.say(self.tr("The backup was not made. {why}").format(why=sentence))

    def _end(self) -> None:
        self._running = False


def back_up_at_closing(workspace: Workspace) -> None:
    """Make the backup that the plan wants at closing; what fails is remembered and said at the next start."""
    try:
        if workspace.backups.due(closing=True):
            workspace.backups.make_planned()
    except (Refusal, Trouble) as no:
        logging.getLogger(__name__).warning("no backup was made at closing: %s", no.sentence)
