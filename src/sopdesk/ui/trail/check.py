"""The head of the journal, and checking it: what holds and what does not, in plain words."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.background import Job
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.trail.key import KeyChange
from sopdesk.ui.trail.verdict import VerdictView
from sopdesk.ui.trail.working import WorkingCard
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.trail import Head, Verdict


class CheckScreen(Screen):
    """Where the record is verified; it begins by itself when there are entries that no check has seen yet."""

    needs_person = True
    right = Right.READ_TRAIL

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("The record"), self.tr("Its head, and whether everything fits"))
        self.job: Job | None = None
        self.head: Head | None = None
        self._checked = -1
        self.add_act(self.tr("Compare with a checkpoint"), self.compare, icon="import")
        self.key_change = KeyChange(self)
        self.add_act(self.tr("New key"), self.key_change.ask, icon="lock")
        self.add_act(self.tr("Check a file"), lambda: frame.go("trail.evidence"), icon="import")
        self.verify_button = self.add_act(self.tr("Verify"), self.verify, kind="primary", icon="verify")
        self.verdict = VerdictView(frame.times)
        self.verdict.hide()
        self.facts = column(gap=tokens.SNUG)
        self.working = WorkingCard(self.tr("Progress of the verification"), self._cancel)
        self.body.addWidget(self.working)
        self.body.addWidget(self.verdict)
        self.body.addWidget(Card(self.facts, title=self.tr("The head of the journal")))

    def refresh(self) -> None:
        """Ask for the head; verify when the entries are others than those that were checked."""
        head = self.workspace.trail.head()
        if head != self.head:
            self.head = head
            self._show_head(head)
        if self._checked != head.size:
            self.verify()

    def verify(self, outside: tuple[str, ...] = ()) -> None:
        """Check everything beside the window, with progress and against checkpoints kept outside."""
        if self.job is not None:
            return
        self._checked = self.workspace.trail.head().size
        trail = self.workspace.trail
        self.working.begin(self.tr("Verifying …"))
        self.job = self.frame.run_in_background(
            self.tr("Verifying the record"),
            lambda progress, cancelled: trail.verify(
                full=True, checkpoints=outside, progress=progress, cancelled=cancelled
            ),
            self._take,
            self._fail,
            self._show_progress,
        )
        self.job.cancelled.connect(self._stopped)

    def compare(self) -> None:
        """Take a checkpoint that was kept outside this desk, and verify with it."""
        self.ask(
            self.tr("Compare with a checkpoint"),
            [Question("note", self.tr("The checkpoint, from first line to last"), "text", needed=True, lines=6)],
            self.tr("Verify with it"), self._compare,
            sentence=self.tr(
                "A checkpoint that lies outside this desk, printed, mailed or on another machine, shows whether "
                "entries were changed or taken away since. Paste it here."
            ),
        )  # fmt: skip

    def _compare(self, answers: dict[str, str]) -> None:
        if self.job is not None:
            raise Refusal(self.tr("A verification is going on. Cancel it, or wait until it has ended."))
        self.verify_button.setFocus()
        self.verify((answers["note"].strip() + "\n",))

    # -- what comes of it

    def _take(self, verdict: Verdict) -> None:
        self._end()
        self.verdict.show_verdict(verdict, self.workspace.trail.head(), self.workspace.now())
        self.verdict.show()

    def _fail(self, sentence: str) -> None:
        self._end()
        self.message.fail(sentence)

    def _stopped(self) -> None:
        self._end()
        self.message.note(self.tr("Cancelled; nothing was changed. What was checked before stands."))

    def _end(self) -> None:
        self.job = None
        self.working.hide()

    def _show_progress(self, done: int, total: int) -> None:
        number = self.frame.times.number
        said = self.tr("{done} of {total}").format(done=number(done), total=number(total))
        self.working.show_progress(done, total, said)

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    # -- pieces

    def _show_head(self, head: Head) -> None:
        clear(self.facts)
        times = self.frame.times
        newest = self.tr("None yet")
        if head.checkpoint_at is not None:
            newest = self.tr("{moment}, over entries: {n}").format(
                moment=times.moment(head.checkpoint_at), n=times.number(head.checkpoint_size)
            )
        for word, value, copied in (
            (self.tr("Log"), head.origin, head.origin),
            (self.tr("Entries"), times.number(head.size), str(head.size)),
            (self.tr("Root over all entries (SHA-256)"), head.root, head.root),
            (self.tr("Newest checkpoint"), newest, head.checkpoint),
            (self.tr("Fingerprint of the station’s key"), head.fingerprint, head.fingerprint),
        ):
            self.facts.addLayout(self._fact(word, value, copied))

    def _fact(self, word: str, value: str, copied: str) -> QHBoxLayout:
        said = label(value)
        said.setAccessibleName(f"{word}: {value}")
        line = row(column(label(word, "label"), said, gap=0))
        line.setStretch(0, 1)
        if copied:
            copy = button(self.tr("Copy"), lambda: self._copy(word, copied), kind="quiet")
            copy.setAccessibleName(self.tr("Copy: {what}").format(what=word))
            line.addWidget(copy)
        return line

    def _copy(self, word: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.message.say(self.tr("Copied: {what}").format(what=word))
