"""Giving the log another key: asked for on the page of the record, where its fingerprint stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.log_key import Why
from sopdesk.domain.person import Right
from sopdesk.ui.widgets.form import Question

if TYPE_CHECKING:
    from sopdesk.ui.trail.check import CheckScreen
    from sopdesk.views.people import PersonView


class KeyChange(QObject):
    """Asks why, and lets the key be changed."""

    def __init__(self, screen: CheckScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def ask(self) -> None:
        """Ask why the log is to get another key."""
        self._screen.frame.require_person(
            self._ask, right=Right.REGISTER, why=self.tr("That the log gets another key is recorded.")
        )

    def _ask(self, who: PersonView) -> None:
        whys = (
            (Why.PLANNED.value, self.tr("It was planned")),
            (Why.SUSPECTED.value, self.tr("Somebody else may have had the present one")),
        )
        self._screen.ask(
            self.tr("Give the log a new key"),
            [
                Question("why", self.tr("Cause"), "choice", whys, needed=True),
                Question("reason", self.tr("Why"), needed=True),
            ],
            self.tr("Give it the new key"),
            lambda answers: self._screen.workspace.key_rotation.rotate(
                by=who.id, why=Why(answers["why"]), reason=answers["reason"]
            ),
            done=self.tr("The log has a new key. Write down its fingerprint, and tell whoever has the former one."),
            sentence=self.tr(
                "The present and the new key both sign the next checkpoint, so that whoever trusts the present one can "
                "follow. Then the present one is destroyed on this machine; what it signed stays good."
            ),
            values={"why": Why.PLANNED.value},
        )  # fmt: skip
