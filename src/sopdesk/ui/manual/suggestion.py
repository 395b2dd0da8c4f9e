"""One suggestion: what it says, about which step as it read then, and its answer."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.suggestion import Answer, SuggestionState, Wish
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.words import WISHES, role_word, suggestion_chip, tr
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column
from sopdesk.views.care import SuggestionRow
from sopdesk.views.people import PersonView


class SuggestionScreen(Screen):
    """`id` is the suggestion; it is answered here, and taken back by its author."""

    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.row: SuggestionRow | None = None
        self._said = column(gap=tokens.SNUG)
        self._card = Card(self._said)
        self.body.addWidget(self._card)

    def refresh(self) -> None:
        """Ask for the suggestion and show it; its author has seen the answer then."""
        self.clear_acts()
        clear(self._said)
        try:
            self.row = row = self.workspace.suggestions.one(self.id)
        except Refusal as no:
            self.row = None
            self.set_title(self.tr("Not to be shown"))
            self.message.warn(no.sentence)
            return
        self.set_title(
            self.tr("Suggestion about {title}").format(title=row.title),
            self.tr("{number} · owner: {role}").format(number=row.number, role=role_word(row.owner)),
        )
        for piece in self._pieces(row):
            self._said.addWidget(piece)
        self._show_acts(row)
        if self.person is not None and self.person.id == row.author_id and row.answered_at is not None:
            self.workspace.suggestions.see(row.id)

    def read(self) -> None:
        """Read the procedure at the step that is meant."""
        if self.row is not None:
            self.frame.go("manual.page", self.row.sop, **({"step": self.row.place} if self.row.place else {}))

    def accept(self) -> None:
        """Accept the suggestion: it waits for the revision that takes it up."""
        words = Question("words", self.tr("Your answer"), "text", hint=self.tr("For example when it will come."))
        self._answer(Answer.ACCEPTED, self.tr("Accept this suggestion"), words, self.tr("Accept"))

    def decline(self) -> None:
        """Decline the suggestion, with the reason."""
        words = Question("words", self.tr("Why not"), "text", needed=True)
        self._answer(Answer.DECLINED, self.tr("Decline this suggestion"), words, self.tr("Decline"))

    def take_back(self) -> None:
        """Take one's own suggestion back."""
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.suggestions.withdraw(by=who.id, suggestion=self.id),
                self.tr("Taken back."),
            )
        )

    def _answer(self, answer: Answer, title: str, words: Question, act: str) -> None:
        def ask(who: PersonView) -> None:
            self.ask(
                title, [words], act,
                lambda answers: self.workspace.suggestions.answer(
                    by=who.id, suggestion=self.id, answer=answer, words=answers["words"]
                ),
                done=self.tr("Answered. It stands on the Today of whoever suggested it."),
            )  # fmt: skip

        self.frame.require_person(ask)

    def _pieces(self, row: SuggestionRow) -> Iterator[QWidget]:
        times = self.frame.times
        chips = Flow(tokens.SNUG)
        chips.add(chip(*suggestion_chip(row.state)))
        chips.add(chip(tr(WISHES[row.wish]), "danger" if row.wish is Wish.DOES_NOT_WORK else "plain"))
        yield chips
        if row.text:
            yield label(f"“{row.text}”", "lead")
        said = self.tr("{who}, {when}").format(who=row.author, when=times.moment(row.made_at))
        yield label(said, "soft")
        if row.place_words:
            yield label(self.tr("At the step “{step}”, as it read then.").format(step=row.place_words))
        if row.moved:
            yield label(self.tr("That step reads differently now, or is gone."), "wrong")
        if row.answered_at is not None:
            when = times.moment(row.answered_at)
            yield label(self.tr("Answered by {who}, {when}").format(who=row.answered_by, when=when), "strong")
            if row.words:
                yield label(f"“{row.words}”")
        if row.label:
            yield label(self.tr("Taken up in revision {label}.").format(label=row.label), "strong")
        elif row.proposal:
            yield label(self.tr("Taken up in the revision that waits for approval."))
        elif row.state is SuggestionState.ACCEPTED:
            yield label(self.tr("It waits for the next revision, in which it can be ticked when handing in."), "soft")

    def _show_acts(self, row: SuggestionRow) -> None:
        self.add_act(self.tr("Read it there"), self.read, icon="manual")
        person = self.person
        if row.state is not SuggestionState.OPEN or person is None or self.frame.day is not None:
            return
        if person.id == row.author_id:
            self.add_act(self.tr("Take it back"), self.take_back, icon="undo")
        if self.workspace.suggestions.may_answer(person, row):
            self.add_act(self.tr("Decline"), self.decline)
            self.add_act(self.tr("Accept"), self.accept, kind="primary", icon="check")
