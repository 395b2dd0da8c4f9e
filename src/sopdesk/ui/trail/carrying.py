"""Checkpoints by themselves: signed after a quarter of an hour, and brought to the second place beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sopdesk.domain.refusal import Trouble
from sopdesk.services.carrying import Carried

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame

_SOON = 2_000
_EACH_MINUTE = 60_000


class CheckpointKeeper(QObject):
    """Looks after each act and each minute; what fails stands on the page of checkpoints and stops no work."""

    carried = Signal()
    _changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._running = False
        self._alarm = ""
        self._soon = QTimer(self, interval=_SOON, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._minute = QTimer(self, interval=_EACH_MINUTE)
        self._minute.timeout.connect(self.look)
        self._minute.start()
        self._changed.connect(self._soon.start)
        self._listeners = frame.workspace.desk.changed
        self._listeners.append(self._hear)
        self._soon.start()

    def look(self) -> None:
        """Sign when it is due, and bring to the second place what is missing there."""
        checkpoints = self._frame.workspace.checkpoints
        try:
            checkpoints.sign_when_due()
            behind = not self._running and checkpoints.carrying.behind()
        except Trouble:  # long work is writing, or the key store is locked: in a minute it is tried again
            return
        if not behind:
            return
        self._running = True
        job = self._frame.run_in_background(
            self.tr("Bringing checkpoints to the second place"), lambda _progress, stop: checkpoints.carry(stop),
            self._take, quiet=True,
        )  # fmt: skip
        job.over.connect(self._end)

    def rest(self) -> None:
        """Look no longer: the desk is closing."""
        self._minute.stop()
        self._soon.stop()
        if self._hear in self._listeners:
            self._listeners.remove(self._hear)

    def _take(self, found: Carried) -> None:
        if found.alarm and found.alarm != self._alarm:
            self._frame.say(found.alarm)
        self._alarm = found.alarm
        self._frame.refresh()

    def _hear(self, _done: object) -> None:
        """Take what was recorded, in whichever thread, to the window's own."""
        self._changed.emit()

    def _end(self) -> None:
        self._running = False
        self.carried.emit()
