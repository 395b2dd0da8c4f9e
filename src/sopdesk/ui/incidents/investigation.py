"""The investigation of an incident: timeline, five whys, fishbone and findings, each drawn or written down here."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from sopdesk.domain.cause import Method
from sopdesk.domain.field_sets.entries import FINDING, MOMENT
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.action_acts import ActionActs
from sopdesk.ui.incidents.case_screen import CaseScreen
from sopdesk.ui.incidents.causes import CausesView
from sopdesk.ui.incidents.several import EntriesView
from sopdesk.ui.incidents.several_acts import PeopleAndEntryActs
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.incidents import EntryView, IncidentFile


class InvestigationScreen(CaseScreen):
    """Why it happened, step by step."""

    needs_person = True
    right = Right.READ_INCIDENTS
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add_act(self.tr("The file"), lambda: frame.go("incidents.file", self.id), kind="quiet", icon="incidents")
        acts = PeopleAndEntryActs(self)
        self.timeline = DrawingView()
        self.moments = EntriesView(acts, frame.times, (MOMENT,))
        self.whys = CausesView(self, Method.WHYS)
        self.fishbone = CausesView(self, Method.FISHBONE)
        self.findings = FindingsView(acts, self)
        self.parts: dict[str, QWidget] = {
            "timeline": column_of(Card(self.timeline), Card(self.moments, title=self.tr("Moments that we were told"))),
            "whys": Card(self.whys),
            "fishbone": Card(self.fishbone),
            "findings": Card(self.findings),
        }
        words = [
            ("timeline", self.tr("Timeline")), ("whys", self.tr("Five whys")), ("fishbone", self.tr("Fishbone")),
            ("findings", self.tr("Findings")),
        ]  # fmt: skip
        self.part = Chips(words, name=self.tr("Part of the investigation"), needed=True)
        self.part.changed.connect(lambda _value: self._show_part())
        self.body.addWidget(self.part)
        for each in self.parts.values():
            self.body.addWidget(each)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Ask for the file and show what is known of why it happened."""
        reader = self.person.id if self.person else ""
        self.file = file = self.workspace.incidents.file(self.id, by=reader)
        self.set_title(self.tr("Investigation"), f"{file.row.number} · {file.row.summary}")
        open_ = file.row.stage is not Stage.CLOSED
        service = self.workspace.investigations
        self.timeline.show_drawing(service.timeline_drawing(service.timeline(file)))
        self.moments.show_file(file, open_=open_)
        self.whys.show_causes(file, service.whys_drawing(file), open_=open_)
        self.fishbone.show_causes(file, service.fishbone_drawing(file), open_=open_)
        self.findings.show_file(file, open_=open_)
        self._show_part()

    def _show_part(self) -> None:
        for name, each in self.parts.items():
            each.setVisible(name == self.part.value())


class FindingsView(EntriesView):
    """The findings, question by question; an action is planned from each."""

    def __init__(self, acts: PeopleAndEntryActs, screen: InvestigationScreen) -> None:
        super().__init__(acts, screen.frame.times, (FINDING,))
        self._screen = screen
        self._plans = ActionActs(screen)

    def _acts_on(self, each: EntryView) -> Flow:
        acts = super()._acts_on(each)
        if self._screen.may(Right.HANDLE):
            plan = partial(self._plans.plan, entry=each.entry)
            acts.add(button(tr("Plan an action"), plan, kind="quiet", icon="plus"))
        return acts


class InquiryCard(Card):
    """What a file says of its investigation, and the way to it."""

    def __init__(self, screen: CaseScreen) -> None:
        super().__init__(title=screen.tr("Investigation"))
        self._screen = screen
        self._lines = column()
        self.body.addLayout(self._lines)

    def show_file(self, file: IncidentFile) -> None:
        """Show the root causes and how much was found."""
        clear(self._lines)
        for each in file.causes:
            if each.root:
                self._lines.addWidget(label(tr("Root cause: {because}").format(because=each.because)))
        counts = (
            (tr("Timeline"), sum(each.spec == MOMENT for each in file.entries)),
            (tr("Five whys"), sum(each.method is Method.WHYS for each in file.causes)),
            (tr("Fishbone"), sum(each.method is Method.FISHBONE for each in file.causes)),
            (tr("Findings"), sum(each.spec == FINDING for each in file.entries)),
        )
        said = " · ".join(f"{word}: {count}" for word, count in counts if count)
        self._lines.addWidget(label(said or tr("Nothing is found out yet."), "soft"))
        if file.past is None:
            go = partial(self._screen.frame.go, "incidents.investigation", file.row.id)
            self._lines.addLayout(row(button(tr("Open the investigation"), go, kind="quiet", icon="search"), None))


def column_of(*cards: Card) -> QWidget:
    """Give cards below each other as one part."""
    made = QWidget()
    made.setLayout(column(*cards))
    return made
