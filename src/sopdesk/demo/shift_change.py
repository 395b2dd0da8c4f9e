"""What one shift of the demo café leaves to the next: notes, open items, the safe's key and the float."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sopdesk.demo import cast
from sopdesk.domain.handing import HandedThing, Leaving, LeftItem
from sopdesk.domain.handover import Sort, Tick
from sopdesk.services.workspace import Workspace

FLOAT = Decimal(150)
OFF_BY = Decimal("-5.00")


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening's hand-over: what is written, what is left open, and what was out of the ordinary."""

    notes: str
    unusual: str = ""
    items: tuple[str, ...] = ()


EVENINGS = (
    Evening("Milk delivery short by two crates, the dairy brings them at seven.", "",
            ("The left fridge reads high: look at it first", "Take in two crates of milk at seven")),
    Evening("Table 4 wobbles again, it is turned to the wall. Float counted twice.", "",
            ("Table 4: ask Tomasz for a new foot",)),
    Evening("Oat milk is down to three cartons.", "Grinder 2 sounds dry and smells of hot metal; it is switched off.",
            ("Grinder 2 must not be used before it is cleaned",)),
    Evening("Group of twelve at nine tomorrow, tables 7 to 9 are set.", "",
            ("Put the reserved signs on tables 7 to 9",)),
    Evening("Quiet evening.", "Card terminal 2 lost its connection at 18:10 and came back by itself."),
    Evening("The terrace door sticks in the damp, lift it a little. A blue umbrella is in the lost-property drawer."),
    Evening("Gift boxes are sold out, the next ones come on Thursday. Two complaints logged, both told to George.", "",
            ("Tell callers that gift boxes are back on Thursday",)),
)  # fmt: skip


def evening(desk: Workspace, place: int) -> Leaving:
    """Give what is left on an evening, one after another, with what is still open from before."""
    found = EVENINGS[place % len(EVENINGS)]
    still = [each for each in desk.handovers.open_items() if each.text not in found.items]
    return Leaving(
        found.notes, found.unusual, (*still, *map(LeftItem, found.items)),
        (HandedThing("Safe", Sort.KEYS, Decimal(1)), HandedThing("Float of the left till", Sort.CASH, FLOAT)),
    )  # fmt: skip


def take_over(desk: Workspace, readers: Sequence[str], place: int) -> None:
    """Have the first one of the morning read what is there, count keys and cash, and see to the open items."""
    lead, others = readers[0], readers[1:]
    for row in desk.handovers.open():
        if row.writer == lead or not row.run:
            continue
        desk.handovers.acknowledge(by=lead, handover=row.id)
        for other in others:
            if other != row.writer and place % 3 == 0:
                desk.handovers.acknowledge(by=other, handover=row.id)
        _receive(desk, lead, row.id, short=place % 9 == 4)  # noqa: PLR2004 - now and then
        for each in (item for item in desk.handovers.one(row.id).items if item.is_open):
            tick = Tick.TAKEN if place % 4 == 1 else Tick.DONE
            desk.handovers.tick(by=lead, handover=row.id, item=each.id, to=tick)


def leave_in_passing(desk: Workspace, people: Mapping[str, str]) -> None:
    """Have the early shift of yesterday leave something that nobody has read since."""
    leaving = Leaving(
        "The dairy rang: from Monday on they come at six, not at seven. Somebody has to be there to let them in.",
        "A man asked twice at the counter when we count the till. Dark jacket, left towards the harbour.",
        (LeftItem("Ask the dairy for a key box"), LeftItem("Tell whoever opens on Monday")),
        (HandedThing("Cellar", Sort.KEYS, Decimal(1), people["ines"]),),
    )
    desk.handovers.write(by=people["tomasz"], leaving=leaving)


def _receive(desk: Workspace, lead: str, handover: str, *, short: bool) -> None:
    things = [each for each in desk.handovers.one(handover).things if each.received is None]
    counts = {each.id: each.count + (OFF_BY if short and each.sort is Sort.CASH else 0) for each in things}
    if counts:
        about = "Counted twice with Mei; a five is missing, told Ruth." if short else ""
        desk.handovers.receive(receiver=lead, pin=cast.PIN, handover=handover, counts=counts, about_it=about)
