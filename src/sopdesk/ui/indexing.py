"""Keeping the search up with the journal: after each act, and when a revision becomes effective by its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame

_SOON = 150
_EACH_MINUTE = 60_000
_AFTER_FIRST_PAINT = 0


class IndexKeeper(QObject):
    """Brings the index up in the background, one round at a time."""

    caught_up = Signal()
    _changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._finder = frame.workspace.finder
        self._running = False
        self._scrub_failed = -1
        self._soon = QTimer(self, interval=_SOON, singleShot=True)
        self._soon.timeout.connect(self.catch_up)
        self._minute = QTimer(self, interval=_EACH_MINUTE)
        self._minute.timeout.connect(self.catch_up)
        self._minute.start()
        self._changed.connect(self._soon.start)
        self._listeners = frame.workspace.desk.changed
        self._listeners.append(self._hear)
        self._soon.start()
        QTimer.singleShot(_AFTER_FIRST_PAINT, self, frame.workspace.authority.prepare)
        QTimer.singleShot(_AFTER_FIRST_PAINT, self, self._finder.open_beside)  # earlier, the two would share the time

    def rest(self) -> None:
        """Listen no longer and begin no further round: the desk is closing."""
        self._minute.stop()
        self._soon.stop()
        if self._hear in self._listeners:
            self._listeners.remove(self._hear)

    def catch_up(self) -> None:
        """Begin a round if the index is behind; one that is going on is followed by another."""
        if self._running or self._finder.opening():
            self._soon.start()
            return
        if not self._finder.behind():
            self._scrub()
            return
        self._running = True
        self._frame.run_in_background(
            self.tr("Making the manual searchable"),
            self._finder.catch_up,
            lambda _nothing: self._end(),
            lambda _sentence: self._end(),
        )

    def _scrub(self) -> None:
        """Leave no byte of what was erased; what fails is tried again with the next act, or when the desk is opened."""
        if self._scrub_failed == self._frame.workspace.store.size or not self._frame.workspace.privacy.scrub_due():
            return
        self._running = True
        self._frame.run_in_background(
            self.tr("Leaving no byte of what was erased"),
            self._frame.workspace.privacy.scrub,
            lambda _nothing: self._end(),
            self._fail_to_scrub,
        )

    def _fail_to_scrub(self, sentence: str) -> None:
        self._scrub_failed = self._frame.workspace.store.size
        self._frame.say(sentence)
        self._end()

    def _hear(self, _done: object) -> None:
        """Take what was recorded, in whichever thread, to the window's own."""
        self._changed.emit()

    def _end(self) -> None:
        self._running = False
        self.caught_up.emit()
        self._soon.start()
