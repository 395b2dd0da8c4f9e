"""A store in a temporary folder, with a clock that the test sets, and a house's first acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sopdesk.domain.incident import IncidentKind, IncidentLogged, IncidentNoted
from sopdesk.journal.keys import StationKeys
from sopdesk.store.store import Store

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by a second with each reading."""

    def __init__(self) -> None:
        self.instant = START

    def __call__(self) -> datetime:
        """Give this moment."""
        self.instant += timedelta(seconds=1)
        return self.instant


def open_store(folder: Path, *, create: bool = False, clock: Clock | None = None, keys: str = "keys") -> Store:
    """Open or make a store in `folder`/desk; station keys lie beside it."""
    return Store(
        folder / "desk",
        keys=StationKeys(folder / keys, use_system=False),
        clock=clock or Clock(),
        create=create,
        station="Counter",
    )


@contextmanager
def opened(folder: Path, *, create: bool = False, keys: str = "keys") -> Iterator[Store]:
    """Have a store open for a while."""
    store = open_store(folder, create=create, keys=keys)
    try:
        yield store
    finally:
        store.close()


def logged(number: str, narrative: str = "The soup was cold.") -> IncidentLogged:
    """Give the event of a complaint."""
    return IncidentLogged(number, IncidentKind.COMPLAINT, START, START, "UTC", narrative=narrative)


def fill(store: Store, count: int, *, first: int = 1) -> None:
    """Record so many complaints, each with a remark."""
    clock = Clock()
    for n in range(first, first + count):
        store.append(
            "person-1", (f"incident-{n}", [logged(f"I-{n:05}"), IncidentNoted("Told the kitchen.")]), at=clock()
        )
