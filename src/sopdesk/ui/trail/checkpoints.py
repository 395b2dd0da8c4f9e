"""Checkpoints: which one lies outside, how old it is, who holds which, and handing the newest one over."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.trail.handing import Handing, choose_folder
from sopdesk.ui.trail.words import way_word
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.code_view import CodeView
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.checkpoints import CheckpointView, HolderView, HoldingView, PlaceView
from sopdesk.views.people import PersonView

DAYS = (1, 3, 7, 14, 30)


class CheckpointsScreen(Screen):
    """What can be shown to somebody outside, and since when."""

    needs_person = True
    right = Right.READ_TRAIL

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Checkpoints"), self.tr("What somebody outside can hold this desk to"))
        self.handing = Handing(self)
        self.add_act(self.tr("Copy"), self.handing.copy, icon="link", right=Right.EXPORT)
        self.add_act(self.tr("Save as file"), self.handing.save, icon="export", right=Right.EXPORT)
        self.add_act(self.tr("Print a sheet"), self.handing.print, icon="print", right=Right.EXPORT)
        self.add_act(self.tr("Mail it"), self.handing.mail, kind="primary", icon="note", right=Right.EXPORT)
        self.outside, self.place, self.newest = (column(gap=tokens.SNUG) for _ in range(3))
        self.list = LinesView(self.tr("Who holds which checkpoint"))
        self.list.setMinimumHeight(tokens.RAIL)
        self.code = CodeView(self.tr("QR code of the newest checkpoint"))
        self.choose_button = button(self.tr("Choose a second place"), self.choose_place, icon="export")
        self.decline_button = button(self.tr("Do without it"), self.decline_place, kind="quiet")
        self.remind_button = button(self.tr("Remind after …"), self.ask_days, kind="quiet", icon="clock")
        acts = row(self.choose_button, self.decline_button, None)
        code = row(column(self.newest, None), self.code)
        code.setStretch(0, 1)
        for each in (
            Card(self.outside, row(self.remind_button, None), title=self.tr("Outside this desk")),
            Card(self.place, acts, title=self.tr("The second place")),
            Card(self.list, title=self.tr("Who holds which checkpoint")),
            Card(code, title=self.tr("The newest checkpoint")),
        ):
            self.body.addWidget(each)

    def refresh(self) -> None:
        """Ask how things stand."""
        view = self.workspace.checkpoints.view()
        for each in (self.outside, self.place, self.newest):
            clear(each)
        self._show_outside(view)
        self._show_place(view.place)
        self.list.set_lines(self._lines())
        self._show_newest(view.newest)
        manager = self.may(Right.REGISTER)
        for act in (self.choose_button, self.decline_button, self.remind_button):
            act.setVisible(manager)
        self.decline_button.setVisible(manager and bool(view.place.folder))

    # -- acts

    def choose_place(self) -> None:
        """Ask for a folder; from now on each new checkpoint is written to it."""

        def ask(who: PersonView) -> None:
            folder = choose_folder(self)
            if folder is not None:
                self.attempt(
                    lambda: self.workspace.checkpoints.choose_place(by=who.id, folder=folder),
                    self.tr("From now on every checkpoint is written there."),
                )

        why = self.tr("Choosing the second place needs a manager.")
        self.frame.require_person(ask, right=Right.REGISTER, why=why)

    def decline_place(self) -> None:
        """Do without a second place; nothing is deleted there."""
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.checkpoints.decline_place(by=who.id),
                self.tr("Nothing more is written there. What lies there stays."),
            ),
            right=Right.REGISTER,
        )

    def ask_days(self) -> None:
        """Ask after how many days a manager is reminded."""
        checkpoints = self.workspace.checkpoints

        def ask(who: PersonView) -> None:
            now = checkpoints.view().days
            days = tuple((str(n), self.tr("{n} days").format(n=n)) for n in sorted({*DAYS, now}))
            self.ask(
                self.tr("Remind a manager"), [Question("days", self.tr("After"), "choice", days, needed=True)],
                self.tr("Set it"), lambda answers: checkpoints.remind_after(by=who.id, days=int(answers["days"])),
                sentence=self.tr("When no newer checkpoint went outside for so long, Today says so."),
                values={"days": str(now)},
            )  # fmt: skip

        self.frame.require_person(ask, right=Right.REGISTER)

    # -- showing

    def _show_outside(self, view: HoldingView) -> None:
        times = self.frame.times
        number = times.number(view.newer)
        if view.outside is None:
            said = self.tr("Nobody outside is known to hold a checkpoint.")
            self.outside.addLayout(_with_chip(said, self.tr("None outside"), "warning"))
        else:
            holder = view.outside
            day = times.day_of_year(holder.since)
            said = self.tr("{holder} holds the newest one outside, since {day}.").format(holder=holder.name, day=day)
            word, kind = (self.tr("Old"), "warning") if view.old else (self.tr("Good"), "success")
            self.outside.addLayout(_with_chip(said, word, kind))
            self.outside.addLayout(fact(self.tr("Age"), self._age(holder)))
            self.outside.addLayout(fact(self.tr("Entries that it covers"), times.number(holder.size)))
        self.outside.addLayout(fact(self.tr("Entries since then"), number))
        if view.newer:
            words = self.tr("What is newer could be changed unseen by whoever has the station’s key.")
            self.outside.addWidget(label(words, "soft"))
        if view.outside is not None:
            words = self.tr("With it, Verify can say: Unbroken since the checkpoint that {holder} holds.")
            self.outside.addWidget(label(words.format(holder=view.outside.name), "soft"))
        if view.weaker:
            words = self.tr(
                "This machine has no key store: the station’s key lies in a file that only its user can read. That is "
                "weaker: whoever gets hold of the file can sign another log."
            )
            self.outside.addWidget(label(words, "soft"))
        days = self.tr("A manager is reminded after {n} days.").format(n=view.days)
        self.outside.addWidget(label(days, "small"))

    def _age(self, holder: HolderView) -> str:
        days = max((self.workspace.now() - holder.since).days, 0)
        since = self.frame.times.moment(holder.since)
        if not days:
            return self.tr("less than a day: {moment}").format(moment=since)
        return self.tr("{n} days: {moment}").format(n=days, moment=since)

    def _show_place(self, place: PlaceView) -> None:
        times = self.frame.times
        if not place.folder:
            words = self.tr(
                "There is none. Without one, entries taken away at the end, or an older copy put in the desk’s place, "
                "are found only by a checkpoint that somebody was given. A stick or a folder in the network will do."
            )
            self.place.addWidget(label(words))
            return
        word, kind = (self.tr("In reach"), "success") if place.failing_since is None else (self.tr("Away"), "warning")
        if place.alarm:
            word, kind = self.tr("Does not fit"), "danger"
        self.place.addLayout(_with_chip(place.folder, word, kind))
        if place.alarm:
            self.place.addWidget(label(place.alarm, "strong"))
        if place.failing_since is not None:
            words = self.tr("Nothing could be written since {moment}. {why} Work goes on; what is missing comes later.")
            self.place.addWidget(label(words.format(moment=times.moment(place.failing_since), why=place.why)))
        if place.written_at is not None:
            newest = self.tr("{moment}, over entries: {n}")
            newest = newest.format(moment=times.moment(place.written_at), n=times.number(place.size))
            self.place.addLayout(fact(self.tr("Newest there"), newest))
        if place.strangers:
            words = self.tr(
                "Logs there that this desk does not know: {n}. They belong to other desks, or to this one before an "
                "older copy was restored."
            )
            self.place.addWidget(label(words.format(n=place.strangers), "soft"))

    def _lines(self) -> Iterator[Line]:
        times, found = self.frame.times, self.workspace.checkpoints.holders()
        known, carried = [each for each in found if each.counts], [each for each in found if not each.counts]
        if known:
            yield Line(self.tr("Known to lie outside"), heading=True)
        for each in known:
            yield self._line(each, way_word(each.way), times.moment(each.since))
        if carried:
            yield Line(self.tr("Files and prints that carry one; where they are is not known"), heading=True)
        for each in carried:
            yield self._line(each, self.tr("exported"), times.moment(each.since))

    def _line(self, each: HolderView, way: str, since: str) -> Line:
        said = self.tr("Entries: {n}").format(n=self.frame.times.number(each.size))
        by = self.tr("by {name}").format(name=each.recorded_by) if each.recorded_by else ""
        return Line(each.name, " · ".join(filter(None, (said, way, by))), note=since, icon="verify")

    def _show_newest(self, newest: CheckpointView | None) -> None:
        if newest is None:
            self.code.show_code(())
            self.newest.addWidget(label(self.tr("None was signed yet.")))
            return
        times = self.frame.times
        said = self.tr("{moment}, over entries: {n}")
        self.newest.addWidget(label(said.format(moment=times.moment(newest.at), n=times.number(newest.size)), "strong"))
        text = label(newest.note.strip(), "lead")
        text.setAccessibleName(self.tr("The checkpoint as it was signed: {text}").format(text=newest.note))
        self.newest.addWidget(text)
        self.code.show_code(self.workspace.checkpoints.qr_of(newest.note))


def _with_chip(words: str, said: str, kind: str) -> QHBoxLayout:
    line = row(label(words), chip(said, kind))
    line.setStretch(0, 1)
    return line
