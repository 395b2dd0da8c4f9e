"""Make desks of incidents with ten entries each, and measure how what people do with them grows with their number.

Usage: python -m benchmarks.cases HOME [CASES …]    default 1000 100000; each desk is made in HOME/CASES at first

One case in a hundred is open. Each figure is the middle one of several goes, with the first word of each asked twice.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.big_desk import BATCH, NAME, SALT, Change, Clock, Maker
from benchmarks.corpus import manual
from benchmarks.memory import resident
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentCorrected,
    IncidentDetailed,
    IncidentKind,
    IncidentMoved,
    IncidentNoted,
    Stage,
)
from sopdesk.domain.party import PartyAdded, PartyRole
from sopdesk.domain.signature import Meaning
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace
from sopdesk.views.incident_registers import Register, RegisterScope

OPEN, GOES = 100, 7
"""One case in so many is open; so often each thing is measured."""
PROCEDURES, NAMES = 200, 500
COURSE = (Stage.ACKNOWLEDGED, Stage.INVESTIGATING, Stage.RESOLVED, Stage.FOLLOWED_UP)
KINDS = tuple(IncidentKind)
FAMILIES = ("Byrne", "Müller", "Okafor", "Tanaka", "Lindqvist", "Haddad", "Novak", "Silva")


class CaseMaker(Maker):
    """Makes cases as a house has them: logged, filled in, gone on with, corrected, closed."""

    def cases(self, count: int) -> None:
        """Record cases with ten entries each, spread over a year."""
        dice = Random(7)
        stories = [each.body for each in islice(manual(400, seed=5), 4000)]
        span = timedelta(days=380) / max(1, count // BATCH + 1)
        changes = (self._case(n, dice, stories) for n in range(count))
        self._append(changes, span)

    def _case(self, n: int, dice: Random, stories: list[str]) -> Change:
        name = f"{dice.choice(FAMILIES)} {dice.randrange(NAMES)}"
        said = f"{dice.choice(stories)} Booking {n}."
        party = PartyAdded(f"party-{n:08x}", PartyRole.CUSTOMER, name=name, phone=f"0117 {n:07}")
        detail = IncidentDetailed((("category", "quality"), ("amount", "12.50 GBP")), (("subject", "Soup of the day"),))
        events: list[object] = [
            self._logged(n, said), party, detail, IncidentNoted("Told the kitchen."),
            IncidentCorrected("place", None, f"Table {n % 40}", "Misread"),
        ]  # fmt: skip
        if n % OPEN == 0:
            events += [IncidentNoted(f"Called back, try {at}.") for at in range(5)]
        else:
            signature = self._signed("0" * 64, f"incident-{n:08x}", Meaning.RESPONSIBILITY)
            events += [IncidentMoved(each, "Done.") for each in COURSE]
            events += [IncidentClosed("0" * 64, signature, "Settled.", NAME, SALT)]
        return f"incident-{n:08x}", events


def make(home: Path, count: int) -> None:
    """Make a desk in a folder, saying how long it took."""
    clock = Clock()
    desk = Workspace(
        home / "desk", keys=StationKeys(home / "keys", use_system=False), create=True, station="Counter",
        strength=Strength.QUICK, durable=False, clock=clock,
    )  # fmt: skip
    try:
        maker = CaseMaker(desk, clock)
        maker.manual(PROCEDURES, 1)
        began = perf_counter()
        maker.cases(count)
        took = perf_counter() - began
        print(f"{count:,} cases made in {took:.1f} s, {count * 10 / took:,.0f} entries a second", flush=True)
        began = perf_counter()
        desk.finder.catch_up()
        print(f"{count:,} cases made searchable in {perf_counter() - began:.1f} s", flush=True)
    finally:
        desk.close()


def measure(home: Path) -> dict[str, float]:
    """Give the milliseconds of each act, and the megabytes of memory before and after."""
    began = perf_counter()
    desk = Workspace(home / "desk", keys=StationKeys(home / "keys", use_system=False))
    found = {"open the desk": (perf_counter() - began) * 1000}
    desk.finder.catch_up()
    memory = resident()
    for what, act in _acts(desk):
        times = []
        for _ in range(GOES):
            began = perf_counter()
            act()
            times.append((perf_counter() - began) * 1000)
        found[what] = median(times)
    found["memory at first, MB"], found["memory at last, MB"] = memory, resident()
    desk.close()
    return found


def _acts(desk: Workspace) -> Iterator[tuple[str, Callable[[], object]]]:
    boss = next(each for each in desk.people.tiles() if each.name == NAME)
    whole, cases = desk.incidents.count(), desk.incidents
    ids = iter(f"incident-{n:08x}" for n in range(1, whole, max(1, whole // (GOES * 8))))
    middle = desk.now() - timedelta(days=200)
    first = date(middle.year, middle.month, 1)
    month = RegisterScope(Register.COMPLAINTS, first, first + timedelta(days=27))
    yield "list: open, the newest 500", lambda: cases.rows(stage="open", limit=500, by=boss.id)
    yield "list: all, the newest 500", lambda: cases.rows(limit=500, by=boss.id)
    yield "count: all", cases.count
    yield "list: one kind, closed", lambda: cases.rows(kind=KINDS[3], stage="closed", limit=500, by=boss.id)
    yield "count: one kind, closed", lambda: cases.count(kind=KINDS[3], stage="closed")
    yield "filter by words", lambda: cases.rows(text="table", limit=500, by=boss.id)
    yield "filter by words that match nothing", lambda: cases.rows(text="zanzibar", limit=500, by=boss.id)
    yield "count by words", lambda: cases.count(text="table")
    yield "filter by number", lambda: cases.rows(text=f"{whole // 2:06}", limit=500, by=boss.id)
    yield "search: refund", lambda: desk.finder.search("refund", person=boss)
    yield "search: booking 77", lambda: desk.finder.search("booking 77", person=boss)
    yield "open a file", lambda: cases.file(next(ids), by=boss.id)
    yield "similar cases of a file", lambda: cases.similar(next(ids), by=boss.id)
    yield "clocks: what presses", lambda: cases.pressing(by=boss.id)
    yield "Today", lambda: desk.today.lines(boss)
    yield "numbers of the rail", lambda: desk.today.counts(boss)
    yield "log a case", lambda: cases.log(by=boss.id, kind=KINDS[0], narrative=f"Cold soup at {datetime.now()}.")  # noqa: DTZ005
    yield "count of a register's month", lambda: desk.incident_registers.count(month, by=boss.id)


def main(home: Path, counts: list[int]) -> None:
    """Make what is not there yet, measure each desk, and print the figures with the ratio of the last to the first."""
    for count in counts:
        if not (home / str(count)).exists():
            make(home / str(count), count)
    found = [measure(home / str(count)) for count in counts]
    print(f"\n{'':40}" + "".join(f"{count:>12,}" for count in counts) + f"{'ratio':>9}")
    for what in found[0]:
        figures = [each[what] for each in found]
        print(f"{what:40}" + "".join(f"{each:12.1f}" for each in figures) + f"{figures[-1] / figures[0]:9.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(each) for each in sys.argv[2:]] or [1000, 100_000])
