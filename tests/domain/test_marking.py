from dataclasses import replace
from decimal import Decimal

import pytest

from sopdesk.domain import marking, ticking
from sopdesk.domain.cash import MOST_PIECES, check_counted, denominations, total
from sopdesk.domain.mark import (
    CashCounted,
    ItemChosen,
    ItemConfirmed,
    ItemPhotographed,
    ItemSkipped,
    ItemTicked,
    ItemUnticked,
)
from sopdesk.domain.problems import problems
from sopdesk.domain.run import Run, RunStarted, fold
from sopdesk.domain.sop import Answer, Item, Phase, Procedure
from tests.domain.given import CARD, checklist, history, refuses, step

STARTED = RunStarted("R-1", "sop-1", "SOP-010", "1.0", "d1", "Closing")
FLOOR = Item("floor", "The floor", Answer.CHOICE, choices=("dry", "wet"), failing=("wet",))
TILL = Item("till", "The till", Answer.CASH, expected=Decimal(100))
SHELF = Item("shelf", "The shelf", Answer.PHOTO)
ALARM = Item("alarm", "The alarm is on", Answer.SECOND, must=True)
DOOR = Item("door", "The door", photo=True)
CONTENT = checklist(steps=(step("close", items=(FLOOR, TILL, SHELF, ALARM, DOOR)),))
COUNTED = ((Decimal(50), 1), (Decimal(20), 2), (Decimal("0.50"), 20))
ONE, OTHER = "a" * 64, "b" * 64


def given(*events: object) -> Run:
    """Give the run of these events."""
    return fold("run-1", history(STARTED, *events))


def test_one_of_the_answers_offered_is_chosen() -> None:
    """A choice takes one of its answers; the same again does no harm, another is refused until it is taken back."""
    assert marking.choose(given(), CONTENT, "floor", "dry") == [ItemChosen("floor", "dry")]
    chosen = given(ItemChosen("floor", "dry"))
    assert marking.choose(chosen, CONTENT, "floor", "dry") == []
    assert "take it back" in refuses(lambda: marking.choose(chosen, CONTENT, "floor", "wet", done_about_it="Mopped"))
    assert "no answer" in refuses(lambda: marking.choose(given(), CONTENT, "floor", "damp"))
    assert "no answer" in refuses(lambda: marking.choose(given(), CONTENT, "door", "dry"))


def test_a_failing_answer_says_what_was_done() -> None:
    """An answer that is not in order is recorded with what was done about it, and the mark says so."""
    assert "not in order" in refuses(lambda: marking.choose(given(), CONTENT, "floor", "wet"))
    (event,) = marking.choose(given(), CONTENT, "floor", "wet", done_about_it=" Mopped ")
    assert event == ItemChosen("floor", "wet", False, "Mopped")
    mark = given(event).marks["floor"]
    assert (mark.how, mark.text, mark.in_bounds, mark.done_about_it) == ("chosen", "wet", False, "Mopped")
    assert "card number" in refuses(lambda: marking.choose(given(), CONTENT, "floor", "wet", done_about_it=CARD))


def test_cash_is_counted_piece_by_piece() -> None:
    """The total is what the pieces come to, and the mark keeps them with what it should have been."""
    (event,) = marking.count_cash(given(), CONTENT, "till", COUNTED)
    assert event == CashCounted("till", COUNTED, Decimal(100), Decimal(100))
    mark = given(event).marks["till"]
    assert (mark.how, mark.value, mark.counted, mark.expected) == ("counted", Decimal(100), COUNTED, Decimal(100))


def test_a_difference_in_the_cash_says_what_was_done() -> None:
    """Too much or too little is recorded with what was done about it; bounds of the item allow a difference."""
    few = COUNTED[:2]
    assert "10 missing" in refuses(lambda: marking.count_cash(given(), CONTENT, "till", few))
    much = (*COUNTED, (Decimal(5), 1))
    assert "5.00 too much" in refuses(lambda: marking.count_cash(given(), CONTENT, "till", much))
    (event,) = marking.count_cash(given(), CONTENT, "till", few, done_about_it="Counted twice")
    assert (event.total, event.in_bounds, event.done_about_it) == (Decimal(90), False, "Counted twice")
    allowed = checklist(steps=(step("close", items=(replace(TILL, low=Decimal(-10), high=Decimal(2)),)),))
    assert marking.count_cash(given(), allowed, "till", few)[0].in_bounds
    assert "5.00 too much" in refuses(lambda: marking.count_cash(given(), allowed, "till", much))


