"""What can be done with the people and the entries of a file, each on a sheet in the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.entries import FOLLOW_UP, LETTER, EntrySpec
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.field_words import said
from sopdesk.domain.finger import Strokes
from sopdesk.domain.follow_up import to_say
from sopdesk.domain.party import Party, PartyRole
from sopdesk.domain.person import Right
from sopdesk.services.incident_entries import FileEntries
from sopdesk.ui.checklists.agreeing import AgreeSheet
from sopdesk.ui.incidents.asking import Act, ask_as
from sopdesk.ui.incidents.letter import write
from sopdesk.ui.incidents.questions import questions_of
from sopdesk.ui.incidents.signing import FingerSheet
from sopdesk.ui.widgets.choices import Choices
from sopdesk.ui.widgets.form import Question
from sopdesk.views.incidents import EntryView
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.case_screen import CaseScreen

_PLAIN = ("injured", "confidential")


class PeopleAndEntryActs(QObject):
    """Opens the sheets and asks the services to act."""

    def __init__(self, screen: CaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    @property
    def _entries(self) -> FileEntries:
        return self._screen.workspace.incidents.entries

    def add_party(self) -> None:
        """Add somebody concerned."""

        def act(who: PersonView, answers: dict[str, str]) -> None:
            role = PartyRole(answers.pop("role"))
            injured, confidential = (answers.pop(name) == "yes" for name in _PLAIN)
            self._entries.add_party(
                by=who.id, incident=self._screen.id, role=role, personal=answers, injured=injured,
                confidential=confidential,
            )  # fmt: skip

        sentence = self.tr("Everything here is sealed: it can be erased later without breaking the journal.")
        ask_as(self._screen, self.tr("Add somebody"), self._party_questions(), self.tr("Add"), act, Right.LOG,
               self.tr("Added."),
                  sentence)  # fmt: skip

    def correct_party(self, party: Party) -> None:
        """Correct what is known of somebody, or add to it: first which field, then what it says now and why."""
        values = party.values()
        questions = {each.name: replace(each, name="now", group="", needed=False) for each in self._party_questions()}
        choices = tuple((name, each.label) for name, each in questions.items())

        def act(who: PersonView, name: str, answers: dict[str, str]) -> None:
            now = answers["now"] or ("no" if name in _PLAIN else "")
            self._entries.correct_party(
                by=who.id, incident=self._screen.id, party=party.party, field=name, now=now, reason=answers["reason"]
            )

        def go_on(name: str) -> None:
            self._correct(questions[name], values.get(name, ""), values,
                          lambda who, answers: act(who, name, answers))  # fmt: skip

        self._choose(self.tr("Correct what is known of somebody"), choices, go_on)

    def add_entry(self, spec: EntrySpec) -> None:
        """Begin an entry; a letter begins with words for it."""
        if spec is LETTER:
            write(self._screen)
            return
        self._record(self.tr(spec.label), spec.fields, spec, needed=spec.needed, sentence=self._to_say(spec))

    def _to_say(self, spec: EntrySpec) -> str:
        file = self._screen.file
        if spec is not FOLLOW_UP or file is None:
            return ""
        customers = (each.party.name for each in file.concerned if each.party.role is PartyRole.CUSTOMER)
        words = to_say(file.row.kind, named=next(customers, ""))
        return self.tr("What to say, for example: “{words}”").format(words=words)

    def fill_in_entry(self, entry: EntryView) -> None:
        """Fill in what is empty in an entry."""
        empty = [spec for spec, value in entry.fields if not value]
        self._record(self.tr(entry.spec.label), empty, entry.spec, entry=entry.entry)

    def correct_entry(self, entry: EntryView) -> None:
        """Correct a field of an entry: first which one, then what it says now and why."""
        filled = {spec.name: (spec, value) for spec, value in entry.fields if value}
        choices = tuple((name, self.tr(spec.label)) for name, (spec, _) in filled.items())

        def act(who: PersonView, name: str, answers: dict[str, str]) -> None:
            self._entries.correct(
                by=who.id, incident=self._screen.id, entry=entry.entry, field=name, now=answers["now"],
                reason=answers["reason"],
            )  # fmt: skip

        def go_on(name: str) -> None:
            spec, value = filled[name]
            [asked] = questions_of(self._screen.workspace, [spec])
            self._correct(replace(asked, name="now"), value, {}, lambda who, answers: act(who, name, answers))

        self._choose(self.tr("Correct an entry"), choices, go_on)

    def confirm_entry(self, entry: EntryView) -> None:
        """Have a statement confirmed by whoever gave it, with their own PIN."""
        people = [each for each in self._screen.workspace.people.tiles() if each.has_pin]

        def confirmed(person: str, pin: str, _reason: str) -> None:
            self._entries.confirm(by=person, pin=pin, incident=self._screen.id, entry=entry.entry)
            self._screen.close_sheet(done=True)
            self._screen.frame.refresh()
            self._screen.message.say(self.tr("Confirmed with the PIN."))

        sentence = self.tr("By entering the PIN you say: “These are my words, and they are true as far as I know.”")
        self._screen.open_sheet(AgreeSheet(self.tr("Confirm a statement"), sentence, people, confirmed))

    def sign_entry(self, entry: EntryView) -> None:
        """Have a statement signed on the screen by whoever gave it: they need no PIN."""
        values = {spec.name: value for spec, value in entry.fields}

        def ask(who: PersonView) -> None:
            def signed(name: str, strokes: Strokes) -> None:
                self._entries.sign(
                    by=who.id, incident=self._screen.id, entry=entry.entry, digest=entry.digest, name=name,
                    strokes=strokes,
                )  # fmt: skip
                self._screen.close_sheet(done=True)
                self._screen.frame.refresh()
                self._screen.message.say(self.tr("Signed on the screen."))

            self._screen.open_sheet(FingerSheet(values.get("statement", ""), values.get("said_by", ""), signed))

        self._screen.frame.require_person(ask, right=Right.LOG)

    def _record(
        self, title: str, specs: Sequence[FieldSpec], spec: EntrySpec, *, entry: str = "", needed: Sequence[str] = (),
        sentence: str = "",
    ) -> None:  # fmt: skip
        questions = questions_of(self._screen.workspace, specs, needed=needed)

        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._entries.record(by=who.id, incident=self._screen.id, sort=spec.name, values=answers, entry=entry)

        right = Right.HANDLE if spec is FOLLOW_UP else Right.LOG
        ask_as(self._screen, title, questions, self.tr("Record"), act, right, self.tr("Recorded."), sentence)

    def _party_questions(self) -> list[Question]:
        roles = tuple((each.value, self.tr(each.value.capitalize())) for each in PartyRole)
        return [
            Question("role", self.tr("Who is it"), "choice", roles, needed=True),
            *(replace(each, group="") for each in questions_of(self._screen.workspace, PARTY)),
            Question("injured", self.tr("This person was injured"), "check"),
            Question("confidential", self.tr("Confidential: shown only to those who handle incidents"), "check"),
        ]

    def _choose(self, title: str, choices: Choices, go_on: Callable[[str], object]) -> None:
        """Ask which field is wrong and go on once that sheet is closed."""

        def chosen(answers: dict[str, str]) -> None:
            QTimer.singleShot(0, self._screen, lambda: go_on(answers["field"]))

        asked = [Question("field", self.tr("What is wrong"), "choice", choices, needed=True)]
        self._screen.frame.require_person(
            lambda _who: self._screen.ask(title, asked, self.tr("Go on"), chosen), right=Right.HANDLE
        )

    def _correct(self, question: Question, was: str, known: Mapping[str, str], act: Act) -> None:
        people = self._screen.file.people if self._screen.file else {}
        words = said(question.spec, was, people) if question.spec else was
        sentence = self.tr("It says now: “{was}”. Both will stand side by side.").format(was=words or "—")
        why = Question("reason", self.tr("Why it is corrected"), needed=True)
        ask_as(self._screen, self.tr("Correct {field}").format(field=question.label), [question, why],
               self.tr("Correct"), act,
                  Right.HANDLE, self.tr("Corrected; the former value stays beside it."), sentence, known)  # fmt: skip
