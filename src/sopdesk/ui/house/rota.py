"""The rota, week by week: who works when, which days differ, and holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt

from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame
from sopdesk.ui.house.words import day_of
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.organisation import RotaDayView
from sopdesk.views.people import PersonView

USUAL, OFF = "as-usual", "off"


class RotaScreen(Screen):
    """One week of the rota; a press on a line changes that day."""

    scrolls = False
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Rota"))
        self.add_act(self.tr("Closed day"), self.close_on, right=Right.PLAN)
        self.add_act(self.tr("Change a day"), self.change_day, icon="edit", right=Right.PLAN)
        week = partial(frame.go, "house.rota_week")
        self.add_act(self.tr("The ordinary week"), week, kind="primary", icon="clock", right=Right.PLAN)
        self.list = LinesView(self.tr("Rota"))
        self.list.chosen.connect(self._chosen)
        before = button(self.tr("Week before"), partial(self.turn, -7), kind="quiet", icon="back")
        after = button(self.tr("Week after"), partial(self.turn, 7), kind="quiet", icon="right")
        self.week = label("", "strong")
        self.week.setAlignment(Qt.AlignmentFlag.AlignCenter)
        turning = row(before, self.week, after)
        turning.setStretch(1, 1)
        self.body.addLayout(turning)
        self.body.addWidget(self.list, 1)
        self._first: date | None = None

    def refresh(self) -> None:
        """Show the week."""
        first = self._monday()
        week = self.workspace.duty.week(first)
        last = first + timedelta(days=6)
        times = self.frame.times
        said = self.tr("{first} to {last}").format(first=times.day_of_year(first), last=times.day(last))
        self.week.setText(said)
        self.list.set_lines([line for day in week for line in self._lines(day)])

    def turn(self, days: int) -> None:
        """Show another week."""
        self._first = self._monday() + timedelta(days=days)
        self.refresh()

    def change_day(self, day: date | None = None, person: str = "") -> None:
        """Let somebody work another shift on a day, or none."""
        rota = self.workspace.duty.rota()
        people = [(each.id, each.name) for each in self.workspace.people.tiles()]
        shifts = [(each.id, each.name) for each in rota.shifts]
        shifts += [(OFF, self.tr("Does not work")), (USUAL, self.tr("As the week says"))]

        def act(who: PersonView, answers: dict[str, str]) -> None:
            shift = answers["shift"]
            self.workspace.duty.change_day(
                by=who.id, day=day_of(answers["day"]) or self._monday(), person=answers["person"],
                shift="" if shift in {OFF, USUAL} else shift, as_usual=shift == USUAL,
            )  # fmt: skip

        self._plan(
            self.tr("Change a day"),
            [
                Question("day", self.tr("Day"), "date", needed=True),
                Question("person", self.tr("Who"), "choice", people, needed=True),
                Question("shift", self.tr("Works"), "choice", shifts, needed=True),
            ],
            act,
            {"day": (day or self._today()).isoformat(), "person": person},
        )

    def close_on(self) -> None:
        """Close the house for a day, or open it again."""

        def act(who: PersonView, answers: dict[str, str]) -> None:
            day = day_of(answers["day"]) or self._monday()
            if answers["name"].strip():
                self.workspace.hours.change_day(by=who.id, day=day, name=answers["name"])
            else:
                self.workspace.hours.day_as_usual(by=who.id, day=day)

        hint = self.tr("Empty: an ordinary day again. On a closed day only those work who are put down for it.")
        self._plan(
            self.tr("Closed day"),
            [
                Question("day", self.tr("Day"), "date", needed=True),
                Question("name", self.tr("What it is called"), hint=hint),
            ],
            act,
            {"day": self._today().isoformat()},
        )

    def _plan(
        self, title: str, questions: list[Question], act: Callable[[PersonView, dict[str, str]], None],
        values: dict[str, str],
    ) -> None:  # fmt: skip
        self.frame.require_person(
            lambda who: self.ask(
                title, questions, self.tr("Record it"), lambda answers: act(who, answers), values=values,
                done=self.tr("Recorded."),
            ),
            right=Right.PLAN,
            why=self.tr("Planning the rota needs a supervisor."),
        )  # fmt: skip

    def _chosen(self, place: object) -> None:
        if isinstance(place, tuple):
            self.change_day(*place)

    def _lines(self, day: RotaDayView) -> Iterator[Line]:
        words = self.frame.times.weekday(day.day)
        if day.day == self._today():
            words = self.tr("Today, {day}").format(day=words)
        if day.holiday:
            words = self.tr("{day}: {holiday}, closed").format(day=words, holiday=day.holiday)
        yield Line(words, heading=True)
        for each in day.works:
            changed = self.tr("changed") if each.changed else ""
            yield Line(
                each.person.name, f"{each.shift}, {each.starts}–{each.ends}", changed, "accent", icon="person",
                data=(day.day, each.person.id),
            )  # fmt: skip
        for off in day.off:
            yield Line(off.name, off.role_names, self.tr("not here"), "warning", icon="person", data=(day.day, off.id))
        if not day.works and not day.off:
            yield Line(self.tr("Nobody"), "", data=(day.day, ""))

    def _monday(self) -> date:
        today = self._today()
        return self._first or today - timedelta(days=today.weekday())

    def _today(self) -> date:
        return self.frame.times.local(self.workspace.now()).date()