def test_what_the_cash_should_come_to_is_said_at_the_count() -> None:
    """Where the line does not say what the cash should come to, whoever counts does."""
    free = checklist(steps=(step("close", items=(replace(TILL, expected=None),)),))
    assert "should come to" in refuses(lambda: marking.count_cash(given(), free, "till", COUNTED))
    assert marking.count_cash(given(), free, "till", COUNTED, expected=Decimal(100))[0].in_bounds
    assert "not a number" in refuses(
        lambda: marking.count_cash(given(), free, "till", COUNTED, expected=Decimal("NaN"))
    )
    assert "does not ask" in refuses(lambda: marking.count_cash(given(), CONTENT, "floor", COUNTED))


def test_a_count_of_cash_is_put_in_order() -> None:
    """Denominations stand largest first, without those of which there are none; what cannot be is refused."""
    assert check_counted([(Decimal(1), 3), (Decimal(5), 0), (Decimal(10), 1)]) == ((Decimal(10), 1), (Decimal(1), 3))
    assert total(check_counted([])) == 0
    assert "twice" in refuses(lambda: check_counted([(Decimal(1), 3), (Decimal("1.0"), 2)]))
    assert "no note or coin" in refuses(lambda: check_counted([(Decimal(-1), 3)]))
    assert "no note or coin" in refuses(lambda: check_counted([(Decimal("Infinity"), 3)]))
    assert "cannot be right" in refuses(lambda: check_counted([(Decimal(1), -3)]))
    assert "cannot be right" in refuses(lambda: check_counted([(Decimal(1), MOST_PIECES + 1)]))


def test_every_currency_has_notes_and_coins() -> None:
    """Largest first; a currency that is not listed gets a usual row."""
    assert denominations("GBP")[0] == 50
    assert denominations("JPY")[-1] == 1
    assert list(denominations("XTS")) == sorted(denominations("XTS"), reverse=True)


def test_a_photo_answers_a_line_that_asks_for_photos() -> None:
    """The first photo answers the line; more may follow, the same again does no harm."""
    (event,) = marking.photograph(given(), CONTENT, "shelf", ONE)
    assert event == ItemPhotographed("shelf", ONE, answers=True)
    run = given(event)
    assert (run.marks["shelf"].how, run.marks["shelf"].photos) == ("photographed", (ONE,))
    assert marking.photograph(run, CONTENT, "shelf", ONE) == []
    more = given(event, *marking.photograph(run, CONTENT, "shelf", OTHER), ItemPhotographed("shelf", OTHER))
    assert more.marks["shelf"].photos == (ONE, OTHER)


def test_a_line_may_ask_for_a_photo_besides() -> None:
    """Such a line is done only when its photo is there; the photo then belongs to what is recorded."""
    assert "photo" in refuses(lambda: marking.tick(given(), CONTENT, "door"))
    taken = ItemPhotographed("door", ONE)
    run = given(taken)
    assert "door" not in run.marks
    assert marking.photograph(run, CONTENT, "door", ONE) == []
    assert marking.tick(run, CONTENT, "door") == [ItemTicked("door")]
    assert given(taken, ItemTicked("door")).marks["door"].photos == (ONE,)


def test_photos_are_taken_back_with_the_line() -> None:
    """Taking a line back takes its photos with it; the journal keeps both. A skipped line takes no photo."""
    taken = ItemPhotographed("door", ONE)
    assert marking.untick(given(taken), CONTENT, "door") == [ItemUnticked("door")]
    assert not given(taken, ItemUnticked("door")).photos
    withdrawn = given(taken, ItemTicked("door"), ItemUnticked("door"))
    assert withdrawn.withdrawn_marks[0][0].photos == (ONE,)
    skipped = given(ItemSkipped("shelf", "Dark"))
    assert "skipped" in refuses(lambda: marking.photograph(skipped, CONTENT, "shelf", ONE))


def test_a_second_person_confirms() -> None:
    """The second person is somebody else, and has worked on the checklist: they cannot sign it off."""
    (event,) = marking.confirm(given(), CONTENT, "alarm", by="ana", second="leo")
    assert event == ItemConfirmed("alarm", "leo")
    run = given(event)
    assert run.marks["alarm"].second == "leo"
    assert "leo" in run.people()
    assert "somebody else" in refuses(lambda: marking.confirm(given(), CONTENT, "alarm", by="ana", second="ana"))
    assert "does not ask" in refuses(lambda: marking.confirm(given(), CONTENT, "floor", by="ana", second="leo"))


