"""Somebody else agrees with their PIN: the second person of a line, or the supervisor who lets one be skipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout

from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.checklists.words import tr
from sopdesk.ui.lock.pad import PinPad
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.views.people import PersonView

Agreed = Callable[[str, str, str], object]
"""What is done with the person's id, their PIN, and the reason (or "")."""


class AgreeSheet(Sheet):
    """Asks who agrees and for their PIN on the pad; with `reason`, first for that."""

    def __init__(
        self, title: str, sentence: str, people: Sequence[PersonView], agreed: Agreed, *, reason: str = ""
    ) -> None:  # fmt: skip
        self._agreed, self._pin = agreed, ""
        asked = [Question("text", reason, needed=True)] if reason else []
        if people:
            choices = tuple((each.id, each.name) for each in people)
            asked.append(Question("second", tr("Who agrees"), choices=choices, needed=True))
        said = sentence if people else tr("Nobody else who may agree has a PIN at this desk.")
        only = people[0].id if len(people) == 1 else ""
        super().__init__(title, asked, tr("Record"), self._agree, sentence=said, values={"second": only})
        self.act.hide()
        self.pad = PinPad()
        self.pad.entered.connect(self._enter)
        place = self.layout()
        if people and isinstance(place, QVBoxLayout):
            at = place.indexOf(self.form)
            place.removeWidget(self.form)
            pin = column(label(tr("PIN of whoever agrees"), "label"), self.pad, None, gap=tokens.HAIR)
            both = row(column(self.form, None), pin, gap=tokens.WIDE)
            both.setStretch(0, 1)
            place.insertLayout(at, both)
            second = self.form.field("second")
            if isinstance(second, Chips | Choice):
                second.changed.connect(lambda _who: self.pad.setFocus())

    def _enter(self, pin: str) -> None:
        self._pin = pin
        self.confirm()

    def _agree(self, answers: dict[str, str]) -> None:
        pin, self._pin = self._pin, ""
        if not pin:  # Enter in a field: an empty PIN would count as a wrong one
            raise Refusal(tr("Whoever agrees enters their own PIN."))
        self._agreed(answers["second"], pin, answers.get("text", ""))
