"""Hand-overs, as shown."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sopdesk.domain.handing import LeftItem
from sopdesk.domain.handover import About, Sort, Tick


@dataclass(frozen=True, slots=True)
class LeftView:
    """An open item: what became of it, by whom and when; `carried_into` is the hand-over where it went on, or ""."""

    id: str
    text: str
    about: About
    subject: str
    tick: Tick
    by: str
    at: datetime | None
    carried_from: str
    carried_into: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it here."""
        return self.tick is not Tick.DONE and not self.carried_into


@dataclass(frozen=True, slots=True)
class ThingView:
    """Keys or cash: how many or how much was handed over to whom, and what who received them counted."""

    id: str
    what: str
    sort: Sort
    count: Decimal
    currency: str
    to: str
    to_id: str
    received: Decimal | None
    by: str
    at: datetime | None
    difference: Decimal
    about_it: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One hand-over in the book; `readers` are names, `open_items` and `unsigned` what still waits."""

    id: str
    number: str
    at: datetime
    who: str
    writer: str
    shift: str
    run: str
    summary: str
    readers: tuple[str, ...]
    items: int
    open_items: int
    things: int
    unsigned: int
    differing: int


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A hand-over in full.

    `for_whom` names the next shift and `due` is when it begins; `unread_by` are those who were on duty then and have
    not read it. `digest` stands for exactly what was written.
    """

    row: HandoverRow
    notes: str
    unusual: str
    items: tuple[LeftView, ...]
    things: tuple[ThingView, ...]
    additions: tuple[tuple[str, str, datetime], ...]
    acknowledged: tuple[tuple[str, datetime], ...]
    run_number: str
    run_title: str
    for_whom: tuple[str, ...]
    due: datetime
    unread_by: tuple[str, ...]
    digest: str

    def may_be_read_by(self, person: str, name: str) -> bool:
        """Tell whether somebody is asked whether they have read it: not who wrote it, and nobody twice."""
        return person != self.row.writer and name not in {who for who, _ in self.acknowledged}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open item that is proposed for a hand-over; `fresh` ones are of this shift, the others go on from before."""

    item: LeftItem
    fresh: bool
