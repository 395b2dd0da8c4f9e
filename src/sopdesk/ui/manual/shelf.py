"""The manual: every procedure by section, now or as it stood on a day; what waits for approval; one's own drafts."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.approving import Approving
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.book import Book
from sopdesk.ui.manual.days import day_of, last_instant
from sopdesk.ui.manual.shelf_lines import ShelfLines
from sopdesk.ui.manual.words import FORMATS, KINDS, format_word, kind_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import LinesView
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.manual import Draft, RevisionRow, SopRow

MOST_SECTIONS = 8
"""More sections than this are chosen from a list instead of chips."""
SHELF, WAITING, DRAFTS = "shelf", "waiting", "drafts"


class ManualScreen(Screen):
    """The list of procedures with its filters."""

    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._waiting: tuple[tuple[SopRow, RevisionRow], ...] = ()
        self.approving = Approving(self)
        self._lines = ShelfLines(frame)
        self._past = False
        self.banner = Banner()
        self.view = Chips(name=self.tr("Show"), needed=True)
        self.section = Chips(name=self.tr("Section"))
        self.sections = Choice(name=self.tr("Section"))
        self.format = Chips([(each.value, format_word(each)) for each in FORMATS], name=self.tr("Format"))
        self.kind = Chips([(each.value, kind_word(each)) for each in KINDS], name=self.tr("Kind"))
        self.more_filters = button(self.tr("Filter"), kind="choice", icon="filter")
        self.more_filters.setCheckable(True)
        self.day_button = button(self.tr("As of a day"), kind="choice", icon="history")
        self.day_button.setCheckable(True)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(self.tr("d MMM yyyy"))
        self.day.setAccessibleName(self.tr("The manual as it stood on this day"))
        self.count = label("", "small")
        self.list = LinesView(self.tr("Procedures"))
        self.empty = EmptyState("manual", "", "", self.tr("New procedure"), self.write)
        self._add_acts()
        self._lay_out_body()
        self._connect()

    def _add_acts(self) -> None:
        self.book = Book(self, self._printed)
        self.print_button = self.book.offer()
        bring = self.add_act(
            self.tr("Import a folder"), lambda: self.frame.go("house.import_manual"), kind="quiet", icon="import"
        )
        self._shelf_acts = (bring,)
        self.approve_button = self.add_act(self.tr("Approve all of these"), self.approving.approve, icon="sign")
        self.new_button = self.add_act(self.tr("New procedure"), self.write, kind="primary", icon="plus", key="Ctrl+N")

    def _lay_out_body(self) -> None:
        self.filters = QWidget()
        self.filters.setLayout(
            column(label(self.tr("Format"), "label"), self.format, label(self.tr("Kind"), "label"), self.kind,
                   gap=tokens.SNUG)
        )  # fmt: skip
        self.filters.hide()
        top = row(self.view, self.more_filters, self.day_button, self.day, gap=tokens.SNUG)
        top.setStretch(0, 1)
        self.body.setSpacing(tokens.NEAR)
        self.body.addWidget(self.banner)
        self.body.addLayout(top)
        self.body.addWidget(self.section)
        self.body.addWidget(self.sections)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        for each in (self.view, self.section, self.sections, self.format, self.kind):
            each.changed.connect(self._filter)
        self.more_filters.toggled.connect(self.filters.setVisible)
        self.day_button.clicked.connect(self._choose_day)
        self.day.dateChanged.connect(self._go_to_day)
        self.list.chosen.connect(self.open_line)

    # -- showing

    def refresh(self) -> None:
        """Ask for the procedures, now or as of the day, and show those that the filters let through."""
        as_of = self._as_of()
        self._show_day(as_of)
        self._waiting = () if as_of else self.workspace.manual.waiting()
        drafts = self.workspace.drafts.of(self.person.id) if self.person and not as_of else ()
        rows = self.workspace.manual.rows(as_of=as_of)
        self._offer_views(len(rows), len(drafts))
        self._offer_sections(rows)
        view = self.view.value()
        self.approving.waiting = [each for each in self._waiting if self._lets_through(each[0])]
        self.approve_button.setVisible(view == WAITING and self.approving.may_approve())
        if view == DRAFTS:
            lines = list(self._lines.drafts(drafts, {each.id: each for each in rows}))
            self.count.setText(self.tr("Drafts are yours alone until you hand them in."))
        elif view == WAITING:
            lines = [*self.approving.refused_lines(), *(self._lines.waiting(*each) for each in self.approving.waiting)]
            self.count.setText(self._counted(len(self.approving.waiting)))
        else:
            shown = [each for each in rows if self._lets_through(each)]
            lines = list(self._lines.grouped(shown, as_of))
            self.count.setText(self._counted(len(shown)))
        self.print_button.setVisible(view == SHELF)
        for each in self._shelf_acts:
            each.setVisible(view == SHELF and as_of is None)
        self.new_button.setVisible(as_of is None)
        self._show_filters(view, len(rows))
        self.list.set_lines(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._say_why_empty(view, filtered=bool(rows), past=as_of is not None)

    def open_line(self, data: object) -> None:
        """Open a procedure, a revision that waits, or a draft."""
        if isinstance(data, Draft):
            self.frame.go("manual.editor", data.sop, draft=data.id)
        elif isinstance(data, tuple):
            sop, revision = data
            self.frame.go("manual.approval", sop.id, proposal=str(revision.proposal))
        elif isinstance(data, str):
            self.frame.go("manual.approval", data)
        elif isinstance(data, SopRow):
            self.frame.go("manual.page", data.id, **({"as_of": self.more["as_of"]} if self._as_of() else {}))

    # -- acting

    def write(self) -> None:
        """Write a new procedure."""
        self.frame.require_person(lambda _who: self.frame.go("manual.editor"), right=Right.WRITE)

    def _printed(self) -> tuple[list[SopRow], bool, datetime | None]:
        rows = self.workspace.manual.rows(as_of=self._as_of())
        shown = [each for each in rows if self._lets_through(each)]
        return shown, len(shown) == len(rows), self._as_of()

    # -- the day

    def _as_of(self) -> datetime | None:
        return last_instant(day_of(self.more.get("as_of", "")), self.frame.times, self.workspace.now())

    def _show_day(self, as_of: datetime | None) -> None:
        today = self.frame.times.local(self.workspace.now()).date()
        shown = self.frame.times.local(as_of).date() if as_of else today
        self.day.blockSignals(True)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.day.blockSignals(False)
        if (as_of is not None) is not self._past:
            self._past = as_of is not None
            self.day_button.setChecked(self._past)
        self.day.setVisible(self.day_button.isChecked())
        if as_of is None:
            self.set_title(self.tr("Manual"), self.tr("How things are done here"))
            self.banner.hide()
            return
        day = self.frame.times.day(as_of)
        self.set_title(self.tr("Manual as of {day}").format(day=day))
        sentence = self.tr("This is the manual as it stood at the end of {day}, not what is in force now.")
        self.banner.say("warning", sentence.format(day=day), self.tr("Back to today"), self._back_to_today)

    def _choose_day(self, checked: bool) -> None:
        self.day.setVisible(checked)
        if checked:
            self.day.setFocus()
        else:
            self._back_to_today()

    def _back_to_today(self) -> None:
        self.day_button.setChecked(False)
        self.day.hide()
        if self.more.get("as_of"):
            self.frame.go("manual")

    def _go_to_day(self, day: QDate) -> None:
        chosen = day.toString("yyyy-MM-dd")
        if chosen != self.more.get("as_of", ""):
            self.frame.go("manual", as_of=chosen)

    # -- filters

    def _filter(self, _value: str) -> None:
        self.refresh()

    def _section(self) -> str:
        return self.sections.value() if not self.sections.isHidden() else self.section.value()

    def _lets_through(self, each: SopRow) -> bool:
        wanted = ((self._section(), each.section), (self.format.value(), each.format), (self.kind.value(), each.kind))
        return all(not value or value == of_row for value, of_row in wanted)

    def _show_filters(self, view: str, count: int) -> None:
        chosen = [each for each in (self.format, self.kind) if each.value()]
        words = self.tr("Filter ({n})").format(n=len(chosen)) if chosen else self.tr("Filter")
        self.more_filters.setText(words)
        useful = view != DRAFTS and count > 1
        self.more_filters.setVisible(useful)
        self.filters.setVisible(useful and self.more_filters.isChecked())

    def _offer_views(self, count: int, drafts: int) -> None:
        number = self.frame.times.number
        views = [(SHELF, self.tr("Procedures · {n}").format(n=number(count)))]
        if self._waiting:
            words = self.tr("Waiting for approval · {n}").format(n=number(len(self._waiting)))
            views.append((WAITING, words))
        if drafts:
            views.append((DRAFTS, self.tr("My drafts · {n}").format(n=number(drafts))))
        self.view.offer(views)

    def _offer_sections(self, rows: tuple[SopRow, ...]) -> None:
        counts: dict[str, int] = {}
        for each in rows:
            counts[each.section] = counts.get(each.section, 0) + 1
        offered = [
            (name, self.tr("{section} · {n}").format(section=name or self.tr("Without section"), n=count))
            for name, count in sorted(counts.items())
        ]
        few = len(offered) <= MOST_SECTIONS
        self.section.offer(offered if few else ())
        self.section.setVisible(few and len(offered) > 1 and self.view.value() != DRAFTS)
        taken = self.sections.value()
        self.sections.blockSignals(True)
        self.sections.clear()
        for value, words in () if few else (("", self.tr("Every section")), *offered):
            self.sections.addItem(words, value)
        self.sections.set_value(taken)
        self.sections.blockSignals(False)
        self.sections.setVisible(not few and self.view.value() != DRAFTS)

    def _counted(self, count: int) -> str:
        if not self._section() and not self.format.value() and not self.kind.value():
            return ""
        return self.tr("{n} match").format(n=self.frame.times.number(count))

    def _say_why_empty(self, view: str, *, filtered: bool, past: bool) -> None:
        if past and not filtered:
            said = self.tr("Nothing was in force on that day. Choose a later one.")
            self.empty.say(self.tr("No procedure"), said)
        elif filtered and view == SHELF:
            self.empty.say(self.tr("Nothing matches"), self.tr("Take a filter away."))
        else:
            said = self.tr("Write the first procedure, or import a folder of Markdown files that you have already.")
            self.empty.say(self.tr("The manual is empty"), said)
        self.empty.act.setVisible(not filtered and not past)
