"""Handing the newest checkpoint to somebody: mailed, saved, printed or copied, and recorded with whoever holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.holding import Way
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.whole_file import WholeFile
from sopdesk.ui.saving import ask_place
from sopdesk.ui.widgets.form import Question
from sopdesk.views.checkpoints import CheckpointView
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen

Give = Callable[[CheckpointView, str, str], bool]
"""Gives a checkpoint out, for a person's id and a holder; False when somebody thought better of it."""


class Handing(QObject):
    """Asks who gets the checkpoint, signs a new one, gives it out and records it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen

    def mail(self) -> None:
        """Open a new mail with it."""
        self._ask(self.tr("Mail the checkpoint"), self.tr("Open the mail"), Way.MAILED, self._mail)

    def save(self) -> None:
        """Save it as a small text file."""
        self._ask(self.tr("Save the checkpoint"), self.tr("Choose a file"), Way.SAVED, self._save)

    def print(self) -> None:
        """Save a sheet with its letters and its code, to be printed."""
        self._ask(self.tr("A sheet with the checkpoint"), self.tr("Choose a file"), Way.PRINTED, self._print)

    def copy(self) -> None:
        """Copy its letters."""
        self._ask(self.tr("Copy the checkpoint"), self.tr("Copy it"), Way.COPIED, self._copy)

    def _ask(self, title: str, word: str, way: Way, give: Give) -> None:
        screen, checkpoints = self._screen, self._screen.workspace.checkpoints

        def hand_over(who: PersonView, holder: str) -> None:
            if not holder.strip():
                raise Refusal(self.tr("Say who holds it from now on."))
            given = checkpoints.sign_now()
            if give(given, who.id, holder):
                checkpoints.hand_over(by=who.id, holder=holder, way=way, given=given)
                said = self.tr("Recorded: {holder} holds it from now on.").format(holder=" ".join(holder.split()))
                screen.message.say(said)

        def ask(who: PersonView) -> None:
            hint = self.tr("A name, an office, or where it lies: it stands in the record")
            screen.ask(
                title, [Question("holder", self.tr("Who holds it from now on"), needed=True, hint=hint)], word,
                lambda answers: hand_over(who, answers["holder"]),
                sentence=self.tr(
                    "A checkpoint over everything recorded so far is signed now. It says nothing of what the entries "
                    "say; it is worth as much as the independence of whoever keeps it."
                ),
            )  # fmt: skip

        screen.frame.require_person(ask, right=Right.EXPORT, why=self.tr("Who holds a checkpoint is recorded."))

    def _mail(self, given: CheckpointView, _by: str, _holder: str) -> bool:
        address = self._screen.workspace.checkpoints.mail(given)
        if not QDesktopServices.openUrl(QUrl(address)):
            raise Refusal(self.tr("No mail program answered. Copy the checkpoint or save it as a file instead."))
        return True

    def _save(self, given: CheckpointView, _by: str, _holder: str) -> bool:
        return self._write(f"{given.size}.checkpoint.txt", given.note.encode())

    def _print(self, given: CheckpointView, by: str, holder: str) -> bool:
        return self._write("checkpoint.pdf", self._screen.workspace.checkpoints.sheet(given, by=by, holder=holder))

    def _copy(self, given: CheckpointView, _by: str, _holder: str) -> bool:
        QGuiApplication.clipboard().setText(given.note)
        return True

    def _write(self, name: str, content: bytes) -> bool:
        path = ask_place(self._screen, name)
        if path is None:
            return False
        with WholeFile(path) as file:
            file.release(content)
        return True


def choose_folder(screen: Screen) -> Path | None:
    """Ask for a folder; None when nothing is chosen."""
    name = QFileDialog.getExistingDirectory(screen, screen.tr("Choose a second place"))
    return Path(name) if name else None
