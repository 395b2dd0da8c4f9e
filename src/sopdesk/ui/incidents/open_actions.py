"""The open actions of all incidents: what is due first at the top; one's own, and those overdue."""

from __future__ import annotations

from sopdesk.domain.deadline import Timing
from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.actions import SORTS, waits_chip
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.actions import ActionRow
from sopdesk.views.people import PersonView


class OpenActionsScreen(Screen):
    """What is still to be done, verified or looked at again, across all incidents."""

    needs_person = True
    right = Right.READ_INCIDENTS
    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Actions"), self.tr("What is done so that it does not happen again"))
        which = [("all", self.tr("All open")), ("mine", self.tr("Mine")), ("overdue", self.tr("Overdue"))]
        self.which = Chips(which, name=self.tr("Which actions"), needed=True)
        self.which.changed.connect(lambda _value: self.refresh())
        self.count = label("", "small")
        self.list = LinesView(self.tr("Actions"))
        self.list.chosen.connect(lambda incident: frame.go("incidents.file", incident, show="actions"))
        self.empty = EmptyState(
            "check", self.tr("No open action"), self.tr("Actions are planned on an incident's file and stand here.")
        )
        self.body.addLayout(row(self.which, None))
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show the list; another screen may have said which actions are looked for."""
        if more.get("show") and more != self.more:
            self.which.set_value(more["show"])
        super().show_for(person, id, **more)

    def refresh(self) -> None:
        """Ask for the actions that are wanted."""
        reader, which = self.person.id if self.person else "", self.which.value()
        rows = self.workspace.actions.rows(by=reader, mine=which == "mine", overdue=which == "overdue")
        self.count.setText(self.tr("Actions: {count}").format(count=self.frame.times.number(len(rows))))
        self.list.set_lines(self._line(each) for each in rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _line(self, each: ActionRow) -> Line:
        word, kind = waits_chip(each.waits, each.timing)
        day = self.frame.times.day(each.day) if each.day else ""
        looks = self.tr(", looked at by {who}").format(who=each.verifier_name) if each.verifier_name else ""
        detail = f"{each.number} · {self.tr(SORTS[each.sort])} · {each.owner_name}{looks}"
        note = self.tr("was due {day}").format(day=day) if each.timing is Timing.LATE else day
        return Line(each.what, detail, word, kind, note, icon="check", data=each.incident)
