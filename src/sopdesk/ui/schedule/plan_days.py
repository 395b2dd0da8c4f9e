"""The fields that say on which days a checklist is done, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sopdesk.domain.plan_words import PLACES, WORKING, day_of_month, read_times
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.rota import clock
from sopdesk.domain.schedule import Moment, Plan, Rhythm
from sopdesk.ui import tokens
from sopdesk.ui.schedule.words import tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.choices import Chips, Choice, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column, row

WEEKDAYS = "weekdays"
BEFORE, AFTER = "before", "after"


class DaysFields(QWidget):
    """On which days: a rhythm, and what belongs to it."""

    changed = Signal()

    def __init__(self, times: Times) -> None:
        super().__init__()
        names = [times.weekday_name(day) for day in range(7)]
        self.rhythm = Chips(
            (
                (Rhythm.DAILY, tr("Every day")), (WEEKDAYS, tr("Every weekday")), (Rhythm.WEEKLY, tr("Weekly")),
                (Rhythm.MONTHLY, tr("Monthly")), (Rhythm.QUARTERLY, tr("Quarterly")),
                (Rhythm.AS_NEEDED, tr("As needed")),
            ),
            name=tr("How often"), needed=True,
        )  # fmt: skip
        self.ticks = [Tick(name) for name in names]
        self.week = Flow(tokens.GAP)
        for each in self.ticks:
            self.week.add(each)
            each.toggled.connect(lambda _on: self.changed.emit())
        days = [(str(day), day_of_month(day)) for day in range(1, 32)]
        nths = [(f"nth {nth}", tr(word)) for nth, word in PLACES.items()]
        self.place = Choice([*days, ("-1", tr("last day")), *nths], name=tr("Which day of the month"))
        self.weekday = Choice([(str(day), name) for day, name in enumerate(names)], name=tr("Day of the week"))
        self.month = Chips(
            (("1", tr("First month")), ("2", tr("Second month")), ("3", tr("Third month"))),
            name=tr("Month of the quarter"), needed=True,
        )  # fmt: skip
        self.of_month = QWidget()
        self.of_month.setLayout(row(label(tr("On the"), wraps=False), self.place, self.weekday, None))
        self.setLayout(column(self.rhythm, self.week, self.month, self.of_month))
        for field in (self.rhythm, self.place, self.weekday, self.month):
            field.changed.connect(self._turn)
        self._show_fields()

    def plan(self) -> Plan:
        """Give a plan with these days."""
        said = self.rhythm.value()
        if said == WEEKDAYS:
            return Plan(Rhythm.WEEKLY, WORKING)
        rhythm = Rhythm(said)
        if rhythm is Rhythm.WEEKLY:
            return Plan(rhythm, tuple(day for day, each in enumerate(self.ticks) if each.isChecked()))
        if rhythm not in {Rhythm.MONTHLY, Rhythm.QUARTERLY}:
            return Plan(rhythm)
        month = int(self.month.value()) if rhythm is Rhythm.QUARTERLY else 1
        place = self.place.value()
        if place.startswith("nth "):
            return Plan(rhythm, (int(self.weekday.value()),), nth=int(place.removeprefix("nth ")), month=month)
        return Plan(rhythm, day=int(place), month=month)

    def show_plan(self, plan: Plan) -> None:
        """Fill the fields."""
        working = plan.rhythm is Rhythm.WEEKLY and plan.weekdays == WORKING
        self.rhythm.set_value(WEEKDAYS if working else plan.rhythm)
        for day, each in enumerate(self.ticks):
            each.setChecked(not plan.nth and day in plan.weekdays)
        self.place.set_value(f"nth {plan.nth}" if plan.nth else str(plan.day or 1))
        self.weekday.set_value(str(plan.weekdays[0]) if plan.nth else "0")
        self.month.set_value(str(plan.month))
        self._show_fields()

    def said(self) -> list[str]:
        """Give what is chosen, also where it is no plan yet."""
        days = "".join(str(day) for day, each in enumerate(self.ticks) if each.isChecked())
        return [self.rhythm.value(), days, self.place.value(), self.weekday.value(), self.month.value()]

    def say(self, said: Sequence[str]) -> None:
        """Choose what `said` gave."""
        rhythm, days, place, weekday, month = said
        self.rhythm.set_value(rhythm)
        for day, each in enumerate(self.ticks):
            each.setChecked(str(day) in days)
        self.place.set_value(place)
        self.weekday.set_value(weekday)
        self.month.set_value(month)
        self._show_fields()

    def _turn(self, _value: str) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        said = self.rhythm.value()
        monthly = said in {Rhythm.MONTHLY, Rhythm.QUARTERLY}
        self.week.setVisible(said == Rhythm.WEEKLY)
        self.of_month.setVisible(monthly)
        self.month.setVisible(said == Rhythm.QUARTERLY)
        self.weekday.setVisible(self.place.value().startswith("nth "))


class TimesFields(QWidget):
    """By when: at times of day, or so many minutes before or after opening or closing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.moment = Chips(
            (
                (f"{Moment.CLOCK} ", tr("By the clock")), (f"{Moment.OPENING} {BEFORE}", tr("Before opening")),
                (f"{Moment.OPENING} {AFTER}", tr("After opening")),
                (f"{Moment.CLOSING} {BEFORE}", tr("Before closing")),
                (f"{Moment.CLOSING} {AFTER}", tr("After closing")),
            ),
            name=tr("Counted from"), needed=True,
        )  # fmt: skip
        self.times = QLineEdit()
        self.hint = label("", "small")
        self.setLayout(column(self.moment, self.times, self.hint, gap=tokens.SNUG))
        self.moment.changed.connect(self._turn)
        self.times.textChanged.connect(lambda _text: self.changed.emit())
        self._show_hint()

    def put_into(self, plan: Plan) -> Plan:
        """Give a plan with these times. Refuses what is no time."""
        moment, which = self.moment.value().split(" ")
        if moment == Moment.CLOCK:
            return replace(plan, moment=Moment.CLOCK, times=read_times(self.times.text()))
        found = [each.strip() for each in self.times.text().split(",") if each.strip()] or ["0"]
        if not all(each.isascii() and each.isdigit() for each in found):
            raise Refusal(tr("Write how many minutes, for example 30; 0 is the moment itself."))
        sign = -1 if which == BEFORE else 1
        return replace(plan, moment=Moment(moment), times=tuple(sorted({sign * int(each) for each in found})))

    def show_plan(self, plan: Plan) -> None:
        """Fill the fields."""
        by_clock = plan.moment is Moment.CLOCK
        which = "" if by_clock else BEFORE if plan.times and plan.times[0] < 0 else AFTER
        self.moment.set_value(f"{plan.moment} {which}")
        self.times.setText(", ".join(clock(each) if by_clock else str(abs(each)) for each in plan.times))
        self._show_hint()

    def said(self) -> list[str]:
        """Give what is chosen and typed, also where it is no time."""
        return [self.moment.value(), self.times.text()]

    def say(self, said: Sequence[str]) -> None:
        """Choose and type what `said` gave."""
        moment, times = said
        self.moment.set_value(moment)
        self.times.setText(times)
        self._show_hint()

    def _turn(self, _value: str) -> None:
        self.times.clear()
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        by_clock = self.moment.value().startswith(Moment.CLOCK)
        self.times.setAccessibleName(tr("Times") if by_clock else tr("Minutes"))
        self.times.setPlaceholderText("09:30" if by_clock else "0")
        self.hint.setText(
            tr("One time, or several with commas: 10:00, 14:00.")
            if by_clock
            else tr("How many minutes; 0 is the moment itself. It follows the opening hours of the day.")
        )
