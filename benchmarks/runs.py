"""Measure how Today, the shift and the past runs stand up to many runs, side by side.

Usage: python -m benchmarks.runs HOME…    each HOME made by benchmarks/big_desk.py, such as
       python -m benchmarks.big_desk small 80 1 50 500; python -m benchmarks.big_desk large 80 1 50 50000

For each question the median of the processor's time of its thread is printed for every desk, the ratio of the last desk
to the first, and a star where the last one is over its limit. The runs lie on some 300 days, some late, skipped, not in
order and missed (benchmarks/run_days.py): 50,000 are about 160 a day. How many runs the questions are about is printed
first, for a question about nothing is quick. `begin and tick` is two acts, made durable.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from time import thread_time

from benchmarks.manual_scale import LIST, WINDOW, opened
from sopdesk.services.workspace import Workspace
from sopdesk.views.past_runs import ALL_RUNS, RunFilter

RUNS = 9
Question = tuple[str, float, Callable[[], object]]


def questions(desk: Workspace) -> Iterator[Question]:
    """Give what is asked, by name, with its limit in milliseconds."""
    boss, author = desk.people.tiles()[:2]
    today = desk.desk.day_of(desk.now())
    count, past = desk.past_runs.count(), desk.past_runs
    sops = cycle(each.id for each in desk.checklists.available())
    month = RunFilter(first=today - timedelta(days=30), last=today)
    worst = next(iter(past.figures(ALL_RUNS).skipped))
    item = RunFilter(sop=worst.sop, item=worst.item, how=worst.how)
    yield "Today", LIST, lambda: desk.today.lines(boss)
    yield "the shift", LIST, lambda: desk.shift.view(boss)
    yield "first page of past runs", LIST, lambda: past.rows(limit=200)
    yield "page 200 of past runs", LIST, lambda: past.rows(limit=200, offset=min(199 * 200, max(0, count - 200)))
    yield "last page of past runs", WINDOW, lambda: past.rows(limit=200, offset=max(0, count - 200))
    yield "one checklist's runs", LIST, lambda: past.rows(RunFilter(sop=next(sops)), limit=200)
    yield "one person's runs", LIST, lambda: past.rows(RunFilter(person=author.id), limit=200)
    yield "exceptions", LIST, lambda: past.rows(RunFilter(remarkable=True), limit=200)
    yield "missed, ever", LIST, past.missed
    yield "how many there are", LIST, past.count
    yield "calendar of a month", WINDOW, lambda: past.days(month)
    yield "figures of a month", WINDOW, lambda: past.figures(month)
    yield "calendar of everything", WINDOW * 10, lambda: past.days(ALL_RUNS)
    yield "figures of everything", WINDOW * 10, lambda: past.figures(ALL_RUNS)
    yield "runs behind a figure", LIST, lambda: past.rows(item, limit=200)

    def tick() -> None:
        sop = next(sops)
        run = desk.checklists.start(by=author.id, sop=sop)
        item = desk.checklists.run(run).content.items()[0]
        desk.checklists.tick(by=author.id, run=run, item=item.id)

    yield "begin and tick", WINDOW, tick


def measure(desk: Workspace) -> dict[str, tuple[float, float]]:
    """Give the median milliseconds of each question, and its limit."""
    took: dict[str, tuple[float, float]] = {}
    for name, limit, ask in questions(desk):
        spans = []
        for _ in range(RUNS):
            began = thread_time()
            ask()
            spans.append((thread_time() - began) * 1000)
        took[name] = (median(spans), limit)
    return took


def about(desk: Workspace) -> str:
    """Say how many runs the questions are about."""
    past, today = desk.past_runs, desk.desk.day_of(desk.now())
    month = past.count(RunFilter(first=today - timedelta(days=30), last=today))
    exceptions, days = past.count(RunFilter(remarkable=True)), len(past.days(ALL_RUNS))
    return (
        f"{past.count():,} runs on {days} days, {month:,} of them in a month; {exceptions:,} with exceptions; "
        f"{len(past.missed()):,} missed"
    )


def main(homes: list[Path]) -> None:
    """Measure every desk and print the figures side by side."""
    found = []
    for home in homes:
        desk = opened(home)
        try:
            print(about(desk))
            found.append((desk.past_runs.count(), measure(desk)))
        finally:
            desk.close()
    print(f"{'ms':26}" + "".join(f"{count:>12,}" for count, _ in found) + "     ratio")
    for name, (last, limit) in found[-1][1].items():
        each = "".join(f"{figures[name][0]:12.1f}" for _, figures in found)
        print(f"{name:26}{each}{last / max(found[0][1][name][0], 0.001):10.1f}{' *' if last > limit else ''}")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
