"""The filters over the trail: period, person, part of the desk, words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from sopdesk.services.trail import Filter
from sopdesk.ui import tokens
from sopdesk.ui.times import Times
from sopdesk.ui.trail.words import AREAS, area_word
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.day import DayField
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.people import PersonView

BETWEEN = "between"
DAYS = {"today": 1, "week": 7, "month": 30}
_PAUSE = 250


class TrailFilters(QWidget):
    """What of the trail is shown; `changed` once somebody has chosen otherwise."""

    changed = Signal()

    def __init__(self, times: Times, today: date) -> None:
        super().__init__()
        self._times = times
        periods = [
            ("", self.tr("Everything")), ("today", self.tr("Today")), ("week", self.tr("7 days")),
            ("month", self.tr("30 days")), (BETWEEN, self.tr("From … to")),
        ]  # fmt: skip
        self.period = Chips(periods, name=self.tr("Period"), needed=True)
        self.first, self.last = DayField(self.tr("First day"), today), DayField(self.tr("Last day"), today)
        self.area = Chips([(each, area_word(each)) for each in AREAS], name=self.tr("Part of the desk"))
        self.who = Choice(name=self.tr("Person"), empty=self.tr("Everybody"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words in the entries"))
        self.words.setAccessibleName(self.tr("Words in the entries"))
        self.words.setClearButtonEnabled(True)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._lay_out()
        self._connect()

    def offer_people(self, people: Iterable[PersonView]) -> None:
        """Offer people to filter by; who was chosen stays chosen."""
        self.who.offer([(each.id, each.name) for each in people])

    def chosen(self, now: datetime, subject: str) -> Filter:
        """Give the filter that is chosen, for the journal."""
        first, last = self._span(self._times.local(now).date())
        return Filter(
            self._instant(first, time.min) if first else None, self._instant(last, time.max) if last else None,
            self.who.value(), self.area.value(), subject,
        )  # fmt: skip

    def text(self) -> str:
        """Give the words that are looked for."""
        return self.words.text().strip()

    def clear(self) -> None:
        """Take every filter away."""
        self.period.set_value("")
        self.area.set_value("")
        self.who.set_value("")
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self._show_days()
        self.changed.emit()

    def _span(self, today: date) -> tuple[date | None, date | None]:
        """Give the first and the last day, the ends in their right order; None is open."""
        chosen = self.period.value()
        if chosen in DAYS:
            return today - timedelta(days=DAYS[chosen] - 1), None
        if chosen != BETWEEN:
            return None, None
        days = sorted(date(each.year(), each.month(), each.day()) for each in (self.first.date(), self.last.date()))
        return days[0], days[1]

    def _instant(self, day: date, when: time) -> datetime:
        return datetime.combine(day, when, self._times.zone).astimezone(UTC)

    def _choose_period(self, _value: str) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        self.days.setVisible(self.period.value() == BETWEEN)

    def _connect(self) -> None:
        self.period.changed.connect(self._choose_period)
        for each in (self.area, self.who):
            each.changed.connect(lambda _value: self.changed.emit())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self._pause.start())
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.changed)

    def _lay_out(self) -> None:
        self.days = QWidget()
        self.days.setLayout(row(self.first, label(self.tr("to"), wraps=False), self.last, None, gap=tokens.SNUG))
        self.days.hide()
        fields = row(self.words, self.who, gap=tokens.SNUG)
        fields.setStretch(0, 1)
        self._chips = row(self.period, self.area, gap=tokens.WIDE)
        self._chips.setStretch(1, 1)
        self.setLayout(column(self._chips, self.days, fields, gap=tokens.SNUG))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both rows of chips beside each other where there is room."""
        super().resizeEvent(event)
        beside = self.period.sizeHint().width() + self.area.sizeHint().width() + tokens.WIDE <= event.size().width()
        direction = QBoxLayout.Direction
        self._chips.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._chips.setSpacing(tokens.WIDE if beside else tokens.SNUG)
