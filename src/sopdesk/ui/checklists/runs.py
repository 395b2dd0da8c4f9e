"""The checklists: what can be started, what is under way, what waits for sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopdesk.domain.guided import GuideStage
from sopdesk.domain.person import Right
from sopdesk.domain.run import RunStage
from sopdesk.ui import tokens
from sopdesk.ui.checklists.begin import begin
from sopdesk.ui.checklists.handover_words import row_line
from sopdesk.ui.checklists.words import guide_chip
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.words import role_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.checklists import RunRow
from sopdesk.views.guided import GuideRow
from sopdesk.views.handovers import HandoverRow
from sopdesk.views.manual import SopRow

NOW, FOLLOWED = "now", "followed"
PAGE = 100
"""How many followed workflows are asked for at once."""


class RunsScreen(Screen):
    """One list: hand-overs to read, runs under way and waiting, and what can be started."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Checklists"), self.tr("What is done each day, and who did it"))
        self.add_act(self.tr("Past runs"), self.open_past, icon="history")
        self.add_act(self.tr("Hand-over book"), self.open_book, icon="note")
        self.add_act(self.tr("Hand over"), self.hand_over, icon="note")
        self.view = Chips(name=self.tr("Show"), needed=True)
        self.view.changed.connect(self._change_view)
        self.list = LinesView(self.tr("Checklists and runs"))
        self.list.chosen.connect(self.open_line)
        self.list.verticalScrollBar().valueChanged.connect(self._ask_more)
        self.empty = EmptyState("checklists", "", "", self.tr("Open the manual"), self._open_manual)
        self._limit = PAGE
        self._shown = 0
        self.body.setSpacing(tokens.NEAR)
        self.body.addWidget(self.view)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask for checklists and runs."""
        self.view.offer([(NOW, self.tr("Now")), (FOLLOWED, self.tr("Workflows followed"))])
        lines = list(self._followed() if self.view.value() == FOLLOWED else self._now())
        self.list.set_lines(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._say_why_empty()

    def open_line(self, data: object) -> None:
        """Open a run or a hand-over, or start a checklist."""
        if isinstance(data, RunRow):
            view = {"view": "sign-off"} if data.stage is RunStage.COMPLETED else {}
            self.frame.go("checklists.run", data.id, **view)
        elif isinstance(data, HandoverRow):
            self.frame.go("checklists.handover", data.id)
        elif isinstance(data, GuideRow):
            self.frame.go("checklists.guide", data.id)
        elif isinstance(data, SopRow):
            begin(self.frame, data.id, data.format)

    def open_past(self) -> None:
        """Open all runs that there were."""
        self.frame.go("checklists.past")

    def open_book(self) -> None:
        """Open the hand-over book."""
        self.frame.go("checklists.handovers")

    def hand_over(self) -> None:
        """Write what the next shift has to know."""
        self.frame.go("checklists.hand_over")

    # -- lines

    def _now(self) -> Iterator[Line]:
        checklists = self.workspace.checklists
        yield from self._group(self.tr("From the last shift"), map(self._handover, self._unread()))
        yield from self._group(self.tr("Under way"), map(self._run, checklists.runs(stage=RunStage.OPEN)))
        guides = self.workspace.guides
        yield from self._group(self.tr("Workflows under way"), map(self._guide, guides.rows(stage=GuideStage.OPEN)))
        yield from self._group(self.tr("Handed up"), map(self._guide, guides.rows(stage=GuideStage.ESCALATED)))
        waiting = checklists.runs(stage=RunStage.COMPLETED)
        yield from self._group(self.tr("Waiting for sign-off"), map(self._run, waiting))
        yield from self._group(self.tr("Can be started"), map(self._startable, checklists.available()))
        yield from self._group(self.tr("Can be followed step by step"), map(self._startable, guides.available()))

    def _followed(self) -> Iterator[Line]:
        rows = self.workspace.guides.rows(limit=self._limit)
        self._shown = len(rows)
        return map(self._guide, rows)

    @staticmethod
    def _group(title: str, lines: Iterator[Line]) -> Iterator[Line]:
        found: Sequence[Line] = tuple(lines)
        if found:
            yield Line(title, heading=True)
            yield from found

    def _unread(self) -> tuple[HandoverRow, ...]:
        handovers = self.workspace.handovers
        return handovers.open() if self.person is None else handovers.to_read(self.person)

    def _handover(self, each: HandoverRow) -> Line:
        when = self.frame.times.near(each.at, self.workspace.now())
        return row_line(each, when=when, hidden=self.person is None)

    def _run(self, each: RunRow) -> Line:
        now, times = self.workspace.now(), self.frame.times
        parts = [each.number, self.tr("revision {label}").format(label=each.label), each.started_by]
        if each.signed_off_by:
            parts.append(self.tr("signed off by {who}").format(who=each.signed_off_by))
        word, kind = "", "plain"
        if each.stage is RunStage.OPEN:
            word = self.tr("{done} of {total}").format(done=each.done + each.skipped, total=each.total)
            kind = "accent"
        elif each.skipped:
            word, kind = self.tr("{n} skipped").format(n=each.skipped), "warning"
        signs = self.person is not None and self.person.may(Right.SIGN_OFF)
        look = self.tr("Look and sign") if signs else self.tr("Look")
        act = {RunStage.OPEN: self.tr("Go on"), RunStage.COMPLETED: look}.get(each.stage, "")
        when = times.near(each.completed_at or each.started_at, now)
        return Line(each.title, " · ".join(parts), word, kind, when, act, "checklists", data=each)

    def _guide(self, each: GuideRow) -> Line:
        now, times = self.workspace.now(), self.frame.times
        parts = [each.number, self.tr("revision {label}").format(label=each.label), each.started_by]
        if each.role:
            parts.append(self.tr("handed up to: {role}").format(role=role_word(each.role).lower()))
        if each.taken_over_by:
            parts.append(self.tr("taken over by {who}").format(who=each.taken_over_by))
        act = self.tr("Go on") if each.stage is GuideStage.OPEN else self.tr("Look")
        when = times.near(each.ended_at or each.started_at, now)
        return Line(each.title, " · ".join(parts), *guide_chip(each.stage), when, act, "step", data=each)

    def _startable(self, each: SopRow) -> Line:
        detail = self.tr("{section} · revision {label}").format(section=each.section, label=each.label)
        return Line(f"{each.number}  {each.title}", detail, act=self.tr("Start"), icon="start", data=each)

    def _change_view(self, _view: str) -> None:
        self._limit = PAGE
        self.refresh()
        self.list.scrollToTop()

    def _ask_more(self, value: int) -> None:
        """Ask for older ones when the end of the list comes into sight."""
        near_the_end = value >= self.list.verticalScrollBar().maximum() - self.list.height()
        if self.view.value() != NOW and self._shown == self._limit and near_the_end:
            self._limit += PAGE
            self.refresh()

    def _say_why_empty(self) -> None:
        if self.view.value() == FOLLOWED:
            said = self.tr("A decision workflow appears here once somebody follows it, question by question.")
            self.empty.say(self.tr("No workflow was followed"), said)
        else:
            said = self.tr("A procedure with lines to tick appears here as soon as it is approved as a checklist.")
            self.empty.say(self.tr("No checklist is in force"), said)
        self.empty.act.setVisible(self.view.value() == NOW)

    def _open_manual(self) -> None:
        self.frame.go("manual")
