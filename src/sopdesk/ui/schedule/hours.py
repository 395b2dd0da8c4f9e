"""The opening hours: an ordinary week to write in, and the days that differ from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sopdesk.domain import opening_words
from sopdesk.domain.opening import HoursOfDay, Week
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.house.words import day_of
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.beside import Beside
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import WeekRow

SIDE = 340


class HoursScreen(Screen):
    """What is written in the week stays until it is recorded, if nobody else changed it."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Opening hours"), self.tr("Checklists at opening and closing follow them"))
        self.add_act(self.tr("Public holidays"), self.choose_holidays, icon="plus", right=Right.PLAN)
        self.add_act(self.tr("A day that differs"), self.change_day, icon="edit", right=Right.PLAN)
        self.add_act(
            self.tr("Record the week"), self.record, kind="primary", icon="check", key="Ctrl+Return", right=Right.PLAN
        )
        self.days = [QLineEdit() for _ in range(7)]
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.said = column(gap=tokens.HAIR)
        hint = self.tr(
            "As 08:00–18:00, or several: 11:00–15:00, 18:00–01:00. Empty is closed; past midnight is meant so."
        )
        week = Card(
            self._grid(), self.wrong, label(hint, "small"), self.said, title=self.tr("An ordinary week")
        )  # fmt: skip
        self.list = LinesView(self.tr("Days that differ"))
        self.list.chosen.connect(self._chosen)
        self.none = label(self.tr("No day differs from the week: no holiday, no day with other hours."), "soft")
        differing = QWidget()
        inside = column(label(self.tr("Days that differ"), "heading"), self.none, self.list, gap=tokens.NEAR)
        inside.setStretch(2, 1)
        inside.addStretch()  # takes the room while there is no day
        differing.setLayout(inside)
        self.body.addWidget(Beside(week, differing, SIDE))
        self._shown: Week | None = None

    def refresh(self) -> None:
        """Show the week and the days that differ."""
        weeks = self.workspace.hours.weeks()
        spans: Week = weeks[0].week if weeks else ((),) * 7  # the one said last, also where it is still to come
        if self._shown != spans:
            self._shown = spans
            for field, those in zip(self.days, spans, strict=True):
                field.setText(opening_words.day(those) if those else "")
        for field in self.days:
            field.setReadOnly(not self.may(Right.PLAN))
        clear(self.said)
        for each in weeks[:3]:
            self.said.addWidget(label(self._since(each), "small"))
        special = self.workspace.hours.special_days()
        self.list.set_lines(self._line(each) for each in special)
        self.list.setVisible(bool(special))
        self.none.setVisible(not special)

    def record(self) -> None:
        """Record the week, from a day on."""
        try:
            week = [opening_words.read_day(each.text()) for each in self.days]
        except Refusal as no:
            self.wrong.setText(no.sentence)
            self.wrong.show()
            return
        self.wrong.hide()
        known = self.workspace.hours.week() is not None
        questions = [
            Question("first", self.tr("From"), "date", needed=True),
            *([Question("reason", self.tr("Why"), needed=True)] if known else []),
        ]

        def ask(who: PersonView) -> None:
            self.ask(
                self.tr("Record the week"), questions, self.tr("Record"),
                lambda answers: self.workspace.hours.change_week(
                    by=who.id, week=week, first=self._day(answers["first"]), reason=answers.get("reason", "")
                ),
                sentence=opening_words.week(tuple(week)), values={"first": self._day("").isoformat()},
                done=self.tr("Recorded."),
            )  # fmt: skip

        self._plan(ask)

    def change_day(self, day: HoursOfDay | None = None) -> None:
        """Give one day other hours or close it; or let it be as the week says."""
        values = {"day": self._day("").isoformat()}
        if day is not None:
            hours = opening_words.day(day.spans) if day.spans else ""
            values = {"day": day.day.isoformat(), "name": day.name, "hours": hours}
        hint = self.tr("As 08:00–14:00. Empty: closed all day.")
        usual = self.tr("As the week says again")
        questions = [
            Question("day", self.tr("Day"), "date", needed=True),
            Question("name", self.tr("What it is called"), hint=self.tr("As Christmas Eve.")),
            Question("hours", self.tr("Open"), hint=hint),
            *([Question("usual", usual, "check")] if day is not None else []),
        ]
        self._plan(
            lambda who: self.ask(
                self.tr("A day that differs"), questions, self.tr("Record"),
                lambda answers: self._change(who, answers), values=values, done=self.tr("Recorded."),
            )
        )  # fmt: skip

    def choose_holidays(self) -> None:
        """Choose among the public holidays of a country."""
        self._plan(lambda _who: self.frame.go("house.holidays"))

    def _change(self, who: PersonView, answers: dict[str, str]) -> None:
        day, hours = self._day(answers["day"]), self.workspace.hours
        if answers.get("usual"):
            hours.day_as_usual(by=who.id, day=day)
        else:
            spans = opening_words.read_day(answers["hours"])
            hours.change_day(by=who.id, day=day, name=answers["name"], spans=spans)

    def _plan(self, then: Callable[[PersonView], object]) -> None:
        self.frame.require_person(then, right=Right.PLAN, why=self.tr("Opening hours need a supervisor."))

    def _chosen(self, data: object) -> None:
        if isinstance(data, HoursOfDay) and self.may(Right.PLAN):
            self.change_day(data)

    def _line(self, day: HoursOfDay) -> Line:
        hours = opening_words.day(day.spans) if day.spans else self.tr("closed")
        return Line(day.name, f"{self.frame.times.weekday(day.day)} · {hours}", data=day)

    def _since(self, week: WeekRow) -> str:
        times = self.frame.times
        said = self.tr("From {day}, recorded by {who} on {when}").format(
            day=times.day(week.first), who=week.who, when=times.day(week.at)
        )
        return f"{said}: “{week.reason}”" if week.reason else said

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(tokens.SNUG)
        for day, field in enumerate(self.days):
            name = self.frame.times.weekday_name(day)
            field.setAccessibleName(name)
            field.setPlaceholderText(self.tr("closed"))
            grid.addWidget(label(name, "strong"), day, 0)
            grid.addWidget(field, day, 1)
            if day:
                like = button(self.tr("As above"), partial(self._like_above, day), kind="quiet")
                like.setAccessibleName(self.tr("{day}: as the day above").format(day=name))
                grid.addWidget(like, day, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _like_above(self, day: int) -> None:
        self.days[day].setText(self.days[day - 1].text())

    def _day(self, text: str) -> date:
        return day_of(text) or self.workspace.hours.today()
