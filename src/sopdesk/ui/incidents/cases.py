"""The list of incidents: filters, newest first, and the way to logging, importing and taking the list along."""

from __future__ import annotations

from sopdesk.domain.circle import Circle
from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.listed import Listed
from sopdesk.domain.person import Right
from sopdesk.services.case_table import cases_csv
from sopdesk.services.exports import Exports
from sopdesk.ui import style
from sopdesk.ui.background import IsCancelled, Progress
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.bulk_bar import BulkBar
from sopdesk.ui.incidents.bulk_result import BulkResultCard, told
from sopdesk.ui.incidents.case_filters import CaseFilters
from sopdesk.ui.incidents.choosing import ChoosingView
from sopdesk.ui.incidents.clocks import COLOURS, clock_words
from sopdesk.ui.incidents.secrecy import hidden_words
from sopdesk.ui.incidents.words import SEVERITY_CHIPS, kind_word, stage_chip
from sopdesk.ui.saving import save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.bulk import BulkResult
from sopdesk.views.incidents import IncidentRow
from sopdesk.views.people import PersonView

MOST = 500
LEAST = 190
"""The list keeps so many pixels in height, at a text size of 100 %; then the page scrolls."""


class CasesScreen(Screen):
    """Every incident; what customers and colleagues told stays covered while the desk is locked."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.READ_INCIDENTS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add_act(self.tr("Take the list along"), self.export, kind="quiet", icon="export")
        self.add_act(
            self.tr("Registers"), lambda: frame.go("incidents.registers"), kind="quiet", icon="export",
            right=Right.EXPORT,
        )  # fmt: skip
        self.add_act(self.tr("Import"), lambda: frame.go("house.import_incidents"), kind="quiet", icon="import")
        self.add_act(self.tr("Actions"), lambda: frame.go("incidents.actions"), kind="quiet", icon="check")
        self.several = self.add_act(self.tr("Choose several"), self.choose_several, kind="quiet", icon="check")
        self.add_act(self.tr("Log incident"), lambda: frame.go("incidents.log"), kind="primary", icon="plus")
        self.filters = CaseFilters()
        self.count = label("", "small")
        self.hidden = label("", "small")
        self.list = ChoosingView(self.tr("Incidents"))
        self.bulk = BulkBar(self, self.list)
        self.result = BulkResultCard(self)
        self.empty = EmptyState("incidents", "", "", self.tr("Log incident"), lambda: frame.go("incidents.log"))
        self.filters.changed.connect(self._narrow_down)
        self.list.chosen.connect(self.open_case)
        self.list.picked.connect(self._place_several)
        self.bulk.acting.over.connect(self.show_result)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.count)
        self.body.addWidget(self.result)
        self.body.addWidget(self.bulk)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hidden)
        self.body.addWidget(self.empty, 1)

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show the list; another screen may have said which words are looked for, or to what it is narrowed down."""
        if more != self.more:
            self.filters.ask(more)
        if self.person is not None and person is not None and person.id != self.person.id:
            self.list.end_choosing()  # what somebody chose is not for the next one to act upon
        super().show_for(person, id, **more)
        self.bulk.look()

    def refresh(self) -> None:
        """Ask for the incidents that match."""
        kind, stage, text, only = self.filters.asked()
        reader = self.person.id if self.person else ""
        rows = self.workspace.incidents.rows(kind=kind, stage=stage, text=text, limit=MOST, by=reader, only=only)
        count = len(rows)
        if count == MOST:
            count = self.workspace.incidents.count(kind=kind, stage=stage, text=text, by=reader, only=only)
        self.set_title(self.tr("Incidents"), self.tr("What went wrong, and what became of it"))
        shown = self.tr("Incidents: {count}").format(count=self.frame.times.number(count))
        more = self.tr(", the newest {most} shown").format(most=MOST) if count > MOST else ""
        self.count.setText(shown + more)
        self.hidden.setText(hidden_words(self.workspace.confidence.hidden(by=reader)))
        self.hidden.setVisible(bool(self.hidden.text()))
        self.list.set_lines(self._line(each) for each in rows)
        self.list.setVisible(bool(rows))
        self.list.setMinimumHeight(style.size(LEAST))
        if not rows and self.list.choosing:
            self.list.end_choosing()
        self._place_several()
        self.empty.setVisible(not rows)
        self._say_why_empty(filtered=self.filters.is_narrowed())

    def _narrow_down(self) -> None:
        """Show what is asked for by hand; what another screen asked for is over then."""
        self.more = {}
        self.refresh()

    def choose_several(self) -> None:
        """Put a box before each line: a press then chooses it, which a finger can do, too."""
        self.list.begin_choosing()
        self.list.setFocus()

    def show_result(self, by: str, result: BulkResult, done: str) -> None:
        """Say what became of an act on several files; those with which it was not done stay chosen.

        Whoever sat down meanwhile is not told: it is none of theirs, and stands in the record.
        """
        self.frame.refresh()
        if self.person is None or self.person.id != by:
            return
        self.list.begin_choosing(result.still_chosen)
        if result.still_chosen:
            self.result.show_result(result, done)
        else:
            self.result.hide()
            self.list.end_choosing()
            self.message.say(told(result, done, self.frame.times.number))

    def _place_several(self) -> None:
        """While several are chosen, what can be done with them takes the place of the filters and the other acts."""
        choosing = self.list.choosing
        self.several.setVisible(bool(self.list.lines.rowCount()))
        for each in (self.acts, self.filters):
            each.setVisible(not choosing)
        if not choosing:
            self.result.hide()

    def open_case(self, incident: str) -> None:
        """Open an incident's file."""
        self.frame.go("incidents.file", incident)

    def export(self) -> None:
        """Save the list as CSV; it is recorded that it left."""
        self.frame.require_person(self._export, right=Right.EXPORT, why=self.tr("Taking the list along is recorded."))

    def _export(self, who: PersonView) -> None:
        """Save the list that is shown; of one kind with every field."""
        workspace, chosen = self.workspace, self.filters.kind.value()
        which = Listed(*self.filters.asked())

        def make(exports: Exports, progress: Progress, cancelled: IsCancelled) -> bytes:
            if not chosen:
                return exports.incidents_csv(by=who.id, which=which)
            return cases_csv(
                workspace.desk, exports, workspace.incidents, by=who.id, kind=IncidentKind(chosen), which=which,
                progress=progress, cancelled=cancelled,
            )  # fmt: skip

        name = f"incidents-{chosen}.csv" if chosen else "incidents.csv"
        save_export(self, name, self.tr("Making the list"), make)

    def _say_why_empty(self, *, filtered: bool) -> None:
        if filtered:
            self.empty.say(self.tr("Nothing matches"), self.tr("Take a filter away, or use other words."))
        else:
            said = self.tr("Complaints, disputes, accidents and near misses appear here while they are open.")
            self.empty.say(self.tr("No open incident"), said)

    def _line(self, each: IncidentRow) -> Line:
        word, kind = stage_chip(each.stage)
        if each.severity in {Severity.HIGH, Severity.SEVERE}:
            word = f"{word} · {self.tr(each.severity.value)}"
            kind = SEVERITY_CHIPS[each.severity]
        if each.overridden:
            word, kind = self.tr("{stage} · something was missing").format(stage=word), "warning"
        concerned = f" · {', '.join(each.procedures)}" if each.procedures else ""
        source = self.tr(" · imported") if each.imported else ""
        source += self.tr(" · confidential") if each.circle is not Circle.READERS else ""
        source += self.tr(", you see what you wrote") if each.own_words else ""
        owner = self.tr(" · with {name}").format(name=each.owner_name) if each.owner else ""
        if self.person is not None and each.owner == self.person.id:
            owner = self.tr(" · yours")
        detail = f"{each.number}{owner} · {kind_word(each.kind)} · {each.recorder}{concerned}{source}"
        icon = "incidents" if each.circle is Circle.READERS else "lock"
        now, times, clock = self.workspace.now(), self.frame.times, each.clock
        if clock is None:
            note = times.near(each.occurred_at, now)
            return Line(each.summary, detail, word, kind, note, icon=icon, data=each.id)
        return Line(
            each.summary, detail, word, kind, clock_words(clock, now, times), icon=icon, data=each.id,
            bar=min(clock.used, 1.0), bar_colour=COLOURS[clock.state],
        )  # fmt: skip
