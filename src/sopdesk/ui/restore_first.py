"""Beginning with a backup in place of a new house: which file, its pass phrase, and what restoring it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame

from sopdesk.domain.refusal import Trouble
from sopdesk.services.restoring import is_encrypted
from sopdesk.ui import tokens
from sopdesk.ui.background import IsCancelled, Progress, Work
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.message import MessageLine
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.backups import SUFFIX

if TYPE_CHECKING:
    from sopdesk.views.backups import Restored


@dataclass(frozen=True, slots=True)
class FromBackup:
    """How a backup (a file, its pass phrase) is restored into the desk's folder, and how that is opened then."""

    restore: Callable[[Path, str, Progress, IsCancelled], Restored]
    open: Callable[[], object]


Start = Callable[[str, Work, Callable[[object], object], Callable[[str], object]], None]


class RestoreFirst(QFrame):
    """A card on the first page. `restored` says that the desk is there, `opened` carries it once it is open."""

    restored = Signal()
    opened = Signal(object)

    def __init__(self, how: FromBackup, start: Start) -> None:
        """Work with `start(what, work, done, failed)`, beside the window."""
        super().__init__()
        self._how, self._start = how, start
        self._file = Path()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Restore a backup"))
        self.title = label(self.tr("There is a backup"), "heading")
        self.said = label(
            self.tr(
                "The desk of another computer, or of this one, goes on here from its backup: no house is founded then."
            ),
            "soft",
        )
        self.choose = button(self.tr("Restore a backup"), self.ask, icon="undo")
        self.form = Form([Question("phrase", self.tr("Pass phrase"), "password", needed=True)])
        self.form.entered.connect(self.restore)
        self.unlock = button(self.tr("Restore it"), self.restore)
        self.message = MessageLine()
        self.meaning = column(gap=tokens.SNUG)
        self.go_on = button(self.tr("Open the restored desk"), self.open, kind="primary")
        whole = column(
            self.title, self.said, row(self.choose, None), self.form, row(self.unlock, None), self.message,
            self.meaning, row(self.go_on, None), gap=tokens.SNUG,
        )  # fmt: skip
        whole.setContentsMargins(tokens.WIDE, tokens.GAP, tokens.WIDE, tokens.GAP)
        self.setLayout(whole)
        for each in (self.form, self.unlock, self.go_on):
            each.hide()

    def ask(self) -> None:
        """Ask which backup; one that is encrypted asks for its pass phrase."""
        kinds = self.tr("Backups of SOPDesk (*{ending})").format(ending=SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Which backup?"), "", kinds)
        if not name:
            return
        self.message.clear()
        self._file = Path(name)
        try:
            locked = is_encrypted(self._file)
        except Trouble as trouble:
            self.message.fail(trouble.sentence)
            return
        self.said.setText(self._file.name)
        self.form.setVisible(locked)
        self.unlock.setVisible(locked)
        if locked:
            self.form.field("phrase").setFocus()
        else:
            self._begin("")

    def restore(self) -> None:
        """Restore the encrypted backup with the pass phrase that was typed."""
        answers = self.form.checked()
        if answers is not None:
            self._begin(answers["phrase"])

    def open(self) -> None:
        """Open the restored desk."""
        self._start(
            self.tr("Opening the desk"), lambda _progress, _cancelled: self._how.open(), self.opened.emit, self._fail
        )

    def _begin(self, phrase: str) -> None:
        self.message.clear()
        file, how = self._file, self._how
        self._start(
            self.tr("Restoring the backup"),
            lambda progress, cancelled: how.restore(file, phrase, progress, cancelled),
            self._tell,
            self._fail,
        )
        self.said.setText(self.tr("Restoring {name} …").format(name=file.name))

    def _fail(self, sentence: str) -> None:
        self.said.setText(self._file.name)
        self.message.fail(sentence)

    def _tell(self, done: object) -> None:
        for each in (self.said, self.choose, self.form, self.unlock):
            each.hide()
        self.title.setText(self.tr("The backup is restored"))
        for sentence in getattr(done, "sentences", ()):
            self.meaning.addWidget(label(sentence))
        self.go_on.show()
        self.restored.emit()
        self.go_on.setFocus()
