"""All runs that there were: as a list, as a calendar, and in figures; and the register of what is shown as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from heapq import merge

from sopdesk.domain.person import Right
from sopdesk.domain.run import RunStage
from sopdesk.services.run_registers import LINES, LIST
from sopdesk.ui import tokens
from sopdesk.ui.checklists.calendar import MonthView
from sopdesk.ui.checklists.past_filter import PastFilter
from sopdesk.ui.checklists.past_lines import figure_lines, missed_line, run_line
from sopdesk.ui.frame import Frame
from sopdesk.ui.leads import say_why
from sopdesk.ui.saving import Make, save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.checklists import RunRow
from sopdesk.views.past_runs import ChecklistFigures, ItemFigures, RunFilter
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import MissedView

LISTED, CALENDAR, FIGURES = "list", "calendar", "figures"
PAGE = 200
"""How many runs are read at once while somebody scrolls down."""
Entry = RunRow | MissedView


class PastRunsScreen(Screen):
    """One filter over three ways to look. `sop` (more): of one checklist."""

    scrolls = False
    wide = True
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Past runs"))
        for words, form in ((self.tr("Register as PDF"), "pdf"), (self.tr("Excel"), "xlsx"), (self.tr("CSV"), "csv")):
            self.add_act(words, partial(self.save, form), kind="quiet", icon="export")
        self.view = Chips(
            [(LISTED, self.tr("List")), (CALENDAR, self.tr("Calendar")), (FIGURES, self.tr("Figures"))],
            name=self.tr("Show as"), needed=True,
        )  # fmt: skip
        self.view.changed.connect(self._change)
        self.filter = PastFilter(frame.times.local(self.workspace.now()).date())
        self.filter.changed.connect(self._change)
        self.list = LinesView(self.tr("Past runs"))
        self.list.chosen.connect(self.open_line)
        self.month = MonthView(frame.times, self._today)
        self.month.turned.connect(self.refresh)
        self.month.chosen.connect(self.open_day)
        self.empty = EmptyState(
            "history", self.tr("No run in this time"),
            self.tr("Runs stand here from their beginning. Choose a longer time, or every checklist."),
        )  # fmt: skip
        self._asked = ""
        self.body.setSpacing(tokens.NEAR)
        self.body.addWidget(self.view)
        self.body.addWidget(self.filter)
        for piece in (self.list, self.month, self.empty):
            self.body.addWidget(piece, 1)

    def refresh(self) -> None:
        """Ask for what is wanted, in the way in which it is looked at."""
        people = [(each.id, each.name) for each in (*self.workspace.people.tiles(), *self.workspace.people.former())]
        self.filter.offer(self.workspace.past_runs.checklists(), people)
        if (asked := self.more.get("sop", "")) and asked != self._asked:
            self.filter.show_checklist(asked)
        self._asked = asked
        view = self.view.value()
        self.filter.period.setVisible(view != CALENDAR)
        self.filter.offer_all(person=view != FIGURES)
        self.month.setVisible(view == CALENDAR)
        if view == CALENDAR:
            self.month.begin()
            first, last = self.month.span()
            self.month.show_days(self.workspace.past_runs.days(self._wanted(first, last)))
            self._show_list(None)
        elif view == FIGURES:
            figures = self.workspace.past_runs.figures(self._wanted())
            self._show_list(figure_lines(figures) if figures.checklists else None)
        else:
            wanted = self._wanted()
            there = self.workspace.past_runs.count(wanted) or self.workspace.past_runs.missed(wanted)
            self._show_list(self._lines(wanted) if there else None)
        self.empty.setVisible(view != CALENDAR and not self.list.isVisibleTo(self))

    def open_line(self, data: object) -> None:
        """Open a run, ask why something was missed, or show the runs behind a figure."""
        if isinstance(data, RunRow):
            view = {"view": "sign-off"} if data.stage is RunStage.COMPLETED else {}
            self.frame.go("checklists.run", data.id, **view)
        elif isinstance(data, MissedView) and data.run:
            self.frame.go("checklists.run", data.run)
        elif isinstance(data, MissedView):
            say_why(self, data.id, data.title)
        elif isinstance(data, ChecklistFigures | ItemFigures):
            if isinstance(data, ItemFigures):
                self.filter.show_item(data)
            else:
                self.filter.show_checklist(data.sop)
            self.view.set_value(LISTED)
            self._change()
            self.list.setFocus()
            self.list.begin()

    def open_day(self, day: date) -> None:
        """Show the runs of one day."""
        self.filter.show_days(day, day)
        self.view.set_value(LISTED)
        self._change()
        self.list.setFocus()

    def save(self, form: str) -> None:
        """Save the register of what is asked for; that it left is recorded."""
        which, registers = self._wanted(), self.workspace.run_registers

        def keep(who: PersonView) -> None:
            makes: dict[str, Make] = {
                "pdf": lambda exports, progress, cancelled: registers.pdf(
                    exports, by=who.id, which=which, progress=progress, cancelled=cancelled
                ),
                "xlsx": lambda exports, progress, cancelled: registers.xlsx(
                    exports, by=who.id, which=which, progress=progress, cancelled=cancelled
                ),
                "csv": lambda exports, _progress, cancelled: registers.csv(
                    exports, by=who.id, which=which, what=LINES if which.sop else LIST, cancelled=cancelled
                ),
            }
            save_export(
                self, f"checklist-runs.{form}", self.tr("Making the register"), makes[form],
                holds=registers.scope(which),
            )  # fmt: skip

        self.frame.require_person(keep, right=Right.SIGN_OFF, why=self.tr("Taking a register along is recorded."))

    # -- within

    def _today(self) -> date:
        return self.workspace.hours.today()

    def _wanted(self, first: date | None = None, last: date | None = None) -> RunFilter:
        """Give what is asked for; in the calendar the days that it shows."""
        wanted = self.filter.wanted(self._today())
        if self.view.value() != CALENDAR:
            return wanted
        begin, end = self.month.span()
        return replace(wanted, first=first or begin, last=last or end)

    def _change(self, _value: object = None) -> None:
        self.refresh()
        self.list.scrollToTop()

    def _show_list(self, lines: Iterator[Line] | None) -> None:
        self.list.setVisible(lines is not None)
        self.list.set_lines(lines or ())

    def _lines(self, wanted: RunFilter) -> Iterator[Line]:
        """Give runs and missed checks, the newest first, under their days; runs are read as somebody scrolls."""
        day, times = "", self.frame.times
        missed = self.workspace.past_runs.missed(wanted)
        if wanted.remarkable or wanted.stage is None:
            found: Iterator[Entry] = merge(self._runs(wanted), missed, key=_when, reverse=True)
        else:
            found = self._runs(wanted)
        for each in found:
            here = times.weekday(_when(each))
            if here != day:
                day = here
                yield Line(here, heading=True)
            yield missed_line(each, times) if isinstance(each, MissedView) else run_line(each, times)

    def _runs(self, wanted: RunFilter) -> Iterator[RunRow]:
        ask: Callable[..., tuple[RunRow, ...]] = self.workspace.past_runs.rows
        for offset in range(0, 10_000_000, PAGE):
            rows = ask(wanted, limit=PAGE, offset=offset)
            yield from rows
            if len(rows) < PAGE:
                return


def _when(entry: Entry) -> datetime:
    return entry.due_by if isinstance(entry, MissedView) else entry.due or entry.started_at
