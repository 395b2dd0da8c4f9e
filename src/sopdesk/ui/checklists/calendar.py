"""A month of checklist runs: each day says how many were done, late, open and missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.past_runs import DayCount

WEEK, WEEKS = 7, 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


class MonthView(QWidget):
    """The weeks of a month, each day to press; arrows go from day to day, Page Up and Page Down from month to month."""

    chosen = Signal(object)
    turned = Signal()

    def __init__(self, times: Times, today: Callable[[], date]) -> None:
        super().__init__()
        self.times = times
        self._today = today
        self.month = date(1970, 1, 1)
        self.title = label("", "heading")
        back = icon_button(self.tr("The month before"), "back", lambda: self.turn(-1))
        on = icon_button(self.tr("The month after"), "right", lambda: self.turn(1))
        now = button(self.tr("This month"), self.go_today, kind="quiet")
        self.days = [_DayButton(self) for _ in range(WEEK * WEEKS)]
        grid = QGridLayout()
        grid.setSpacing(tokens.NEAR)
        for day in range(WEEK):
            name = times.locale.standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)
            grid.addWidget(label(name, "small", wraps=False), 0, day, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(day, 1)
        for n, each in enumerate(self.days):
            grid.addWidget(each, n // WEEK + 1, n % WEEK)
            grid.setRowStretch(n // WEEK + 1, 1)
        self.setLayout(column(row(back, on, self.title, None, now), grid, gap=tokens.NEAR))
        self.setFocusProxy(self.days[0])

    def span(self) -> tuple[date, date]:
        """Give the first and the last day that is shown."""
        first = self.month - timedelta(days=self.month.weekday())
        return first, first + timedelta(days=WEEK * self._weeks() - 1)

    def begin(self) -> None:
        """Show this month, where none was shown before."""
        if self.month.year == date(1970, 1, 1).year:
            self.month = self._today().replace(day=1)

    def show_days(self, counts: Mapping[date, DayCount]) -> None:
        """Show what was done on each day."""
        shown = QDate(self.month.year, self.month.month, 1)
        self.title.setText(self.times.locale.toString(shown, self.tr("MMMM yyyy")))
        first, _ = self.span()
        for n, each in enumerate(self.days):
            day = first + timedelta(days=n)
            each.show_day(day, counts.get(day), inside=day.month == self.month.month, today=day == self._today())
            each.setVisible(n // WEEK < self._weeks())
        self._hold(self._today() if self._today().replace(day=1) == self.month else self.month)

    def turn(self, months: int) -> None:
        """Show another month."""
        at = self.month.year * 12 + self.month.month - 1 + months
        self.month = date(at // 12, at % 12 + 1, 1)
        self.turned.emit()

    def go_today(self) -> None:
        """Show this month, with the keyboard on today."""
        self.month = self._today().replace(day=1)
        self.turned.emit()
        self._focus(self._today())

    def step(self, day: date, key: Qt.Key) -> bool:
        """Go from a day to where a key leads; tell whether it leads anywhere."""
        if key in _STEPS:
            self._focus(day + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
            self._focus(self.month)
        elif key == Qt.Key.Key_Home:
            self.go_today()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(day)
        else:
            return False
        return True

    def _weeks(self) -> int:
        """Count the weeks that the month touches."""
        after = (self.month + timedelta(days=31)).replace(day=1)
        return -(-(self.month.weekday() + (after - self.month).days) // WEEK)

    def _focus(self, day: date) -> None:
        first, last = self.span()
        if not first <= day <= last:
            self.month = day.replace(day=1)
            self.turned.emit()
        self._hold(day)
        self._button(day).setFocus()

    def _button(self, day: date) -> _DayButton:
        return self.days[(day - self.span()[0]).days]

    def _hold(self, day: date) -> None:
        """Let Tab lead to one day of the month only; the arrows lead to the others."""
        for each in self.days:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each.day == day else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._button(day))


class _DayButton(QPushButton):
    """A day of the month."""

    def __init__(self, month: MonthView) -> None:
        super().__init__()
        self._month = month
        self.day = date(1970, 1, 1)
        self.setProperty("kind", "day")
        self.setMinimumHeight(tokens.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.clicked.connect(lambda: month.chosen.emit(self.day))

    def show_day(self, day: date, count: DayCount | None, *, inside: bool, today: bool) -> None:
        """Show a day with its counts; `inside` the month that is shown."""
        self.day = day
        words = self._words(count) if count else []
        head = self.tr("{day} · today").format(day=day.day) if today else str(day.day)
        self.setText("\n".join([head, *self._in_short(count)] if count else [head]))
        spoken = self._month.times.weekday(day)
        self.setAccessibleName(". ".join([spoken, *words]) if words else self.tr("{day}. Nothing").format(day=spoken))
        self.setToolTip(self.accessibleName())
        tone = "quiet" if not inside else "missed" if count and count.missed else "done" if count else ""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another day with the arrows; show this one with Enter."""
        if event.modifiers() not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier} or not (
            self._month.step(self.day, Qt.Key(event.key()))
        ):
            super().keyPressEvent(event)

    def _in_short(self, count: DayCount) -> list[str]:
        """Give what was missed on a line of its own, and the rest so short that it fits a small screen."""
        parts = ((count.done, "{n} ✓"), (count.late, self.tr("{n} late")), (count.open, self.tr("{n} open")))
        rest = " · ".join(words.format(n=n) for n, words in parts if n)
        return [each for each in (self.tr("{n} MISSED").format(n=count.missed) if count.missed else "", rest) if each]

    def _words(self, count: DayCount) -> list[str]:
        parts = (
            (count.done, self.tr("{n} done")), (count.late, self.tr("{n} late")), (count.open, self.tr("{n} open")),
            (count.missed, self.tr("{n} MISSED")),
        )  # fmt: skip
        return [words.format(n=n) for n, words in parts if n]
