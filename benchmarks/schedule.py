"""Measure how long it takes to say what is due, of many plans, with months of runs behind them.

Usage: python -m benchmarks.schedule [PLANS [DAYS]]    default 100 plans, 60 days of runs
Every rhythm is among the plans, a third is due three times a day. Then the desk is left alone for as many days, and
what was missed is recorded at once, as at the first start afterwards.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sopdesk.domain.opening import Span
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.revision import Significance
from sopdesk.domain.run import RunCompleted, RunStarted
from sopdesk.domain.schedule import SCHEDULE, SchedulePlanned
from sopdesk.domain.sop import Format, Item, Kind, Procedure, Step
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
RHYTHMS = (
    "every day by 10:00, 14:00 and 18:00", "every weekday by 09:30", "30 minutes before opening", "at closing",
    "every day by 11:00, 15:00 and 19:00", "every Monday and Thursday by 17:00, on closed days the next open day",
    "every day by 12:00, 16:00 and 20:00",
    "on the last day of every month by 18:00, on closed days the previous open day",
    "on the first Monday of every quarter by 12:00", "every Sunday by 12:00, also on closed days",
)  # fmt: skip
TIMES = 15
PASSWORD = "a password"  # noqa: S105 - of a desk that is thrown away


def say(words: str, act: Callable[[], object], times: int = TIMES) -> None:
    """Do something so many times and say how long it takes."""
    took, found = [], None
    for _ in range(times):
        began = perf_counter()
        found = act()
        took.append((perf_counter() - began) * 1000)
    count = len(found) if isinstance(found, tuple | list) else found
    print(f"{median(took):9.2f} ms  {words}: {count}")


def fill(desk: Workspace, plans: int, days: int) -> None:
    """Make checklists with plans, and do what falls due of them on so many days."""
    boss = desk.people.found_house(
        name="House", site="Site", zone="Europe/Berlin", currency="EUR", person="Ana", pin="1234", password=PASSWORD,
    )  # fmt: skip
    desk.hours.change_week(by=boss, week=[[Span(480, 1320)]] * 6 + [[]], first=desk.hours.today())
    sam = desk.people.register(by=boss, name="Sam", roles=("supervisor",), pin="1234", password=PASSWORD)
    sops = []
    for n in range(plans):
        content = Procedure(
            f"SOP-{n:03}", f"Checklist {n}", Kind.PROCESS, Format.CHECKLIST, "S", "shift-lead", purpose="P",
            steps=(Step("a", "A", items=(Item("x", "X"),)),),
        )  # fmt: skip
        sop = desk.manual.submit(by=boss, content=content, reason="new")
        reasons = {each.key: "A benchmark." for each in desk.manual.obstacles(sop, 1)}
        desk.manual.approve(
            by=sam, password=PASSWORD, sop=sop, proposal=1, significance=Significance.MAJOR, reasons=reasons
        )
        sops.append(sop)
    desk.desk.record(
        sam,
        *((SCHEDULE + sop, [SchedulePlanned(sop, read_plan(RHYTHMS[n % 10]))]) for n, sop in enumerate(sops)),
    )
    first = desk.hours.today()
    runs = [
        (f"run-{n}", [RunStarted(f"C-{n}", due.sop, due.number, "1.0", "d", due.title, due=due.due_by),
                      RunCompleted(1, 0, 0)])
        for n, due in enumerate(desk.schedule.on(first, first + timedelta(days=days - 1)))
    ]  # fmt: skip
    desk.desk.record_many(boss, runs)
    print(f"{plans} plans, {len(runs):,} runs of {days} days")


def main() -> None:
    """Say how long each question takes."""
    plans, days = (int(each) for each in (*sys.argv[1:], *("100", "60")[len(sys.argv) - 1 :]))
    now = [START]
    with tempfile.TemporaryDirectory() as folder:
        desk = Workspace(
            Path(folder) / "desk", keys=StationKeys(Path(folder) / "keys", use_system=False), create=True,
            station="Counter", clock=lambda: now[0], strength=Strength.QUICK, durable=False,
        )  # fmt: skip
        fill(desk, plans, days)
        now[0] += timedelta(days=days, hours=5)
        today = desk.hours.today()
        desk.schedule.settle()
        say("what is due now", desk.schedule.due)
        say("the occasions of a month", lambda: desk.schedule.on(today - timedelta(days=30), today))
        say("all plans with what comes next", desk.schedule.rows)
        say("which occasion a run fulfils", lambda: desk.schedule.fulfils(desk.schedule.due()[0].sop, now[0]))
        say("nothing more to record", desk.schedule.settle)
        now[0] += timedelta(days=days)
        say(f"recorded after {days} days without the program", desk.schedule.settle, 1)
        desk.close()


if __name__ == "__main__":
    main()
