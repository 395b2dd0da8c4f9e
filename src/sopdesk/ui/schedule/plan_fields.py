"""The fields of one plan: on which days, by when, how strictly, and whose task it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.plan_words import in_words, read_span, span_in_words, usual
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles
from sopdesk.domain.schedule import OnClosed, Plan, Rhythm
from sopdesk.ui import tokens
from sopdesk.ui.house.words import day_of
from sopdesk.ui.schedule.plan_days import DaysFields, TimesFields
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.rows import column

BEGIN = usual(Plan(Rhythm.DAILY, times=(9 * 60 + 30,)))
STRICT = ("grace", "ahead", "missed")


class PlanFields(QWidget):
    """Three cards; kept half written, beside the recorded plan that it was begun on."""

    changed = Signal()

    def __init__(self, times: Times) -> None:
        super().__init__()
        self.days, self.times = DaysFields(times), TimesFields()
        self.strict = Form(self._questions())
        self._by_when = Card(self.times, title=self.tr("By when"))
        self.strictly = Card(self.strict, title=self.tr("How strictly, and whose task"))
        how_often = Card(self.days, title=self.tr("How often"))
        self.setLayout(column(how_often, self._by_when, self.strictly, None, gap=tokens.GAP))
        self._usual = BEGIN
        self._base = ""
        self._untouched = self._said()
        self._waiting: str | None = None
        self._filling = False
        for field in (self.days, self.times, self.strict):
            field.changed.connect(self._say_changed)

    @property
    def waits(self) -> bool:
        """Whether what was half written waits for `begin` to be shown."""
        return self._waiting is not None

    def begin(self, recorded: Plan | None, proposed: Plan | None) -> None:
        """Show the plan as recorded, or as proposed, or a usual one; then what was half written on that."""
        self._base = in_words(recorded) if recorded else ""
        self.show_plan(recorded or proposed or BEGIN)
        self._untouched = self._said()
        kept = json.loads(self._waiting) if self._waiting else None
        self._waiting = None
        if kept is not None and kept["on"] == self._base:
            with self._silence():
                self.days.say(kept["days"])
                self.times.say(kept["times"])
                self.strict.set_values(kept["strict"])
                with suppress(Refusal):  # half written: a time may be none yet
                    self._usual = usual(self.times.put_into(self.days.plan()))

    def offer_roles(self, roles: Roles, own: str) -> None:
        """Offer the roles of the house; `own` is the one that the checklist names."""
        field = self.strict.field("role")
        if isinstance(field, Choice):
            field.offer([(each.id, each.name) for each in roles.in_use()])
            field.setItemText(0, self.tr("As the checklist says: {role}").format(role=roles.name(own)))

    def show_plan(self, plan: Plan) -> None:
        """Fill the fields with a plan."""
        with self._silence():
            self._usual = usual(plan)
            self.days.show_plan(plan)
            self.times.show_plan(plan)
            self.strict.set_values({
                **{name: span_in_words(getattr(plan, name)) for name in STRICT},
                "closed": plan.closed, "role": plan.role,
                "first": plan.first.isoformat() if plan.first else "",
                "last": plan.last.isoformat() if plan.last else "",
            })  # fmt: skip

    def show_needed(self) -> bool:
        """Show only the fields that count for the rhythm; tell whether it goes by the clock at all."""
        by_clock = self.days.plan().rhythm is not Rhythm.AS_NEEDED
        self._by_when.setVisible(by_clock)
        self.strictly.setVisible(by_clock)
        return by_clock

    def plan(self) -> Plan:
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

    def text(self) -> str:
        """Give what is half written; "" while the fields say what is recorded or proposed."""
        if self._waiting is not None:
            return self._waiting
        said = self._said()
        return "" if said == self._untouched else said

    def set_text(self, text: str) -> None:
        """Put in what was half written; it is shown by `begin`, over the plan that it belongs to."""
        self._waiting = text

    def _said(self) -> str:
        return json.dumps({
            "on": self._base, "days": self.days.said(), "times": self.times.said(), "strict": self.strict.values(),
        })  # fmt: skip

    def _fill_lengths(self, plan: Plan) -> None:
        """Show what is usual for these days and times, where nobody has written something else."""
        said = self.strict.values()
        fresh = {
            name: span_in_words(getattr(plan, name))
            for name in STRICT
            if said[name] == span_in_words(getattr(self._usual, name))
        }
        self._usual = plan
        with self._silence():
            self.strict.set_values({name: text for name, text in fresh.items() if said[name] != text})

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Fill fields: nobody has written anything."""
        before, self._filling = self._filling, True
        try:
            yield
        finally:
            self._filling = before

    def _say_changed(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _questions(self) -> Sequence[Question]:
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
