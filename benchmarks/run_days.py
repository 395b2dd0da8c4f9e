"""Checklist runs as a house does them day by day: in time and late, with lines skipped and not in order, and missed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sopdesk.domain.mark import ItemCounted, ItemSkipped, ItemTicked
from sopdesk.domain.missed import CheckMissed, missed_id
from sopdesk.domain.revision import RevisionApproved
from sopdesk.domain.run import RunCompleted, RunStarted
from sopdesk.domain.sop import Procedure

AS_NEEDED, LATE, SKIPS, FAILS, MISSED = 5, 11, 7, 13, 100
"""Of so many runs one is begun as needed, is late, has a line skipped, one not in order; so many to one missed."""
GRACE = timedelta(minutes=30)
Change = tuple[str, list[Any]]
Checklist = tuple[str, Procedure, RevisionApproved]


def days_of(count: int, days: int) -> Iterator[range]:
    """Give the numbers of the runs of each day, so many in all, as evenly as can be."""
    for day in range(days):
        yield range(count * day // days, count * (day + 1) // days)


def run(n: int, checklist: Checklist, at: datetime, *, whole: bool) -> Change:
    """Give a run that is begun at an instant; one that is not `whole` is still under way."""
    sop, content, approved = checklist
    due = None if n % AS_NEEDED == 0 else at
    late_from = None if due is None else at - GRACE if n % LATE == 0 else at + GRACE
    started = RunStarted(
        f"C-COUN-2026-{n + 1:06}", sop, content.number, approved.label, approved.digest, content.title,
        due=due, late_from=late_from,
    )  # fmt: skip
    items = [each.id for each in content.items()]
    marks = [ItemTicked(each) for each in items] if whole else [ItemTicked(each) for each in items[:5]]
    return f"run-{n:08x}", [started, *_exceptions(n, marks), *([_completed(n, len(items))] if whole else [])]


def missed(numbers: Sequence[int], checklists: Sequence[Checklist], at: datetime) -> list[Change]:
    """Give what was missed on a day beside these runs."""
    found = []
    for n in numbers:
        if n % MISSED == 0:
            sop, content, approved = checklists[n // MISSED % len(checklists)]
            event = CheckMissed(
                sop, content.number, content.title, approved.label, approved.digest, "cashier", at, at + GRACE
            )
            found.append((missed_id(sop, at), [event]))
    return found


def _exceptions(n: int, marks: list[ItemTicked]) -> list[Any]:
    """Let one line of some runs be skipped, one not be in order."""
    found: list[Any] = list(marks)
    if n % SKIPS == 0:
        at = n // SKIPS % len(found)
        found[at] = ItemSkipped(marks[at].item, "None left.")
    if n % FAILS == 0:
        at = (n // FAILS + 1) % len(found)
        found[at] = ItemCounted(marks[at].item, Decimal(9), in_bounds=False, done_about_it="Called the engineer.")
    return found


def _completed(n: int, lines: int) -> RunCompleted:
    skipped = int(n % SKIPS == 0)
    return RunCompleted(lines - skipped, skipped, int(n % FAILS == 0))
