from functools import partial

from sopdesk.domain.journey import (
    Journey,
    JourneyRetired,
    JourneyRevised,
    Stage,
    Touchpoint,
    fold,
    ids_of,
    move,
    new_id,
    put_stage,
    put_touchpoint,
    revise,
    with_known_ids,
    without,
)
from tests.domain.given import history, refuses

GREET, SEAT, ORDER = Touchpoint("greet", "Greeting"), Touchpoint("seat", "A table"), Touchpoint("order", "The order")
STAGES = (Stage("arrive", "Arrive", (GREET, SEAT)), Stage("buy", "Order", (ORDER,)), Stage("leave", "Leave"))
DRAWN = JourneyRevised("A visit", STAGES)


def layout(stages: tuple[Stage, ...]) -> str:
    """Give the ids of stages and touchpoints in one line."""
    return " ".join(f"{each.id}({','.join(card.id for card in each.touchpoints)})" for each in stages)


def test_a_journey_has_revisions() -> None:
    """Each state of a journey stays, with who recorded it and why; one taken out of use may come back."""
    state = fold("journey-1", history(DRAWN, ("ben", JourneyRevised("Visit", STAGES[:1], "Shorter")), "something else"))
    assert [(each.title, each.reason, each.stamp.actor) for each in state.revisions] == [
        ("A visit", "", "ana"), ("Visit", "Shorter", "ben"),
    ]  # fmt: skip
    gone = fold("journey-1", history(DRAWN, JourneyRetired("Old")))
    assert gone.retired is not None
    assert revise(gone, "A visit", STAGES, "Again") == JourneyRevised("A visit", STAGES, "Again")
    assert fold("journey-1", history(DRAWN, JourneyRetired(), DRAWN)).retired is None


def test_a_journey_is_drawn() -> None:
    """A journey has a name, a stage, and names for all its parts; a change has a reason."""
    new, old = Journey("journey-1"), fold("journey-1", history(DRAWN))
    assert revise(new, " A visit ", STAGES, "") == DRAWN
    assert "Give the journey a name" in refuses(partial(revise, new, " ", STAGES, ""))
    assert "needs a stage" in refuses(partial(revise, new, "X", (), ""))
    assert "A stage has no name" in refuses(partial(revise, new, "X", (Stage("a", " "),), ""))
    unnamed = (Stage("a", "A", (Touchpoint("t", " "),)),)
    assert "A touchpoint of A has no name" in refuses(partial(revise, new, "X", unnamed, ""))
    quick = (Stage("a", "A", (Touchpoint("t", "T", minutes=0),)),)
    assert "at least one minute" in refuses(partial(revise, new, "X", quick, ""))
    assert "Nothing has changed" in refuses(partial(revise, old, "A visit", STAGES, "Why not"))
    assert "Say why" in refuses(partial(revise, old, "A visit", STAGES[:2], " "))


def test_ids_are_given_once() -> None:
    """A new part gets an id of its own, made of its name."""
    assert new_id("Greet", STAGES) == "greet-2"
    assert new_id("Wait here!", STAGES) == "wait-here"
    assert new_id("…", STAGES) == "part"
    assert list(ids_of(STAGES))[:3] == ["arrive", "greet", "seat"]


def test_parts_keep_their_ids_by_name() -> None:
    """Read anew from a table, parts of the same name keep their ids; a second one of that name gets another."""
    read = (Stage("x", "Arrive", (Touchpoint("y", "A table"), Touchpoint("z", "A table"))), Stage("q", "Arrive"))
    assert layout(with_known_ids(read, STAGES)) == "arrive(seat,a-table) arrive-2()"


def test_parts_are_put_and_taken_away() -> None:
    """A stage or touchpoint takes the place of the one with its id, or comes where it is put."""
    assert layout(put_stage(STAGES, Stage("eat", "Eat"), 2)) == "arrive(greet,seat) buy(order) eat() leave()"
    assert put_stage(STAGES, Stage("leave", "Go"))[2].title == "Go"
    assert layout(put_stage(STAGES, Stage("eat", "Eat"))).endswith("leave() eat()")
    assert layout(put_touchpoint(STAGES, "leave", Touchpoint("bye", "Goodbye"))).endswith("leave(bye)")
    assert layout(put_touchpoint(STAGES, "arrive", Touchpoint("door", "Door"), 0)).startswith("arrive(door,greet,seat)")
    assert put_touchpoint(STAGES, "", Touchpoint("seat", "A seat"))[0].touchpoints[1].title == "A seat"
    assert layout(without(STAGES, "buy")) == "arrive(greet,seat) leave()"
    assert layout(without(STAGES, "greet")) == "arrive(seat) buy(order) leave()"


def test_parts_are_moved() -> None:
    """Stages move left and right; touchpoints up and down, and into the stage beside; at an edge all stays."""
    assert layout(move(STAGES, "buy", across=-1)) == "buy(order) arrive(greet,seat) leave()"
    assert layout(move(STAGES, "seat", down=-1)) == "arrive(seat,greet) buy(order) leave()"
    assert layout(move(STAGES, "seat", across=1)) == "arrive(greet) buy(order,seat) leave()"
    assert layout(move(STAGES, "greet", across=1)) == "arrive(seat) buy(greet,order) leave()"
    for part, how in (("arrive", {"across": -1}), ("greet", {"across": -1}), ("seat", {"down": 1}), ("x", {"down": 1})):
        assert move(STAGES, part, **how) == STAGES
