"""Every checklist with its plan, and those that have none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sopdesk.domain.person import Right
from sopdesk.domain.plan_words import in_words
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.schedule import Rhythm
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_file
from sopdesk.ui.schedule.words import plan_sentence
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import PlanRow

ALL, WEEKS = "all", "8"


class PlansScreen(Screen):
    """A press on a checklist opens its plan; those that propose one can all be planned at once."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Schedule"), self.tr("When each checklist is due, and whose task it is"))
        self.add_act(self.tr("Opening hours"), partial(frame.go, "house.hours"), icon="clock")
        self.add_act(self.tr("What was missed"), partial(frame.go, "checklists.missed"), icon="incidents")
        self.add_act(self.tr("Calendar file"), self.give_calendar, icon="export")
        self.adopting = self.add_act(
            self.tr("Plan as proposed"), self.adopt, kind="primary", icon="check", right=Right.PLAN
        )
        self.list = LinesView(self.tr("Schedule"))
        self.list.chosen.connect(partial(frame.go, "house.plan"))
        self.empty = EmptyState(
            "clock", self.tr("No checklist in force"),
            self.tr("When a checklist is in force, you say here when it is due."),
            self.tr("To the manual"), partial(frame.go, "manual"),
        )  # fmt: skip
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask for the plans."""
        rows = self.workspace.schedule.rows()
        self.list.set_lines(list(self._lines(rows)))
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.adopting.setVisible(self.may(Right.PLAN) and any(_offers(each) for each in rows))

    def adopt(self) -> None:
        """Plan the checklists without a plan as they propose it themselves."""
        self.frame.require_person(self._adopt, right=Right.PLAN, why=self.tr("Planning needs a supervisor."))

    def give_calendar(self) -> None:
        """Ask for how many weeks and for whom, and save what falls due for people's own calendars."""
        roles = [(each.id, each.name) for each in self.workspace.organisation.roles().in_use()]
        self.ask(
            self.tr("Checks due as a calendar file"),
            [
                Question("weeks", self.tr("Weeks from today"), needed=True),
                Question("role", self.tr("Whose tasks"), choices=[(ALL, self.tr("The whole house")), *roles]),
            ],
            self.tr("Save the file"), self._save_calendar, values={"weeks": WEEKS, "role": ALL},
            sentence=self.tr("Most calendars open it. It is a copy: what is done is recorded here."),
        )  # fmt: skip

    def _save_calendar(self, answers: dict[str, str]) -> None:
        weeks, role = answers["weeks"], "" if answers["role"] == ALL else answers["role"]
        if not (weeks.isascii() and weeks.isdigit()):
            raise Refusal(self.tr("Write how many weeks, for example {n}.").format(n=WEEKS))
        content = self.workspace.check_calendar.ics(weeks=int(weeks), role=role)
        save_file(self, "checks-due.ics", self.tr("Saving the calendar file"), lambda _progress, _cancelled: content)

    def _adopt(self, who: PersonView) -> None:
        self.attempt(lambda: self.workspace.schedule.adopt(by=who.id), self.tr("Planned. It counts from now on."))

    def _lines(self, rows: tuple[PlanRow, ...]) -> Iterator[Line]:
        groups = (
            (
                self.tr("By the clock"),
                [each for each in rows if each.plan and each.plan.rhythm is not Rhythm.AS_NEEDED],
            ),
            (self.tr("Without a plan"), [each for each in rows if each.plan is None]),
            (self.tr("As needed"), [each for each in rows if each.plan and each.plan.rhythm is Rhythm.AS_NEEDED]),
        )
        for words, those in groups:
            if those:
                yield Line(words, heading=True)
                yield from map(self._line, those)

    def _line(self, row: PlanRow) -> Line:
        detail, chip, note = plan_sentence(row) if row.plan else self._proposed(row), "", ""
        if row.next is not None:
            note = self.tr("next {when}").format(when=self.frame.times.moment(row.next.due_by))
        elif row.plan is not None and row.plan.rhythm is not Rhythm.AS_NEEDED:
            chip = self.tr("no occasion")
        return Line(
            f"{row.number} {row.title}", detail, chip, "warning", note, self.tr("Plan") if row.plan is None else "",
            icon="clock" if row.plan else "checklists", data=row.sop,
        )  # fmt: skip

    def _proposed(self, row: PlanRow) -> str:
        if row.proposed is None:
            return self.tr("Nobody has said when it is due")
        return self.tr("It proposes: {words}").format(words=in_words(row.proposed))


def _offers(row: PlanRow) -> bool:
    return row.plan is None and row.proposed is not None
