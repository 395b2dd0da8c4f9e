"""The trail: who did what and when, newest first; checking the journal; taking it along."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.trail.entry import EntryCard
from sopdesk.ui.trail.export import TrailExport
from sopdesk.ui.trail.head import HeadCard
from sopdesk.ui.trail.verdict import VerdictCard
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.trail import TrailLine, Verdict

AREAS = ("manual", "checklists", "incidents", "people", "house")
ICONS = {"manual": "manual", "checklists": "checklists", "incidents": "incidents", "people": "person", "house": "house"}
PAGE = 200
_PAUSE = 250


class TrailScreen(Screen):
    """The journal in plain words."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.READ_TRAIL

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.lines: list[TrailLine] = []
        self.exporting = TrailExport(self)
        self.add_act(self.tr("Head and key"), self._show_head, kind="quiet", icon="info")
        self.add_act(self.tr("Take along"), self.exporting.ask, icon="export")
        self.add_act(self.tr("Verify"), self.verify, kind="primary", icon="verify")
        periods = [("1", self.tr("Today")), ("7", self.tr("7 days")), ("31", self.tr("31 days")), ("", self.tr("All"))]
        self.period = Chips(periods, name=self.tr("Period"))
        self.area = Choice([(each, self.tr(each.capitalize())) for each in AREAS], empty=self.tr("Every part"))
        self.area.setAccessibleName(self.tr("Part of the desk"))
        self.who = Choice((), empty=self.tr("Everybody"), name=self.tr("Person"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words"))
        self.words.setAccessibleName(self.tr("Words in the trail"))
        self.words.setClearButtonEnabled(True)
        self.count = label("", "small")
        self.verdict, self.head, self.entry = VerdictCard(), HeadCard(frame.times), EntryCard(frame)
        self.list = LinesView(self.tr("Entries"))
        self.empty = EmptyState("trail", self.tr("Nothing matches"), self.tr("Take a filter away, or use other words."))
        self.pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._connect()
        self._lay_out_body()

    def refresh(self) -> None:
        """Ask for the newest entries that match."""
        self.set_title(self.tr("Trail"), self._about())
        people = self.workspace.people.tiles()
        self.who.offer([(each.id, each.name) for each in people])
        which = self.exporting.which()
        count = self.workspace.trail.count(which)
        words = self.words.text()
        self.lines = list(self.workspace.trail.lines(which, text=words, limit=PAGE))
        said = self.tr("{count} entries").format(count=self.frame.times.number(count))
        self.count.setText(said if not words else self.tr("{said}, filtered by words").format(said=said))
        self._show_lines()

    def go_on(self) -> None:
        """Add the next entries when the end of the list is reached."""
        bar = self.list.verticalScrollBar()
        if not self.lines or len(self.lines) % PAGE or bar.value() < bar.maximum():
            return
        last = self.lines[-1].seq
        more = self.workspace.trail.lines(self.exporting.which(), text=self.words.text(), limit=PAGE, before_seq=last)
        if more:
            self.lines += more
            at = bar.value()
            self._show_lines()
            bar.setValue(at)

    def verify(self) -> None:
        """Check the whole desk in the background and say what was found."""
        self.verdict.begin()
        self.frame.run_in_background(
            self.tr("Checking the whole desk"),
            lambda progress, cancelled: self.workspace.trail.verify(progress=progress, cancelled=cancelled),
            self._judge,
            self.verdict.fail,
        )

    def open_entry(self, line: TrailLine) -> None:
        """Show all of one entry."""
        self.entry.show_line(line)

    def first_moment(self) -> timedelta | None:
        """Give how far back the filter reaches; None for everything."""
        return timedelta(days=int(self.period.value())) if self.period.value() else None

    def _judge(self, verdict: Verdict) -> None:
        self.verdict.show_verdict(verdict)

    def _show_head(self) -> None:
        self.head.show_head(self.workspace.trail.head())

    def _about(self) -> str:
        if self.id or self.more.get("subject"):
            return self.tr("Everything about one record")
        return self.tr("Who did what, and when, as it was recorded")

    def _show_lines(self) -> None:
        self.list.set_lines(self._line(each) for each in self.lines)
        self.list.setVisible(bool(self.lines))
        self.empty.setVisible(not self.lines)

    def _line(self, each: TrailLine) -> Line:
        change = ""
        if each.was or each.now:
            change = self.tr(" · {was} → {now}").format(was=each.was or "—", now=each.now or "—")
        reason = self.tr(" · why: {reason}").format(reason=each.reason) if each.reason else ""
        signed = each.signature
        chip = "" if signed is None else self.tr("✓ signed") if signed.holds else self.tr("✕ signature does not hold")
        kind = "success" if signed is None or signed.holds else "danger"
        detail = f"{each.about}{change}{reason}"
        note = self.frame.times.moment(each.recorded_at)
        what = " ".join(f"{each.who} {each.what}".split())
        return Line(what, detail, chip, kind, note, icon=ICONS.get(each.area, "trail"), data=each)

    def _connect(self) -> None:
        for filter_ in (self.period, self.area, self.who):
            filter_.changed.connect(lambda _value: self.refresh())
        self.words.textChanged.connect(lambda _text: self.pause.start())
        self.pause.timeout.connect(self.refresh)
        self.list.chosen.connect(self.open_entry)
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self.go_on())

    def _lay_out_body(self) -> None:
        filters = row(self.period, self.area, self.who, self.words, gap=tokens.NEAR)
        filters.setStretch(3, 1)
        self.body.addLayout(filters)
        for card in (self.verdict, self.head, self.entry):
            card.hide()
            self.body.addWidget(card)
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
