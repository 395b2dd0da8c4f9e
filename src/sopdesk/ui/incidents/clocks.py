"""The clocks of a file: how much of each time is used, words beside it, and waiting for the customer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sopdesk.domain.deadline import Deadline, Timing
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui import style, tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.line_painter import paint_bar
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.incidents import IncidentFile

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen

_NAMES = {
    "acknowledge": "Acknowledge",
    "first response": "First response",
    "log": "Recorded in the log",
    "resolve": "Resolve",
    "follow up": "Follow up",
}
COLOURS = {Timing.OK: "success", Timing.NEAR: "warning", Timing.LATE: "danger"}


class ClocksCard(Card):
    """The clocks of a file, and the acts that let it wait for the customer and go on."""

    def __init__(self, screen: FileScreen) -> None:
        self._screen = screen
        self._list = column(gap=tokens.NEAR)
        super().__init__(self._list, title=tr("Clocks"))

    def show_file(self, file: IncidentFile) -> None:
        """Show how the clocks of a file stand now; the past has none."""
        clear(self._list)
        self.setVisible(bool(file.deadlines) and file.past is None)
        now, times = self._screen.workspace.now(), self._screen.frame.times
        if file.wait is not None:
            said = tr("Waiting for the customer since {moment}: {reason}")
            since = times.near(file.wait.since, now)
            self._list.addWidget(label(said.format(moment=since, reason=file.wait.reason), "strong"))
        for each in file.deadlines:
            self._list.addWidget(ClockBar(each, now, times))
        if file.row.stage is not Stage.CLOSED:
            act = button(tr("Go on"), self.go_on, icon="start")
            if file.wait is None:
                act = button(tr("Wait for the customer"), self.wait, kind="quiet", icon="clock")
            self._list.addLayout(row(act, None))
            act.setVisible(self._screen.may(Right.HANDLE if file.wait is None else Right.LOG))

    def wait(self) -> None:
        """Let the file wait for the customer, with what is waited for."""
        clocks, incident = self._screen.workspace.clocks, self._screen.id
        asked = [Question("reason", tr("What you wait for"), "text", needed=True)]
        said = tr("The clocks for answer, resolution and follow-up stand still until the file goes on. Legal clocks "
                  "never do.")  # fmt: skip
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                tr("Wait for the customer"), asked, tr("Wait"),
                lambda answers: clocks.wait(by=who.id, incident=incident, reason=answers["reason"]),
                done=tr("The file waits for the customer."), sentence=said,
            ),
            right=Right.HANDLE,
        )  # fmt: skip

    def go_on(self) -> None:
        """Let the file go on, with what came."""
        clocks, incident = self._screen.workspace.clocks, self._screen.id
        asked = [Question("reason", tr("What came, or why it goes on"), "text")]
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                tr("Go on"), asked, tr("Go on"),
                lambda answers: clocks.go_on(by=who.id, incident=incident, reason=answers["reason"]),
                done=tr("The file goes on, and its clocks with it."),
            ),
            right=Right.LOG,
        )  # fmt: skip


class ClockBar(QWidget):
    """One deadline: its name, how it stands in words, a bar, and for a legal one its source."""

    def __init__(self, deadline: Deadline, now: datetime, times: Times) -> None:
        super().__init__()
        words = _words(deadline, now, times)
        name = clock_name(deadline)
        self.setAccessibleName(f"{name}: {words}")
        bar = _Bar(min(deadline.used, 1.0), COLOURS[deadline.state])
        line = row(label(name), label(words, "small", wraps=False))
        line.setStretch(0, 1)
        small = [tr("opening hours only")] if deadline.open_hours else []
        if deadline.source:
            small = [tr("{source}. A preset, not legal advice.").format(source=deadline.source)]
        self.setLayout(column(line, bar, *(label(each, "small") for each in small), gap=tokens.HAIR))


def clock_name(deadline: Deadline) -> str:
    """Name a clock."""
    return tr(_NAMES.get(deadline.name, deadline.name))


def clock_words(deadline: Deadline, now: datetime, times: Times) -> str:
    """Name a clock and say how it stands, in one line."""
    return f"{clock_name(deadline)}: {_words(deadline, now, times)}"


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


def _words(deadline: Deadline, now: datetime, times: Times) -> str:
    if deadline.note and deadline.met_at is not None:
        return tr("{why}, {moment}").format(why=tr(deadline.note), moment=times.near(deadline.met_at, now))
    if deadline.met_at is not None:
        late = deadline.state is Timing.LATE
        said = tr("✓ done {moment}, late") if late else tr("✓ done {moment}")
        return said.format(moment=times.near(deadline.met_at, now))
    sign = {Timing.OK: "", Timing.NEAR: "! ", Timing.LATE: "!! "}[deadline.state]
    if deadline.waiting is not None:
        return sign + tr("stands still")
    if deadline.open_hours and deadline.state is not Timing.LATE:
        return sign + tr("due {moment}").format(moment=times.near(deadline.due, now))
    return sign + times.left(deadline.due, now)
