"""The plan of one checklist: written in fields, said in plain words, with the next occasions beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.plan_words import in_words
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.schedule import Moment, Plan
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.schedule.plan_fields import PlanFields
from sopdesk.ui.schedule.words import around, when
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.beside import Beside
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import PlanRow

SIDE = 340
OCCASIONS = 7


class PlanScreen(Screen):
    """`id` is the checklist. What is written stays while nobody else changes the plan; seven occasions follow it."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.fields = PlanFields(frame.times)
        self.words, self.wrong = label("", "strong"), label("", "wrong")
        self.next, self.before = column(gap=tokens.SNUG), column(gap=tokens.SNUG)
        self.earlier = Card(self.before, title=self.tr("Plans so far"))
        coming, side = Card(self.words, self.wrong, self.next, title=self.tr("The plan")), QWidget()
        side.setLayout(column(coming, self.earlier, None, gap=tokens.GAP))
        self.body.addWidget(Beside(self.fields, side, SIDE))
        self.fields.changed.connect(self.look)
        self._shown: tuple[str, Plan | None] | None = None
        self._row: PlanRow | None = None
        self.keep(self.fields, "plan")

    def refresh(self) -> None:
        """Show the plan as it is recorded; what was written here and not recorded stays, if nobody else changed it."""
        found = self._row = self.workspace.schedule.row(self.id)
        self.clear_acts()
        if found is None:
            self.set_title(self.tr("No plan"), self.tr("This is not a checklist in force."))
            return
        self.set_title(f"{found.number} {found.title}", self.tr("When it is due, and whose task it is"))
        self.add_act(self.tr("Open the checklist"), self.open_page, icon="checklists")
        if found.plan is not None and found.proposed not in {None, found.plan}:
            self.add_act(self.tr("As it proposes"), self.take_proposed, icon="undo", right=Right.PLAN)
        self.add_act(
            self.tr("Record the plan"), self.record, kind="primary", icon="check", key="Ctrl+Return", right=Right.PLAN
        )
        self.fields.setEnabled(self.may(Right.PLAN))
        if self._shown != (found.sop, found.plan) or self.fields.waits:
            self._shown = (found.sop, found.plan)
            self.fields.offer_roles(self.workspace.organisation.roles(), found.own_role)
            self.fields.begin(found.plan, found.proposed)
        self._show_earlier()
        self.look()

    def look(self) -> None:
        """Say the plan as it is written, with its next occasions or what is wrong with it."""
        if self._row is None:
            return
        by_clock = self.fields.show_needed()
        clear(self.next)
        try:
            plan = self.fields.plan()
            occasions = self.workspace.schedule.preview(plan, count=OCCASIONS)
        except Refusal as no:
            self.words.hide()
            self.wrong.setText(no.sentence)
            self.wrong.show()
            return
        self.wrong.hide()
        self.words.setText(in_words(plan))
        self.words.show()
        for each in occasions:
            due = label(when(each.due_by, self.frame.times))
            self.next.addLayout(column(due, label(around(each, self.frame.times), "small"), gap=0))
        if not occasions and by_clock:
            self.next.addWidget(label(self._why_none(plan), "soft"))

    def record(self) -> None:
        """Record the plan; another one than before with its reason."""
        self.frame.require_person(self._record, right=Right.PLAN, why=self.tr("Planning needs a supervisor."))

    def open_page(self) -> None:
        """Read the checklist."""
        self.frame.go("manual.page", self.id)

    def take_proposed(self) -> None:
        """Write what the checklist proposes; it is recorded as any other plan."""
        if self._row is not None and self._row.proposed is not None:
            self.fields.show_plan(self._row.proposed)
            self.fields.changed.emit()

    def _record(self, who: PersonView) -> None:
        done = self.tr("Recorded. It counts for what is due from now on.")
        try:
            plan = self.fields.plan()
        except Refusal as no:
            self.message.fail(no.sentence)
            return
        revise = self.workspace.schedule.revise
        if self._row is None or self._row.plan is None:
            self.attempt(lambda: revise(by=who.id, sop=self.id, plan=plan), done)
            return
        self.ask(
            self.tr("Change the plan"), [Question("reason", self.tr("Why"), needed=True)], self.tr("Record"),
            lambda answers: revise(by=who.id, sop=self.id, plan=plan, reason=answers["reason"]),
            sentence=in_words(plan), done=done,
        )  # fmt: skip

    def _show_earlier(self) -> None:
        clear(self.before)
        history = self.workspace.schedule.history(self.id)
        self.earlier.setVisible(bool(history))
        for each in history:
            said = self.tr("{who}, {when}").format(who=each.who, when=self.frame.times.moment(each.at))
            lines = [label(in_words(each.plan)), label(said, "small")]
            if each.reason:
                lines.append(label(f"“{each.reason}”", "small"))
            self.before.addLayout(column(*lines, gap=0))

    def _why_none(self, plan: Plan) -> str:
        if plan.moment is not Moment.CLOCK and self.workspace.hours.week() is None:
            return self.tr("There is no occasion until the house has opening hours.")
        return self.tr("No occasion falls into the next two years.")
