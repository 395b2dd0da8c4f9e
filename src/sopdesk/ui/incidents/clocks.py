"""The clock of a deadline as a bar: how much of the time is used, and words beside it."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sopdesk.domain.deadline import Deadline, Timing
from sopdesk.ui import style, tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row

_NAMES = {
    "acknowledge": "Acknowledge",
    "first response": "First response",
    "log": "Recorded in the log",
    "resolve": "Resolve",
    "follow up": "Follow up",
}
_COLOURS = {Timing.OK: "success", Timing.NEAR: "warning", Timing.LATE: "danger"}


class ClockBar(QWidget):
    """One deadline: its name, how it stands in words, and a bar."""

    def __init__(self, deadline: Deadline, began: datetime, now: datetime, times: Times) -> None:
        super().__init__()
        words = _words(deadline, now, times)
        name = tr(_NAMES.get(deadline.name, deadline.name))
        self.setAccessibleName(f"{name}: {words}")
        bar = _Bar(_share(deadline, began, now), _COLOURS[deadline.state])
        self.setLayout(column(row(label(name), None, label(words, "small")), bar, gap=tokens.HAIR))


class _Bar(QWidget):
    def __init__(self, share: float, colour: str) -> None:
        super().__init__()
        self._share, self._colour = share, colour
        self.setFixedHeight(style.size(tokens.SNUG))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole time and the part that is used."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(style.colour("line"))
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(style.colour(self._colour))
        whole.setWidth(max(whole.width() * self._share, whole.height()))
        painter.drawRoundedRect(whole, radius, radius)
        painter.end()


def _share(deadline: Deadline, began: datetime, now: datetime) -> float:
    whole = (deadline.due - began).total_seconds()
    used = ((deadline.met_at or now) - began).total_seconds()
    return min(max(used / whole, 0.0), 1.0) if whole > 0 else 1.0


def _words(deadline: Deadline, now: datetime, times: Times) -> str:
    if deadline.met_at is not None:
        late = deadline.state is Timing.LATE
        said = tr("✓ done {moment}, late") if late else tr("✓ done {moment}")
        return said.format(moment=times.near(deadline.met_at, now))
    sign = {Timing.OK: "", Timing.NEAR: "! ", Timing.LATE: "!! "}[deadline.state]
    return sign + times.left(deadline.due, now)
