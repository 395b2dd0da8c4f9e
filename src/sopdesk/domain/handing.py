"""What may be done with a hand-over and when: leave, read, tick, carry on, sign for, add to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.handover import (
    About,
    Handover,
    HandoverAcknowledged,
    HandoverAddedTo,
    HandoverWritten,
    ItemCarried,
    ItemLeft,
    ItemTicked,
    Sort,
    Thing,
    ThingHanded,
    ThingReceived,
    Tick,
)
from sopdesk.domain.refusal import Refusal

LARGEST = Decimal(10) ** 9
"""No count of keys or cash reaches so far."""


@dataclass(frozen=True, slots=True)
class LeftItem:
    """An open item as it is written: its text, what it is about, and from which hand-over and item it goes on."""

    text: str
    about: About = About.OTHER
    subject: str = ""
    carried_from: str = ""
    carried_item: str = ""


@dataclass(frozen=True, slots=True)
class HandedThing:
    """Keys or cash as they are written: what, how many or how much, and for whom where that is known."""

    what: str
    sort: Sort
    count: Decimal
    to: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody leaves to the next shift."""

    notes: str = ""
    unusual: str = ""
    items: tuple[LeftItem, ...] = ()
    things: tuple[HandedThing, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether nothing is left at all."""
        return not (self.notes.strip() or self.unusual.strip() or self.items or self.things)


def leave(leaving: Leaving, *, writer: str, number: str, shift: str, currency: str, run: str = "") -> list[Any]:
    """Write a hand-over. Refuses one that says nothing, a thing without its count, and full card numbers."""
    if leaving.is_empty():
        raise Refusal("There is nothing to hand over yet. Write a note, an open item, or keys and cash.")
    refuse_card_numbers((leaving.notes, leaving.unusual, *(each.text for each in leaving.items),
                         *(each.what for each in leaving.things)))  # fmt: skip
    written = HandoverWritten(number, shift, run, leaving.notes.strip() or None, leaving.unusual.strip() or None)
    items = [ItemLeft(str(n), each.about, each.subject, each.carried_from, _said(each.text, "Say what is still open."))
             for n, each in enumerate(leaving.items, 1)]  # fmt: skip
    things = [_hand(str(n), each, writer, currency) for n, each in enumerate(leaving.things, 1)]
    return [written, *items, *things]


def _hand(thing: str, each: HandedThing, writer: str, currency: str) -> ThingHanded:
    what = _said(each.what, "Say which keys or which cash are handed over.")
    _check_count(each.sort, each.count)
    if each.to == writer:
        raise Refusal(f"“{what}” is handed over to somebody else, not to yourself.")
    return ThingHanded(thing, each.sort, each.count, currency if each.sort is Sort.CASH else "", each.to, what)


def acknowledge(handover: Handover, reader: str) -> list[HandoverAcknowledged]:
    """Say that a hand-over is read. Whoever wrote it cannot; a second time by the same person does no harm."""
    if _writer(handover) == reader:
        raise Refusal("A hand-over is acknowledged by the next shift, not by whoever wrote it.")
    return [] if any(each.actor == reader for each in handover.readers) else [HandoverAcknowledged()]


def tick(handover: Handover, item: str, to: Tick) -> list[ItemTicked]:
    """Tick an open item as taken over or done, or open it again. Ticking twice does no harm."""
    _writer(handover)
    if item not in handover.items:
        raise Refusal("This item does not belong to the hand-over.")
    found = handover.items[item]
    if found.carried_into:
        raise Refusal("This item went on into the next hand-over. Tick it there.")
    return [] if found.tick is to else [ItemTicked(item, to)]


def carry(handover: Handover, item: str, into: str) -> list[ItemCarried]:
    """Let an item go on into the next hand-over. Refuses one that is done or went on already."""
    found = handover.items.get(item)
    if found is None or not found.is_open:
        named = f"“{found.left.text}”" if found else "An open item of an earlier hand-over"
        sentence = f"{named} was done or handed on meanwhile. Take it out."
        raise Refusal(sentence)
    return [ItemCarried(item, into)]


def add(handover: Handover, writer: str, text: str) -> HandoverAddedTo:
    """Add to a hand-over or put it right: an entry beside it, by whoever wrote it."""
    if _writer(handover) != writer:
        raise Refusal("Only whoever wrote a hand-over adds to it. Write one of your own.")
    refuse_card_numbers((text,))
    return HandoverAddedTo(_said(text, "Write what is to be added."))


def receive(
    handover: Handover, receiver: str, counts: Mapping[str, Decimal], *, about_it: str = ""
) -> list[ThingReceived]:
    """Sign for keys and cash with what was counted. A difference to what was handed over has to be explained."""
    if _writer(handover) == receiver:
        raise Refusal("Whoever hands something over does not sign for it. The receiver signs.")
    if not counts:
        raise Refusal("Say what you have received.")
    refuse_card_numbers((about_it,))
    return list(_received(handover, counts, about_it.strip()))


def _received(handover: Handover, counts: Mapping[str, Decimal], about_it: str) -> Iterator[ThingReceived]:
    for name, count in counts.items():
        thing = handover.things.get(name)
        if thing is None:
            raise Refusal("This was not handed over.")
        if thing.received is not None:
            raise Refusal(f"“{thing.handed.what}” is signed for already.")
        _check_count(thing.handed.sort, count, least=0)
        difference = count - thing.handed.count
        if difference and not about_it:
            raise Refusal(_differs(thing, count))
        yield ThingReceived(name, count, difference, about_it if difference else None)


def _differs(thing: Thing, count: Decimal) -> str:
    handed = thing.handed
    return (
        f"“{handed.what}”: {handed.count:f} {handed.currency}".rstrip()
        + f" was handed over, you count {count:f}. Count again, or say what is known about the difference."
    )


def _check_count(sort: Sort, count: Decimal, *, least: int = 1) -> None:
    if not count.is_finite() or count < 0 or count >= LARGEST:
        raise Refusal("That is not a number that can be handed over.")
    if sort is Sort.KEYS and (count != count.to_integral_value() or count < least):
        raise Refusal("Say how many keys, as a whole number.")
    if sort is Sort.CASH and count != round(count, 2):
        raise Refusal("An amount has at most two digits behind the point.")


def _writer(handover: Handover) -> str:
    if handover.stamp is None:
        raise Refusal("There is no such hand-over.")
    return handover.stamp.actor


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refusal(otherwise)
    return text.strip()
