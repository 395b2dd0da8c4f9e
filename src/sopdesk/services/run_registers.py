"""Registers of checklist runs: those of a period, with what was missed between them, as PDF, CSV and XLSX."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from operator import itemgetter

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.run import RunStage
from sopdesk.interchange import run_export
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.past_runs import PastRuns
from sopdesk.services.printing_apart import MANY, Fed, made
from sopdesk.services.told import day_words
from sopdesk.views.checklists import RunRow
from sopdesk.views.past_runs import RegisterCounts, RegisterEntry, RegisterReport, RunFilter
from sopdesk.views.schedule import MissedView

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
Entries = list[tuple[datetime, RunRow | MissedView]]
MOST = 100_000
"""More runs than that make no register that anybody reads; the period is to be shortened."""
MOST_LINES = 1_048_575
"""A sheet of a workbook has no more rows than that below its head (ECMA-376 leaves it open; Excel's own limit)."""
LIST, LINES = "list", "lines"
"""What a CSV holds: one row for each run, or one for each line of each run."""


class RunRegisters:
    """Makes registers; each is recorded as having left."""

    def __init__(self, desk: Desk, past: PastRuns, checklists: Checklists) -> None:
        """Work on one desk and its runs."""
        self._desk = desk
        self._past = past
        self._checklists = checklists

    def pdf(
        self, exports: Exports, *, by: str, which: RunFilter, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give the register of a period as PDF; pages are made one after the other. Raises Cancelled."""
        from sopdesk.pdf.run_register import print_register

        entries = self._entries(by, which)
        whole = not (which.person or which.stage or which.remarkable or which.item)
        figures = self._past.figures(which) if whole else None
        report = RegisterReport(exports.printing(by), self.scope(which), _counts(entries), figures)
        content = made(
            print_register, report, Fed(self._pages(entries, None, None)), apart=len(entries) > MANY,
            progress=progress, cancelled=cancelled,
        )  # fmt: skip
        exports.record(by, f"register of checklist runs, {self._period(which)}", "PDF", content, len(entries))
        return content

    def csv(
        self, exports: Exports, *, by: str, which: RunFilter, what: str = LIST, cancelled: IsCancelled | None = None
    ) -> bytes:
        """Give the runs of a period as CSV, or (`what` "lines") every line of them."""
        entries = self._entries(by, which)
        make = run_export.lines_csv if what == LINES else run_export.runs_csv
        content = make(self._pages(entries, None, cancelled))
        exports.record(by, f"register of checklist runs, {self._period(which)}", "CSV", content, len(entries))
        return content

    def xlsx(
        self, exports: Exports, *, by: str, which: RunFilter, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give a workbook of the runs of a period: a sheet of runs, and one of every line of them."""
        entries = self._entries(by, which)
        if sum(what.total for _, what in entries if isinstance(what, RunRow)) > MOST_LINES:
            raise Refusal("These are more lines than a sheet of a workbook holds. Choose a shorter period, or CSV.")
        content = run_export.workbook(self._pages(entries, progress, cancelled), self._desk.zone())
        exports.record(by, f"register of checklist runs, {self._period(which)}", "XLSX", content, len(entries))
        return content

    def scope(self, which: RunFilter) -> str:
        """Say what a register covers."""
        called = dict(self._past.checklists())
        parts = [self._period(which)]
        if which.sop:
            parts.append(called.get(which.sop, which.sop))
        if which.person:
            parts.append(f"with {self._desk.names().get(which.person, which.person)}")
        if which.stage is not None:
            parts.append(which.stage.value)
        if which.remarkable:
            parts.append("those that deserve a look")
        if which.item:
            how = "skipped" if which.how == "skipped" else "not in order"
            parts.append(f"with {how}: {self._past.words_of(which.sop, which.item)}")
        return " · ".join(parts)

    # -- within

    @staticmethod
    def _period(which: RunFilter) -> str:
        def words(day: date | None, none: str) -> str:
            return day_words(day) if day else none

        first, last = words(which.first, "the beginning"), words(which.last, "today")
        return first if first == last else f"{first} to {last}"

    def _entries(self, by: str, which: RunFilter) -> Entries:
        """Give the lines of runs, and what was missed, in the order of time."""
        self._desk.require(by, Right.SIGN_OFF, Right.EXPORT)
        if which.first and which.last and which.first > which.last:
            raise Refusal("The first day is after the last one.")
        rows = self._past.rows(which, limit=MOST + 1)
        if len(rows) > MOST:
            raise Refusal(f"These are more than {MOST:,} runs. Choose a shorter period.")
        found: Entries = [(each.due or each.started_at, each) for each in rows]
        found += [(each.due_by, each) for each in self._past.missed(which)]
        if not found:
            raise Refusal("There was no run in this period, and nothing was missed.")
        return sorted(found, key=itemgetter(0))

    def _pages(
        self, entries: Entries, progress: Progress | None,
        cancelled: IsCancelled | None,
    ) -> Iterator[RegisterEntry]:  # fmt: skip
        """Read one entry after the other."""
        for n, (_, what) in enumerate(entries):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(n, len(entries))
            yield self._checklists.run(what.id, handover=False) if isinstance(what, RunRow) else what


def _counts(entries: Entries) -> RegisterCounts:
    runs = [what for _, what in entries if isinstance(what, RunRow)]
    return RegisterCounts(
        runs=len(runs), completed=sum(each.completed_at is not None for each in runs),
        signed_off=sum(each.stage is RunStage.SIGNED_OFF for each in runs), late=sum(each.was_late for each in runs),
        missed=len(entries) - len(runs), skipped=sum(each.skipped for each in runs),
        failed=sum(each.failed for each in runs),
    )  # fmt: skip
