"""The clock of a deadline as a bar: how much of the time is used, and words beside it."""

from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sopdesk.domain.deadline import Deadline, Timing
from sopdesk.ui import style, tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.line_painter import paint_bar
from sopdesk.ui.widgets.rows import column, row

_NAMES = {
    "acknowledge": "Acknowledge",
    "first response": "First response",
    "log": "Recorded in the log",
    "resolve": "Resolve",
    "follow up": "Follow up",
}
COLOURS = {Timing.OK: "success", Timing.NEAR: "warning", Timing.LATE: "danger"}


class ClockBar(QWidget):
    """One deadline: its name, how it stands in words, and a bar."""

    def __init__(self, deadline: Deadline, now: datetime, times: Times) -> None:
        super().__init__()
        words = _words(deadline, now, times)
        name = tr(_NAMES.get(deadline.name, deadline.name))
        self.setAccessibleName(f"{name}: {words}")
        bar = _Bar(share(deadline.began, deadline.due, deadline.met_at or now), COLOURS[deadline.state])
        self.setLayout(column(row(label(name), None, label(words, "small")), bar, gap=tokens.HAIR))


def clock_words(deadline: Deadline, now: datetime, times: Times) -> str:
    """Name a clock and say how it stands, in one line."""
    return f"{tr(_NAMES.get(deadline.name, deadline.name))}: {_words(deadline, now, times)}"


class _Bar(QWidget):
    def __init__(self, share: float, colour: str) -> None:
        super().__init__()
        self._share, self._colour = share, colour
        self.setFixedHeight(style.size(tokens.SNUG))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole time and the part that is used."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bar(painter, QRectF(self.rect()), self._share, self._colour)
        painter.end()


def share(began: datetime, due: datetime, now: datetime) -> float:
    """Give how much of the time is used, from 0 to 1."""
    whole = (due - began).total_seconds()
    return min(max((now - began).total_seconds() / whole, 0.0), 1.0) if whole > 0 else 1.0


def _words(deadline: Deadline, now: datetime, times: Times) -> str:
    if deadline.met_at is not None:
        late = deadline.state is Timing.LATE
        said = tr("✓ done {moment}, late") if late else tr("✓ done {moment}")
        return said.format(moment=times.near(deadline.met_at, now))
    sign = {Timing.OK: "", Timing.NEAR: "! ", Timing.LATE: "!! "}[deadline.state]
    return sign + times.left(deadline.due, now)