def test_whether_a_must_line_may_be_skipped_is_said_before_the_reason() -> None:
    """A must line is refused at once; a supervisor beside allows it, and is named."""
    assert "Only a supervisor" in refuses(lambda: marking.check_skip(given(), CONTENT, "alarm", may_skip_must=False))
    assert marking.check_skip(given(), CONTENT, "floor", may_skip_must=False) == FLOOR
    (event,) = marking.skip(given(), CONTENT, "alarm", reason="Broken", may_skip_must=True, allowed_by="sam")
    assert event == ItemSkipped("alarm", "Broken", "sam")
    assert given(event).marks["alarm"].second == "sam"
    (event,) = marking.skip(given(), CONTENT, "floor", reason="Closed", may_skip_must=True, allowed_by="sam")
    assert event.allowed_by == ""


PHASED = checklist(
    in_order=True,
    steps=(
        step("lights", items=(Item("a", "Lights"),), phase=Phase.BEFORE),
        step("bar", items=(Item("b", "Bar"),)),
        step("till", items=(Item("c", "Till"),), phase=Phase.DURING),
        step("lock", items=(Item("d", "Lock"),), phase=Phase.AFTER),
    ),
)  # fmt: skip


def test_phases_are_done_in_order() -> None:
    """A later phase waits for the earlier ones; a step without a phase belongs to the one before it."""
    assert "First: “Lights”" in refuses(lambda: marking.tick(given(), PHASED, "c"))
    begun = given(ItemTicked("a"))
    assert "First: “Bar”" in refuses(lambda: marking.tick(begun, PHASED, "d"))
    assert marking.tick(begun, PHASED, "b")
    assert marking.tick(given(ItemTicked("b"), ItemSkipped("a", "Day")), PHASED, "c")


@pytest.mark.parametrize("content", [replace(PHASED, in_order=False)])
def test_phases_bind_only_where_the_procedure_says_so(content: Procedure) -> None:
    """Without that, lines are ticked in any order."""
    assert marking.waits_for(given(), content, "d") is None
    assert marking.waiting(given(), content) == {}
    assert marking.tick(given(), content, "d")


def test_what_waits_is_told_with_what_comes_first() -> None:
    """Each open line of a later phase waits for the first open one before it; what is recorded waits for nothing."""
    names = {item: first.id for item, first in marking.waiting(given(ItemTicked("b")), PHASED).items()}
    assert names == {"c": "a", "d": "a"}
    done = given(*(ItemTicked(each) for each in "abc"))
    assert marking.waiting(done, PHASED) == {}


def test_a_completed_run_takes_nothing_more() -> None:
    """What is completed is not changed."""
    run = given(*(ItemTicked(each.id) for each in CONTENT.items()))
    done = fold("run-1", history(STARTED, *(ItemTicked(each.id) for each in CONTENT.items()),
                                 ticking.complete(run, CONTENT)))  # fmt: skip
    assert "completed" in refuses(lambda: marking.photograph(done, CONTENT, "shelf", ONE))


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Item("a", "A"), ""),
        (Item("a", "A", photo=True), "a photo"),
        (Item("a", "A", Answer.TEXT, photo=True), "write it down, a photo"),
        (FLOOR, "dry / wet"),
        (SHELF, "a photo"),
        (replace(SHELF, photo=True), "a photo"),
        (ALARM, "a second person’s PIN"),
        (TILL, "cash by note and coin, 100 expected"),
        (replace(TILL, expected=None), "cash by note and coin"),
        (Item("a", "A", Answer.NUMBER, "°C", Decimal(2)), "2 °C or more"),
    ],
)
def test_what_a_line_asks_for_is_said_in_words(item: Item, words: str) -> None:
    """Beyond a tick: bounds, answers, a photo, a second person, cash."""
    assert item.demand() == words


def test_bounds_are_known() -> None:
    """A count has bounds when there is a lower or an upper one."""
    assert [each.bounded for each in (FLOOR, replace(FLOOR, low=Decimal(1)), replace(FLOOR, high=Decimal(1)))] == [
        False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (replace(FLOOR, choices=("dry",), failing=()), "at least two answers"),
        (replace(FLOOR, choices=("dry", "dry"), failing=()), "stands there twice"),
        (replace(FLOOR, choices=("dry|damp", "wet")), "holds no “|”"),
        (replace(FLOOR, failing=("damp",)), "“damp” is not in order, but is no answer"),
        (replace(FLOOR, failing=("dry", "wet")), "every answer means that something is wrong"),
        (Item("a", "A", choices=("dry", "wet")), "offers answers but asks for a tick"),
    ],
)
def test_a_choice_offers_answers_that_make_sense(item: Item, sentence: str) -> None:
    """Two answers at least, each once, and those that fail are among them."""
    content = checklist(steps=(step("close", items=(item,)),))
    assert any(sentence in each.sentence for each in problems(content))
    assert not any("answer" in each.sentence for each in problems(CONTENT))
