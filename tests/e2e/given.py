"""A small house on a desk of its own, made through the services; and the program, started as a person would."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sopdesk.domain.person import Role
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Answer, Format, Item, Kind, Limit, Procedure, Question, Step
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

ROOT = Path(__file__).parents[2]
PIN, PASSWORD = "2468", "only for tests"
CLOSING = Procedure(
    "CL-01", "Closing the counter", Kind.PROCESS, Format.CHECKLIST, "Closing", "supervisor",
    purpose="The counter is left safe and clean.",
    steps=(
        Step("clean", "Clean", items=tuple(Item(f"wipe-{n}", f"Wipe table {n}") for n in range(1, 41))),
        Step("count", "Count", items=(
            Item("fridge", "Fridge", Answer.NUMBER, "°C", Decimal(2), Decimal(5)),
            Item("stock", "What runs short", Answer.TEXT),
        )),
    ),
)  # fmt: skip
REFUND = Procedure(
    "RF-01", "Money back without a receipt", Kind.COMPLAINT, Format.ARTICLE, "Refunds", "supervisor",
    purpose="A guest gets a fair answer, with or without a receipt.",
    steps=(Step("listen", "Listen first", "Let the guest finish."), Step("pay", "Give the money back", must=True)),
    questions=(Question("card", "May I refund to another card?", "No, never."),),
    limits=(Limit("refund without a receipt", "front-of-house", Decimal(25), "shift-lead", step="pay"),),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """Ids of a founded house: its manager, who is supervisor too; a worker; its two procedures."""

    boss: str
    worker: str
    closing: str
    refund: str


def keys(home: Path) -> StationKeys:
    """Give where the program keeps keys when SOPDESK_HOME names this folder."""
    return StationKeys(home / "keys", use_system=False)


@contextmanager
def opened(home: Path, *, create: bool = False) -> Iterator[Workspace]:
    """Have the desk of this home open for a while."""
    desk = Workspace(home / "desk", keys=keys(home), create=create, station="Counter", strength=Strength.QUICK)
    try:
        yield desk
    finally:
        desk.close()


def found(home: Path) -> House:
    """Make a desk with two people and two procedures in force."""
    with opened(home, create=True) as desk:
        boss = desk.people.found_house(
            name="Café Meridian", site="Harbour Street 7", zone="Europe/London", currency="GBP", person="Ruth Adeyemi",
            pin=PIN, password=PASSWORD,
        )  # fmt: skip
        worker = desk.people.register(by=boss, name="Leo Fontaine", roles=(Role.FRONT_OF_HOUSE,), pin=PIN)
        closing, refund = (issue(desk, worker, boss, content) for content in (CLOSING, REFUND))
        desk.finder.catch_up()
    return House(boss, worker, closing, refund)


def issue(desk: Workspace, author: str, approver: str, content: Procedure) -> str:
    """Hand in a procedure and put it in force; give its id."""
    sop = desk.manual.submit(by=author, content=content, reason="New")
    reasons = {each.key: "A test." for each in desk.manual.obstacles(sop, 1)}
    desk.manual.approve(
        by=approver, password=PASSWORD, sop=sop, proposal=1, significance=Significance.MAJOR, reasons=reasons
    )
    return sop


def sopdesk(
    home: Path, *words: str | Path, said: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program as a person does; `said` goes to stdin."""
    return subprocess.run(
        [sys.executable, "-m", "sopdesk", *map(str, words)],
        input=said, capture_output=True, encoding="utf-8", check=False, timeout=120, cwd=ROOT,
        env={**os.environ, "SOPDESK_HOME": str(home), **(environment or {})},
    )  # fmt: skip
