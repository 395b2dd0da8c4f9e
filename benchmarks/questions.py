"""Measure what every question of the screens takes on a desk, and who breaks the limit of a GUI thread.

Usage: python benchmarks/questions.py HOME [--runs N]    HOME is a folder that benchmarks/big_desk.py has made

Each question is asked N times (default 3) on an open desk; the median of the processor's time is printed, and with a
star where it is over 50 ms. Processor time, so that other work on the machine does not count.
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import thread_time

from sopdesk.domain.sop import Format
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.trail import Filter
from sopdesk.services.workspace import Workspace

LIMIT = 50.0


def questions(desk: Workspace) -> dict[str, Callable[[], object]]:
    """Give what the screens ask, by name."""
    tiles = desk.people.tiles()
    boss, leo = tiles[0], tiles[1]
    rows = desk.manual.rows()
    case, run = desk.incidents.rows(limit=1)[0], desk.checklists.runs(limit=1)[0]
    sop = rows[len(rows) // 2].id
    early = desk.now() - timedelta(days=150)
    return {
        "manual.rows": desk.manual.rows,
        "manual.rows of checklists": lambda: desk.manual.rows(format=Format.CHECKLIST),
        "manual.rows of a section": lambda: desk.manual.rows(section=rows[0].section),
        "manual.rows as of a day": lambda: desk.manual.rows(as_of=early),
        "manual.sections": desk.manual.sections,
        "manual.waiting": desk.manual.waiting,
        "manual.page": lambda: desk.manual.page(sop),
        "manual.page as of a day": lambda: desk.manual.page(sop, as_of=early),
        "manual.problems": lambda: desk.manual.problems(desk.manual.page(sop).content),
        "manual.compare": lambda: desk.manual.compare(sop, 1, 2),
        "checklists.available": desk.checklists.available,
        "checklists.runs": desk.checklists.runs,
        "checklists.run": lambda: desk.checklists.run(run.id),
        "checklists.handovers": desk.handovers.open,
        "incidents.rows open": lambda: desk.incidents.rows(stage="open"),
        "incidents.rows with words": lambda: desk.incidents.rows(text="counterfeit"),
        "incidents.rows with absent words": lambda: desk.incidents.rows(text="qqqq"),
        "incidents.count": desk.incidents.count,
        "incidents.count open": lambda: desk.incidents.count(stage="open"),
        "incidents.count with words": lambda: desk.incidents.count(text="counterfeit"),
        "incidents.file": lambda: desk.incidents.file(case.id),
        "incidents.propose": lambda: desk.incidents.propose("the customer wants money back for a cold soup"),
        "today.lines of a manager": lambda: desk.today.lines(boss),
        "today.lines of a shift lead": lambda: desk.today.lines(leo),
        "today.counts": lambda: desk.today.counts(boss),
        "trail.lines": desk.trail.lines,
        "trail.lines of an area": lambda: desk.trail.lines(Filter(area="people")),
        "trail.lines of a person": lambda: desk.trail.lines(Filter(who=boss.id)),
        "trail.lines of a subject": lambda: desk.trail.lines(Filter(subject=case.id)),
        "trail.lines of a period": lambda: desk.trail.lines(Filter(first=early, last=early + timedelta(days=9))),
        "trail.count": desk.trail.count,
        "trail.count of an area": lambda: desk.trail.count(Filter(area="manual")),
        "trail.count of a person": lambda: desk.trail.count(Filter(who=boss.id)),
        "trail.head": desk.trail.head,
        "people.tiles": desk.people.tiles,
        "desk.names": desk.desk.names,
        "finder.behind": desk.finder.behind,
        "finder.search": lambda: desk.finder.search("counterfeit banknote", person=boss),
        "incidents.note (an act)": lambda: desk.incidents.note(by=boss.id, incident=case.id, text="Called back."),
        "finder.catch_up after an act": desk.finder.catch_up,
    }


def measure(home: Path, runs: int) -> None:
    """Open the desk, ask every question and print the figures."""
    began = thread_time()
    desk = Workspace(home / "desk", keys=StationKeys(home / "keys", use_system=False), strength=Strength.QUICK)
    print(f"{'opening the desk':36} {(thread_time() - began) * 1000:8.1f} ms")
    began = thread_time()
    if desk.finder.behind():
        desk.finder.catch_up()
    print(f"{'opening the search index':36} {(thread_time() - began) * 1000:8.1f} ms")
    try:
        for name, ask in questions(desk).items():
            taken = []
            for _ in range(runs):
                began = thread_time()
                ask()
                taken.append((thread_time() - began) * 1000)
            print(f"{name:36} {median(taken):8.1f} ms {'*' if median(taken) > LIMIT else ''}", flush=True)
    finally:
        desk.close()


if __name__ == "__main__":
    measure(Path(sys.argv[1]), int(sys.argv[3]) if "--runs" in sys.argv else 3)
