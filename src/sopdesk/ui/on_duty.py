"""The button at the top with which somebody comes on duty and goes off it, always in step with what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui import icons

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame
    from sopdesk.views.people import PersonView


class OnDuty(QObject):
    """Looks after one button; it says whether the person at the desk is on duty, and until when."""

    def __init__(self, frame: Frame, button: QPushButton) -> None:
        super().__init__(button)
        self._frame, self._button = frame, button
        button.clicked.connect(self.turn)
        frame.person_changed.connect(self.refresh)
        frame.recorded.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask whether the person is on duty."""
        who = self._frame.person
        self._button.setVisible(who is not None)
        mine = None if who is None else self._frame.workspace.duty.mine(who.id)
        words = self.tr("I am on duty") if mine is None else self.tr("Go off duty")
        said = words
        if mine is not None:
            until = self._frame.times.clock(mine.until)
            said = self.tr("On duty until {time}. Press to go off duty.").format(time=until)
        icons.dress(self._button, "clock", "text_soft" if mine is None else "success")
        self._button.setAccessibleName(words)
        self._button.setToolTip(said)

    def turn(self) -> None:
        """Come on duty, or go off it."""
        self._frame.require_person(self._turn)

    def _turn(self, who: PersonView) -> None:
        try:
            self._frame.workspace.duty.turn(by=who.id)
        except (Refusal, Trouble) as no:
            self._frame.say(no.sentence)
        else:
            self._frame.refresh()
