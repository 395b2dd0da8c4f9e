"""Measure a run of many lines in the window: opening it, the next line after a tick, memory; sizes side by side.

Usage: python -m benchmarks.run_lines [--cpu] [LINES…]    default 20 200
With --cpu the processor's time of the window's thread is taken: for a machine that is busy with other work.

Every size has a desk and a process of its own, durable as in use; the window is drawn offscreen at 1024 × 768. Lines
are of every kind, ten to a step, with a warning at each second step. `tick` is from the key that ticks a line, one
after the other from the first to the last, until the next line has the keyboard and is drawn; the tick is durable by
then.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.memory import resident
from sopdesk.app import fonts
from sopdesk.domain.person import Role
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Answer, Format, Item, Kind, Procedure, Step
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace
from sopdesk.ui import begin
from sopdesk.ui.checklists.run import RunScreen

CPU = "SOPDESK_BENCHMARK_CPU"
"""Set for the processes that measure, where --cpu is asked for."""
PIN, PASSWORD, GOAL = "2468", "correct horse battery", 100.0
IN_STEP = 10
OTHERS: dict[int, dict[str, Any]] = {
    3: {"asks": Answer.NUMBER, "unit": "°C", "low": Decimal(2), "high": Decimal(5)},
    5: {"asks": Answer.CHOICE, "choices": ("clean", "dirty", "out of use"), "failing": ("dirty",)},
    7: {"asks": Answer.TEXT},
    8: {"asks": Answer.PHOTO},
    9: {"asks": Answer.SECOND},
}
"""What every tenth line asks for, by its place; the others are ticked."""


def checklist(lines: int) -> Procedure:
    """Give a checklist with so many lines."""
    items = [Item(f"i{n}", f"Line {n}: look at it and put it right, as the step says", **OTHERS.get(n % IN_STEP, {}))
             for n in range(lines)]  # fmt: skip
    steps = tuple(
        Step(f"s{at}", f"Station {at // IN_STEP + 1}", text="How it is done.", tips=("Begin at the door.",),
             warnings=("Hot: wear gloves.",) if at // IN_STEP % 2 else (), items=tuple(items[at : at + IN_STEP]))
        for at in range(0, lines, IN_STEP)
    )  # fmt: skip
    return Procedure("SOP-010", "A long round", Kind.PROCESS, Format.CHECKLIST, "Rounds", "supervisor",
                     purpose="Nothing is forgotten.", steps=steps)  # fmt: skip


def founded(home: Path) -> tuple[Workspace, str]:
    """Give a durable desk and the id of somebody who does checklists."""
    desk = Workspace(home / "desk", keys=StationKeys(home / "keys", use_system=False), create=True, station="Counter",
                     strength=Strength.QUICK)  # fmt: skip
    boss = desk.people.found_house(name="Café", site="Here", zone="Europe/London", currency="GBP", person="Ruth",
                                   pin=PIN, password=PASSWORD, contacts=())  # fmt: skip
    roles = (Role.FRONT_OF_HOUSE,)
    return desk, desk.people.register(by=boss, name="Leo", roles=roles, pin=PIN, password=PASSWORD)


def approved(desk: Workspace, by: str, content: Procedure) -> str:
    """Put a checklist in force; give its id."""
    sop = desk.manual.submit(by=by, content=content, reason="Measured")
    boss = next(each.id for each in desk.people.tiles() if each.id != by)
    reasons = {each.key: "Measured." for each in desk.manual.obstacles(sop, 1)}
    desk.manual.approve(by=boss, password=PASSWORD, sop=sop, proposal=1, significance=Significance.MAJOR,
                        reasons=reasons)  # fmt: skip
    return sop


def clock() -> float:
    """Give the seconds that count: the wall's, or the processor's."""
    return thread_time() if CPU in os.environ else perf_counter()


def measure(lines: int) -> dict[str, float]:
    """Give the figures for one size."""
    with TemporaryDirectory() as scratch:
        desk, leo = founded(Path(scratch))
        few, many = (approved(desk, leo, content) for content in (checklist(1), _renamed(checklist(lines))))
        app = QApplication([])
        main = begin.DeskWindow().open_desk(desk, fonts())
        main.resize(1024, 768)
        main.show()
        main.frame.sit_down(desk.people.person(leo))
        runs = [desk.checklists.start(by=leo, sop=sop) for sop in (few, many)]
        main.frame.go("checklists.run", runs[0])
        _until(app, lambda: True)
        before, found = resident(), {}
        began = clock()
        main.frame.go("checklists.run", runs[1])
        app.processEvents()
        found["open: first lines (ms)"] = _since(began)
        screen = main.current_screen()
        assert isinstance(screen, RunScreen)
        _until(app, lambda: len(screen.steps.lines) == lines)
        found["open: every line (ms)"] = _since(began)
        found["memory of the page (MB)"] = resident() - before
        found |= _ticked(app, screen)
        began = clock()
        main.frame.go("today")
        app.processEvents()
        main.frame.back()
        app.processEvents()
        found["away and back (ms)"] = _since(began)
        main.frame.stop_work()
        desk.close()
    return found


def _renamed(content: Procedure) -> Procedure:
    return replace(content, number="SOP-011", title="A longer round")


def _ticked(app: QApplication, screen: RunScreen) -> dict[str, float]:
    taken = []
    lines = [each for each in screen.steps.lines.values() if each.item.asks is Answer.TICK]
    for each in lines:
        screen.go_to(each)
        app.processEvents()
        began = clock()
        QTest.keyClick(each.mark, Qt.Key.Key_Space)
        app.processEvents()
        taken.append(_since(began))
        assert not each.is_open
    late = quantiles(taken, n=20)[-1]
    return {"tick: median (ms)": median(taken), "tick: 95 % (ms)": late, "tick: worst (ms)": max(taken)}


def _until(app: QApplication, done: Callable[[], bool]) -> None:
    began = perf_counter()
    while not done() or perf_counter() < began + 0.3:
        app.processEvents()
        assert perf_counter() < began + 60


def _since(began: float) -> float:
    return (clock() - began) * 1000


def main(sizes: list[int]) -> None:
    """Print a column for each size, and what is over the goal for a tick."""
    context = get_context("spawn")
    found = []
    for size in sizes:
        with context.Pool(1) as pool:
            found.append(pool.apply(measure, (size,)))
    print(f"{'lines':28}" + "".join(f"{size:>10}" for size in sizes))
    for name in found[0]:
        over = "  *" if name.startswith("tick") and found[-1][name] > GOAL else ""
        print(f"{name:28}" + "".join(f"{each[name]:10.1f}" for each in found) + over)


if __name__ == "__main__":
    if "--cpu" in sys.argv:
        os.environ[CPU] = "1"
    main([int(each) for each in sys.argv[1:] if each != "--cpu"] or [20, 200])
