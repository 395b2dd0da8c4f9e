"""What became of an act on several files: how many, and of those with which it was not done why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen
    from sopdesk.views.bulk import BulkResult

HIGHEST = 150
"""So many pixels, at a text size of 100 %, the reasons take at most; more are scrolled."""


class BulkResultCard(Card):
    """The result sheet above the list; those that were refused stay chosen below it."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._head = label("", "strong")
        self._lines = column(gap=tokens.SNUG)
        self._inside = inside = QWidget()
        inside.setLayout(self._lines)
        inside.setObjectName("scrolled")
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self._scroller.setWidget(inside)
        self._scroller.setAccessibleName(tr("What was not done, and why"))
        away = button(tr("Put away"), self.hide, kind="quiet")
        head = row(self._head, None, away)
        super().__init__(head, self._scroller)
        self.setAccessibleName(tr("What became of it"))
        self.hide()

    def show_result(self, result: BulkResult, done: str) -> None:
        """Say with how many it was done; group those with which it was not by why."""
        self._head.setText(told(result, done, self._screen.frame.times.number))
        clear(self._lines)
        for why, numbers in _by_reason(result).items():
            self._lines.addLayout(column(label(why), label(", ".join(numbers), "small"), gap=0))
        if result.untried:
            self._lines.addWidget(label(tr("Those that were not tried stay chosen too."), "small"))
        self.show()
        QTimer.singleShot(0, self, self._fit)  # once the lines know their fonts

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take no more room than the reasons need."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self._scroller.viewport().width()
        needed = max(self._lines.totalHeightForWidth(width), self._inside.minimumSizeHint().height(), 0)
        self._scroller.setFixedHeight(min(needed, style.size(HIGHEST)))


def told(result: BulkResult, done: str, number: Callable[[int], str] = str) -> str:
    """Give how many files it was done with, and with how many not."""
    said = [tr("{count} {done}").format(count=number(len(result.done)), done=done)]
    if result.refused:
        said.append(tr("{count} not").format(count=number(len(result.refused))))
    if result.untried:
        said.append(tr("{count} not tried").format(count=number(len(result.untried))))
    return f"{'; '.join(said)}."


def _by_reason(result: BulkResult) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in result.refused:
        found.setdefault(each.why, []).append(each.number)
    return found
