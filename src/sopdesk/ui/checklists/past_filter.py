"""Which past runs are shown: of which time, which checklist, who worked on them, how far they came."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.run import RunStage
from sopdesk.ui import icons, tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Chips, Choice, Tick
from sopdesk.ui.widgets.day import DayField
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column
from sopdesk.views.past_runs import ItemFigures, RunFilter

WEEK, MONTH, BEFORE, QUARTER, EVER, DAYS = "week", "month", "before", "quarter", "ever", "days"
LONGEST = 40
"""So many letters of a line are shown; the tooltip and a screen reader give them all."""


class PastFilter(QWidget):
    """Chips for the time, lists for the checklist, the person and the stage; `changed` says that one of them did."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.period = Chips(
            [(WEEK, self.tr("7 days")), (MONTH, self.tr("This month")), (BEFORE, self.tr("Last month")),
             (QUARTER, self.tr("90 days")), (EVER, self.tr("Ever")), (DAYS, self.tr("Days …"))],
            name=self.tr("Time"), needed=True,
        )  # fmt: skip
        self.period.set_value(MONTH)
        self.first, self.last = DayField(self.tr("First day"), today), DayField(self.tr("Last day"), today)
        self.sop = Choice(name=self.tr("Checklist"), empty=self.tr("Every checklist"))
        self.who = Choice(name=self.tr("Person"), empty=self.tr("Everybody"))
        self.stage = Choice(name=self.tr("Stage"), empty=self.tr("Every stage"))
        for field in (self.sop, self.who, self.stage):
            field.setMaximumWidth(tokens.RAIL)
        self.remarkable = Tick(self.tr("Exceptions only"))
        self.item = button("", self.forget_item, kind="quiet")
        self._item = ("", "")
        self._by_person = True
        self.days = Flow(tokens.NEAR)
        for each in (self.first, label(self.tr("to"), wraps=False), self.last):
            self.days.add(each)
        self.days.hide()
        self.fields = Flow(tokens.SNUG)
        for piece in (self.sop, self.who, self.stage, self.remarkable, self.item):
            self.fields.add(piece)
        self.item.hide()
        icons.dress(self.item, "close", "accent")
        self.setLayout(column(self.period, self.days, self.fields, gap=tokens.NEAR))
        self.period.changed.connect(self._change_period)
        self.sop.changed.connect(self.forget_item)
        for choice in (self.who, self.stage):
            choice.changed.connect(lambda _value: self.changed.emit())
        self.remarkable.toggled.connect(lambda _on: self.changed.emit())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self.changed.emit())

    def offer(self, checklists: tuple[tuple[str, str], ...], people: list[tuple[str, str]]) -> None:
        """Offer checklists and people; what was chosen stays chosen where it is still offered."""
        words = {
            RunStage.OPEN: self.tr("Under way"), RunStage.COMPLETED: self.tr("Waiting for sign-off"),
            RunStage.SIGNED_OFF: self.tr("Signed off"),
        }  # fmt: skip
        for field, choices in (
            (self.sop, checklists), (self.who, people), (self.stage, [(each.value, words[each]) for each in RunStage]),
        ):  # fmt: skip
            field.blockSignals(True)
            field.offer(choices)
            field.blockSignals(False)

    def wanted(self, today: date) -> RunFilter:
        """Give what is asked for."""
        first, last = self._span(today)
        stage = RunStage(self.stage.value()) if self.stage.value() else None
        item, how = self._item
        return RunFilter(self.sop.value(), stage, self.who.value(), first, last, self.remarkable.isChecked(), item, how)

    def show_days(self, first: date, last: date) -> None:
        """Ask for these days."""
        for field, day in ((self.first, first), (self.last, last)):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)
        self.period.set_value(DAYS)
        self.days.show()

    def show_checklist(self, sop: str) -> None:
        """Ask for one checklist, by whomever and however it went."""
        self.blockSignals(True)
        for field, value in ((self.sop, sop), (self.who, ""), (self.stage, "")):
            field.set_value(value)
        self.remarkable.setChecked(False)
        self.forget_item()
        self.blockSignals(False)

    def show_item(self, one: ItemFigures) -> None:
        """Ask for the runs of a checklist in which one of its lines was skipped, or not in order."""
        self.show_checklist(one.sop)
        self._item = (one.item, one.how)
        words = self.tr("Skipped: {line}") if one.how == "skipped" else self.tr("Not in order: {line}")
        short = one.text if len(one.text) <= LONGEST else one.text[: LONGEST - 1].rstrip() + "…"
        self.item.setText(words.format(line=short).replace("&", "&&"))
        whole = words.format(line=one.text)
        self.item.setAccessibleName(self.tr("{line}. Press for every run again").format(line=whole))
        self.item.setToolTip(self.item.accessibleName())
        self._show_fields()

    def forget_item(self, _value: object = None) -> None:
        """Ask for the runs of a checklist whichever of its lines were in order."""
        self._item = ("", "")
        self._show_fields()
        self.changed.emit()

    def offer_all(self, *, person: bool) -> None:
        """Offer what a view goes by: the calendar and the list by person and stage too, figures by checklist only."""
        self._by_person = person
        self._show_fields()

    def _show_fields(self) -> None:
        for field in (self.who, self.stage, self.remarkable):
            field.setVisible(self._by_person)
        self.item.setVisible(self._by_person and bool(self._item[0]))
        self.fields.arrange()

    def _change_period(self, value: str) -> None:
        self.days.setVisible(value == DAYS)
        self.changed.emit()

    def _span(self, today: date) -> tuple[date | None, date | None]:
        begin = today.replace(day=1)
        spans: dict[str, tuple[date | None, date | None]] = {
            WEEK: (today - timedelta(days=6), today),
            MONTH: (begin, today),
            BEFORE: ((begin - timedelta(days=1)).replace(day=1), begin - timedelta(days=1)),
            QUARTER: (today - timedelta(days=89), today),
            EVER: (None, None),
        }
        if self.period.value() in spans:
            return spans[self.period.value()]
        first, last = _day(self.first), _day(self.last)
        return min(first, last), max(first, last)


def _day(field: DayField) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
