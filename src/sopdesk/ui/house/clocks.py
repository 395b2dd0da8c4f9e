"""How long things may take: the house's goals for its incidents, each round the clock or by the opening hours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.clock import ClockName, Goal, minutes_of, span_words
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.legal_clocks import AT_ONCE
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.words import kind_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.people import PersonView

NAMES = {
    ClockName.ACKNOWLEDGE: "Acknowledge",
    ClockName.FIRST_RESPONSE: "First response",
    ClockName.LOG: "Recorded in the log",
    ClockName.RESOLVE: "Resolve",
    ClockName.FOLLOW_UP: "Follow up",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("HouseClocks", text)


class HouseClocksScreen(Screen):
    """Shows the goals of the house, and has them set."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(_tr("Clocks"), _tr("How long things may take, for what is logged from now on"))
        self.add_act(_tr("Set the goals"), self.set_goals, kind="primary", icon="edit", right=Right.REGISTER)
        self.goals = column(gap=tokens.SNUG)
        said = _tr(
            "Answer, resolution and follow-up stand still while a file waits for the customer. A file keeps the goals "
            "of the day on which it was logged."
        )
        self.legal = column(gap=tokens.NEAR)
        said_of_law = _tr(
            "Presets with their sources, not legal advice. They count every minute, whatever a file waits for, and "
            "stop once the authority was told or a supervisor signed that the case is not reportable."
        )
        self.take_in = button(_tr("Import legal clocks"), self.import_legal, icon="import")
        self.body.addWidget(Card(self.goals, label(said, "soft"), title=_tr("The house's own goals")))
        self.body.addWidget(
            Card(self.legal, label(said_of_law, "soft"), row(self.take_in, None), title=_tr("Legal clocks"))
        )

    def refresh(self) -> None:
        """Ask what the house has set."""
        clear(self.goals)
        self.take_in.setVisible(self.may(Right.REGISTER))
        for name, goal in self.workspace.clocks.house().goals.items():
            counts = _tr("{span} of opening hours") if goal.open_hours else _tr("{span}, day and night")
            self.goals.addLayout(fact(_tr(NAMES[name]), counts.format(span=_tr(span_words(goal.minutes)))))

        clear(self.legal)
        found = self.workspace.clocks.legal()
        for each in found:
            kinds = ", ".join(kind_word(IncidentKind(kind)) for kind in each.kinds)
            span = _tr("at once") if each.minutes <= AT_ONCE else _tr(span_words(each.minutes))
            said = _tr("{kinds} · {span} · {source}").format(kinds=kinds, span=span, source=each.source)
            self.legal.addLayout(column(label(each.words), label(said, "small"), gap=0))
        if not found:
            self.legal.addWidget(label(_tr("None is known for the country of the house."), "soft"))

    def import_legal(self) -> None:
        """Take legal clocks from a table that a manager chooses."""
        kinds = _tr("Tables (*.csv *.tsv *.xlsx)")
        name, _ = QFileDialog.getOpenFileName(self, _tr("A table of legal clocks"), "", kinds)
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Take the legal clocks of a table; a manager's act."""

        def act(who: PersonView) -> None:
            clocks, done = self.workspace.clocks, _tr("Taken. They run for what is logged from now on.")
            self.attempt(lambda: clocks.import_legal(by=who.id, file=file), done)

        why = _tr("Setting a rule of the house needs a manager.")
        self.frame.require_person(act, right=Right.REGISTER, why=why)

    def set_goals(self) -> None:
        """Set how long each thing may take; a manager's act."""
        goals = self.workspace.clocks.house().goals
        values = {str(name): span_words(goal.minutes) for name, goal in goals.items()}
        values |= {f"{name} counts": "open" if goal.open_hours else "all" for name, goal in goals.items()}
        asked = [each for name in goals for each in _questions(name)]
        why = Question("reason", _tr("Why the goals change"), needed=True)
        self.frame.require_person(
            lambda who: self.ask(
                _tr("Set the goals"), [*asked, why], _tr("Set"), lambda answers: self._set(who, answers),
                values=values,
                done=_tr("Set. They hold for what is logged from now on."),
            ),
            right=Right.REGISTER, why=_tr("Setting a rule of the house needs a manager."),
        )  # fmt: skip

    def _set(self, who: PersonView, answers: dict[str, str]) -> None:
        goals = [Goal(name, minutes_of(answers[name]), answers.get(f"{name} counts") == "open") for name in ClockName]
        self.workspace.clocks.set_goals(by=who.id, goals=goals, reason=answers["reason"])


def _questions(name: ClockName) -> list[Question]:
    """Ask how long one thing may take and, but for the log, what its clock counts."""
    hint = _tr("As 15 min, 2 hours or 3 days") if name is ClockName.ACKNOWLEDGE else ""
    asked = [Question(name, _tr(NAMES[name]), needed=True, hint=hint)]
    if name is not ClockName.LOG:
        counts = (("all", _tr("Day and night")), ("open", _tr("Opening hours only")))
        asked.append(Question(f"{name} counts", _tr("It counts"), "choice", counts, needed=True))
    return asked
