"""Somebody else agrees with their PIN: the second person of a line, or the supervisor who lets one be skipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sopdesk.ui.checklists.words import tr
from sopdesk.ui.lock.pin_sheet import PinSheet
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

Agreed = Callable[[str, str, str], object]
"""What is done with the person's id, their PIN, and the reason (or "")."""


class AgreeSheet(PinSheet):
    """Asks who agrees and for their PIN on the pad; with `reason`, first for that."""

    def __init__(
        self, title: str, sentence: str, people: Sequence[PersonView], agreed: Agreed, *, reason: str = ""
    ) -> None:  # fmt: skip
        self._agreed = agreed
        asked = [Question("text", reason, needed=True)] if reason else []
        if people:
            choices = tuple((each.id, each.name) for each in people)
            asked.append(Question("second", tr("Who agrees"), choices=choices, needed=True))
        said = sentence if people else tr("Nobody else who may agree has a PIN at this desk.")
        only = people[0].id if len(people) == 1 else ""
        super().__init__(title, asked, tr("Record"), self._agree, sentence=said, values={"second": only})
        self.ask_pin(tr("PIN of whoever agrees"), who="second", anybody=bool(people))

    def _agree(self, answers: dict[str, str]) -> None:
        pin = self.take_pin()
        self.need_pin(pin, tr("Whoever agrees enters their own PIN."))
        self._agreed(answers["second"], pin, answers.get("text", ""))
