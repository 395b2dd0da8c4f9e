"""Today: what waits, most urgent first, each line one press from its act."""

from __future__ import annotations

from collections.abc import Iterator

from sopdesk.domain.deadline import Timing
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.clocks import COLOURS
from sopdesk.ui.leads import ICONS, follow, say_why
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.today import TodayLine, Urgency

CHIPS = {Timing.NEAR: "warning", Timing.LATE: "danger"}


class TodayScreen(Screen):
    """One list for whoever is here."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.list = LinesView(self.tr("What waits"))
        self.list.chosen.connect(self.open_line)
        self.add_act(self.tr("The shift"), lambda: frame.go("today.shift"), icon="clock")
        self.empty = EmptyState(
            "check",
            self.tr("Nothing waits"),
            self.tr("Everything that was due is done. Checklists, hand-over notes and open incidents appear here."),
            self.tr("Read the manual"),
            lambda: frame.go("manual"),
        )
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask what waits."""
        now = self.workspace.now()
        day = self.frame.times.weekday(now)
        greeting = self.tr("Hello {name}").format(name=self.person.name) if self.person else self.tr("Today")
        self.set_title(greeting, day)
        lines = self.workspace.today.lines(self.person)
        self.list.set_lines(self._grouped(lines))
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    def open_line(self, line: TodayLine) -> None:
        """Go where a line leads."""
        if line.place == "missed":
            say_why(self, line.id, line.what)
        else:
            follow(self.frame, line.place, line.id, line.proposal)

    def _grouped(self, lines: tuple[TodayLine, ...]) -> Iterator[Line]:
        words = {
            Urgency.NOW: self.tr("Now"),
            Urgency.SOON: self.tr("Soon"),
            Urgency.TODAY: self.tr("Later today"),
            Urgency.LATER: self.tr("When there is time"),
        }
        for urgency, word in words.items():
            here = [each for each in lines if each.urgency is urgency]
            if here:
                yield Line(word, heading=True)
            yield from (self._line(each) for each in here)

    def _line(self, line: TodayLine) -> Line:
        now = self.workspace.now()
        note = self.frame.times.near(line.due, now) if line.due else ""
        if line.timing is not None and line.place != "incident":
            note = (self.tr("was due {time}") if line.timing is Timing.LATE else self.tr("by {time}")).format(time=note)
        return Line(
            line.what, line.detail, note=note, act=line.act, icon=ICONS.get(line.place, "today"), data=line,
            chip=self._chip(line), chip_kind=CHIPS.get(line.timing or Timing.OK, "plain"),
            bar=None if line.used is None else min(line.used, 1.0), bar_colour=COLOURS[line.timing or Timing.OK],
        )  # fmt: skip

    def _chip(self, line: TodayLine) -> str:
        if line.place == "missed":
            return self.tr("Missed")
        if line.timing is Timing.LATE:
            return self.tr("Overdue") if line.place == "incident" else self.tr("Late")
        if line.timing is not Timing.NEAR:
            return ""
        return self.tr("Soon") if line.due is not None and self.workspace.now() < line.due else self.tr("Due now")
