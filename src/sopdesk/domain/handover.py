"""A hand-over: what one shift leaves to the next, read by name; who receives keys and cash signs for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.rota import Work

NEAR = timedelta(hours=1)
"""† Who begins or goes on so near to the end of a shift is there when it leaves."""
LONGEST_UNREAD = timedelta(hours=12)
"""† Where no rota says who comes next, a hand-over that nobody has read for so long is shown to the supervisor."""


class About(StrEnum):
    """What an item is about."""

    OTHER = "something else"
    RUN = "a checklist not completed"
    LINE = "a line skipped or failed"
    INCIDENT = "an incident"
    GUIDE = "a workflow handed up"
    MISSED = "an occasion missed"


class Tick(StrEnum):
    """What became of an item."""

    OPEN = "open"
    TAKEN = "taken over"
    DONE = "done"


class Sort(StrEnum):
    """What is signed over: pieces, or an amount of money."""

    KEYS = "keys"
    CASH = "cash"


@event("handover.written/1")
@dataclass(frozen=True, slots=True)
class HandoverWritten:
    """Somebody leaves something to the next shift, at the end of a checklist run or by itself."""

    number: str
    shift: str = ""
    run: str = ""
    notes: str | None = sealed()
    unusual: str | None = sealed()


@event("handover.item_left/1")
@dataclass(frozen=True, slots=True)
class ItemLeft:
    """An open item is handed over; `subject` is what it is about, `carried_from` the hand-over that had it before."""

    item: str
    about: About = About.OTHER
    subject: str = ""
    carried_from: str = ""
    text: str | None = sealed()


@event("handover.thing_handed/1")
@dataclass(frozen=True, slots=True)
class ThingHanded:
    """Keys or cash are handed over: how many or how much; `to` is whom they are meant for, where that is known."""

    thing: str
    sort: Sort
    count: Decimal
    currency: str = ""
    to: str = ""
    what: str | None = sealed()


@event("handover.acknowledged/1")
@dataclass(frozen=True, slots=True)
class HandoverAcknowledged:
    """Somebody of the next shift has read the hand-over."""


@event("handover.item_ticked/1")
@dataclass(frozen=True, slots=True)
class ItemTicked:
    """An open item is taken over or done, or open again."""

    item: str
    tick: Tick


@event("handover.item_carried/1")
@dataclass(frozen=True, slots=True)
class ItemCarried:
    """An item that is still open goes on into the next hand-over."""

    item: str
    into: str


@event("handover.thing_received/1")
@dataclass(frozen=True, slots=True)
class ThingReceived:
    """Whoever receives keys or cash has counted them and signs with the PIN, which is kept nowhere.

    `difference` is what was counted less what was handed over; `about_it` says what is known about it.
    """

    thing: str
    count: Decimal
    difference: Decimal = Decimal(0)
    about_it: str | None = sealed()


@event("handover.added_to/1")
@dataclass(frozen=True, slots=True)
class HandoverAddedTo:
    """Whoever wrote a hand-over adds to it or puts it right; what was written stays as it was."""

    text: str | None = sealed()


@dataclass(slots=True)
class Item:
    """An item as it stands: what became of it, by whom and when, and where it went on."""

    left: ItemLeft
    tick: Tick = Tick.OPEN
    ticked: Stamp | None = None
    carried_into: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it, and it has not gone on into another hand-over."""
        return self.tick is not Tick.DONE and not self.carried_into


@dataclass(slots=True)
class Thing:
    """Keys or cash as they stand: handed over, and received or not."""

    handed: ThingHanded
    received: ThingReceived | None = None
    receipt: Stamp | None = None


@dataclass(slots=True)
class Handover:
    """A hand-over folded from its events; `leaving` is what was written, as it was recorded."""

    id: str
    written: HandoverWritten | None = None
    stamp: Stamp | None = None
    leaving: list[Any] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    readers: list[Stamp] = field(default_factory=list)
    additions: list[tuple[str, Stamp]] = field(default_factory=list)

    @property
    def is_erased(self) -> bool:
        """Whether a word of what was written is gone, so that it can no longer be compared with its digest."""
        return any(ERASED in {getattr(each, name, "") for name in ("notes", "unusual", "text", "what")}
                   for each in self.leaving)  # fmt: skip

    def texts(self) -> tuple[str, ...]:
        """Give every text of the hand-over, in the order in which it is shown; what is empty is left out."""
        written = self.written
        found = [written.notes, written.unusual] if written else []
        found += [each.left.text for each in self.items.values()]
        found += [text for each in self.things.values()
                  for text in (each.handed.what, each.received.about_it if each.received else None)]  # fmt: skip
        return tuple(filter(None, (*found, *(text for text, _ in self.additions))))


def fold(subject: str, events: Iterable[Recorded]) -> Handover:
    """Give the hand-over that these events add up to in clock order; what was received first counts."""
    handover = Handover(subject)
    for each in in_clock_order(events):
        _apply(handover, each)
    return handover


def _apply(handover: Handover, recorded: Recorded) -> None:
    what, stamp = recorded.what, recorded.stamp
    match what:
        case HandoverWritten() if handover.written is None:
            handover.written, handover.stamp = what, stamp
            handover.leaving.append(what)
        case ItemLeft(item) if item not in handover.items:
            handover.items[item] = Item(what)
            handover.leaving.append(what)
        case ThingHanded(thing) if thing not in handover.things:
            handover.things[thing] = Thing(what)
            handover.leaving.append(what)
        case HandoverAcknowledged() if all(each.actor != stamp.actor for each in handover.readers):
            handover.readers.append(stamp)
        case HandoverAddedTo(text):
            handover.additions.append((text or "", stamp))
        case _:
            _go_on(handover, what, stamp)


def _go_on(handover: Handover, what: object, stamp: Stamp) -> None:
    """Apply what becomes of an item or a thing."""
    match what:
        case ItemTicked(item, tick) if item in handover.items:
            handover.items[item].tick, handover.items[item].ticked = tick, stamp
        case ItemCarried(item, into) if item in handover.items:
            handover.items[item].carried_into = into
        case ThingReceived(thing) if thing in handover.things and handover.things[thing].received is None:
            handover.things[thing].received, handover.things[thing].receipt = what, stamp


@dataclass(frozen=True, slots=True)
class Relief:
    """The next shift: who it is by the rota, from when and until when it is there (UTC)."""

    people: tuple[str, ...]
    starts: datetime
    ends: datetime


def relief(at: datetime, writer: str, works: Iterable[Work]) -> Relief | None:
    """Give who takes over from somebody who writes at an instant: who goes on when they leave, else who comes next.

    None where no shift is planned.
    """
    works = list(works)
    own = max((each for each in works if each.person == writer and each.starts <= at < each.ends + NEAR),
              key=lambda each: each.starts, default=None)  # fmt: skip
    leaves = max(at, own.ends) if own else at
    others = [each for each in works if each.person != writer and each.ends > leaves + NEAR]
    found = [each for each in others if each.starts <= leaves + NEAR and (own is None or each.starts > own.starts)]
    if not found:
        later = [each for each in others if each.starts > leaves]
        first = min((each.starts for each in later), default=leaves)
        found = [each for each in later if each.starts <= first + NEAR]
    if not found:
        return None
    people = tuple(dict.fromkeys(each.person for each in found))
    return Relief(people, max(leaves, min(each.starts for each in found)), max(each.ends for each in found))
