from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from sopdesk.domain import handing
from sopdesk.domain.event import ERASED
from sopdesk.domain.handing import HandedThing, Leaving, LeftItem
from sopdesk.domain.handover import (
    Handover,
    HandoverAcknowledged,
    HandoverAddedTo,
    HandoverWritten,
    ItemCarried,
    ItemLeft,
    ItemTicked,
    Relief,
    Sort,
    ThingHanded,
    ThingReceived,
    Tick,
    fold,
    relief,
)
from sopdesk.domain.rota import Shift, Work
from tests.domain.given import CARD, at, history, recorded, refuses

WRITTEN = HandoverWritten("H-1", "Early", "", "Milk is short.", "A bang.")
ITEM = ItemLeft("1", text="Ring the dairy")
KEYS = ThingHanded("1", Sort.KEYS, Decimal(2), what="Safe")
CASH = ThingHanded("2", Sort.CASH, Decimal(150), "EUR", "ben", "Float")
ALL = (WRITTEN, ITEM, KEYS, CASH)


def given(*events: object) -> Handover:
    """Give the hand-over of these events."""
    return fold("handover-1", history(*events))


def leave(**parts: object) -> list[object]:
    """Write a hand-over as Ana."""
    return handing.leave(Leaving(**parts), writer="ana", number="H-1", shift="Early", currency="EUR")  # type: ignore[arg-type] # any part


def test_what_is_left_is_recorded_piece_by_piece() -> None:
    """Notes, open items, keys and cash are recorded, each its own entry, without blanks around."""
    events = leave(
        notes=" Milk is short. ", unusual="A bang.", items=(LeftItem(" Ring the dairy "),),
        things=(HandedThing("Safe", Sort.KEYS, Decimal(2)), HandedThing("Float", Sort.CASH, Decimal(150), "ben")),
    )  # fmt: skip
    assert events == list(ALL)
    assert given(*events).texts() == ("Milk is short.", "A bang.", "Ring the dairy", "Safe", "Float")


def test_a_hand_over_says_something() -> None:
    """An empty hand-over is refused, and so are an item or a thing without words."""
    assert "nothing to hand over" in refuses(lambda: leave(notes=" "))
    assert "still open" in refuses(lambda: leave(items=(LeftItem(" "),)))
    assert "which keys" in refuses(lambda: leave(things=(HandedThing("", Sort.KEYS, Decimal(1)),)))
    assert "not to yourself" in refuses(lambda: leave(things=(HandedThing("Safe", Sort.KEYS, Decimal(1), "ana"),)))


