"""The hand-over book: the hand-overs of the last days, newest first, found by period, person and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.checklists.handover_words import row_line
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.handovers import HandoverRow

DAYS = {"week": 7, "month": 30}
ALL, UNREAD = "all", "unread"
PAGE = 200
"""How many hand-overs are asked for at once."""


class HandoverBookScreen(Screen):
    """One list with the days as headings."""

    scrolls = False
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Hand-over book"), self.tr("What each shift left to the next"))
        self.add_act(self.tr("PDF"), self.print_book, kind="quiet", icon="print")
        self.add_act(self.tr("Hand over"), self.write, kind="primary", icon="note", key="Ctrl+N")
        self.period = Chips(
            [("week", self.tr("7 days")), ("month", self.tr("30 days")), (ALL, self.tr("Everything")),
             (UNREAD, self.tr("Not acknowledged"))],
            name=self.tr("Show"), needed=True,
        )  # fmt: skip
        self.period.changed.connect(self._ask_anew)
        self.who = Choice(name=self.tr("Person"), empty=self.tr("Everybody"))
        self.who.changed.connect(self._ask_anew)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words in the hand-overs, or a name"))
        self.words.setAccessibleName(self.tr("Words in the hand-overs, or a name"))
        self.words.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=tokens.SETTLE)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._ask_anew)
        self.list = LinesView(self.tr("Hand-overs"))
        self.list.chosen.connect(self.open_line)
        self.list.verticalScrollBar().valueChanged.connect(self._ask_more)
        self.empty = EmptyState("note", "", "", self.tr("Hand over"), self.write)
        self._limit, self.rows = PAGE, tuple[HandoverRow, ...]()
        self._lay_out_body()

    def refresh(self) -> None:
        """Ask for the hand-overs that are wanted."""
        self.who.offer([(each.id, each.name) for each in self.workspace.people.tiles()])
        self.rows = self.workspace.handovers.rows(
            self.words.text(), self._first(), person=self.who.value(), unread_only=self.period.value() == UNREAD,
            limit=self._limit,
        )  # fmt: skip
        self.list.set_lines(self._lines())
        self.list.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        if not self.rows:
            self._say_why_empty()

    def open_line(self, data: object) -> None:
        """Open a hand-over."""
        if isinstance(data, HandoverRow):
            self.frame.go("checklists.handover", data.id)

    def write(self) -> None:
        """Write a hand-over."""
        self.frame.go("checklists.hand_over")

    def print_book(self) -> None:
        """Save what is shown as PDF, oldest first; it is recorded that it left."""
        handovers, scope = [each.id for each in reversed(self.rows)], self._scope()
        prints = self.workspace.handover_prints
        self.frame.require_person(
            lambda who: save_export(
                self, "hand-over-book.pdf", self.tr("Printing the hand-over book"),
                lambda exports, _progress, _cancelled: prints.book_pdf(
                    exports, by=who.id, handovers=handovers, scope=scope
                ),
            ),
            right=Right.RUN, why=self.tr("Taking hand-overs along is recorded."),
        )  # fmt: skip

    # -- within

    def _lines(self) -> Iterator[Line]:
        times, day = self.frame.times, None
        for each in self.rows:
            here = times.local(each.at).date()
            if here != day:
                day = here
                yield Line(times.weekday(here), heading=True)
            yield row_line(each, when=times.clock(each.at))

    def _first(self) -> datetime | None:
        days = DAYS.get(self.period.value())
        if days is None:
            return None
        today: date = self.frame.times.local(self.workspace.now()).date()
        return datetime.combine(today - timedelta(days=days - 1), time.min, self.frame.times.zone).astimezone(UTC)

    def _scope(self) -> str:
        """Say which hand-overs a print holds."""
        times = self.frame.times
        parts = []
        if self.rows:
            first, last = times.day(self.rows[-1].at), times.day(self.rows[0].at)
            parts.append(first if first == last else self.tr("{first} to {last}").format(first=first, last=last))
        if self.period.value() == UNREAD:
            parts.append(self.tr("not acknowledged"))
        if self.who.value():
            parts.append(self.who.currentText())
        if self.words.text().strip():
            parts.append(f"“{self.words.text().strip()}”")
        return " · ".join(parts)

    def _ask_anew(self) -> None:
        self._limit = PAGE
        self.refresh()
        self.list.scrollToTop()

    def _ask_more(self, value: int) -> None:
        """Ask for older ones when the end of the list comes into sight."""
        near_the_end = value >= self.list.verticalScrollBar().maximum() - self.list.height()
        if len(self.rows) == self._limit and near_the_end:
            self._limit += PAGE
            self.refresh()

    def _say_why_empty(self) -> None:
        narrowed = bool(self.words.text().strip() or self.who.value())
        if narrowed:
            self.empty.say(self.tr("Nothing fits"), self.tr("Look for fewer words, for everybody, or further back."))
        elif self.period.value() == UNREAD:
            self.empty.say(self.tr("Everything is read"), self.tr("Every hand-over was acknowledged by somebody."))
        else:
            self.empty.say(self.tr("No hand-over yet"), self.tr("Write what the next shift has to know."))
        self.empty.act.setVisible(not narrowed and self.period.value() != UNREAD)

    def _lay_out_body(self) -> None:
        self.body.setSpacing(tokens.NEAR)
        fields = row(self.words, self.who, gap=tokens.SNUG)
        fields.setStretch(0, 1)
        self.body.addWidget(self.period)
        self.body.addLayout(fields)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
