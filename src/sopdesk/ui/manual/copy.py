"""One controlled copy: what it is, where it is, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sopdesk.domain.controlled_copy import OUTSTANDING, CopyState
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.copy_words import copy_chip
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.copies import CopyRow

if TYPE_CHECKING:
    from sopdesk.views.people import PersonView


class CopyScreen(Screen):
    """One controlled copy, by its `id`."""

    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.chips = Flow()
        self._facts = column(gap=tokens.SNUG)
        self.card = Card()
        self.card.body.addLayout(self._facts)
        self.procedure = button(self.tr("Open the procedure"), self._open, icon="manual")
        self.all_copies = button(self.tr("All its copies"), self._list, kind="quiet", icon="print")
        self.body.addWidget(self.chips)
        self.body.addWidget(self.card)
        self.body.addLayout(row(self.procedure, self.all_copies, None))
        self._row: CopyRow | None = None

    def refresh(self) -> None:
        """Ask for the copy and show it."""
        self._row = shown = self.workspace.copies.row(self.id)
        self.set_title(self.tr("Copy {number}").format(number=shown.number), f"{shown.sop_number} {shown.title}")
        self.chips.clear()
        self.chips.add(chip(*copy_chip(shown)))
        clear(self._facts)
        for word, value in self._said(shown):
            if value:
                self._facts.addLayout(fact(word, value))
        self._show_acts(shown)

    def call_in(self) -> None:
        """Ask for the copy back."""
        why = Question("reason", self.tr("Why"), "text", hint=self.tr("For example: superseded by 1.4"))
        self._decide(self.tr("Call this copy in"), why, self.tr("Call in"), self._call, self.tr("Called in."))

    def take_back(self) -> None:
        """Record that the copy is back."""
        remark = Question("reason", self.tr("Remark"), "text", hint=self.tr("May stay empty."))
        self._decide(
            self.tr("The copy is back: destroy it"), remark, self.tr("It is back"), self._back, self.tr("It is back."),
            right=Right.RUN,
        )  # fmt: skip

    def lose(self) -> None:
        """Record that the copy is lost."""
        how = Question("reason", self.tr("What is known about it"), "text", needed=True)
        self._decide(self.tr("The copy is lost"), how, self.tr("Record as lost"), self._lose, self.tr("Recorded."))

    def void(self) -> None:
        """Record that the copy never came to be."""
        why = Question("reason", self.tr("Why there is no such paper"), "text", needed=True)
        self._decide(self.tr("Make this copy void"), why, self.tr("Make void"), self._void, self.tr("It is void."))

    def _decide(  # noqa: PLR0917 - the words of one sheet
        self, title: str, question: Question, word: str, act: Callable[[str, str], None], done: str,
        right: Right = Right.APPROVE,
    ) -> None:  # fmt: skip
        def ask(who: PersonView) -> None:
            self.ask(title, [question], word, lambda answers: act(who.id, answers["reason"]), done=done)

        self.frame.require_person(ask, right=right)

    def _call(self, by: str, reason: str) -> None:
        self.workspace.copies.call_in(by=by, copies=[self.id], reason=reason)

    def _back(self, by: str, remark: str) -> None:
        self.workspace.copies.take_back(by=by, copy=self.id, remark=remark)

    def _lose(self, by: str, reason: str) -> None:
        self.workspace.copies.lose(by=by, copy=self.id, reason=reason)

    def _void(self, by: str, reason: str) -> None:
        self.workspace.copies.void(by=by, copy=self.id, reason=reason)

    def _show_acts(self, shown: CopyRow) -> None:
        self.clear_acts()
        out = shown.state in OUTSTANDING
        if out:
            self.add_act(self.tr("Make void"), self.void, kind="quiet")
            self.add_act(self.tr("It is lost"), self.lose)
        if shown.state is CopyState.OUT:
            self.add_act(self.tr("Call in"), self.call_in, kind="primary" if shown.to_call_in else "plain")
        if out or shown.state is CopyState.LOST:
            self.add_act(self.tr("It is back"), self.take_back, kind="plain" if shown.to_call_in else "primary")

    def _said(self, shown: CopyRow) -> list[tuple[str, str]]:
        times = self.frame.times
        in_force = shown.in_force or self.tr("none: the procedure is withdrawn")
        return [
            (self.tr("Where it hangs"), shown.place),
            (self.tr("Who holds it"), shown.holder),
            (self.tr("Revision"), shown.label),
            (self.tr("Form"), self.tr("Card, {paper}").format(paper=shown.form) if shown.form else ""),
            (self.tr("In force now"), self.tr("this revision") if shown.current else in_force),
            (self.tr("Issued"), f"{times.moment(shown.issued_at)}, {shown.issued_by}"),
            (self.tr("Called in"), times.moment(shown.called_in_at) if shown.called_in_at else ""),
            (self.tr("Ended"), times.moment(shown.ended_at) if shown.ended_at else ""),
            (self.tr("Said about it"), shown.why),
            (self.tr("SHA-256 of its file"), shown.file),
        ]

    def _open(self) -> None:
        if self._row is not None:
            self.frame.go("manual.page", self._row.sop)

    def _list(self) -> None:
        if self._row is not None:
            self.frame.go("manual.copies", self._row.sop)
