"""The people of the house: who they are, to whom they report, who is on duty, who is away, who has left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame
from sopdesk.ui.house import registering
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.organisation import ChartPerson, ChartView


class PeopleScreen(Screen):
    """Everybody who works here, and below them who has left; a press opens a person's page."""

    scrolls = False
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("People"), self.tr("Who works here, to whom they report, who is on duty"))
        self.add_act(self.tr("Organisation chart"), partial(frame.go, "house.chart"), icon="step")
        self.add_act(self.tr("Register somebody"), self.register, kind="primary", icon="plus", right=Right.REGISTER)
        self.list = LinesView(self.tr("People"))
        self.list.chosen.connect(partial(frame.go, "house.person"))
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Ask who works here."""
        chart = self.workspace.organisation.chart()
        former = self.workspace.people.former()
        lines = list(self._lines(chart))
        if former:
            lines.append(Line(self.tr("Have left"), heading=True))
            lines += [Line(each.name, each.role_names, icon="person", data=each.id) for each in former]
        self.list.set_lines(lines)

    def register(self) -> None:
        """Register somebody."""
        registering.register(self)

    def _lines(self, chart: ChartView) -> Iterator[Line]:
        names = {each.person.id: each.person.name for each in chart.people}
        for each in chart.people:
            above = ", ".join(names[name] for name in each.superiors if name in names)
            said = self.tr("{roles} · reports to {names}").format(roles=each.person.role_names, names=above)
            words, kind = self._now(each)
            missing = "" if each.person.has_pin else self.tr("no PIN")
            note = self.tr("can sign") if each.person.has_password else missing
            yield Line(each.person.name, said if above else each.person.role_names, words, kind, note, icon="person",
                       data=each.person.id)  # fmt: skip

    def _now(self, each: ChartPerson) -> tuple[str, str]:
        if each.on_duty_until:
            until = self.frame.times.clock(each.on_duty_until)
            return self.tr("on duty until {time}").format(time=until), "success"
        return (self.tr("away today"), "warning") if each.away else ("", "plain")
