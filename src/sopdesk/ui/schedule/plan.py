"""The plan of one checklist: written in fields, said in plain words, with the next occasions beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.plan_words import in_words, read_span, span_in_words, usual
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.schedule import Moment, OnClosed, Plan, Rhythm
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.house.words import day_of
from sopdesk.ui.schedule.plan_days import DaysFields, TimesFields
from sopdesk.ui.schedule.words import around, when
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.beside import Beside
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import PlanRow

SIDE = 340
OCCASIONS = 7
BEGIN = usual(Plan(Rhythm.DAILY, times=(9 * 60 + 30,)))
STRICT = ("grace", "ahead", "missed")


class PlanScreen(Screen):
    """`id` is the checklist. What is written stays while nobody else changes the plan; seven occasions follow it."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.days, self.times = DaysFields(frame.times), TimesFields()
        self.strict = Form(self._questions())
        self.by_when = Card(self.times, title=self.tr("By when"))
        self.strictly = Card(self.strict, title=self.tr("How strictly, and whose task"))
        self.words, self.wrong = label("", "strong"), label("", "wrong")
        self.next, self.before = column(gap=tokens.SNUG), column(gap=tokens.SNUG)
        self.earlier = Card(self.before, title=self.tr("Plans so far"))
        coming = Card(self.words, self.wrong, self.next, title=self.tr("The plan"))
        self.fields, side = QWidget(), QWidget()
        how_often = Card(self.days, title=self.tr("How often"))
        self.fields.setLayout(column(how_often, self.by_when, self.strictly, None, gap=tokens.GAP))
        side.setLayout(column(coming, self.earlier, None, gap=tokens.GAP))
        self.body.addWidget(Beside(self.fields, side, SIDE))
        for field in (self.days, self.times, self.strict):
            field.changed.connect(self.look)
        self._shown: tuple[str, Plan | None] | None = None
        self._row: PlanRow | None = None
        self._usual = BEGIN
        self._filling = False

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
        if self._shown != (found.sop, found.plan):
            self._shown = (found.sop, found.plan)
            self._fill(found.plan or found.proposed or BEGIN)
        self._show_earlier()
        self.look()

    def look(self) -> None:
        """Say the plan as it is written, with its next occasions or what is wrong with it."""
        if self._filling or self._row is None:
            return
        as_needed = self.days.plan().rhythm is Rhythm.AS_NEEDED
        self.by_when.setVisible(not as_needed)
        self.strictly.setVisible(not as_needed)
        clear(self.next)
        try:
            plan = self._plan()
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
        if not occasions and not as_needed:
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
            self._fill(self._row.proposed)
            self.look()

    def _record(self, who: PersonView) -> None:
        done = self.tr("Recorded. It counts for what is due from now on.")
        try:
            plan = self._plan()
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

    def _plan(self) -> Plan:
        """Give the plan as it is written; lengths that were usual follow the days and times. Refuses what is wrong."""
        plan = self.days.plan()
        if plan.rhythm is Rhythm.AS_NEEDED:
            return plan
        plan = usual(self.times.put_into(plan))
        self._fill_lengths(plan)
        said = self.strict.values()
        return replace(
            plan, grace=read_span(said["grace"]), ahead=read_span(said["ahead"]), missed=read_span(said["missed"]),
            closed=OnClosed(said["closed"] or OnClosed.LEFT_OUT), role=said["role"],
            first=day_of(said["first"]), last=day_of(said["last"]),
        )  # fmt: skip

    def _fill_lengths(self, plan: Plan) -> None:
        """Show what is usual for these days and times, where nobody has written something else."""
        said = self.strict.values()
        fresh = {
            name: span_in_words(getattr(plan, name))
            for name in STRICT
            if said[name] == span_in_words(getattr(self._usual, name))
        }
        self._usual = plan
        self._filling = True
        self.strict.set_values({name: text for name, text in fresh.items() if said[name] != text})
        self._filling = False

    def _fill(self, plan: Plan) -> None:
        self._filling = True
        self._usual = usual(plan)
        self.days.show_plan(plan)
        self.times.show_plan(plan)
        roles = self.workspace.organisation.roles()
        own = roles.name(self._row.own_role) if self._row else ""
        field = self.strict.field("role")
        known = [(each.id, each.name) for each in roles.in_use()]
        if isinstance(field, Choice):
            field.offer(known)
            field.setItemText(0, self.tr("As the checklist says: {role}").format(role=own))
        self.strict.set_values({
            **{name: span_in_words(getattr(plan, name)) for name in STRICT}, "closed": plan.closed, "role": plan.role,
            "first": plan.first.isoformat() if plan.first else "", "last": plan.last.isoformat() if plan.last else "",
        })  # fmt: skip
        self._filling = False

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

    def _questions(self) -> list[Question]:
        closed = (
            (OnClosed.LEFT_OUT, self.tr("Left out")), (OnClosed.NEXT, self.tr("On the next open day")),
            (OnClosed.PREVIOUS, self.tr("On the open day before")), (OnClosed.KEPT, self.tr("Done all the same")),
        )  # fmt: skip
        many = [("", ""), *((str(n), "") for n in range(9))]  # a list to choose from, however few roles there are
        return [
            Question("role", self.tr("Whose task"), choices=many),
            Question("grace", self.tr("Late after"), hint=self.tr("So long after it was due it is not late yet.")),
            Question("missed", self.tr("Missed after"), hint=self.tr("So long after it was due it is still begun.")),
            Question("ahead", self.tr("Can be begun before it is due")),
            Question("closed", self.tr("On a closed day"), choices=closed),
            Question("first", self.tr("From"), "date", hint=self.tr("Empty: from now on.")),
            Question("last", self.tr("Until"), "date", hint=self.tr("Empty: for good.")),
        ]
