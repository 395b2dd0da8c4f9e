"""The actions of an incident on its file: what is done so that it does not happen again, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QPushButton, QScrollArea, QWidget

from sopdesk.domain.action import ActionSort, Waits
from sopdesk.domain.deadline import Timing
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.incidents.action_acts import ActionActs
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.labels import chip, label, rule
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.actions import ActionView, ActView
from sopdesk.views.incidents import IncidentFile

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen

SORTS = {
    ActionSort.CORRECTION: "Correction", ActionSort.CORRECTIVE: "Corrective action",
    ActionSort.PREVENTIVE: "Preventive action",
}  # fmt: skip
CHIPS = {
    Waits.DOING: "accent", Waits.VERIFYING: "warning", Waits.CHECKING: "plain", Waits.REPLACING: "danger",
    Waits.NOTHING: "success", Waits.DROPPED: "plain",
}  # fmt: skip


class ActionsCard(Card):
    """The actions of the file that a screen shows, each with what the reader may do with it."""

    def __init__(self, screen: FileScreen) -> None:
        super().__init__(title=screen.tr("Actions"))
        self._screen = screen
        self._acts = ActionActs(screen)
        self._lines = column(gap=tokens.SNUG)
        self._visit: Mapping[str, str] | None = None
        self._named: dict[str, str] = {}
        self.body.addLayout(self._lines)

    def show_file(self, file: IncidentFile, *, open_: bool) -> None:
        """Show the actions of a file; further ones are planned while it is open."""
        clear(self._lines)
        self._named = {one.digest: f"{n}. {one.name}" for n, one in enumerate(file.attachments, 1)}
        past, reader = file.past is not None, self._screen.person.id if self._screen.person else ""
        actions = file.actions if past else self._screen.workspace.actions.of(file.row.id, by=reader)
        for each in actions:
            if each.place > 1:
                self._lines.addWidget(rule())
            self._lines.addLayout(self._action(each, past=past, open_=open_))
        if not actions:
            self._lines.addWidget(label(tr("None is planned yet."), "soft"))
        if open_ and self._screen.may(Right.HANDLE):
            plan = button(tr("Plan an action"), self._acts.plan, kind="quiet", icon="plus")
            self._lines.addLayout(row(plan, None))
        if self._screen.more.get("show") == "actions" and self._visit is not self._screen.more:
            self._visit = self._screen.more
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """Scroll the page to the actions."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            at = self.mapTo(around.viewport(), self.rect().topLeft()).y()
            around.verticalScrollBar().setValue(around.verticalScrollBar().value() + at)

    def _action(self, each: ActionView, *, past: bool, open_: bool) -> QLayout:
        chips = Flow(tokens.HAIR)
        chips.add(chip(tr(SORTS[each.sort])))
        chips.add(chip(*waits_chip(each.waits, each.timing)))
        lines = column(label(each.what, "strong"), chips, gap=tokens.HAIR)
        for word, value in self._facts(each):
            lines.addLayout(fact(word, value))
        acts = () if past else tuple(self._offers(each, open_=open_))
        if each.sop and not past:
            acts += tuple(self._to_change(each))
        if acts:
            offers = Flow(tokens.SNUG)
            for made in acts:
                offers.add(made)
            lines.addWidget(offers)
        return lines

    def _facts(self, each: ActionView) -> Iterator[tuple[str, str]]:
        times = self._screen.frame.times
        yield tr("Who and by when"), tr("{who}, by {day}").format(who=each.owner_name, day=times.day(each.due))
        if each.follows:
            yield tr("In place of"), tr("action {place}, which did not work").format(place=each.follows)
        if each.question:
            yield tr("Found"), each.question
        if each.procedure:
            changed = tr("changed by revision {label}").format(label=each.label) if each.label else tr("to be changed")
            yield tr("Procedure"), f"{each.procedure}, {changed}"
        if each.criterion and each.check_on:
            yield (
                tr("It worked if"),
                tr("{criterion} ({day})").format(criterion=each.criterion, day=times.day(each.check_on)),
            )
        if not each.verified and not each.dropped:
            yield tr("Looked at by"), each.verifier_name or tr("any supervisor")
        for refused in each.refused:
            yield tr("Not done yet"), self._said(refused)
        if each.done:
            yield tr("Done"), self._said(each.done)
            if each.files:
                yield tr("Shown by"), "\n".join(self._named.get(one, "") for one in each.files)
        if each.verified:
            yield tr("Verified"), self._said(each.verified)
        if each.checked:
            yield tr("It worked") if each.effective else tr("It did not work"), self._said(each.checked)
        if each.waits is Waits.REPLACING:
            yield tr("Next"), tr("another action in its place; a closed file is reopened first")
        if each.dropped:
            yield tr("Dropped"), self._said(each.dropped)

    def _to_change(self, each: ActionView) -> Iterator[QPushButton]:
        """Give the way to the procedure that is to be changed: to write its revision, or to what it says now."""
        frame = self._screen.frame
        if each.waits is Waits.DOING and not each.label and self._screen.may(Right.WRITE):
            write = partial(frame.go, "manual.editor", each.sop, action=each.id)
            yield button(
                tr("Write the revision"), partial(frame.require_person, lambda _who: write(), right=Right.WRITE),
                kind="quiet", icon="edit",
            )  # fmt: skip
        words = tr("Open {number}").format(number=each.procedure)
        yield button(words, partial(frame.go, "manual.page", each.sop), kind="quiet", icon="manual")

    def _said(self, act: ActView) -> str:
        who = tr("{who}, {moment}").format(who=act.who, moment=self._screen.frame.times.moment(act.at))
        return f"{act.words}\n{who}" if act.words else who

    def _offers(self, each: ActionView, *, open_: bool) -> Iterator[QPushButton]:
        acts, file = self._acts, self._screen.file
        files = tuple(one for one in file.attachments if not one.erased and not one.withheld) if file else ()
        offered: dict[str, tuple[str, str, Callable[[ActionView], object]]] = {
            "done": (tr("Report done"), "check", lambda action: acts.report_done(action, files)),
            "verify": (tr("Verify"), "verify", acts.verify),
            "refuse": (tr("Not done"), "undo", acts.refuse),
            "check": (tr("Did it work"), "verify", acts.check),
            "follow": (tr("Plan another"), "plus", lambda action: acts.plan(follows=action)),
            "change": (tr("Move"), "clock", acts.change),
            "drop": (tr("Drop"), "close", acts.drop),
        }
        for name, (word, icon, act) in offered.items():
            if name in each.may and (open_ or name != "follow"):
                made = button(word, partial(act, each), kind="quiet", icon=icon)
                made.setAccessibleName(tr("{act}: {what}").format(act=word, what=each.what))
                yield made


def waits_chip(waits: Waits, timing: Timing) -> tuple[str, str]:
    """Give the word for what an action waits for, and the kind of its chip."""
    word = tr(waits.value.capitalize())
    if timing is Timing.LATE:
        return tr("{waits} · overdue").format(waits=word), "danger"
    return word, CHIPS[waits]
