"""The trail: who did what and when, newest first, with filters; one press shows all of an entry."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.person import Right
from sopdesk.services.trail import EVERYTHING, Filter
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.trail.entry import OPENS, EntryCard
from sopdesk.ui.trail.export import TrailExport
from sopdesk.ui.trail.filters import TrailFilters
from sopdesk.ui.trail.lines import lines_of
from sopdesk.ui.trail.proving import Proving
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.trail import TrailLine

PAGE = 100
"""How many entries are asked for at once."""
BESIDE = 900
"""From this width on, at a text size of 100 %, an entry is shown beside the list instead of in its place."""
Asked = tuple[Filter, str]


class TrailScreen(Screen):
    """The journal in plain words; `subject` in `more` narrows it to one record."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.READ_TRAIL

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.entries: list[TrailLine] = []
        self._asked: Asked = (EVERYTHING, "")
        self._asking = False
        self._all_here = False
        self.filters = TrailFilters(frame.times, frame.times.local(self.workspace.now()).date())
        self.filters.changed.connect(self.refresh)
        self.subject = button("", self._all_records, kind="choice", icon="close")
        self.count = label("", "small")
        self.list = LinesView(self.tr("Entries"))
        self.list.setMinimumHeight(tokens.RAIL)
        self.list.chosen.connect(self.open_entry)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.entry = EntryCard(frame.times)
        self.proving = Proving(self)
        self.entry.hide()
        self.empty = EmptyState("trail", "", "", self.tr("Take the filters away"), self._everything)
        self.exporting = TrailExport(self)
        self.add_act(self.tr("Export"), self.exporting.ask, icon="export")
        self.add_act(self.tr("Evidence"), self.hand_over, icon="export", right=Right.EXPORT)
        self.add_act(self.tr("Backups"), lambda: frame.go("trail.backups"), icon="export", right=Right.BACK_UP)
        self.add_act(self.tr("Checkpoints"), lambda: frame.go("trail.checkpoints"), icon="verify")
        self.add_act(self.tr("Verify"), lambda: frame.go("trail.check"), kind="primary", icon="verify")
        self._connect_entry()
        self._lay_out_body()

    # -- showing

    def refresh(self) -> None:
        """Ask for the newest entries that match; as many as were shown, so that nothing jumps."""
        self.set_title(self.tr("Trail"), self.tr("Who did what, and when; nothing here is ever changed"))
        self.filters.offer_people(self.workspace.people.tiles())
        asked = (self.filters.chosen(self.workspace.now(), self.more.get("subject", "")), self.filters.text())
        same = asked[1:] == self._asked[1:] and _without_end(asked[0]) == _without_end(self._asked[0])
        self._asked = asked
        limit = max(PAGE, len(self.entries)) if same else PAGE
        if not same:
            self.close_entry()
            self.list.scrollToTop()
        self._ask(limit, None)

    def which(self) -> Filter:
        """Give the filter of what is shown, without the words."""
        return self._asked[0]

    def words(self) -> str:
        """Give the words that are looked for in what is shown."""
        return self._asked[1]

    def hand_over(self) -> None:
        """Hand what is shown over as evidence: one record, one person's acts, a period, or everything."""
        which = self.which()
        first = which.first.isoformat() if which.first else ""
        last = which.last.isoformat() if which.last and (first or not which.subject) else ""
        if which.area or ((which.subject or which.who) and first) or (which.subject and which.who):
            sentence = self.tr("Evidence is about one record, one person, or a period. Take the other filters away.")
            self.message.fail(sentence)
            return
        about = which.subject or which.who
        self.frame.go("trail.give", about, first="" if about else first, last="" if about else last)

    def open_entry(self, entry: TrailLine) -> None:
        """Show everything that an entry says."""
        self.entry.show_entry(entry, proves=self.proving.has(entry.entry))
        self.entry.show()
        self._fit()
        self.entry.close_button.setFocus()

    def close_entry(self) -> None:
        """Show the list alone again."""
        if not self.entry.isHidden():
            self.entry.hide()
            self._fit()
            self.list.setFocus()

    # -- asking

    def _ask(self, limit: int, before: int | None) -> None:
        """Ask for entries: at once, or beside the window when words are looked for in the whole journal."""
        which, words = asked = self._asked
        trail = self.workspace.trail
        if not words:
            self._take(asked, before, limit, trail.lines(which, limit=limit, before_seq=before))
            return
        self._asking = True
        self.count.setText(self.tr("Looking …"))
        self.frame.run_in_background(
            self.tr("Looking in the trail"),
            lambda _progress, _cancelled: trail.lines(which, text=words, limit=limit, before_seq=before),
            lambda found: self._take(asked, before, limit, found),
        )

    def _take(self, asked: Asked, before: int | None, limit: int, found: tuple[TrailLine, ...]) -> None:
        """Show entries that were asked for, unless something else has been asked since."""
        if asked != self._asked:
            return
        self._asking = False
        self._all_here = len(found) < limit
        if before is None:
            self.entries = list(found)
            self.list.set_lines(lines_of(found, self.frame.times))
        else:
            self.list.add_lines(lines_of(found, self.frame.times, self.entries[-1]))
            self.entries += found
        self._say_what_is_shown()

    def _scrolled(self, value: int) -> None:
        """Ask for older entries before the end of the list comes into sight."""
        bar = self.list.verticalScrollBar()
        if not (self._asking or self._all_here) and self.entries and value >= bar.maximum() - self.list.height():
            self._ask(PAGE, self.entries[-1].seq)

    def _say_what_is_shown(self) -> None:
        number = self.frame.times.number
        which, words = self._asked
        if words:
            said = self.tr("With these words: {n}") if self._all_here else self.tr("With these words, the newest: {n}")
            self.count.setText(said.format(n=number(len(self.entries))))
        else:
            self.count.setText(self.tr("Entries: {n}").format(n=number(self.workspace.trail.count(which))))
        self.subject.setVisible(bool(which.subject))
        about = next((each.about for each in self.entries if each.about), which.subject)
        self.subject.setText(self.tr("Only {record}").format(record=about).replace("&", "&&"))
        self.subject.setAccessibleName(self.tr("Only {record}; press to see every record").format(record=about))
        self.empty.setVisible(not self.entries)
        filtered = which != EVERYTHING or bool(words)
        self.empty.say(
            self.tr("Nothing matches") if filtered else self.tr("Nothing is recorded yet"),
            self.tr("Take a filter away, or use other words.") if filtered
            else self.tr("Every act of this house appears here from the first one on."),
        )  # fmt: skip
        self.empty.act.setVisible(filtered)
        self._fit()

    # -- ways on

    def _open_subject(self, subject: str) -> None:
        screen = next(screen for begins, screen in OPENS.items() if subject.startswith(begins))
        self.frame.go(screen, subject)

    def _follow(self, subject: str) -> None:
        self.frame.go("trail", subject=subject)

    def _all_records(self) -> None:
        self.frame.go("trail")

    def _everything(self) -> None:
        self.filters.clear()
        if self.more.get("subject"):
            self.frame.go("trail")

    def _connect_entry(self) -> None:
        self.entry.closed.connect(self.close_entry)
        self.entry.opened.connect(self._open_subject)
        self.entry.followed.connect(self._follow)
        self.entry.proved.connect(self.proving.save_proof)
        self.entry.taken.connect(self.proving.save_body)

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and entry beside each other where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the entry beside the list where there is room, else in its place."""
        room = self.width() >= style.size(BESIDE)
        open_ = not self.entry.isHidden()
        self.list.setVisible(bool(self.entries) and (room or not open_))
        for each in (self.filters, self.count):
            each.setVisible(room or not open_)

    def _lay_out_body(self) -> None:
        self.subject.setSizePolicy(self.count.sizePolicy())
        self.both: QHBoxLayout = row(self.list, self.entry, gap=tokens.GAP)
        self.both.setStretch(0, 3)
        self.both.setStretch(1, 2)
        self.body.setSpacing(tokens.SNUG)
        self.body.addWidget(self.filters)
        self.body.addLayout(row(self.subject, None))
        self.body.addWidget(self.count)
        self.body.addLayout(self.both, 1)
        self.body.addWidget(self.empty, 1)


def _without_end(which: Filter) -> tuple[object, ...]:
    return which.first, which.who, which.area, which.subject
