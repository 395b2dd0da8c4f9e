"""Backups: when the last good one was made, what is made by itself, and making, checking and restoring one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Trouble
from sopdesk.services.backups import DAY, OLD
from sopdesk.ui import tokens
from sopdesk.ui.background import Job, Work
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.trail.backup_asking import BackupAsking
from sopdesk.ui.trail.words import result_chip
from sopdesk.ui.trail.working import WorkingCard
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.backups import BackupMade, BackupState, BackupView, Restored


class BackupsScreen(Screen):
    """The backups of this desk, as this machine remembers them."""

    needs_person = True
    right = Right.BACK_UP

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Backups"), self.tr("The whole desk as one file on another disk"))
        self.job: Job | None = None
        self.asking = BackupAsking(self)
        self.add_act(self.tr("Check a backup"), self.asking.check, icon="verify")
        self.add_act(self.tr("Restore elsewhere"), self.asking.restore, icon="undo")
        self.add_act(self.tr("Back up now"), self.asking.make, kind="primary", icon="export")
        self.last, self.planned, self.outcome = (column(gap=tokens.SNUG) for _ in range(3))
        self.working = WorkingCard(self.tr("Progress of the backup"), self._cancel)
        self.result = Card(self.outcome)
        self.result.hide()
        self.plan_button = button(self.tr("Plan backups"), self.asking.plan, icon="clock")
        self.end_button = button(self.tr("End the plan"), self.asking.end, kind="quiet")
        for each in (
            self.working,
            self.result,
            Card(self.last, title=self.tr("The last good backup")),
            Card(self.planned, row(self.plan_button, self.end_button, None), title=self.tr("By itself")),
            self._to_know(),
        ):
            self.body.addWidget(each)

    def refresh(self) -> None:
        """Ask what this machine remembers."""
        clear(self.last)
        clear(self.planned)
        try:
            state = self.workspace.backups.state()
        except Trouble as trouble:
            self.message.fail(trouble.sentence)
            state = BackupState()
        self._show_last(state)
        self._show_plan(state)

    # -- working

    def work(self, what: str, work: Work, then: Callable[[Any], object]) -> None:
        """Do long work beside the window; one at a time."""
        if self.job is not None:
            self.message.fail(self.tr("Wait until what is going on has ended, or cancel it."))
            return
        self.message.clear()
        self.result.hide()
        self.working.begin(what)

        def done(found: object) -> None:
            self._end()
            self.frame.refresh()
            then(found)

        self.job = self.frame.run_in_background(what, work, done, self._fail, self.working.show_progress)
        self.job.cancelled.connect(self._stopped)

    def tell_made(self, made: BackupMade) -> None:
        """Say that a backup is made."""
        times = self.frame.times
        said = self.tr("The backup is made and reads back: {name}, entries: {n}.").format(
            name=made.file.name, n=times.number(made.entries)
        )
        self.message.say(said + " " + self.tr("The journal records that it left."))

    def tell_checked(self, view: BackupView) -> None:
        """Show what a check of a backup found."""
        times = self.frame.times
        title = self.tr("This backup can be restored") if view.holds else self.tr("This backup does not hold")
        about = self.tr("{house}, {moment}, entries: {n}. {name}").format(
            house=view.house, moment=times.moment(view.made_at), n=times.number(view.entries), name=view.file.name
        )
        self._show_result(title, [about, view.sentence], holds=view.holds)

    def tell_restored(self, done: Restored) -> None:
        """Show where the restored desk lies, and what that means."""
        where = self.tr("It lies in {folder}. Open it with: sopdesk --desk {folder}").format(folder=done.folder)
        self._show_result(self.tr("The backup is restored"), [where, *done.sentences], holds=True)

    def _show_result(self, title: str, sentences: list[str], holds: bool) -> None:
        clear(self.outcome)
        head = row(label(title, "heading"), chip(*result_chip(holds)))
        head.setStretch(0, 1)
        self.outcome.addLayout(head)
        for each in sentences:
            self.outcome.addWidget(label(each))
        self.result.setAccessibleName(title)
        self.result.show()

    def _end(self) -> None:
        self.job = None
        self.working.hide()

    def _fail(self, sentence: str) -> None:
        self._end()
        self.message.fail(sentence)

    def _stopped(self) -> None:
        self._end()
        self.message.note(self.tr("Cancelled; nothing was left behind, and older backups are as they were."))

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    # -- pieces

    def _show_last(self, state: BackupState) -> None:
        times = self.frame.times
        if state.failed_at is not None:
            said = self.tr("It failed at {moment}: {why}").format(
                moment=times.moment(state.failed_at), why=state.failure
            )
            self.last.addLayout(_with_chip(said, self.tr("Failed"), "danger"))
        if state.last_at is None:
            self.last.addLayout(
                _with_chip(self.tr("None that this machine knows of."), self.tr("No backup"), "warning")
            )
            return
        old = self.workspace.now() - state.last_at > OLD
        word, kind = (self.tr("Old"), "warning") if old else (self.tr("Good"), "success")
        self.last.addLayout(_with_chip(times.moment(state.last_at), word, kind))
        self.last.addLayout(fact(self.tr("File"), state.last_file))

    def _show_plan(self, state: BackupState) -> None:
        self.end_button.setVisible(bool(state.target))
        self.plan_button.setText(self.tr("Change the plan") if state.target else self.tr("Plan backups"))
        if not state.target:
            self.planned.addWidget(label(self.tr("Nothing is planned: backups are made by hand only.")))
            return
        when = (
            self.tr("Once a day, while the desk is open") if state.when == DAY else self.tr("When the desk is closed")
        )
        days, weeks, months = state.keep.split(",")
        kept = self.tr("The last of {days} days, {weeks} weeks and {months} months").format(
            days=days, weeks=weeks, months=months
        )
        locked = self.tr("With a pass phrase") if state.encrypted else self.tr("No: whoever has the file can read it")
        for word, value in (
            (self.tr("When"), when),
            (self.tr("Where to"), state.target),
            (self.tr("Kept"), kept),
            (self.tr("Encrypted"), locked),
        ):
            self.planned.addLayout(fact(word, value))

    def _to_know(self) -> Card:
        said = (
            self.tr(
                "A backup holds everything recorded, with photos, files and drafts. It does not hold the private keys "
                "of this machine, nor the search, which is made anew."
            ),
            self.tr(
                "What is erased later is still in older backups. Delete those that hold it when the law asks for it, "
                "and erase again after restoring one: the page names what."
            ),
            self.tr("Nobody can recover a pass phrase. Keep it where the backup is not."),
        )
        return Card(*(label(each, "soft") for each in said), title=self.tr("Good to know"))


def _with_chip(words: str, said: str, kind: str) -> QHBoxLayout:
    line = row(label(words), chip(said, kind))
    line.setStretch(0, 1)
    return line
