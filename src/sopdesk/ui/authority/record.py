"""Recording that an authority was used: how much, for whom, and the second person with their PIN."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from sopdesk.domain.authority import Answer
from sopdesk.domain.refusal import Refusal
from sopdesk.ui.authority.words import reference_word, tr
from sopdesk.ui.lock.pin_sheet import PinSheet
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.uses import Uses


class UseSheet(PinSheet):
    """Asks for what a use needs; where a second person has to agree, they enter their PIN on the pad."""

    def __init__(
        self, uses: Uses, answer: Answer, by: PersonView, done: Callable[[], object], *, reference: str = ""
    ) -> None:  # fmt: skip
        self._uses, self._done = uses, done
        self._answer, self._by = answer, by
        self._seconds = self._uses.seconds(answer, by=by.id)
        self._needs_second = bool(answer.together) or not answer.enough
        super().__init__(
            tr("Record: {action}").format(action=answer.action), self._questions(), tr("Record"), self._record,
            sentence=self._sentence(), values=self._values(reference),
        )  # fmt: skip
        if self._needs_second:
            self.ask_pin(tr("PIN of whoever agrees"), who="second", anybody=bool(self._seconds))

    def _questions(self) -> list[Question]:
        rule = self._answer.rule or self._answer.source
        asked = []
        if rule is not None and (rule.limit.amount is not None or self._answer.amount is not None):
            asked.append(Question("amount", tr("How much"), "amount", needed=True))
        if rule is not None:
            asked.append(Question("reference", reference_word(rule)))
        if self._needs_second:
            people = [(each.id, f"{each.name} ({each.role_names})") for each in self._seconds]
            asked.append(Question("second", tr("Who agrees"), choices=people, needed=True))
        return asked

    def _sentence(self) -> str:
        if not self._needs_second:
            return tr("It stands in the trail with your name, and counts today.")
        if not self._seconds:
            return tr("Nobody else who may agree has a PIN at this desk.")
        return tr("Choose who agrees; then they enter their own PIN. It stands in the trail with both names.")

    def _values(self, reference: str) -> dict[str, str]:
        amount = self._answer.amount
        only = self._seconds[0].id if len(self._seconds) == 1 else ""
        return {"amount": "" if amount is None else f"{amount:f}", "reference": reference, "second": only}

    def _record(self, answers: dict[str, str]) -> None:
        pin = self.take_pin()
        if self._needs_second:
            self.need_pin(pin, tr("Whoever agrees enters their own PIN."))
        rule = self._answer.rule or self._answer.source
        if rule is None:
            raise Refusal(tr("The manual says nothing about this."))
        self._uses.record(
            by=self._by.id, rule=rule, amount=_amount(answers.get("amount", "")),
            reference=answers.get("reference", ""), second=answers.get("second", ""), pin=pin,
        )  # fmt: skip
        self._done()


def _amount(text: str) -> Decimal | None:
    """Read an amount as it is typed."""
    if not text.strip():
        return None
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Refusal(tr("“{text}” is not an amount such as 25 or 12.50.").format(text=text))
    return found


def record_use(screen: Screen, answer: Answer, *, reference: str = "") -> None:
    """Ask on a screen for what a use needs, and record it; say so."""

    def ask(who: PersonView) -> None:
        done = partial(_recorded, screen)
        screen.open_sheet(UseSheet(screen.workspace.uses, answer, who, done, reference=reference))

    screen.frame.require_person(ask, why=tr("Your name stands beside it in the trail."))


def _recorded(screen: Screen) -> None:
    screen.close_sheet(done=True)
    screen.frame.refresh()
    screen.message.say(tr("Recorded. It counts today."))
