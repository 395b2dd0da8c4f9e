"""What is recorded for one item of a checklist: the events of a line, and the mark that they leave."""

from dataclasses import dataclass
from decimal import Decimal

from sopdesk.domain.cash import Counted
from sopdesk.domain.event import Stamp, event, sealed


@event("item.ticked/1")
@dataclass(frozen=True, slots=True)
class ItemTicked:
    """An item is done."""

    item: str


@event("item.unticked/1")
@dataclass(frozen=True, slots=True)
class ItemUnticked:
    """A tick, a count or a skip is taken back; what was marked stays in the journal."""

    item: str


@event("item.counted/1")
@dataclass(frozen=True, slots=True)
class ItemCounted:
    """A number or an amount is read or counted, in the item's unit."""

    item: str
    value: Decimal
    in_bounds: bool = True
    done_about_it: str | None = sealed()


@event("item.noted/1")
@dataclass(frozen=True, slots=True)
class ItemNoted:
    """A text that an item asks for."""

    item: str
    text: str | None = sealed()


@event("item.chosen/1")
@dataclass(frozen=True, slots=True)
class ItemChosen:
    """One of the answers that an item offers; a failing one says that something is not in order."""

    item: str
    choice: str
    in_order: bool = True
    done_about_it: str | None = sealed()


@event("item.photographed/1")
@dataclass(frozen=True, slots=True)
class ItemPhotographed:
    """A photo for an item, by the SHA-256 of its bytes; `answers`: the item asks for nothing but photos."""

    item: str
    photo: str
    answers: bool = False


@event("item.confirmed/1")
@dataclass(frozen=True, slots=True)
class ItemConfirmed:
    """A second person confirms an item with their own PIN."""

    item: str
    second: str


@event("cash.counted/1")
@dataclass(frozen=True, slots=True)
class CashCounted:
    """Cash is counted piece by piece, in the house's currency, against what it should come to."""

    item: str
    counted: Counted
    total: Decimal
    expected: Decimal
    in_bounds: bool = True
    done_about_it: str | None = sealed()


@event("item.skipped/1")
@dataclass(frozen=True, slots=True)
class ItemSkipped:
    """An item is left out, for a reason; `allowed_by` is the supervisor who allowed it with their PIN."""

    item: str
    reason: str | None = sealed()
    allowed_by: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was recorded for one item, by whom and when.

    `how` is "ticked", "counted", "noted", "chosen", "photographed", "confirmed" or "skipped". `text` is what was
    written or chosen, or why it was skipped; `in_bounds` is False where something was not in order. `second` is who
    confirmed it or allowed that it was skipped.
    """

    item: str
    how: str
    stamp: Stamp
    value: Decimal | None = None
    in_bounds: bool = True
    text: str = ""
    done_about_it: str = ""
    photos: tuple[str, ...] = ()
    second: str = ""
    counted: Counted = ()
    expected: Decimal | None = None
