"""The sheets that ask for what an act on several files needs, and the work beside the window that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sopdesk.domain.person import Right
from sopdesk.ui.incidents.owner import giving_questions
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.form import Question
from sopdesk.views.bulk import Chosen
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.incidents.choosing import ChoosingView
    from sopdesk.ui.screen import Screen
    from sopdesk.views.bulk import BulkResult

Act = Callable[[PersonView, Mapping[str, str], "Progress", "IsCancelled"], "BulkResult"]
Check = Callable[[PersonView, Mapping[str, str]], object]
NAMED = 12
"""So many numbers are named on a sheet; of the others it says how many they are."""


class BulkActs(QObject):
    """What is done with the files that are chosen; `over` carries who did it, what became of it, the word for it."""

    over = Signal(str, object, str)

    def __init__(self, screen: Screen, view: ChoosingView) -> None:
        super().__init__(screen)
        self._screen, self._view = screen, view

    def give(self) -> None:
        """Give the files to somebody."""
        files = self._view.chosen_data()
        self._ask(
            tr("Give to…"), tr("Give them"), tr("given"), giving_questions(self._screen.workspace), Right.HANDLE,
            lambda who, said, progress, cancelled: self._screen.workspace.bulk.give(
                by=who.id, incidents=files, owner=said["owner"], reason=said["reason"], progress=progress,
                cancelled=cancelled,
            ),
            self._count(files),
        )  # fmt: skip

    def move_on(self) -> None:
        """Take each file to its next stage."""
        files = self._view.chosen_data()
        sentence = tr("{count} Each goes on to its own next stage, if nothing is missing for it.")
        self._ask(
            tr("Next stage"), tr("Go on"), tr("moved on"), [Question("text", tr("What was done"), "text")],
            Right.HANDLE,
            lambda who, said, progress, cancelled: self._screen.workspace.bulk.move_on(
                by=who.id, incidents=files, text=said["text"], progress=progress, cancelled=cancelled
            ),
            sentence.format(count=self._count(files)),
        )  # fmt: skip

    def close(self) -> None:
        """Close the files with a signature on each; the password is asked once."""
        files, desk = self._view.chosen_data(), self._screen.workspace.desk
        questions = [
            Question("outcome", tr("How they ended"), "text", needed=True),
            Question("password", tr("Password"), "password", needed=True),
        ]

        def ask(who: PersonView) -> None:
            chosen = self._screen.workspace.bulk.chosen(by=who.id, incidents=files)
            shown = {each.id: each.digest for each in chosen}
            self._open(
                who, tr("Close and sign"), tr("Sign and close each"), tr("closed"), questions,
                lambda who, said, progress, cancelled: self._screen.workspace.bulk.close(
                    by=who.id, password=said["password"], shown=shown, outcome=said["outcome"], progress=progress,
                    cancelled=cancelled,
                ),
                _meaning(chosen), check=lambda who, said: desk.check_password(who.id, said["password"]),
            )  # fmt: skip

        self._screen.frame.require_person(ask, right=Right.SIGN_OFF)

    def hold(self) -> None:
        """Put the files on legal hold."""
        files = self._view.chosen_data()
        sentence = tr("{count} Nothing of them is erased until the hold is lifted.")
        self._ask(
            tr("Legal hold"), tr("Put on hold"), tr("put on hold"),
            [Question("reason", tr("Why"), "text", needed=True)], Right.PRIVACY,
            lambda who, said, progress, cancelled: self._screen.workspace.bulk.hold(
                by=who.id, incidents=files, reason=said["reason"], progress=progress, cancelled=cancelled
            ),
            sentence.format(count=self._count(files)),
        )  # fmt: skip

    def link(self) -> None:
        """Link the files to one another."""
        files = self._view.chosen_data()
        sentence = tr("{count} Each names all the others; they are never merged.")
        self._ask(
            tr("Link to one another"), tr("Link them"), tr("linked"),
            [Question("reason", tr("Why they belong together"))], Right.LOG,
            lambda who, said, progress, cancelled: self._screen.workspace.bulk.link(
                by=who.id, incidents=files, reason=said["reason"], progress=progress, cancelled=cancelled
            ),
            sentence.format(count=self._count(files)),
        )  # fmt: skip

    def _ask(  # noqa: PLR0917 - what a sheet is made of
        self, title: str, word: str, done: str, questions: Sequence[Question], right: Right, act: Act, sentence: str,
    ) -> None:  # fmt: skip
        self._screen.frame.require_person(
            lambda who: self._open(who, title, word, done, questions, act, sentence), right=right
        )

    def _open(  # noqa: PLR0917 - what a sheet is made of
        self, who: PersonView, title: str, word: str, done: str, questions: Sequence[Question], act: Act,
        sentence: str, *, check: Check | None = None,
    ) -> None:  # fmt: skip
        """Open the sheet; once it is confirmed and nothing speaks against it, do the act beside the window."""

        def start(answers: dict[str, str]) -> None:
            if check is not None:
                check(who, answers)
            self._screen.frame.run_in_background(
                title, lambda progress, cancelled: act(who, answers, progress, cancelled),
                lambda result: self.over.emit(who.id, result, done), self._screen.message.fail,
            )  # fmt: skip

        self._screen.ask(title, questions, word, start, sentence=sentence)

    def _count(self, files: Sequence[str]) -> str:
        return tr("Files chosen: {count}.").format(count=self._screen.frame.times.number(len(files)))


def _meaning(chosen: Sequence[Chosen]) -> str:
    """Give what is signed, which files it is said of, and what is missing in those that cannot be closed yet."""
    said = [
        tr("By signing you say of each of these files: “I take responsibility for its close, as it stands now.”"),
        _numbers([each.number for each in chosen]),
    ]
    lacking = [each for each in chosen if each.lacks]
    if lacking:
        said.append(tr("Not to be closed yet, and left as they are:"))
        said += [f"{each.number}: {'; '.join(each.lacks)}" for each in lacking[:NAMED]]
    if len(lacking) > NAMED:
        said.append(tr("and {count} more").format(count=len(lacking) - NAMED))
    return "\n".join(said)


def _numbers(numbers: Sequence[str]) -> str:
    """Name the first files, and say how many more there are."""
    named = ", ".join(numbers[:NAMED])
    more = len(numbers) - NAMED
    return tr("{named}, and {count} more.").format(named=named, count=more) if more > 0 else f"{named}."
