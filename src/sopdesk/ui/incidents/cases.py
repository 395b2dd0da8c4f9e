"""The list of incidents: filters, newest first, and the way to logging, importing and taking the list along."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.circle import Circle
from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.person import Right
from sopdesk.services.case_table import cases_csv
from sopdesk.services.exports import Exports
from sopdesk.ui import tokens
from sopdesk.ui.background import IsCancelled, Progress
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.clocks import COLOURS, clock_words
from sopdesk.ui.incidents.secrecy import hidden_words
from sopdesk.ui.incidents.words import KINDS, SEVERITY_CHIPS, kind_word, stage_chip
from sopdesk.ui.saving import save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.incidents import IncidentRow
from sopdesk.views.people import PersonView

MOST = 500
_PAUSE = 120


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
        self.add_act(self.tr("Log incident"), lambda: frame.go("incidents.log"), kind="primary", icon="plus")
        stages = [("open", self.tr("Open")), ("closed", self.tr("Closed")), ("all", self.tr("All"))]
        self.stage = Chips(stages, name=self.tr("Stage"), needed=True)
        self.kind = Choice(
            [(kind.value, kind_word(kind)) for kind in KINDS], name=self.tr("Kind"), empty=self.tr("Every kind")
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words, number or procedure"))
        self.words.setAccessibleName(self.tr("Words in the list"))
        self.words.setClearButtonEnabled(True)
        self.count = label("", "small")
        self.hidden = label("", "small")
        self.list = LinesView(self.tr("Incidents"))
        self.empty = EmptyState("incidents", "", "", self.tr("Log incident"), lambda: frame.go("incidents.log"))
        self.pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._connect()
        filters = row(self.stage, self.kind, self.words, gap=tokens.GAP)
        filters.setStretch(2, 1)
        self.body.addLayout(filters)
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hidden)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.stage.changed.connect(lambda _value: self.refresh())
        self.kind.changed.connect(lambda _value: self.refresh())
        self.words.textChanged.connect(lambda _text: self.pause.start())
        self.pause.timeout.connect(self.refresh)
        self.list.chosen.connect(self.open_case)

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show the list; another screen may have said which words are looked for."""
        asked = more.get("text", "")
        if asked and asked != self.more.get("text", ""):
            self.words.setText(asked)
            self.stage.set_value("all")
        super().show_for(person, id, **more)

    def refresh(self) -> None:
        """Ask for the incidents that match."""
        stage = None if self.stage.value() == "all" else self.stage.value()
        kind = IncidentKind(self.kind.value()) if self.kind.value() else None
        text = self.words.text()
        reader = self.person.id if self.person else ""
        rows = self.workspace.incidents.rows(kind=kind, stage=stage, text=text, limit=MOST, by=reader)
        count = len(rows)
        if count == MOST:
            count = self.workspace.incidents.count(kind=kind, stage=stage, text=text, by=reader)
        self.set_title(self.tr("Incidents"), self.tr("What went wrong, and what became of it"))
        shown = self.tr("Incidents: {count}").format(count=self.frame.times.number(count))
        more = self.tr(", the newest {most} shown").format(most=MOST) if count > MOST else ""
        self.count.setText(shown + more)
        self.hidden.setText(hidden_words(self.workspace.confidence.hidden(by=reader)))
        self.hidden.setVisible(bool(self.hidden.text()))
        self.list.set_lines(self._line(each) for each in rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._say_why_empty(filtered=bool(text or kind) or stage != "open")

    def open_case(self, incident: str) -> None:
        """Open an incident's file."""
        self.frame.go("incidents.file", incident)

    def export(self) -> None:
        """Save the list as CSV; it is recorded that it left."""
        self.frame.require_person(self._export, right=Right.EXPORT, why=self.tr("Taking the list along is recorded."))

    def _export(self, who: PersonView) -> None:
        """Save the whole list, or every field of the kind that is chosen."""
        workspace, chosen = self.workspace, self.kind.value()

        def make(exports: Exports, progress: Progress, cancelled: IsCancelled) -> bytes:
            if not chosen:
                return exports.incidents_csv(by=who.id)
            return cases_csv(
                workspace.desk, exports, workspace.incidents, by=who.id, kind=IncidentKind(chosen), progress=progress,
                cancelled=cancelled,
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
        concerned = f" · {', '.join(each.procedures)}" if each.procedures else ""
        source = self.tr(" · imported") if each.imported else ""
        source += self.tr(" · confidential") if each.circle is not Circle.READERS else ""
        source += self.tr(", you see what you wrote") if each.own_words else ""
        detail = f"{each.number} · {kind_word(each.kind)} · {each.recorder}{concerned}{source}"
        icon = "incidents" if each.circle is Circle.READERS else "lock"
        now, times, clock = self.workspace.now(), self.frame.times, each.clock
        if clock is None:
            note = times.near(each.occurred_at, now)
            return Line(each.summary, detail, word, kind, note, icon=icon, data=each.id)
        return Line(
            each.summary, detail, word, kind, clock_words(clock, now, times), icon=icon, data=each.id,
            bar=min(clock.used, 1.0), bar_colour=COLOURS[clock.state],
        )  # fmt: skip
