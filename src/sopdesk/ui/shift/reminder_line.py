"""The quiet line at the foot of the window: says once what becomes due, is late, or was left to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame

from sopdesk.domain.reminding import Cause
from sopdesk.ui import icons, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.leads import follow
from sopdesk.ui.shift.words import TONES, reminder_words
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import breakable, icon_label, label
from sopdesk.ui.widgets.rows import row
from sopdesk.views.shift import ReminderView


class ReminderLine(QFrame):
    """One line for everything that is reminded of; it takes no keyboard, and covers nothing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.shown: tuple[ReminderView, ...] = ()
        self._icon = icon_label("clock")
        self.words = label("")
        self.act = button("", self._follow, kind="plain")
        self.close_act = icon_button(self.tr("Close reminder"), "close", self.dismiss)
        inside = row(self._icon, self.words, self.act, self.close_act, gap=tokens.NEAR)
        inside.setStretch(1, 1)
        inside.setContentsMargins(tokens.GAP, tokens.HAIR, tokens.NEAR, tokens.HAIR)
        self.setLayout(inside)
        self.hide()

    def remind(self, new: Iterable[ReminderView], waiting: AbstractSet[str]) -> None:
        """Say what is new beside what was said and still waits; what has been done goes."""
        fresh = {each.key: each for each in new}
        kept = [each for each in self.shown if each.key in waiting and each.key not in fresh]
        order = list(Cause)
        shown = tuple(sorted((*fresh.values(), *kept), key=lambda each: order.index(each.cause)))
        if shown != self.shown:
            self.shown = shown
            self._show(alert=bool(fresh))

    def dismiss(self) -> None:
        """Take the line away: it has been read."""
        self.shown = ()
        self.hide()

    def _show(self, *, alert: bool) -> None:
        self.setVisible(bool(self.shown))
        if not self.shown:
            return
        first, *others = reminder_words(self.shown, self._frame.times)
        said = " ".join((first, *others))
        tone = TONES.get(self.shown[0].cause, "note")
        self.setProperty("tone", tone)
        for each in (self, self.words):
            each.style().unpolish(each)
            each.style().polish(each)
        icons.dress(self._icon, "clock", "on_accent_soft" if tone == "note" else f"on_{tone}_soft")
        same = sum(each.cause is self.shown[0].cause for each in self.shown)
        more = self.tr(" And {n} more.").format(n=len(self.shown) - same) if others else ""
        self.words.setText(breakable(first + more))
        self.words.setToolTip(said)
        self.act.setText(self._act_words())
        self.act.setAccessibleName(self.act.text())
        self.setAccessibleName(said)
        if alert:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _act_words(self) -> str:
        if len(self.shown) > 1:
            return self.tr("Show the shift")
        words = {"run": self.tr("Go on"), "checklist": self.tr("Start"), "guide": self.tr("Look"),
                 "handover": self.tr("Read")}  # fmt: skip
        return words[self.shown[0].place]

    def _follow(self) -> None:
        shown = self.shown
        self.dismiss()
        if len(shown) == 1:
            follow(self._frame, shown[0].place, shown[0].id)
        else:
            self._frame.go("today.shift")
