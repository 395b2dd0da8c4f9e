"""Measure how the manual's screens and exports stand up to many procedures with many revisions, side by side.

Usage: python -m benchmarks.manual_scale [--book] [--tree] HOME…    each HOME made by benchmarks/big_desk.py, such as
       python -m benchmarks.big_desk small 1000 5 50 50; python -m benchmarks.big_desk large 10000 5 50 50

For each question the median of the processor's time of its thread is printed for every desk, the ratio of the last desk
to the first, and a star where the last one is over its limit: 50 ms for a list or a page, 100 ms for anything in the
window's thread. `first` is asked once on a desk opened just now. --book and --tree add the exports, each in a process
of its own with its peak memory.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time, thread_time

from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

LIST, WINDOW = 50.0, 100.0
RUNS = 9
Question = tuple[str, float, Callable[[], object]]


def opened(home: Path) -> Workspace:
    """Open a desk."""
    return Workspace(home / "desk", keys=StationKeys(home / "keys", use_system=False), strength=Strength.QUICK)


def questions(desk: Workspace) -> Iterator[Question]:
    """Give what is asked, by name, with its limit in milliseconds; each time of another procedure."""
    boss = desk.people.tiles()[0]
    yield "first: list", WINDOW, desk.manual.rows
    rows = desk.manual.rows()
    sops = cycle(row.id for row in rows[:: max(1, len(rows) // 97)])
    early = desk.now() - timedelta(days=150)
    words = cycle(("co", "count", "refund wit", "cash draw", "customer wants", "fri"))
    one = next(sops)
    content = desk.manual.page(one).content
    yield "list", LIST, desk.manual.rows
    yield "list of a section", LIST, lambda: desk.manual.rows(section=rows[0].section)
    yield "sections", LIST, desk.manual.sections
    yield "key stroke in the search", LIST, lambda: desk.finder.search(next(words), person=boss)
    yield "page", LIST, lambda: desk.manual.page(next(sops))
    yield "page of an old revision", LIST, lambda: desk.manual.page(next(sops), proposal=1)
    yield "compare two revisions", LIST, lambda: desk.manual.compare(next(sops), 1, 2)
    days = iter(range(1, 100))
    yield "list as of a day", WINDOW, lambda: desk.manual.rows(as_of=early - timedelta(days=next(days)))
    yield "page as of a day", LIST, lambda: desk.manual.page(next(sops), as_of=early)
    yield "start a draft", LIST, lambda: desk.drafts.text_of(desk.drafts.content_for(next(sops)))
    yield "check a draft", LIST, lambda: desk.manual.problems(content)
    yield "waiting for approval", LIST, desk.manual.waiting
    yield "copies to call in", LIST, desk.copies.to_call_in
    yield "scan", LIST, lambda: desk.copies.scanned(scan_code(Scan(rows[len(rows) // 2].number, "1.0")))
    yield "Today of a manager", WINDOW, lambda: desk.today.lines(boss)
    yield "numbers on the rail", WINDOW, lambda: desk.today.counts(boss)
    yield "hand a revision in", WINDOW, lambda: _submit(desk, boss.id, next(sops))
    yield "hand in, list", WINDOW, lambda: (_submit(desk, boss.id, next(sops)), desk.manual.rows())
    yield "card", WINDOW, lambda: desk.exports.card_pdf(sop=one)


def _submit(desk: Workspace, by: str, sop: str) -> str:
    from dataclasses import replace

    page = desk.manual.page(sop)
    said = replace(page.content, scope=f"{page.content.scope} {len(page.history)}.")
    return desk.manual.submit(by=by, sop=sop, content=said, reason="Measured")


def asked(home: Path) -> dict[str, tuple[float, float]]:
    """Give the median milliseconds of every question on one desk, and its limit."""
    began = thread_time()
    desk = opened(home)
    found = {"opening the desk": ((thread_time() - began) * 1000, 1000.0)}
    try:
        began = process_time()
        if desk.finder.behind():
            desk.finder.catch_up()
        found["opening the search index (beside)"] = ((process_time() - began) * 1000, 60_000.0)
        for name, limit, ask in questions(desk):
            taken = []
            for _ in range(1 if name.startswith("first") else RUNS):
                began = thread_time()
                ask()
                taken.append((thread_time() - began) * 1000)
            found[name] = (median(taken), limit)
    finally:
        desk.close()
    return found


def exported(home: Path, what: str) -> dict[str, tuple[float, float]]:
    """Give seconds, peak memory and size of an export, made in this process alone."""
    desk = opened(home)
    before = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    began = process_time()
    try:
        if what == "book":
            size = len(desk.exports.manual_pdf())
        else:
            with TemporaryDirectory() as folder:
                desk.exports.manual_markdown(Path(folder) / "tree")
                size = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
    finally:
        took = process_time() - began
        desk.close()
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return {
        f"{what}: seconds": (took, 1e9), f"{what}: peak MB": (peak, 1e9), f"{what}: MB before": (before, 1e9),
        f"{what}: MB written": (size / 1e6, 1e9),
    }  # fmt: skip


def main(homes: list[Path], exports: list[str]) -> None:
    """Measure every desk, and print the figures beside each other."""
    columns: list[dict[str, tuple[float, float]]] = []
    for home in homes:
        with get_context("spawn").Pool(1, maxtasksperchild=1) as alone:
            columns.append(alone.apply(asked, (home,)))
            for what in exports:
                columns[-1] |= alone.apply(exported, (home, what))
    print(f"{'':34}" + "".join(f"{home.name:>16}" for home in homes) + f"{'ratio':>8}")
    for name, (last, limit) in columns[-1].items():
        figures = "".join(f"{each[name][0]:16.1f}" for each in columns)
        ratio = last / max(columns[0][name][0], 1e-3)
        print(f"{name:34}{figures}{ratio:8.1f}{'  *' if last > limit else ''}")


if __name__ == "__main__":
    flags = [each[2:] for each in sys.argv[1:] if each.startswith("--")]
    main([Path(each) for each in sys.argv[1:] if not each.startswith("--")], flags)
