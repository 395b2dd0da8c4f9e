"""Checking evidence that somebody handed over: a file dropped here gets four answers, and tells its story."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit

from sopdesk.services.evidence_check import check_evidence, read_evidence
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.answer_field import TextField
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.evidence import EvidenceQuestion, EvidenceVerdict

MOST = 12
"""So many reasons are shown to one question."""
_CHIPS = {True: "success", False: "danger", None: "warning"}


class CheckedScreen(Screen):
    """Answers the four questions of docs/evidence-format.md about a file; nothing of it enters the desk."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(
            self.tr("Check evidence"), self.tr("A file that a house handed over; nothing of it enters this desk")
        )
        self.setAcceptDrops(True)
        self.content: bytes | None = None
        self.name = ""
        self.key = QLineEdit()
        self.key.setAccessibleName(
            self.tr("Key or fingerprint of the house that you have from elsewhere; several with a comma between them")
        )
        self.key.setPlaceholderText(self.key.accessibleName())
        self.note = TextField()
        self.note.setAccessibleName(self.tr("A checkpoint that was kept elsewhere, from its first line to its last"))
        self.note.setPlaceholderText(self.note.accessibleName())
        self.hint = label(self.tr("Drop evidence here, a PDF or a bundle alone, or choose a file."), "soft")
        self.begin = button(self.tr("Choose a file"), self.choose, kind="primary", icon="import")
        self.again = button(self.tr("Check again"), self.check, icon="verify")
        self.again.hide()
        self.body.addWidget(Card(self.hint, row(self.begin, None)))
        self.found = column(gap=tokens.NEAR)
        self.body.addLayout(self.found)
        self.list = LinesView(self.tr("The story, as the journal has it"))
        self.list.setMinimumHeight(tokens.COLUMN // 2)
        self.story = Card(self.list, title=self.tr("The story, as the journal has it"))
        self.story.hide()
        self.body.addWidget(self.story)
        self.body.addWidget(
            Card(self.key, self.note, row(self.again, None), title=self.tr("What you have from elsewhere"))
        )

    def refresh(self) -> None:
        """Keep what was found: it does not change with who sits here."""

    def take_focus(self) -> None:
        """Put the keyboard where a file is chosen, above what was found in the last one."""
        self.begin.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the file that is dropped."""
        event.acceptProposedAction()
        files = [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]
        if files:
            self.take(files[0])

    def choose(self) -> None:
        """Ask for a file, and check it."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Check evidence"), "", self.tr("Evidence (*.json *.pdf)"))
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Read a file and check it."""
        if self.attempt(lambda: self._read(file)):
            self.check()

    def check(self) -> None:
        """Check what was read, with what was given from elsewhere."""
        if self.content is None:
            return
        content = self.content
        keys = [each.strip() for each in self.key.text().split(",") if each.strip()]
        note = self.note.toPlainText().strip()
        held = [(self.tr("whoever gave it to you"), f"{note}\n")] if note else []
        self.frame.run_in_background(
            self.tr("Checking {name}").format(name=self.name),
            lambda progress, cancelled: check_evidence(
                content, keys=keys, checkpoints=held, progress=progress, cancelled=cancelled
            ),
            self._take, self._fail,
        )  # fmt: skip

    def _read(self, file: Path) -> None:
        self.content, self.name = read_evidence(file), file.name

    def _fail(self, sentence: str) -> None:
        self._forget()
        self.message.fail(sentence)

    def _forget(self) -> None:
        clear(self.found)
        self.story.hide()

    def _take(self, verdict: EvidenceVerdict) -> None:
        self._forget()
        self.message.clear()
        number = self.frame.times.number
        self.hint.setText(self.name)
        self.again.show()
        for each in verdict.questions:
            self.found.addWidget(self._question(each))
        said = self.tr(
            "Entries: {n}. Sealed values that can be read: {readable}; withheld: {withheld}; erased: {erased}."
        )
        self.found.addWidget(label(said.format(
            n=number(verdict.entries), readable=number(verdict.readable), withheld=number(len(verdict.withheld)),
            erased=number(len(verdict.erased)),
        ), "strong"))  # fmt: skip
        times = self.frame.times
        self.list.set_lines(
            Line(f"{each.who}: {each.what}", each.text, note=f"{times.moment(each.at)} · {each.place}")
            for each in verdict.story
        )
        self.story.show()
        self.take_focus()

    def _question(self, question: EvidenceQuestion) -> Card:
        words = {True: self.tr("Yes"), False: self.tr("No"), None: self.tr("Cannot be told")}
        head = row(label(self.tr(question.words), "heading"), chip(words[question.holds], _CHIPS[question.holds]))
        head.setStretch(0, 1)
        why = [label(f"{each.sentence} ({each.place})" if each.place else each.sentence) for each in question.answers]
        more = [label(self.tr("… and more: {n}").format(n=len(why) - MOST), "soft")] if len(why) > MOST else []
        return Card(head, *why[:MOST], *more)
