"""The shift as a line of hours: what is due when, how it stands, and where now is. To be read from two metres."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sopdesk.domain.occasion import DueState
from sopdesk.ui import style, tokens
from sopdesk.ui.shift.words import COLOURS, SIGNS
from sopdesk.ui.times import Times
from sopdesk.views.shift import ShiftLine, ShiftView

AROUND = timedelta(hours=1)
"""So much is shown at least before and after now."""
HOUR = timedelta(hours=1)
Span = tuple[datetime, datetime]
MOST = 3
"""So many marks stand above each other; of more, the last one says how many."""
INSIDE = {DueState.LATE: "on_danger", DueState.DONE: "surface", DueState.MISSED: "danger"}


class Timeline(QWidget):
    """Hours from the left to the right, a mark at each time by which something is due."""

    def __init__(self) -> None:
        super().__init__()
        self._view: ShiftView | None = None
        self._times = Times()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.on_change(self.updateGeometry)

    def show_shift(self, view: ShiftView, times: Times, said: str) -> None:
        """Show a shift; `said` is what a screen reader says of it."""
        self._view, self._times = view, times
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room for the hours and so many marks as stand above each other."""
        deep = max((n + 1 for _, n, _ in self._marks()), default=1)
        return QSize(0, style.size(tokens.WIDE) * (deep + 1) + style.size(tokens.GAP))

    def minimumSizeHint(self) -> QSize:
        """Give the same height."""
        return self.sizeHint()

    def _span(self, view: ShiftView) -> tuple[datetime, datetime]:
        """Give the first and the last hour that is shown."""
        moments = [view.at - AROUND, view.at + AROUND]
        moments += [each.due.due_by for each in view.lines]
        moments += [each.until for each in view.on_duty]
        first = self._times.local(min(moments)).replace(minute=0, second=0, microsecond=0)
        last = max(moments) + timedelta(minutes=59)
        return first, self._times.local(last).replace(minute=0, second=0, microsecond=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hours, the marks and now."""
        view = self._view
        if view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.height() - style.size(tokens.WIDE)
        span = self._span(view)
        self._paint_hours(painter, ground, span)
        for line, above, more in self._marks():
            middle = ground - style.size(tokens.WIDE) * (above + 0.5)
            self._paint_mark(painter, line, QPointF(self._place(line.due.due_by, span), middle), more)
        now = self._place(view.at, span)
        painter.setPen(QPen(style.colour("text"), style.size(tokens.HAIR) / 2))
        painter.drawLine(QPointF(now, 0), QPointF(now, ground + style.size(tokens.HAIR)))
        painter.end()

    def _paint_hours(self, painter: QPainter, ground: float, span: Span) -> None:
        first, last = span
        painter.setPen(QPen(style.colour("line_strong"), 2))
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        painter.setFont(style.font(tokens.BODY))
        painter.setPen(style.colour("text_soft"))
        hours = max(round((last - first) / HOUR), 1)
        widest = painter.fontMetrics().horizontalAdvance("00:00 AM")
        apart = next((n for n in (1, 2, 3, 4, 6, 12) if self.width() / hours * n > widest + tokens.NEAR), 24)
        for n in range(0, hours + 1, apart):
            at = first + n * HOUR
            place = min(max(self._place(at, span) - widest / 2, 0), self.width() - widest)
            box = QRectF(place, ground + tokens.HAIR, widest, style.size(tokens.WIDE) - tokens.HAIR)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._times.clock(at))

    @staticmethod
    def _paint_mark(painter: QPainter, line: ShiftLine, centre: QPointF, more: int) -> None:
        radius, state = style.size(tokens.ICON) / 2, line.due.state
        colour = style.colour("warning" if line.timing == "near" else COLOURS[state])
        filled = state in {DueState.DONE, DueState.LATE, DueState.DUE}
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if filled else style.colour("surface"))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(style.colour(INSIDE.get(state, "text_soft")))
        painter.setFont(style.font(tokens.SMALL, strong=True))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if line.total and state in {DueState.DUE, DueState.LATE}:  # under way: how far it is, as a piece of the mark
            painter.setBrush(style.colour("surface"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPie(box.adjusted(3, 3, -3, -3), 90 * 16, round(360 * 16 * (1 - line.done / line.total)))
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{more}" if more else SIGNS[state])

    def _marks(self) -> Iterator[tuple[ShiftLine, int, int]]:
        """Give each mark with how many stand below it, and how many more it stands for."""
        stacks: dict[datetime, list[ShiftLine]] = {}
        for line in self._view.lines if self._view else ():
            stacks.setdefault(line.due.due_by, []).append(line)
        for stack in stacks.values():
            more = len(stack) - MOST
            for n, line in enumerate(stack[:MOST]):
                yield line, n, more + 1 if more > 0 and n == MOST - 1 else 0

    def _place(self, at: datetime, span: Span) -> float:
        first, last = span
        edge = style.size(tokens.ICON)
        return edge + (self.width() - 2 * edge) * ((at - first) / max(last - first, HOUR))
