"""What can be done with an incident's file, each on a sheet in the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.every import BASE
from sopdesk.domain.field_words import said
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui.incidents.asking import ask_as
from sopdesk.ui.incidents.questions import questions_of
from sopdesk.ui.widgets.form import Question
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen


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
        missing = self._questions(self._file.may_miss, needed=True)
        done_so_far = Question("text", self.tr("What was done"), "text", facts=True)

        def act(who: PersonView, answers: dict[str, str]) -> None:
            text = answers.pop("text")
            self._incidents.move(by=who.id, incident=self._screen.id, stage=stage, text=text, values=answers)

        done = self.tr("The incident is now at “{stage}”.").format(stage=self.tr(stage.value))
        word = word or self.tr("Go on")
        ask_as(self._screen, word, [*missing, done_so_far], word, act, Right.HANDLE, done, known=self._file.values)

    def fill_in(self, group: str) -> None:
        """Fill in what a group asks for and nobody has recorded yet; conditional fields come as they are needed."""
        specs = [spec for spec, value in self._file.fields if spec.group == group and not value]
        self._fill_in(group, [replace(each, group="") for each in specs])

    def fill_in_missing(self) -> None:
        """Fill in what the next stage needs, whatever groups it stands in."""
        self._fill_in(self.tr("Before the next stage"), self._file.may_miss)

    def _fill_in(self, title: str, specs: Sequence[FieldSpec]) -> None:
        ask_as(
            self._screen, title, self._questions(specs), self.tr("Record"),
            lambda who, answers: self._incidents.detail(
                by=who.id, incident=self._screen.id, values={name: text for name, text in answers.items() if text}
            ),
            Right.LOG, self.tr("Recorded."), known=self._file.values,
        )  # fmt: skip

    def note(self) -> None:
        """Add a remark."""
        ask_as(
            self._screen, self.tr("Note"),
            [Question("text", self.tr("Note"), "text", needed=True, facts=True)], self.tr("Record"),
            lambda who, answers: self._incidents.note(by=who.id, incident=self._screen.id, text=answers["text"]),
            Right.LOG, self.tr("Noted."),
        )  # fmt: skip

    def pin(self) -> None:
        """Name a further procedure as concerned."""
        rows = self._screen.workspace.manual.rows()
        choices = tuple((row.id, f"{row.number} {row.title}") for row in rows if row.label)
        ask_as(
            self._screen, self.tr("Name a procedure"),
            [Question("sop", self.tr("Procedure"), "choice", choices, needed=True)],
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
        missing = self._questions(self._file.to_close, needed=True)
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
        ask_as(self._screen, self.tr("Close and sign"), questions, self.tr("Sign and close"), act, Right.SIGN_OFF,
                  self.tr("Signed and closed."), meaning, known=self._file.values)  # fmt: skip

    def link(self, other: str) -> None:
        """Say in both files that two incidents belong together."""
        why = Question("reason", self.tr("Why they belong together"))
        ask_as(
            self._screen, self.tr("Link the two files"), [why], self.tr("Link"),
            lambda who, answers: self._incidents.link(
                by=who.id, incident=self._screen.id, other=other, reason=answers["reason"]
            ),
            Right.LOG, self.tr("Linked: each file names the other."),
        )  # fmt: skip

    def reopen(self) -> None:
        """Take a closed incident up again."""
        ask_as(
            self._screen, self.tr("Reopen"),
            [Question("reason", self.tr("Why"), "text", needed=True)], self.tr("Reopen"),
            lambda who, answers: self._incidents.reopen(by=who.id, incident=self._screen.id, reason=answers["reason"]),
            Right.HANDLE, self.tr("Reopened."),
        )  # fmt: skip

    def _correct(self, name: str, question: Question, was: str) -> None:
        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._incidents.correct(
                by=who.id, incident=self._screen.id, field=name, now=answers["now"], reason=answers["reason"]
            )

        words = said(question.spec, was, self._file.people) if question.spec else was
        sentence = self.tr("It says now: “{was}”. Both will stand side by side.").format(was=words or "—")
        why = Question("reason", self.tr("Why it is corrected"), needed=True)
        ask_as(
            self._screen, self.tr("Correct {field}").format(field=question.label), [question, why],
            self.tr("Correct"), act,
            Right.HANDLE, self.tr("Corrected; the former value stays beside it."), sentence, known=self._file.values,
        )  # fmt: skip

    def _correctable(self) -> dict[str, tuple[Question, str]]:
        """Give what can be corrected, by the field's name, each with the question and what the file says now."""
        file, times = self._file, self._screen.frame.times
        happened = f"{'about ' if file.occurred_about else ''}{times.typed(file.row.occurred_at)}"
        now = {**file.values, "occurred_at": happened, "reported_at": times.typed(file.reported_at)}
        asked = self._questions([*BASE, *(spec for spec, value in file.fields if value)])
        return {each.name: (replace(each, name="now", group=""), now.get(each.name, "")) for each in asked}

    def _questions(self, specs: Iterable[FieldSpec], *, needed: bool = False) -> list[Question]:
        asked = tuple(specs)
        return questions_of(self._screen.workspace, asked, needed=[each.name for each in asked] if needed else ())
