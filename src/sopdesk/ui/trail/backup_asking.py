"""What is asked before a backup is made, planned, checked or restored: which file, where to, which pass phrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.rotation import Keep
from sopdesk.services.backups import CLOSING, DAY
from sopdesk.services.restoring import is_encrypted
from sopdesk.ui.widgets.form import Question
from sopdesk.views.backups import SUFFIX
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.trail.backups import BackupsScreen
    from sopdesk.views.backups import BackupMade, BackupView, Restored


class BackupAsking(QObject):
    """Asks on the page of backups, and has it done there."""

    def __init__(self, screen: BackupsScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def make(self) -> None:
        """Ask where a backup goes and for a pass phrase, and make it."""
        self._with_person(self._ask_make)

    def plan(self) -> None:
        """Ask where backups go by themselves, when, and how many are kept."""
        self._with_person(self._ask_plan)

    def end(self) -> None:
        """End the plan."""
        screen = self._screen
        self._with_person(
            lambda who: screen.attempt(
                lambda: screen.workspace.backups.end_plan(by=who.id),
                self.tr("Nothing is planned any more; the backups that were made stay."),
            )
        )

    def check(self) -> None:
        """Ask for a backup, and look into it."""
        self._with_person(self._ask_check)

    def restore(self) -> None:
        """Ask for a backup and for an empty folder, and restore it there."""
        self._with_person(self._ask_restore)

    # -- asking

    def _ask_make(self, who: PersonView) -> None:
        screen, target = self._screen, self._folder(self.tr("Where the backup goes"))
        if target is None:
            return

        def begin(answers: dict[str, str]) -> None:
            phrase = self._agreed(answers)

            def work(progress: Progress, cancelled: IsCancelled) -> BackupMade:
                return screen.workspace.backups.make(target, phrase, by=who.id, progress=progress, cancelled=cancelled)

            screen.work(self.tr("Backing up …"), work, screen.tell_made)

        sentence = self.tr("Into {folder}. That it leaves is recorded, with the SHA-256 of the file.")
        if _same_disk(target, screen.workspace.folder):
            sentence += " " + self.tr("That is the disk on which the desk lies: should it break, both are lost.")
        screen.ask(
            self.tr("Back up now"), self._phrase_questions(), self.tr("Back up"), begin,
            sentence=sentence.format(folder=target),
        )  # fmt: skip

    def _ask_plan(self, who: PersonView) -> None:
        screen, state = self._screen, self._screen.workspace.backups.state()
        target = self._folder(self.tr("Where backups go"), state.target)
        if target is None:
            return
        keep = Keep.of(state.keep) if state.keep else Keep()
        choices = ((DAY, self.tr("Once a day, while the desk is open")), (CLOSING, self.tr("When the desk is closed")))

        def plan(answers: dict[str, str]) -> None:
            rule = ",".join(answers[each] for each in ("daily", "weekly", "monthly"))
            screen.workspace.backups.plan(target, answers["when"], self._agreed(answers), rule, by=who.id)

        sentence = self.tr("Into {folder}. Older backups that the plan made are let go, never the newest.")
        if screen.workspace.backups.keys_lie_in_a_file():
            sentence += " " + self.tr(
                "This machine has no key store: the pass phrase lies in a file that only you can read."
            )
        screen.ask(
            self.tr("Plan backups"),
            [
                Question("when", self.tr("When"), "choice", choices, needed=True),
                Question("daily", self.tr("Days of which the last backup is kept"), needed=True),
                Question("weekly", self.tr("Weeks"), needed=True),
                Question("monthly", self.tr("Months"), needed=True),
                *self._phrase_questions(),
            ],
            self.tr("Plan"), plan, sentence=sentence.format(folder=target), done=self.tr("Planned."),
            values={"when": state.when or DAY, "daily": str(keep.daily), "weekly": str(keep.weekly),
                    "monthly": str(keep.monthly)},
        )  # fmt: skip

    def _ask_check(self, who: PersonView) -> None:
        file = self._file()
        if file is None:
            return
        screen = self._screen

        def begin(phrase: str) -> None:
            def work(progress: Progress, cancelled: IsCancelled) -> BackupView:
                return screen.workspace.backups.check(file, phrase, by=who.id, progress=progress, cancelled=cancelled)

            screen.work(self.tr("Checking the backup …"), work, screen.tell_checked)

        self._with_phrase(file, self.tr("Check a backup"), begin)

    def _ask_restore(self, who: PersonView) -> None:
        file = self._file()
        folder = self._folder(self.tr("An empty folder for the restored desk")) if file is not None else None
        if file is None or folder is None:
            return
        screen = self._screen

        def begin(phrase: str) -> None:
            def work(progress: Progress, cancelled: IsCancelled) -> Restored:
                return screen.workspace.backups.restore(
                    file, folder, phrase, by=who.id, progress=progress, cancelled=cancelled
                )

            screen.work(self.tr("Restoring …"), work, screen.tell_restored)

        self._with_phrase(file, self.tr("Restore elsewhere"), begin)

    def _with_phrase(self, file: Path, title: str, then: Callable[[str], object]) -> None:
        """Ask for the pass phrase of a backup that has one."""
        screen = self._screen
        try:
            needed = is_encrypted(file)
        except Trouble as trouble:
            screen.message.fail(trouble.sentence)
            return
        if not needed:
            then("")
            return
        screen.ask(
            title, [Question("phrase", self.tr("Pass phrase"), "password", needed=True)], self.tr("Open"),
            lambda answers: then(answers["phrase"]), sentence=file.name,
        )  # fmt: skip

    def _with_person(self, then: Callable[[PersonView], object]) -> None:
        self._screen.frame.require_person(
            then, right=Right.BACK_UP, why=self.tr("A backup holds everything, confidential files as well.")
        )

    def _phrase_questions(self) -> list[Question]:
        hint = self.tr("At least 8 characters, several words are best; empty: not encrypted")
        return [
            Question("phrase", self.tr("Pass phrase"), "password", hint=hint),
            Question("again", self.tr("Pass phrase once more"), "password"),
        ]

    def _agreed(self, answers: dict[str, str]) -> str:
        if answers["phrase"] != answers["again"]:
            raise Refusal(self.tr("These are two different pass phrases."))
        return answers["phrase"]

    def _folder(self, title: str, suggested: str = "") -> Path | None:
        name = QFileDialog.getExistingDirectory(self._screen, title, suggested)
        return Path(name) if name else None

    def _file(self) -> Path | None:
        kinds = self.tr("Backups of SOPDesk (*{ending})").format(ending=SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self._screen, self.tr("Which backup?"), "", kinds)
        return Path(name) if name else None


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
