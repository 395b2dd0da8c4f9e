"""What can be done with an incident's file, each on a sheet in the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sopdesk.domain.fields import FieldSpec, base_field
from sopdesk.domain.incident import Severity, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Right
from sopdesk.ui.widgets.form import Question, question_of
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen


Act = Callable[[PersonView, dict[str, str]], object]


class FileActs(QObject):
    """Opens the sheets of a file's screen and asks the services to act."""

    def __init__(self, screen: FileScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._incidents = screen.workspace.incidents

    @property
    def _file(self) -> IncidentFile:
        found = self._screen.file
        if found is None:
            raise RuntimeError("a file's acts are asked for before the file is shown")
        return found

    def move(self, stage: Stage, word: str = "") -> None:
        """Go on to the next stage; what is missing is asked for on the same sheet, headed by the word pressed."""
        missing = [question_of(each, needed=True) for each in self._file.missing]
        said = Question("text", self.tr("What was done"), "text")

        def act(who: PersonView, answers: dict[str, str]) -> None:
            text = answers.pop("text")
            self._incidents.move(by=who.id, incident=self._screen.id, stage=stage, text=text, values=answers)

        done = self.tr("The incident is now at “{stage}”.").format(stage=self.tr(stage.value))
        word = word or self.tr("Go on")
        self._ask(word, [*missing, said], word, act, Right.HANDLE, done)

    def fill_in(self) -> None:
        """Fill in what the kind asks for and nobody has recorded yet."""
        empty = [spec for spec, value in self._file.fields if not value]
        self._ask(
            self.tr("Fill in"), empty, self.tr("Record"),
            lambda who, answers: self._incidents.detail(
                by=who.id, incident=self._screen.id, values={name: text for name, text in answers.items() if text}
            ),
            Right.LOG, self.tr("Recorded."),
        )  # fmt: skip

    def note(self) -> None:
        """Add a remark."""
        self._ask(
            self.tr("Note"), [Question("text", self.tr("Note"), "text", needed=True)], self.tr("Record"),
            lambda who, answers: self._incidents.note(by=who.id, incident=self._screen.id, text=answers["text"]),
            Right.LOG, self.tr("Noted."),
        )  # fmt: skip

    def add_party(self) -> None:
        """Add somebody concerned."""
        roles = tuple((each.value, self.tr(each.value.capitalize())) for each in PartyRole)
        questions = [
            Question("role", self.tr("Who is it"), "choice", roles, needed=True),
            Question("name", self.tr("Name")),
            Question("phone", self.tr("Phone")),
            Question("email", self.tr("E-mail")),
            Question("address", self.tr("Address"), "text", lines=2),
            Question("remarks", self.tr("What this person said or has to do with it"), "text"),
        ]

        def act(who: PersonView, answers: dict[str, str]) -> None:
            role = PartyRole(answers.pop("role"))
            self._incidents.entries.add_party(by=who.id, incident=self._screen.id, role=role, personal=answers)

        sentence = self.tr("Everything here is sealed: it can be erased later without breaking the journal.")
        self._ask(self.tr("Add somebody"), questions, self.tr("Add"), act, Right.LOG, self.tr("Added."), sentence)

    def pin(self) -> None:
        """Name a further procedure as concerned."""
        rows = self._screen.workspace.manual.rows()
        choices = tuple((row.id, f"{row.number} {row.title}") for row in rows if row.label)
        self._ask(
            self.tr("Name a procedure"), [Question("sop", self.tr("Procedure"), "choice", choices, needed=True)],
            self.tr("Name it"),
            lambda who, answers: self._incidents.pin(by=who.id, incident=self._screen.id, sop=answers["sop"]),
            Right.LOG, self.tr("Named, in the revision that was in force when it happened."),
        )  # fmt: skip

    def correct(self) -> None:
        """Correct a field: first which one, then what it says now and why."""
        fields = self._correctable()
        choices = tuple((name, question.label) for name, (question, _) in fields.items())

        def go_on(answers: dict[str, str]) -> None:
            name = answers["field"]
            QTimer.singleShot(0, self._screen, lambda: self._correct(name, *fields[name]))  # once this sheet is closed

        asked = [Question("field", self.tr("What is wrong"), "choice", choices, needed=True)]
        self._screen.frame.require_person(
            lambda _who: self._screen.ask(self.tr("Correct"), asked, self.tr("Go on"), go_on), right=Right.HANDLE
        )

    def close(self) -> None:
        """Close the file with a supervisor's signature on exactly what is shown."""
        missing = [question_of(each, needed=True) for each in self._missing_to_close()]
        questions = [
            *missing,
            Question("outcome", self.tr("How it ended"), "text", needed=True),
            Question("password", self.tr("Password"), "password", needed=True),
        ]

        def act(who: PersonView, answers: dict[str, str]) -> None:
            outcome, password = answers.pop("outcome"), answers.pop("password")
            self._incidents.close(
                by=who.id, password=password, incident=self._screen.id, outcome=outcome, digest=self._file.digest,
                values=answers,
            )  # fmt: skip

        meaning = self.tr(
            "By signing you say: “I have read this file as it is shown and take responsibility for its close.”"
        )
        self._ask(self.tr("Close and sign"), questions, self.tr("Sign and close"), act, Right.SIGN_OFF,
                  self.tr("Signed and closed."), meaning)  # fmt: skip

    def reopen(self) -> None:
        """Take a closed incident up again."""
        self._ask(
            self.tr("Reopen"), [Question("reason", self.tr("Why"), "text", needed=True)], self.tr("Reopen"),
            lambda who, answers: self._incidents.reopen(by=who.id, incident=self._screen.id, reason=answers["reason"]),
            Right.HANDLE, self.tr("Reopened."),
        )  # fmt: skip

    def _correct(self, name: str, question: Question, was: str) -> None:
        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._incidents.correct(
                by=who.id, incident=self._screen.id, field=name, now=answers["now"], reason=answers["reason"]
            )

        sentence = self.tr("It says now: “{was}”. Both will stand side by side.").format(was=was or "—")
        why = Question("reason", self.tr("Why it is corrected"), needed=True)
        self._ask(self.tr("Correct {field}").format(field=question.label), [question, why], self.tr("Correct"), act,
                  Right.HANDLE, self.tr("Corrected; the former value stays beside it."), sentence)  # fmt: skip

    def _correctable(self) -> dict[str, tuple[Question, str]]:
        file = self._file
        severities = tuple((each.value, self.tr(each.value.capitalize())) for each in Severity)
        base = {
            "narrative": (Question("now", self.tr("What happened"), "text", needed=True), file.narrative),
            "place": (Question("now", self.tr("Where")), file.place),
            "done_at_once": (Question("now", self.tr("Done at once"), "text"), file.done_at_once),
            "channel": (Question("now", self.tr("How we were told")), file.channel),
            "severity": (
                Question("now", self.tr("How bad"), "choice", severities, needed=True),
                file.row.severity.value,
            ),
        }
        kinds = {spec.name: (self._now(spec), value) for spec, value in file.fields if value}
        return {name: found for name, found in base.items() if base_field(name)} | kinds

    @staticmethod
    def _now(spec: FieldSpec) -> Question:
        asked = question_of(spec, needed=True)
        return Question("now", asked.label, asked.asks, asked.choices, spec=spec, needed=True)

    def _missing_to_close(self) -> list[FieldSpec]:
        file = self._file
        empty = (spec for spec, value in file.fields if spec.needed_for is not None and not value)
        return [each for each in empty if each.applies(file.values, file.country)]

    def _ask(  # noqa: PLR0917 - what a sheet is made of
        self, title: str, questions: Sequence[Question | FieldSpec], word: str, act: Act, right: Right,
        done: str, sentence: str = "",
    ) -> None:  # fmt: skip
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                title, questions, word, lambda answers: act(who, answers), done=done, sentence=sentence
            ),
            right=right,
        )
