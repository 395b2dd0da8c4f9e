"""A desk with a few people in a temporary folder, and a clock that the test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sopdesk.domain.person import Role
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Procedure
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

PIN, PASSWORD = "1234", "correct horse"
START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by a second with each reading."""

    def __init__(self) -> None:
        self.instant = START

    def __call__(self) -> datetime:
        """Give this moment."""
        self.instant += timedelta(seconds=1)
        return self.instant

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.instant += timedelta(**span)


@dataclass
class House:
    """A desk, its clock, and the ids of its people."""

    desk: Workspace
    clock: Clock
    ruth: str
    sam: str
    leo: str
    hannah: str

    def approved(self, content: Procedure, *, author: str = "", reason: str = "new") -> str:
        """Have a procedure handed in by Leo and approved by Sam; give its id."""
        sop = self.desk.manual.submit(by=author or self.leo, content=content, reason=reason)
        self.approve(sop)
        self.desk.finder.catch_up()
        return sop

    def approve(
        self, sop: str, proposal: int = 1, significance: Significance = Significance.MAJOR, *, by: str = "",
        effective_from: datetime | None = None,
    ) -> str:  # fmt: skip
        """Have a revision approved by Sam, whatever stands in its way; give its label."""
        reasons = {each.key: "A test." for each in self.desk.manual.obstacles(sop, proposal)}
        return self.desk.manual.approve(
            by=by or self.sam, password=PASSWORD, sop=sop, proposal=proposal, significance=significance,
            effective_from=effective_from, reasons=reasons,
        )  # fmt: skip


def open_house(folder: Path, clock: Clock, *, create: bool = False) -> Workspace:
    """Open or make a desk, quick and not durable."""
    return Workspace(
        folder / "desk", keys=StationKeys(folder / "keys", use_system=False), create=create, station="Counter",
        clock=clock, strength=Strength.QUICK, durable=False,
    )  # fmt: skip


@contextmanager
def found_house(folder: Path, clock: Clock) -> Iterator[House]:
    """Give a founded house: Ruth the manager, Sam a supervisor, Leo in front of house, Hannah the auditor."""
    desk = open_house(folder, clock, create=True)
    ruth = desk.people.found_house(
        name="Café Meridian", site="Harbour Street", zone="Europe/London", currency="GBP", person="Ruth Adeyemi",
        pin=PIN, password=PASSWORD, contacts=(("manager", "Ruth, 0117 496 0142"),),
    )  # fmt: skip
    people = {
        name: desk.people.register(by=ruth, name=name, roles=(role,), pin=PIN, password=PASSWORD)
        for name, role in (("Sam", Role.SUPERVISOR), ("Leo", Role.FRONT_OF_HOUSE), ("Hannah", Role.AUDITOR))
    }
    house = House(desk, clock, ruth, people["Sam"], people["Leo"], people["Hannah"])
    yield house
    desk.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Give a founded house on a desk of its own."""
    with found_house(tmp_path, Clock()) as house:
        yield house
