"""Copies on paper: which controlled copies are out, which are to be called in, what became of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sopdesk.domain.controlled_copy import OUTSTANDING, CopyState
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.copy_words import copy_chip
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.copies import CopyRow
from sopdesk.views.people import PersonView

STALE, OUT, GONE = "stale", "out", "gone"
EVERY = 1_000_000
"""No house has so many copies out; of those that are back the newest are enough."""


class CopiesScreen(Screen):
    """Every controlled copy; `id` narrows to one procedure, show= chooses "stale", "out" or "gone"."""

    scrolls = False
    wide = True
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._rows: tuple[CopyRow, ...] = ()
        self._wanted = ""
        said = self.tr("Controlled copies: where each is, and which no longer count")
        self.set_title(self.tr("Copies on paper"), said)
        self.call_button = self.add_act(self.tr("Call all of these in"), self.call_in, icon="sign")
        self.banner = Banner()
        self.show_chips = Chips(name=self.tr("Show"), needed=True)
        self.show_chips.changed.connect(self._filter)
        self.list = LinesView(self.tr("Copies on paper"))
        self.list.chosen.connect(partial(frame.go, "manual.copy"))
        self.empty = EmptyState(
            "print",
            self.tr("No copies on paper"),
            self.tr("To hang a procedure up, open it and press More, then “Issue a controlled copy”. It gets a "
                    "number and stands here until it is back."),
            self.tr("To the manual"),
            lambda: frame.go("manual"),
        )  # fmt: skip
        self.body.setSpacing(tokens.NEAR)
        for each in (self.banner, self.show_chips):
            self.body.addWidget(each)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask for the copies and show those that are wanted."""
        ask = self.workspace.copies.rows
        out = ask(sop=self.id, states=OUTSTANDING, limit=EVERY)
        self._rows = (*out, *ask(sop=self.id, states=[each for each in CopyState if each not in OUTSTANDING]))
        self._offer()
        self._show_banner()
        shown = list(self._shown())
        self.list.set_lines(self._line(each) for each in shown)
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        some = self.show_chips.value() == STALE and any(not row.called_in_at for row in shown)
        self.call_button.setVisible(some and self.may(Right.APPROVE))

    def call_in(self) -> None:
        """Ask for every copy back that is shown; the reason is proposed."""
        ids = [each.id for each in self._shown()]
        newer = {each.in_force for each in self._shown()}
        proposed = (
            self.tr("superseded by {label}").format(label=next(iter(newer)))
            if len(newer) == 1 and newer != {""}
            else ""
        )
        reason = Question("reason", self.tr("Why"), hint=self.tr("For example: superseded by 1.4"))

        def ask(who: PersonView) -> None:
            self.ask(
                self.tr("Call {n} copies in").format(n=len(ids)), [reason], self.tr("Call in"),
                lambda answers: self._call(who, ids, answers["reason"]), done=self.tr("Called in."),
                sentence=self.tr("Fetch them, or ask whoever holds them. Each stays here until it is back or lost."),
                values={"reason": proposed},
            )  # fmt: skip

        self.frame.require_person(ask, right=Right.APPROVE)

    def _call(self, who: PersonView, ids: Sequence[str], reason: str) -> None:
        self.workspace.copies.call_in(by=who.id, copies=ids, reason=reason)

    def _offer(self) -> None:
        counts = {name: sum(1 for _ in self._of(name)) for name in (STALE, OUT, GONE)}
        self.show_chips.offer([
            (STALE, self.tr("To call in · {n}").format(n=counts[STALE])),
            (OUT, self.tr("In the house · {n}").format(n=counts[OUT])),
            (GONE, self.tr("Back, lost or void · {n}").format(n=counts[GONE])),
        ])  # fmt: skip
        wanted = f"{self.id} {self.more.get('show', '')}"
        if wanted != self._wanted:  # a new visit chooses; later the chips do
            self._wanted = wanted
            self.show_chips.set_value(self.more.get("show") or (STALE if counts[STALE] else OUT))

    def _show_banner(self) -> None:
        if not self.id:
            self.banner.hide()
            return
        number = self._rows[0].sop_number if self._rows else ""
        words = self.tr("Only copies of {number}.").format(number=number) if number else self.tr("No copy was issued.")
        self.banner.say("note", words, self.tr("All copies"), lambda: self.frame.go("manual.copies"), icon="filter")

    def _of(self, name: str) -> Iterator[CopyRow]:
        for row in self._rows:
            out = row.state in OUTSTANDING
            if {STALE: row.to_call_in, OUT: out, GONE: not out}[name]:
                yield row

    def _shown(self) -> Iterator[CopyRow]:
        return self._of(self.show_chips.value())

    def _filter(self, _value: str) -> None:
        self.refresh()

    def _line(self, row: CopyRow) -> Line:
        times = self.frame.times
        revision = self.tr("Revision {label}").format(label=row.label)
        if row.to_call_in:
            now = self.tr("in force is {label}").format(label=row.in_force) if row.in_force else self.tr("withdrawn")
            revision = f"{revision}, {now}"
        issued = self.tr("issued {day} by {who}").format(day=times.day(row.issued_at), who=row.issued_by)
        words, kind = copy_chip(row)
        return Line(
            f"{row.number}  {row.sop_number} {row.title}", f"{revision} · {row.whereabouts} · {issued}",
            icon="print", chip=words, chip_kind=kind, data=row.id,
        )  # fmt: skip
