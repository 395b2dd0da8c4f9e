"""Signing for keys and cash: who receives them counts them and enters their PIN."""

from __future__ import annotations

from sopdesk.domain.handover import Sort
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui.checklists.handover_words import tr
from sopdesk.ui.checklists.number import read_number
from sopdesk.ui.lock.pin_sheet import PinSheet
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.form import Question
from sopdesk.views.handovers import HandoverPage, ThingView


class ReceiptSheet(PinSheet):
    """Asks who receives, what they counted of each thing, and for their PIN; what is left empty is not signed for."""

    def __init__(self, screen: Screen, page: HandoverPage) -> None:
        self._screen, self._handover = screen, page.row.id
        self._things = [each for each in page.things if each.received is None]
        self._people = [
            each for each in screen.workspace.people.tiles()
            if each.has_pin and each.id != page.row.writer and each.may(Right.RUN)
        ]  # fmt: skip
        super().__init__(
            tr("Sign for keys and cash"), self._questions(), tr("Sign"), self._sign, sentence=self._sentence(),
            values={"receiver": self._likely()},
        )  # fmt: skip
        self.ask_pin(tr("PIN of whoever receives it"))
        receiver = self.form.field("receiver")
        if isinstance(receiver, Chips | Choice):
            receiver.setAccessibleName(tr("Who receives it"))

    def _questions(self) -> list[Question]:
        people = [(each.id, each.name) for each in self._people]
        asked = [Question("receiver", tr("Who receives it"), choices=people, needed=True)]
        asked += [Question(f"thing {each.id}", _counted(each), hint=" ") for each in self._things]
        return [*asked, Question("about_it", tr("What is known about a difference"), "text", lines=2)]

    def _sentence(self) -> str:
        return tr("Count it yourself, then enter your own PIN. It is recorded with your name and what you counted.")

    def _likely(self) -> str:
        """Give who most likely receives it: for whom it is meant, else who is at the desk."""
        meant = {each.to_id for each in self._things}
        at_desk = self._screen.person.id if self._screen.person else ""
        wanted = next(iter(meant)) if len(meant) == 1 and "" not in meant else at_desk
        return wanted if wanted in {each.id for each in self._people} else ""

    def _sign(self, answers: dict[str, str]) -> None:
        pin, locale = self.take_pin(), self._screen.frame.times.locale
        typed = {each.id: answers.get(f"thing {each.id}", "").strip() for each in self._things}
        counts = {thing: read_number(text, locale) for thing, text in typed.items() if text}
        if not counts:
            raise Refusal(tr("Enter what you counted."))
        self.need_pin(pin, tr("Now enter the PIN of whoever receives it."))
        self._screen.workspace.handovers.receive(
            receiver=answers["receiver"], pin=pin, handover=self._handover, counts=counts,
            about_it=answers.get("about_it", ""),
        )  # fmt: skip
        self._screen.close_sheet(done=True)
        self._screen.frame.refresh()
        self._screen.message.say(tr("Signed for."))


def _counted(thing: ThingView) -> str:
    """Ask for a count without saying what was handed over: who counts shall count."""
    unit = tr("how many") if thing.sort is Sort.KEYS else thing.currency
    return f"{thing.what} ({unit})" if unit else thing.what
