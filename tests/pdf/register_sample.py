"""A register of checklist runs to print."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sopdesk.pdf.run_register import print_register
from sopdesk.views.past_runs import RegisterCounts, RegisterEntry, RegisterReport
from sopdesk.views.schedule import MissedView
from tests.pdf.samples import NOON, PRINTING, run

MISSED = MissedView(
    "missed-1", "sop-2", "SOP-003", "Fridges", "1.0", "shift-lead", NOON, NOON, "", "", "", None
)  # fmt: skip


def report(runs: int, missed: int = 0) -> RegisterReport:
    """Give the head of a register."""
    return RegisterReport(PRINTING, "May", RegisterCounts(runs, runs, 0, 0, missed, runs, runs))


def a_month(runs: int) -> Iterator[RegisterEntry]:
    """Give runs, four a day."""
    page = run()
    for n in range(runs):
        at = NOON + timedelta(hours=6 * n)
        yield replace(page, row=replace(page.row, number=f"C-{n}", started_at=at, completed_at=at, due=at))


def register() -> bytes:
    """Give a register of six runs and a missed check that somebody explained."""
    missed = replace(MISSED, explained="We were closed.", explained_by="Ann Byrne")
    return print_register(report(6, 1), (*a_month(6), missed))