@pytest.mark.parametrize(
    ("sort", "count"),
    [
        (Sort.KEYS, "0"), (Sort.KEYS, "1.5"), (Sort.KEYS, "-1"), (Sort.CASH, "1.005"), (Sort.CASH, "NaN"),
        (Sort.CASH, "1E9"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be(sort: Sort, count: str) -> None:
    """Keys are counted in whole pieces, money to the cent, and nothing below nought."""
    refuses(lambda: leave(things=(HandedThing("It", sort, Decimal(count)),)))


def test_card_numbers_are_refused_in_a_hand_over() -> None:
    """A full card number is refused wherever it is typed in a hand-over."""
    for parts in ({"notes": CARD}, {"unusual": CARD}, {"items": (LeftItem(CARD),)},
                  {"things": (HandedThing(CARD, Sort.KEYS, Decimal(1)),)}):  # fmt: skip
        assert "card number" in refuses(lambda parts=parts: leave(**parts))  # type: ignore[misc] # lambda's default
    assert "card number" in refuses(lambda: handing.add(given(*ALL), "ana", CARD))
    assert "card number" in refuses(lambda: handing.receive(given(*ALL), "ben", {"1": Decimal(2)}, about_it=CARD))


def test_somebody_else_reads_it() -> None:
    """Whoever wrote a hand-over does not acknowledge it; others do so once each, in their order."""
    assert "next shift" in refuses(lambda: handing.acknowledge(given(*ALL), "ana"))
    assert handing.acknowledge(given(*ALL), "ben") == [HandoverAcknowledged()]
    read = given(*ALL, *((who, HandoverAcknowledged()) for who in ("ben", "cem", "ben")))
    assert [each.actor for each in read.readers] == ["ben", "cem"]
    assert handing.acknowledge(read, "ben") == []
    assert "no such" in refuses(lambda: handing.acknowledge(Handover("handover-9"), "ben"))


def test_an_item_is_ticked() -> None:
    """An item is taken over, done, or open again; ticking twice does no harm."""
    assert handing.tick(given(*ALL), "1", Tick.TAKEN) == [ItemTicked("1", Tick.TAKEN)]
    done = given(*ALL, ("ben", ItemTicked("1", Tick.DONE)))
    assert handing.tick(done, "1", Tick.DONE) == []
    assert not done.items["1"].is_open
    assert "does not belong" in refuses(lambda: handing.tick(done, "7", Tick.DONE))


def test_an_open_item_goes_on() -> None:
    """An item that is open goes on into the next hand-over, once; a done one does not."""
    assert handing.carry(given(*ALL), "1", "handover-2") == [ItemCarried("1", "handover-2")]
    on = given(*ALL, ItemCarried("1", "handover-2"))
    assert "meanwhile" in refuses(lambda: handing.carry(on, "1", "handover-3"))
    assert "Tick it there" in refuses(lambda: handing.tick(on, "1", Tick.DONE))
    assert "meanwhile" in refuses(lambda: handing.carry(given(*ALL, ItemTicked("1", Tick.DONE)), "1", "handover-3"))
    assert "earlier hand-over was done" in refuses(lambda: handing.carry(given(*ALL), "7", "handover-3"))


def test_the_receiver_counts_and_signs() -> None:
    """Who receives says what they counted; a difference needs words; nobody signs for their own or twice."""
    both = {"1": Decimal(2), "2": Decimal("148.50")}
    assert handing.receive(given(*ALL), "ben", {"1": Decimal(2)}) == [ThingReceived("1", Decimal(2))]
    assert "150 EUR was handed over, you count 148.50" in refuses(lambda: handing.receive(given(*ALL), "ben", both))
    said = handing.receive(given(*ALL), "ben", both, about_it=" Twice ")
    assert said == [ThingReceived("1", Decimal(2)), ThingReceived("2", Decimal("148.50"), Decimal("-1.50"), "Twice")]
    assert "receiver signs" in refuses(lambda: handing.receive(given(*ALL), "ana", both))
    assert "Say what" in refuses(lambda: handing.receive(given(*ALL), "ben", {}))
    assert "not handed over" in refuses(lambda: handing.receive(given(*ALL), "ben", {"9": Decimal(1)}))
    signed = given(*ALL, ("ben", said[0]), ("cem", ThingReceived("1", Decimal(1), Decimal(-1))))
    assert signed.things["1"].received == said[0]
    assert "already" in refuses(lambda: handing.receive(signed, "cem", {"1": Decimal(2)}))
    assert handing.receive(given(*ALL), "ben", {"1": Decimal(0)}, about_it="None there") == [
        ThingReceived("1", Decimal(0), Decimal(-2), "None there")
    ]


def test_a_correction_is_an_entry_beside() -> None:
    """Only whoever wrote it adds to a hand-over, and only in words."""
    assert handing.add(given(*ALL), "ana", " The tray ") == HandoverAddedTo("The tray")
    assert "Only whoever wrote" in refuses(lambda: handing.add(given(*ALL), "ben", "x"))
    assert "Write what" in refuses(lambda: handing.add(given(*ALL), "ana", " "))
    assert given(*ALL, HandoverAddedTo("The tray")).texts()[-1] == "The tray"


def test_an_erased_hand_over_still_folds() -> None:
    """Where words were erased the hand-over stands, and knows that it cannot be compared any more."""
    assert not given(*ALL).is_erased
    for gone in (HandoverWritten("H-1", notes=ERASED), ItemLeft("2", text=ERASED),
                 ThingHanded("3", Sort.KEYS, Decimal(1), what=ERASED)):  # fmt: skip
        assert given(gone, *ALL).is_erased
    assert given(WRITTEN, HandoverAddedTo(None)).additions[0][0] == ""
    assert given(HandoverWritten("H-1"), HandoverAcknowledged()).texts() == ()


def test_what_a_hand_over_does_not_know_changes_nothing() -> None:
    """Entries about items and things that are not there, and a second beginning, change nothing."""
    odd = (
        WRITTEN,
        ITEM,
        KEYS,
        ItemTicked("9", Tick.DONE),
        ItemCarried("9", "x"),
        ThingReceived("9", Decimal(1)),
        "else",
    )
    assert given(*ALL, *odd).leaving == list(ALL)
    assert fold("handover-1", [recorded("something else", "zoe")]) == Handover("handover-1")


def test_a_hand_over_is_the_same_in_whatever_order_its_events_arrive() -> None:
    """A late event of another station gives the same hand-over as one in time."""
    events = history(*ALL, ("ben", ItemTicked("1", Tick.TAKEN)), ("ben", HandoverAcknowledged()), HandoverAddedTo("x"))
    for seed in range(20):
        assert fold("h", Random(seed).sample(events, len(events))) == fold("h", events)


def work(person: str, starts: float, ends: float) -> Work:
    """Give somebody's shift from one hour after the beginning to another."""
    return Work(person, Shift("s", "S", 0, 0), at(starts), at(ends))


@pytest.mark.parametrize(
    ("hour", "works", "expected"),
    [
        (7.5, [("ana", 0, 8), ("ben", 6, 14), ("cem", 24, 32)], ("ben", 8, 14)),  # who goes on when she leaves
        (7.5, [("ana", 0, 8), ("ben", 8.5, 14)], ("ben", 8.5, 14)),  # who comes just after
        (7.5, [("ana", 0, 8), ("ben", 20, 28), ("cem", 30, 38)], ("ben", 20, 28)),  # who comes next
        (8.5, [("ana", 0, 8), ("ben", 0, 9), ("cem", 20, 28)], ("cem", 20, 28)),  # written after the end of the shift
        (3, [("ben", 0, 8)], ("ben", 3, 8)),  # no shift of her own: who is there goes on
    ],
)
def test_who_takes_over(
    hour: float, works: Sequence[tuple[str, float, float]], expected: tuple[str, float, float]
) -> None:
    """The next shift is who goes on when the writer leaves, else who comes next by the rota."""
    person, starts, ends = expected
    assert relief(at(hour), "ana", [work(*each) for each in works]) == Relief((person,), at(starts), at(ends))


def test_nobody_takes_over_where_nobody_is_planned() -> None:
    """Without a rota no shift comes next."""
    moment: datetime = at() + timedelta(hours=1)
    assert relief(moment, "ana", []) is None
    assert relief(moment, "ana", [work("ana", 0, 8)]) is None
