"""The strip that stands over every page while the manual is shown as it stood on a day in the past."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFrame

from sopdesk.ui import icons, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.day import DayField, qdate
from sopdesk.ui.widgets.labels import icon_label, label
from sopdesk.ui.widgets.rows import row


class PastStrip(QFrame):
    """Chooses the day for the whole desk, says which it is, and leads back to today by one press."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("tone", "past")
        self._frame = frame
        self._icon = icon_label("history")
        self.words = label("", "strong")
        self.day = DayField(self.tr("The manual as it stood on this day"), self._today())
        self.day.dateChanged.connect(self._take)
        self.back = button(self.tr("Back to today"), self.leave, kind="plain")
        inside = row(self._icon, self.words, self.day, self.back, gap=tokens.NEAR)
        inside.setStretch(1, 1)
        inside.setContentsMargins(tokens.GAP, tokens.HAIR, tokens.GAP, tokens.HAIR)
        self.setLayout(inside)
        icons.dress(self._icon, "history", "on_warning")
        frame.day_changed.connect(self.refresh)
        self.refresh()

    def choose(self) -> None:
        """Go to yesterday, and put the keyboard into the day."""
        if self._frame.day is None:
            self._frame.look_back(self._today() - timedelta(days=1))
        self.day.setFocus()
        self.day.setCurrentSection(DayField.Section.DaySection)

    def leave(self) -> None:
        """Go back to today."""
        self._frame.look_back(None)

    def refresh(self) -> None:
        """Say which day is shown; hide when it is today."""
        day = self._frame.day
        self.setVisible(day is not None)
        if day is None:
            return
        last = self._today() - timedelta(days=1)
        self.day.blockSignals(True)
        self.day.setMaximumDate(qdate(last))
        self.day.setDate(qdate(day))
        self.day.blockSignals(False)
        said = self.tr("PAST: the manual as it stood at the end of {day}: its list, its pages and the search.")
        self.words.setText(said.format(day=self._frame.times.weekday(day)))
        self.setAccessibleName(self.words.text())

    def _take(self, chosen: QDate) -> None:
        self._frame.look_back(date(chosen.year(), chosen.month(), chosen.day()))

    def _today(self) -> date:
        return self._frame.times.local(self._frame.workspace.now()).date()
