"""Today: what waits, most urgent first, each line one press from its act."""

from __future__ import annotations

from collections.abc import Iterator

from sopdesk.domain.sop import Format
from sopdesk.ui.checklists.begin import begin
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.today import TodayLine, Urgency

ICONS = {
    "run": "checklists", "sign-off": "sign", "incident": "incidents", "page": "manual", "approval": "sign",
    "returned": "undo",
    "handover": "note", "checklist": "start", "copies": "print", "guide": "step",
    "review": "verify",
    "suggestion": "note", "answer": "note",
}  # fmt: skip
LEADS: dict[str, tuple[str, dict[str, str]]] = {
    "run": ("checklists.run", {}),
    "sign-off": ("checklists.run", {"view": "sign-off"}),
    "handover": ("checklists.handover", {}),
    "guide": ("checklists.guide", {}),
    "incident": ("incidents.file", {}),
    "page": ("manual.page", {}),
    "approval": ("manual.approval", {}),
    "returned": ("manual.approval", {"view": "remarks"}),
    "copies": ("manual.copies", {"show": "stale"}),
    "review": ("manual.page", {}),
    "suggestion": ("manual.suggestion", {}),
    "answer": ("manual.suggestion", {}),
}
"""Where a press on a line leads: a screen, and more words for it."""


class TodayScreen(Screen):
    """One list for whoever is here."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.list = LinesView(self.tr("What waits"))
        self.list.chosen.connect(self.open_line)
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
        """Go where a line leads; a checklist is started by whoever may."""
        if line.place == "checklist":
            begin(self.frame, line.id, Format.CHECKLIST)
            return
        screen, more = LEADS[line.place]
        which = {"proposal": str(line.proposal)} if line.proposal else {}
        self.frame.go(screen, line.id, **more, **which)

    def _grouped(self, lines: tuple[TodayLine, ...]) -> Iterator[Line]:
        words = {
            Urgency.NOW: self.tr("Now"),
            Urgency.SOON: self.tr("Soon"),
            Urgency.LATER: self.tr("When there is time"),
        }
        for urgency, word in words.items():
            here = [each for each in lines if each.urgency is urgency]
            if here:
                yield Line(word, heading=True)
            yield from (self._line(each) for each in here)

    def _line(self, line: TodayLine) -> Line:
        now = self.workspace.now()
        late = line.due is not None and line.due < now and line.place == "incident"
        note = self.frame.times.near(line.due, now) if line.due else ""
        return Line(
            line.what, line.detail, note=note, act=line.act, icon=ICONS.get(line.place, "today"), data=line,
            chip=self.tr("Overdue") if late else "", chip_kind="danger",
        )  # fmt: skip
