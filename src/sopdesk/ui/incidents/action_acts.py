"""What can be done with an incident's actions, each on a sheet in the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.action import ActionSort, Waits
from sopdesk.domain.field import APART
from sopdesk.domain.field_sets.action import ACTION, CHECK_ON, DUE, NEEDED, OWNER, VERIFIER
from sopdesk.services.actions import Actions
from sopdesk.ui.incidents.asking import Act, ask_as
from sopdesk.ui.incidents.questions import questions_of
from sopdesk.ui.widgets.form import Question
from sopdesk.views.actions import ActionView
from sopdesk.views.attachments import AttachmentView
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen


class ActionActs(QObject):
    """Opens the sheets of an incident's screen about its actions and asks the service to act."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen

    @property
    def _actions(self) -> Actions:
        return self._screen.workspace.actions

    def plan(self, *, follows: ActionView | None = None, entry: str = "") -> None:
        """Plan an action; one that `follows` another which did not work, or that a finding asks for."""

        def act(_who: PersonView, answers: dict[str, str]) -> None:
            number = answers.get("to_change", "")
            rows = self._screen.workspace.manual.rows() if number else ()
            self._actions.plan(
                by=_who.id, incident=self._screen.id, sort=ActionSort(answers["sort"]), what=answers["what"],
                owner=answers["owner"], due=date.fromisoformat(answers["due"]), verifier=answers["verifier"],
                criterion=answers.get("criterion", ""), check_on=_day(answers.get("check_on", "")),
                follows=follows.id if follows else "", entry=entry,
                sop=next((each.id for each in rows if each.number == number), ""),
            )  # fmt: skip

        questions = questions_of(self._screen.workspace, ACTION, needed=NEEDED)
        sentence = self.tr("In place of “{what}”, which did not work.").format(what=follows.what) if follows else ""
        self._ask(self.tr("Plan an action"), questions, self.tr("Plan"), act, self.tr("Planned."), sentence)

    def report_done(self, action: ActionView, files: Sequence[AttachmentView] = ()) -> None:
        """Report an action done, with what shows it: in words, or by attachments of the file."""
        word, choices = self.tr("Report done"), tuple((each.digest, each.name) for each in files)
        questions = [
            Question("words", self.tr("What shows that it is done"), "text", needed=not files, facts=True),
            *([Question("files", self.tr("Attachments that show it"), "several", choices)] if files else []),
        ]

        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._actions.report_done(
                by=who.id, incident=action.incident, action=action.id, evidence=answers["words"],
                files=tuple(filter(None, answers.get("files", "").split(APART))),
            )  # fmt: skip

        known = self.tr("{number}, revision {label}").format(number=action.procedure, label=action.label)
        self._ask(
            word, questions, word, act, self.tr("Reported. Somebody else looks now."), f"“{action.what}”",
            {"words": known} if action.label else None,
        )  # fmt: skip

    def verify(self, action: ActionView) -> None:
        """Say that an action is done, as one has seen."""
        self._in_words(
            action, self.tr("Verify"), self.tr("What you have seen"),
            lambda who, words: self._actions.verify(
                by=who.id, incident=action.incident, action=action.id, words=words
            ),
            self.tr("Verified."), needed=False,
        )  # fmt: skip

    def refuse(self, action: ActionView) -> None:
        """Say that an action is not done yet."""
        self._in_words(
            action, self.tr("Not done"), self.tr("What is not done yet"),
            lambda who, words: self._actions.refuse(
                by=who.id, incident=action.incident, action=action.id, reason=words
            ),
            self.tr("The action is open again."),
        )  # fmt: skip

    def check(self, action: ActionView) -> None:
        """Say whether an action worked."""
        found = (("yes", self.tr("It worked")), ("no", self.tr("It did not work")))
        questions = [
            Question("found", self.tr("Did it work"), "choice", found, needed=True),
            Question("words", self.tr("By what one can tell"), "text", needed=True, facts=True),
        ]

        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._actions.check(
                by=who.id, incident=action.incident, action=action.id, effective=answers["found"] == "yes",
                words=answers["words"],
            )  # fmt: skip

        sentence = self.tr("It worked if: {criterion}").format(criterion=action.criterion)
        self._ask(self.tr("Did it work"), questions, self.tr("Record"), act, self.tr("Recorded."), sentence)

    def change(self, action: ActionView) -> None:
        """Give an action another owner, verifier or day, with the reason."""
        checked_later = action.waits is Waits.CHECKING
        specs = [*(() if checked_later else (OWNER, DUE)), VERIFIER, *([CHECK_ON] if action.check_on else [])]
        questions = [
            *questions_of(self._screen.workspace, specs, needed=["owner", "due", "check_on"]),
            Question("reason", self.tr("Why it is moved"), "text", needed=True),
        ]
        now = {
            "owner": action.owner, "due": action.due.isoformat(), "verifier": action.verifier,
            "check_on": action.check_on.isoformat() if action.check_on else "",
        }  # fmt: skip

        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._actions.change(
                by=who.id, incident=action.incident, action=action.id, reason=answers["reason"],
                owner=answers.get("owner", ""), due=_day(answers.get("due", "")), verifier=answers["verifier"],
                check_on=_day(answers.get("check_on", "")),
            )  # fmt: skip

        self._ask(
            self.tr("Move"), questions, self.tr("Move"), act, self.tr("Moved; how it stood stays in the story."),
            f"“{action.what}”", {each.name: now[each.name] for each in specs},
        )  # fmt: skip

    def drop(self, action: ActionView) -> None:
        """Give an action up."""
        self._in_words(
            action, self.tr("Drop"), self.tr("Why it is dropped"),
            lambda who, words: self._actions.drop(by=who.id, incident=action.incident, action=action.id, reason=words),
            self.tr("Dropped; it stays in the file."),
        )  # fmt: skip

    def _in_words(
        self, action: ActionView, word: str, asked: str, act: Callable[[PersonView, str], object], done: str,
        *, needed: bool = True,
    ) -> None:  # fmt: skip
        question = Question("words", asked, "text", needed=needed, facts=True)
        self._ask(word, [question], word, lambda who, answers: act(who, answers["words"]), done, f"“{action.what}”")

    def _ask(  # noqa: PLR0917 - what a sheet is made of
        self, title: str, questions: Sequence[Question], word: str, act: Act, done: str, sentence: str = "",
        values: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        why = self.tr("What is done about an incident is recorded with your name.")
        ask_as(self._screen, title, questions, word, act, None, done, sentence, values=values, why=why)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
