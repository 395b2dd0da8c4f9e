"""The strip at the bottom: the station, what is due next, what the journal's head says, and long work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy

from sopdesk.domain.occasion import DueState
from sopdesk.ui import tokens
from sopdesk.ui.background import Job
from sopdesk.ui.frame import Frame
from sopdesk.ui.shift.words import next_due_words
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row

if TYPE_CHECKING:
    from sopdesk.views.trail import Head, Verdict


class StatusStrip(QFrame):
    """Quiet facts at the left, long work at the right."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._verdict: Verdict | None = None
        self.setProperty("kind", "strip")
        self.station = label(frame.workspace.people.house().station, wraps=False)
        self.due = label("", wraps=False)
        self.journal = label("", wraps=False)
        self.journal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.work = label("", wraps=False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(tokens.RAIL // 2)
        self.cancel = button(self.tr("Cancel"), self._cancel, kind="quiet")
        inside = row(self.station, self.due, self.journal, self.work, self.progress, self.cancel, gap=tokens.WIDE)
        inside.setStretch(2, 1)
        inside.setContentsMargins(tokens.WIDE, tokens.HAIR, tokens.GAP, tokens.HAIR)
        self.setLayout(inside)
        self.setMinimumHeight(tokens.FAR + tokens.HAIR)
        self._jobs: list[Job] = []
        self._soon = QTimer(self, singleShot=True, interval=tokens.SETTLE)
        self._soon.timeout.connect(self._show_work)
        self._show_work()
        frame.work_started.connect(self.follow)

    def refresh(self) -> None:
        """Ask what is due next, and for the journal's head, and show them."""
        due = self._frame.workspace.shift.next_due()
        self.due.setText(next_due_words(due, self._frame.times))
        self.due.setVisible(due is not None)
        self.due.setProperty("role", "wrong" if due is not None and due.state is DueState.LATE else "strong")
        self.due.style().unpolish(self.due)
        self.due.style().polish(self.due)
        self.show_journal(self._frame.workspace.trail.head(), self._verdict, self._frame.times)

    def check_journal(self) -> None:
        """Check the newest entries beside the window; only what held is called unbroken."""
        trail = self._frame.workspace.trail
        self._frame.run_in_background(
            self.tr("Checking the newest entries"),
            lambda progress, cancelled: trail.verify(full=False, progress=progress, cancelled=cancelled),
            self._take_verdict,
        )

    def _take_verdict(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self.refresh()

    def show_journal(self, head: Head, verdict: Verdict | None, times: Times) -> None:
        """Say what is known of the journal: its entries, its checkpoint, and whether the last check held."""
        if verdict is not None and not verdict.holds:
            words = self.tr("The record does not hold. See Trail.")
        elif head.checkpoint_at is None:
            words = self.tr("No checkpoint yet")
        elif verdict is None:
            words = self.tr("Checkpoint of {day}").format(day=times.day_of_year(head.checkpoint_at))
        else:
            words = self.tr("Unbroken since the checkpoint of {day}").format(day=times.day_of_year(head.checkpoint_at))
        self.journal.setText(self.tr("{words} · {n} entries").format(words=words, n=times.number(head.size)))
        self.journal.setProperty("role", "wrong" if verdict is not None and not verdict.holds else "")
        self.journal.style().unpolish(self.journal)
        self.journal.style().polish(self.journal)

    def follow(self, job: Job) -> None:
        """Show a piece of long work until it has finished; what is over in a moment would only make the page jump."""
        self._jobs.append(job)
        job.progressed.connect(self._show_progress)
        job.over.connect(self._show_work)
        self._soon.start()

    def _cancel(self) -> None:
        for each in self._jobs:
            each.cancel()
        self.cancel.setEnabled(False)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 0))
        self.progress.setValue(done)

    def _show_work(self) -> None:
        self._jobs = [each for each in self._jobs if not each.is_over()]
        working = bool(self._jobs)
        self.work.setText(self._jobs[-1].what if working else "")
        self.cancel.setEnabled(True)
        self.progress.setRange(0, 0)
        for each in (self.work, self.progress, self.cancel):
            each.setVisible(working)
