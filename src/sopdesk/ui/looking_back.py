"""Making the manual of a day searchable beside the window, as soon as somebody looks at that day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sopdesk.ui import tokens

if TYPE_CHECKING:
    from sopdesk.ui.background import Job
    from sopdesk.ui.frame import Frame


class LookingBack(QObject):
    """Follows the day that the desk shows; `ready` says that it can be searched."""

    ready = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._job: Job | None = None
        self._settled = QTimer(self, singleShot=True, interval=tokens.SETTLE)
        self._settled.timeout.connect(self._make)
        frame.day_changed.connect(self._follow)

    def _follow(self) -> None:
        """Wait until the day stays: an arrow key goes through many."""
        if self._job is not None:
            self._job.cancel()
        if self._frame.day is None:
            self._settled.stop()
            self._frame.workspace.finder.look_at_today()
        else:
            self._settled.start()

    def _make(self) -> None:
        as_of, finder = self._frame.as_of(), self._frame.workspace.finder
        if as_of is None:
            return
        if self._job is not None or finder.opening() or finder.behind():
            self._settled.start()  # what goes on now comes first
            return
        self._job = self._frame.run_in_background(
            self.tr("Making the manual of that day searchable"),
            lambda progress, cancelled: finder.look_back(as_of, progress, cancelled),
            lambda _nothing: self._made(as_of),
        )
        self._job.over.connect(self._end)

    def _made(self, as_of: datetime) -> None:
        if self._frame.as_of() == as_of:
            self.ready.emit()
        else:  # somebody has gone on meanwhile
            self._follow()

    def _end(self) -> None:
        self._job = None
