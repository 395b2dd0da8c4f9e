"""Telling whoever sits down that a hand-over waits for them, on whatever page they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen

SHOWN_THERE = frozenset({"today", "checklists", "checklists.handover"})
"""Screens that show it themselves."""


class UnreadHandovers(QObject):
    """Says it once, at the top of the page shown, when somebody has signed in."""

    def __init__(self, frame: Frame, screen: Callable[[], Screen | None]) -> None:
        super().__init__(frame)
        self._frame, self._screen = frame, screen
        frame.person_changed.connect(self.tell)

    def tell(self) -> None:
        """Say what waits for whoever is here now."""
        person, here, screen = self._frame.person, self._frame.here, self._screen()
        if person is None or here is None or screen is None or here.screen in SHOWN_THERE:
            return
        rows = self._frame.workspace.handovers.to_read(person)
        if rows:
            said = self.tr("{who} has left a hand-over that you have not read.").format(who=rows[0].who)
            handover = rows[0].id
            screen.message.note(said, self.tr("Read it"), lambda: self._frame.go("checklists.handover", handover))
