"""The manual: every procedure by section, now or as of the day; what waits, what is due, one's own drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtWidgets import QMenu

from sopdesk.domain.person import Right
from sopdesk.domain.review import AHEAD
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.approving import Approving
from sopdesk.ui.manual.book import Book
from sopdesk.ui.manual.shelf_filters import ShelfFilters
from sopdesk.ui.manual.shelf_lines import ShelfLines
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.manual import Draft, RevisionRow, SopRow

SHELF, WAITING, REVIEWS, DRAFTS = "shelf", "waiting", "reviews", "drafts"


class ManualScreen(Screen):
    """The list of procedures with its filters; show= chooses what is listed at first."""

    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._waiting: tuple[tuple[SopRow, RevisionRow], ...] = ()
        self.approving = Approving(self)
        self._lines = ShelfLines(frame)
        self._wanted = ""
        self.view = Chips(name=self.tr("Show"), needed=True)
        self.filters = ShelfFilters()
        self.count = label("", "small")
        self.list = LinesView(self.tr("Procedures"))
        self.empty = EmptyState("manual", "", "", self.tr("New procedure"), self.write)
        self._add_acts()
        top = row(self.view, self.filters.more, gap=tokens.SNUG)
        top.setStretch(0, 1)
        self.body.setSpacing(tokens.NEAR)
        self.body.addLayout(top)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
        self.view.changed.connect(self._filter)
        self.filters.changed.connect(self._filter)
        self.list.chosen.connect(self.open_line)

    def _add_acts(self) -> None:
        self.book = Book(self, self._printed)
        self.print_button = self.book.offer()
        self.more_button = self.add_act(self.tr("More"), _nothing, icon="more")
        menu = QMenu(self.more_button)
        for words, do in self._more():
            menu.addAction(words, do)
        self.more_button.setMenu(menu)
        self.approve_button = self.add_act(self.tr("Approve all of these"), self.approving.approve, icon="sign")
        self.new_button = self.add_act(self.tr("New procedure"), self.write, kind="primary", icon="plus", key="Ctrl+N")

    def _more(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        go = self.frame.go
        return (
            (self.tr("Authority"), lambda: go("manual.authority")),
            (self.tr("Duties of a role"), lambda: go("manual.duties")),
            (self.tr("Suggestions"), lambda: go("manual.suggestions")),
            (self.tr("What was not found"), lambda: go("manual.gaps")),
            (self.tr("Demand a review …"), lambda: go("manual.demand")),
            (self.tr("Import a folder"), lambda: go("house.import_manual")),
            (self.tr("Import a workflow"), lambda: go("house.import_workflow")),
            (self.tr("Import responsibilities"), lambda: go("house.import_matrix")),
        )

    # -- showing

    def refresh(self) -> None:
        """Ask for the procedures, now or as of the day, and show those that the filters let through."""
        as_of = self.frame.as_of()
        self._show_day(as_of)
        manual, now = self.workspace.manual, as_of is None
        self._waiting = manual.waiting() if now else ()
        drafts = self.workspace.drafts.of(self.person.id) if self.person and now else ()
        rows = manual.rows(as_of=as_of)
        due = [each for each in rows if self._is_due(each)] if now else []
        self._offer_views(len(rows), len(due), len(drafts))
        view = self.view.value()
        self.filters.show_for(rows, useful=view != DRAFTS)
        through = self.filters.wanted()
        self.approving.waiting = [each for each in self._waiting if through(each[0])]
        self.approve_button.setVisible(view == WAITING and self.approving.may_approve())
        self.new_button.setVisible(now and self.may(Right.WRITE))
        self.more_button.setVisible(now)
        self.print_button.setVisible(view == SHELF)
        if view == DRAFTS:
            self._show(list(self._lines.drafts(drafts, {each.id: each for each in rows})), len(drafts))
            self.count.setText(self.tr("Drafts are yours alone until you hand them in."))
        elif view == WAITING:
            lines = [*self.approving.refused_lines(), *(self._lines.waiting(*each) for each in self.approving.waiting)]
            self._show(lines, len(self.approving.waiting))
        elif view == REVIEWS:
            shown = sorted((each for each in due if through(each)), key=lambda each: str(each.review_due))
            self._show([self._lines.to_review(each) for each in shown], len(shown))
        else:
            shown = [each for each in rows if through(each)]
            self._show(self._lines.grouped(shown, as_of), len(shown))
        self._say_why_empty(view, filtered=bool(rows), past=not now)

    def open_line(self, data: object) -> None:
        """Open a procedure, a revision that waits, or a draft."""
        if isinstance(data, Draft):
            self.frame.go("manual.editor", data.sop, draft=data.id)
        elif isinstance(data, SopRow):
            self.frame.go("manual.page", data.id)
        elif isinstance(data, tuple):
            sop, revision = data
            self.frame.go("manual.approval", sop.id, proposal=str(revision.proposal))
        elif isinstance(data, str):
            self.frame.go("manual.approval", data)

    # -- acting

    def write(self) -> None:
        """Write a new procedure."""
        self.frame.require_person(lambda _who: self.frame.go("manual.editor"), right=Right.WRITE)

    def _printed(self) -> tuple[list[SopRow], bool, datetime | None]:
        """Give what the book holds: what the filters let through, whether that is all, and the day."""
        as_of = self.frame.as_of()
        rows = self.workspace.manual.rows(as_of=as_of)
        shown = list(filter(self.filters.wanted(), rows))
        return shown, len(shown) == len(rows), as_of

    # -- the parts of the page

    def _show(self, lines: Iterable[Line], count: int) -> None:
        self.list.set_lines(lines)
        there = self.list.lines.rowCount() > 0
        self.list.setVisible(there)
        self.empty.setVisible(not there)
        number = self.frame.times.number(count)
        self.count.setText(self.tr("{n} match").format(n=number) if self.filters.any_chosen() else "")

    def _is_due(self, each: SopRow) -> bool:
        """Tell whether a procedure is to be looked at again soon, or a review of it asks for something."""
        soon = self.frame.times.local(self.workspace.now()).date() + AHEAD
        return (each.review_due is not None and each.review_due <= soon) or bool(each.demanded_for or each.wanted)

    def _show_day(self, as_of: datetime | None) -> None:
        if as_of is None:
            self.set_title(self.tr("Manual"), self.tr("How things are done here"))
            return
        said = self.tr("Not what is in force now")
        self.set_title(self.tr("Manual as of {day}").format(day=self.frame.times.day(as_of)), said)

    def _filter(self) -> None:
        self.refresh()

    def _offer_views(self, count: int, due: int, drafts: int) -> None:
        number = self.frame.times.number
        views = [(SHELF, self.tr("Procedures · {n}").format(n=number(count)))]
        if self._waiting:
            words = self.tr("Waiting for approval · {n}").format(n=number(len(self._waiting)))
            views.append((WAITING, words))
        if due:
            views.append((REVIEWS, self.tr("Review due · {n}").format(n=number(due))))
        if drafts:
            views.append((DRAFTS, self.tr("My drafts · {n}").format(n=number(drafts))))
        self.view.offer(views)
        wanted = self.more.get("show", "")
        if wanted != self._wanted:  # a new visit chooses; later the chips do
            self._wanted = wanted
            self.view.set_value(wanted if wanted in {each for each, _ in views} else SHELF)

    def _say_why_empty(self, view: str, *, filtered: bool, past: bool) -> None:
        if past and not filtered:
            said = self.tr("Nothing was in force on that day. Choose a later one.")
            self.empty.say(self.tr("No procedure"), said)
        elif filtered and view != DRAFTS:
            self.empty.say(self.tr("Nothing matches"), self.tr("Take a filter away."))
        else:
            said = self.tr("Write the first procedure, or import a folder of Markdown files that you have already.")
            self.empty.say(self.tr("The manual is empty"), said)
        self.empty.act.setVisible(not filtered and not past)


def _nothing() -> None:
    """Leave it to the button's menu."""
