"""Measure checking a journal and folding it again, per 100,000 entries.

Usage: python benchmarks/journal.py [ENTRIES]    default 100000
"""

import hashlib
import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sopdesk.domain.incident import (
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    IncidentNoted,
    Stage,
)
from sopdesk.domain.party import PartyAdded, PartyRole
from sopdesk.journal.keys import StationKeys
from sopdesk.store.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
TOLD = "The customer said that the soup was cold when it reached the table, and that nobody had come by."


def story(n: int) -> list[Any]:
    """Give the ten events of one incident."""
    logged = IncidentLogged(f"I-{n:07}", IncidentKind.COMPLAINT, START, START, "UTC", narrative=TOLD)
    stages = (Stage.ACKNOWLEDGED, Stage.INVESTIGATING, Stage.RESOLVED, Stage.FOLLOWED_UP)
    noted = IncidentNoted("Asked who was on shift.")
    moved = [each for stage in stages for each in (noted, IncidentMoved(stage, "Done."))]
    return [logged, PartyAdded("p1", PartyRole.CUSTOMER, name="Mrs Nair"), *moved]


def timed(what: str, count: int, act: Callable[[], Any]) -> float:
    """Print how long an act takes for so many entries; give the seconds."""
    began = perf_counter()
    act()
    took = perf_counter() - began
    print(f"{what:46} {took:7.2f} s   {count / took:10,.0f} /s")
    return took


def main(entries: int) -> None:
    """Fill a store and measure."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(
            folder / "desk", keys=StationKeys(folder / "keys", use_system=False), clock=lambda: START, create=True,
            station="Bench", durable=False,
        )  # fmt: skip
        changes = [(f"incident-{n}", story(n)) for n in range(entries // 10)]
        timed("append in batches", entries, lambda: append(store, changes))
        fast = timed("check: hashes, log, checkpoints", store.size, lambda: store.verify_logs((), full=False))
        timed("check: also what entries say and sealed values", store.size, lambda: store.verify_logs((), full=True))
        timed("fold everything again, compare", store.size, store.compare_models)
        timed("fold everything again, write", store.size, store.rebuild)
        plain = timed("SHA-256 of as many bodies, nothing else", store.size, lambda: hash_bodies(store))
        print(f"check ÷ bare hashing: {fast / plain:.1f}")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        store.close()


def append(store: Store, changes: list[tuple[str, list[Any]]]) -> None:
    """Append in batches of a thousand subjects, an hour apart."""
    for n in range(0, len(changes), 1000):
        store.append("person-1", *changes[n : n + 1000], at=START + timedelta(hours=n))


def hash_bodies(store: Store) -> None:
    """Read every body and hash it."""
    with store.reading() as connection:
        for (body,) in connection.exec_driver_sql("SELECT body FROM event ORDER BY seq"):
            hashlib.sha256(body).digest()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
