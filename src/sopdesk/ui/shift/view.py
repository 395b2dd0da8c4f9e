"""The shift: who is on duty and who comes next, what is due by when, what is open; each line one press from its act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sopdesk.domain.deadline import Timing
from sopdesk.domain.occasion import DueState
from sopdesk.domain.person import Right
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.leads import follow, say_why
from sopdesk.ui.screen import Screen
from sopdesk.ui.shift import tray
from sopdesk.ui.shift.rows import ShiftRow, ShiftRows
from sopdesk.ui.shift.timeline import Timeline
from sopdesk.ui.shift.words import COLOURS, state_word
from sopdesk.ui.widgets.choices import Tick
from sopdesk.ui.widgets.labels import PersonBadge, label
from sopdesk.ui.widgets.lines import Line
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.organisation import DutyView
from sopdesk.views.shift import ShiftLine, ShiftView
from sopdesk.views.today import TodayLine

_EACH = 30_000
WIDE = 1300
"""From so many pixels on, at a text size of 100 %, what is open stands beside what is due."""
_GROUPS = ((DueState.LATE, DueState.MISSED), (DueState.DUE,), (DueState.COMING,), (DueState.DONE,))


class ShiftScreen(Screen):
    """The shift as it stands now; seen while the desk is locked, too, without incidents."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add_act(self.tr("Rota"), lambda: frame.go("house.rota"), kind="quiet", icon="person")
        self.people = Flow(tokens.WIDE)
        self._people: object = None
        self.timeline = Timeline()
        self.rows = ShiftRows(self.tr("What is due"))
        self.open_title = label(self.tr("Open"), "heading")
        self.open = ShiftRows(self.tr("What is open"))
        self.nothing = label("", "lead")
        self.tells = Tick(self.tr("Remind me in this computer's notification area, too"))
        self._each = QTimer(self, interval=_EACH)
        self._connect()
        self.halves = row(_stacked(self.rows, self.nothing), _stacked(self.open_title, self.open), gap=tokens.GAP)
        self.halves.setStretch(0, 3)
        self.halves.setStretch(1, 2)
        self.body.addWidget(self.people)
        self.body.addWidget(self.timeline)
        self.body.addLayout(self.halves)
        self.body.addWidget(self.tells)

    def _connect(self) -> None:
        self._each.timeout.connect(self.refresh)
        self.rows.chosen.connect(self.take)
        self.open.chosen.connect(self.take)
        self.tells.toggled.connect(self._tell)

    def refresh(self) -> None:
        """Ask how the shift stands."""
        view, times = self.workspace.shift.view(self.person), self.frame.times
        self.set_title(
            self.tr("The shift, {time}").format(time=times.clock(view.at)),
            " · ".join(filter(None, (times.weekday(view.at), self._doors_words(view)))),
        )
        self._show_people(view)
        self.timeline.show_shift(view, times, self._timeline_words(view))
        self.timeline.setVisible(bool(view.lines))
        self.rows.set_lines(self._due_rows(view.lines))
        self.rows.setVisible(bool(view.lines))
        self.nothing.setText("" if view.lines else self.tr("No checklist is due by the clock today."))
        self.nothing.setVisible(not view.lines)
        self.open.set_lines(self._open_row(each) for each in view.open)
        for each in (self.open, self.open_title):
            each.setVisible(bool(view.open))
        self._show_setting()

    def take(self, what: object) -> None:
        """Do what a line is for."""
        if isinstance(what, TodayLine):
            follow(self.frame, what.place, what.id, what.proposal)
        elif isinstance(what, ShiftLine):
            self._take_due(what)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep up with the clock while the page is seen."""
        super().showEvent(event)
        self._each.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while it is not."""
        super().hideEvent(event)
        self._each.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is open beside what is due where there is room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        beside = event.size().width() >= style.size(WIDE)
        self.halves.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _take_due(self, line: ShiftLine) -> None:
        due = line.due
        if due.state is DueState.MISSED and due.missed and self._asks_why():
            say_why(self, due.missed, due.title)
        elif due.run:
            follow(self.frame, "run", due.run)
        elif due.state in {DueState.DUE, DueState.LATE}:
            follow(self.frame, "checklist", due.sop)
        else:
            follow(self.frame, "coming", due.sop)

    def _asks_why(self) -> bool:
        return self.person is not None and self.person.may(Right.SIGN_OFF)

    def _doors_words(self, view: ShiftView) -> str:
        if view.changes is None:
            return "" if view.doors.is_open else self.tr("the house is closed")
        said = self.tr("the house is open until {time}") if view.doors.is_open else self.tr("closed, opens {time}")
        return said.format(time=self.frame.times.near(view.changes, view.at))

    def _show_people(self, view: ShiftView) -> None:
        times, shown = self.frame.times, (view.on_duty, view.coming)
        if shown == self._people:
            return
        self._people = shown
        self.people.clear()
        for each in view.on_duty:
            until = self.tr("on duty until {time}").format(time=times.near(each.until, view.at))
            self.people.add(_person(each, until))
        if not view.on_duty:
            self.people.add(label(self.tr("Nobody is on duty"), "heading", wraps=False))
        for each in view.coming:
            since = self.tr("next, from {time}").format(time=times.near(each.since, view.at))
            self.people.add(_person(each, since))

    def _timeline_words(self, view: ShiftView) -> str:
        counts = {state: sum(each.due.state is state for each in view.lines) for state in DueState}
        said = self.tr("The shift by the clock: {late} late, {due} due, {coming} coming, {done} done, {missed} missed")
        return said.format(**{state.value: n for state, n in counts.items()})

    def _due_rows(self, lines: Iterable[ShiftLine]) -> Iterator[Line]:
        titles = (self.tr("Late and missed"), self.tr("Due"), self.tr("Coming"), self.tr("Done"))
        lines = tuple(lines)
        for title, states in zip(titles, _GROUPS, strict=True):
            here = [each for each in lines if each.due.state in states]
            if here:
                yield Line(title, heading=True)
            yield from (self._due_row(each) for each in here)

    def _due_row(self, line: ShiftLine) -> ShiftRow:
        due, (word, kind) = line.due, state_word(line, self.workspace.now())
        under_way = bool(line.total) and due.state in {DueState.DUE, DueState.LATE, DueState.MISSED}
        detail = f"{due.number} · {due.role}"
        if under_way:
            said = self.tr("{done} of {total} done, begun by {name}")
            detail = said.format(done=line.done, total=line.total, name=line.who)
        return ShiftRow(
            due.title, detail, word, kind, act=self._act(line), data=line, time=self.frame.times.clock(due.due_by),
            bar=line.done / line.total if under_way else None, bar_colour=COLOURS[due.state],
        )  # fmt: skip

    def _act(self, line: ShiftLine) -> str:
        due = line.due
        if due.state is DueState.MISSED and due.missed and self._asks_why():
            return self.tr("Say why")
        if due.run:
            return self.tr("Go on") if line.total else self.tr("Look")
        return self.tr("Start") if due.state in {DueState.DUE, DueState.LATE} else self.tr("Read")

    def _open_row(self, line: TodayLine) -> ShiftRow:
        times, now = self.frame.times, self.workspace.now()
        late = line.timing is Timing.LATE
        left = times.left(line.due, now) if line.due and line.timing else ""
        chip, kind = (left, "danger" if late else "warning" if line.timing is Timing.NEAR else "plain")
        since = times.near(line.due, now) if line.due and line.timing is None else ""
        detail = " · ".join(filter(None, (line.detail, since)))
        return ShiftRow(line.what, detail, chip, kind, act=line.act, data=line)

    # -- the setting of this desk

    def _show_setting(self) -> None:
        self.tells.blockSignals(True)
        self.tells.setChecked(tray.is_wanted(self.workspace.drafts))
        self.tells.blockSignals(False)
        self.tells.setVisible(tray.there_is_one())

    def _tell(self, on: bool) -> None:
        tray.want(self.workspace.drafts, on=on)


def _stacked(*pieces: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*pieces, None, gap=tokens.SNUG))
    return made


def _person(duty: DutyView, when: str) -> QWidget:
    """Give somebody with name and time, large."""
    made = QWidget()
    said = column(label(duty.person.name, "heading", wraps=False), label(when, "lead", wraps=False), gap=0)
    made.setLayout(row(PersonBadge(duty.person.initials, duty.person.name), said, gap=tokens.NEAR))
    return made
