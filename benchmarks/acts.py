"""Measure one act made durable beside a bare SQLite insert with the same fsync, in turns.

Usage: python benchmarks/acts.py [ROUNDS]    default 15 rounds of 100 each

An act is what a person does: a subject's events are loaded and folded, the rules decide, and one transaction holds the
entry, its Merkle nodes, its disclosures and the read-model rows. The bare insert writes one row of the same length into
a table with a primary key, in WAL mode with synchronous=FULL. All run in turns: a drifting disk hits them alike.
"""

import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sopdesk.domain.incident import IncidentKind, IncidentNoted
from sopdesk.domain.person import Role
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

EACH = 100
BODY = b"x" * 560


def bare(folder: Path) -> Callable[[int], None]:
    """Give the bare insert."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE line (seq INTEGER PRIMARY KEY, body BLOB)")

    def insert(_n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line (body) VALUES (?)", (BODY,))
        connection.execute("COMMIT")

    return insert


def desk(folder: Path) -> tuple[Workspace, str]:
    """Give an open desk and somebody who may act in it."""
    made = Workspace(
        folder / "desk", keys=StationKeys(folder / "keys", use_system=False), create=True, station="Counter",
        strength=Strength.QUICK,
    )  # fmt: skip
    boss = made.people.found_house(
        name="Bench",
        site="Lab",
        zone="UTC",
        currency="EUR",
        person="Ada",
        pin="1234",
        password="long enough",  # noqa: S106 - a bench
    )
    return made, made.people.register(by=boss, name="Leo", roles=(Role.SHIFT_LEAD,), pin="1234")


def main(rounds: int) -> None:
    """Run all in turns and print the rate of each and its ratio to the bare insert."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        open_desk, who = desk(folder)
        cases = [
            open_desk.incidents.log(by=who, kind=IncidentKind.COMPLAINT, narrative=f"The soup was cold, bowl {n}.")
            for n in range(EACH)
        ]
        ways: dict[str, Callable[[int], object]] = {
            "bare insert": bare(folder),
            "append alone (entry, log, read model)": lambda n: open_desk.store.append(
                who, (cases[n], [IncidentNoted("Told the kitchen.")]), at=datetime.now(UTC)
            ),
            "a whole act: a remark on an incident": lambda n: open_desk.incidents.note(
                by=who, incident=cases[n], text="Told the kitchen."
            ),
            "a whole act: an incident logged": lambda n: open_desk.incidents.log(
                by=who, kind=IncidentKind.COMPLAINT, narrative=f"The tea was cold, cup {n}."
            ),
        }
        taken: dict[str, list[float]] = {each: [] for each in ways}
        for _ in range(rounds):
            for each, way in ways.items():
                began = perf_counter()
                for n in range(EACH):
                    way(n)
                taken[each].append((perf_counter() - began) / EACH)
        open_desk.close()
    for each, times in taken.items():
        ratio = median(base / own for base, own in zip(taken["bare insert"], times, strict=True))
        print(f"{each:40} {1 / median(times):7.0f} /s   {ratio:5.2f} × bare")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
