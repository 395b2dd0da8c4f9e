"""What can be done with the causes of an incident, each on a sheet in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from sopdesk.domain.cause import CauseClass, Method
from sopdesk.domain.person import Right
from sopdesk.services.investigation import Investigations
from sopdesk.ui.incidents.asking import Act, ask_as
from sopdesk.ui.incidents.case_screen import CaseScreen
from sopdesk.ui.widgets.form import Question
from sopdesk.views.investigation import CauseView
from sopdesk.views.people import PersonView


class CauseActs(QObject):
    """Opens the sheets of the investigation and asks the service to act."""

    def __init__(self, screen: CaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    @property
    def _service(self) -> Investigations:
        return self._screen.workspace.investigations

    def ask_why(self) -> None:
        """Add the next link to the chain of whys."""
        chain = [each for each in self._causes() if each.method is Method.WHYS]
        before = chain[-1].because if chain else ""
        said = self.tr("The answer before: “{because}”").format(because=before) if before else ""
        first = self.tr("Why did it happen?")
        next_ = self.tr("Why was that so?")
        self._ask(
            self.tr("Ask why"), [self._why(), self._because(), self._evidence()], self.tr("Record"),
            lambda who, answers: self._service.ask_why(by=who.id, incident=self._screen.id, **answers),
            self.tr("Recorded."), said, {"why": next_ if before else first},
        )  # fmt: skip

    def find_cause(self, under: CauseView | None = None) -> None:
        """Add a cause to the fishbone, or a sub-cause under one."""
        classes = tuple((each.value, self.tr(each.value.capitalize())) for each in CauseClass)
        which = Question("cause_class", self.tr("To what it belongs"), "choice", classes, needed=True)
        questions = [*([] if under else [which]), self._because(), self._evidence()]

        def act(who: PersonView, answers: dict[str, str]) -> None:
            chosen = under.cause_class if under else CauseClass(answers.pop("cause_class"))
            self._service.find_cause(
                by=who.id, incident=self._screen.id, cause_class=chosen or CauseClass.PROCEDURE,
                under=under.id if under else "", **answers,
            )  # fmt: skip

        said = self.tr("It explains: “{because}”").format(because=under.because) if under else ""
        title = self.tr("Add a sub-cause") if under else self.tr("Add a cause")
        self._ask(title, questions, self.tr("Record"), act, self.tr("Recorded."), said)

    def correct(self, cause: CauseView) -> None:
        """Correct how a cause reads."""
        why = [self._why()] if cause.method is Method.WHYS else []
        reason = Question("reason", self.tr("Why it is corrected"), needed=True)
        now = {"why": cause.why, "because": cause.because, "evidence": cause.evidence}
        self._ask(
            self.tr("Correct"), [*why, self._because(), self._evidence(), reason], self.tr("Correct"),
            lambda who, answers: self._service.correct(
                by=who.id, incident=self._screen.id, cause=cause.id, **answers
            ),
            self.tr("Corrected; the former value stays beside it."), "", now if why else {**now, "why": ""},
        )  # fmt: skip

    def mark_root(self, cause: CauseView) -> None:
        """Hold a cause to be a root cause, or no longer."""
        self._screen.frame.require_person(
            lambda who: self._screen.attempt(lambda: self._service.mark_root(
                by=who.id, incident=self._screen.id, cause=cause.id, root=not cause.root)),
            right=Right.HANDLE,
        )  # fmt: skip

    def strike(self, cause: CauseView) -> None:
        """Give a cause up, with all that hangs under it."""
        self._ask(
            self.tr("Give up"), [Question("reason", self.tr("Why it is given up"), "text", needed=True)],
            self.tr("Give up"),
            lambda who, answers: self._service.strike(
                by=who.id, incident=self._screen.id, cause=cause.id, reason=answers["reason"]
            ),
            self.tr("Given up; it stays in the story."),
            self.tr("“{because}”, and whatever stands under it").format(because=cause.because),
        )  # fmt: skip

    def _causes(self) -> tuple[CauseView, ...]:
        return self._screen.file.causes if self._screen.file else ()

    def _why(self) -> Question:
        return Question("why", self.tr("The question"), needed=True)

    def _because(self) -> Question:
        return Question("because", self.tr("The cause"), "text", needed=True, facts=True)

    def _evidence(self) -> Question:
        return Question("evidence", self.tr("What shows it"), "text", facts=True)

    def _ask(  # noqa: PLR0917 - what a sheet is made of
        self, title: str, questions: Sequence[Question], word: str, act: Act, done: str, sentence: str = "",
        values: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        ask_as(self._screen, title, questions, word, act, Right.HANDLE, done, sentence, values=values)
