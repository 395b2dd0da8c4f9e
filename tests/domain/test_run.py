import random
from decimal import Decimal

import pytest

from sopdesk.domain import marking, ticking
from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.mark import ItemCounted, ItemNoted, ItemSkipped, ItemTicked, ItemUnticked
from sopdesk.domain.occasion import Occasion
from sopdesk.domain.revision import RevisionApproved, RevisionSubmitted, Significance
from sopdesk.domain.revision import fold as fold_sop
from sopdesk.domain.run import Run, RunCompleted, RunReturned, RunSignedOff, RunStage, RunStarted, fold
from sopdesk.domain.sop import Item, Procedure
from tests.domain.given import CARD, at, checklist, history, procedure, recorded, refuses, signature

STARTED = RunStarted("R-1", "sop-1", "SOP-010", "1.0", "d1", "Closing")
MARKS = (
    ItemTicked("wand"),
    ItemCounted("fridge", Decimal(4)),
    ItemCounted("float", Decimal("150.00")),
    ItemNoted("stock", "Milk"),
)
DONE = (STARTED, *MARKS)
COMPLETED = RunCompleted(4, 0, 0, "handover-1", "d")
SIGNED = RunSignedOff("d9", signature(), "Sam Reed", "salt")


def given(*events: object) -> Run:
    """Give the run of these events."""
    return fold("run-1", history(*events))


def in_force(content: Procedure) -> list[Recorded]:
    """Give the events of a procedure in force from hour 2 on."""
    approved = RevisionApproved(1, "d1", "1.0", Significance.MAJOR, at(2), signature())
    return history(RevisionSubmitted(1, content, "d1", "New"), ("sam", approved))


def test_a_run_is_pinned_to_the_revision_in_force() -> None:
    """Whoever starts a checklist does it by the revision in force at that moment."""
    sop = fold_sop("sop-1", in_force(checklist()))
    assert ticking.start(sop, number="R-1", now=at(3)) == STARTED
    assert ticking.start(sop, number="R-2", now=at(3), incident="inc-1").incident == "inc-1"
    occasion = Occasion(at(4), at(3), at(5), at(6))
    began = ticking.start(sop, number="R-3", now=at(3), occasion=occasion)
    assert (began.due, began.late_from) == (at(4), at(5))


def test_a_checklist_not_in_force_is_not_started() -> None:
    """A checklist that is not effective yet, or has nothing to tick, cannot be run."""
    assert "not in force" in refuses(lambda: ticking.start(fold_sop("s", in_force(checklist())), number="R", now=at(1)))
    assert "nothing to tick" in refuses(
        lambda: ticking.start(fold_sop("s", in_force(procedure())), number="R", now=at(3))
    )


def test_ticking_twice_does_no_harm() -> None:
    """A line is ticked once; a second press gives no second entry."""
    assert marking.tick(given(STARTED), checklist(), "wand") == [ItemTicked("wand")]
    assert marking.tick(given(STARTED, ItemTicked("wand")), checklist(), "wand") == []


def test_a_line_that_was_skipped_is_not_ticked() -> None:
    """Whoever skipped a line takes that back before ticking it."""
    assert "skipped" in refuses(lambda: marking.tick(given(STARTED, ItemSkipped("wand", "x")), checklist(), "wand"))


def test_a_count_within_bounds_is_recorded() -> None:
    """A reading within its bounds is recorded as it is."""
    assert marking.count(given(STARTED), checklist(), "fridge", Decimal("4.5")) == [
        ItemCounted("fridge", Decimal("4.5"), in_bounds=True)
    ]


@pytest.mark.parametrize("reading", ["1.9", "5.1"])
def test_a_count_out_of_bounds_says_what_was_done(reading: str) -> None:
    """A reading out of bounds is recorded only with what was done about it."""
    run, value = given(STARTED), Decimal(reading)
    assert "outside 2 to 5 °C" in refuses(lambda: marking.count(run, checklist(), "fridge", value))
    assert marking.count(run, checklist(), "fridge", value, done_about_it=" Called. ") == [
        ItemCounted("fridge", value, False, "Called.")
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e12", "1E+999999", "0.0000001", "-1e400"])
def test_a_count_is_a_number_that_can_be_written(number: str) -> None:
    """What is no number, or one that no page could hold, is not recorded."""
    assert "not a number" in refuses(lambda: marking.count(given(STARTED), checklist(), "float", Decimal(number)))


def test_nothing_is_as_good_a_count_as_any() -> None:
    """Zero can be counted."""
    assert marking.count(given(STARTED), checklist(), "float", Decimal(0))[0].value == 0


def test_a_line_takes_what_it_asks_for() -> None:
    """A tick, a number and a text each go where they are asked for."""
    run = given(STARTED)
    assert "asks for a number" in refuses(lambda: marking.tick(run, checklist(), "fridge"))
    assert "not ask for a number" in refuses(lambda: marking.count(run, checklist(), "wand", Decimal(1)))
    assert "not ask for a text" in refuses(lambda: marking.note(run, checklist(), "wand", "x"))
    assert "does not belong" in refuses(lambda: marking.tick(run, checklist(), "windows"))


def test_a_text_is_written_down() -> None:
    """A line that asks for a text takes it once; another text is refused, the same does no harm."""
    assert marking.note(given(STARTED), checklist(), "stock", " Milk ") == [ItemNoted("stock", "Milk")]
    noted = given(STARTED, ItemNoted("stock", "Milk"))
    assert marking.note(noted, checklist(), "stock", "Milk") == []
    assert "recorded already" in refuses(lambda: marking.note(noted, checklist(), "stock", "Tea"))
    assert "Write something" in refuses(lambda: marking.note(given(STARTED), checklist(), "stock", "  "))


def test_a_line_is_skipped_with_a_reason() -> None:
    """A line can be left out with a reason; a must line only by somebody who may sign off."""
    run = given(STARTED)
    skip = marking.skip
    assert skip(run, checklist(), "stock", reason=" closed ", may_skip_must=False) == [ItemSkipped("stock", "closed")]
    assert "reason" in refuses(lambda: skip(run, checklist(), "stock", reason=" ", may_skip_must=True))
    assert "supervisor" in refuses(lambda: skip(run, checklist(), "wand", reason="broken", may_skip_must=False))
    assert skip(run, checklist(), "wand", reason="broken", may_skip_must=True) == [ItemSkipped("wand", "broken")]


def test_what_is_recorded_is_taken_back_before_it_changes() -> None:
    """A second count or a skip of the same line is refused until the first is taken back; the journal keeps both."""
    run = given(*DONE)
    assert "take it back" in refuses(lambda: marking.count(run, checklist(), "fridge", Decimal(3)))
    assert "take it back" in refuses(lambda: marking.skip(run, checklist(), "wand", reason="x", may_skip_must=True))
    assert marking.untick(run, checklist(), "fridge") == [ItemUnticked("fridge")]
    again = given(*DONE, ItemUnticked("fridge"))
    assert "fridge" not in again.marks
    assert [mark.value for mark, _ in again.withdrawn_marks] == [Decimal(4)]
    assert marking.untick(again, checklist(), "fridge") == []


def test_a_run_is_completed_when_nothing_is_open() -> None:
    """A checklist is complete when every line is done or skipped; the completion counts them."""
    odd = (STARTED, ItemTicked("wand"), ItemSkipped("stock", "x"), ItemCounted("fridge", Decimal(9), False, "Called"))
    assert "Still open: “Fridge” and 2 more" in refuses(
        lambda: ticking.complete(given(STARTED, ItemTicked("wand")), checklist())
    )
    assert "“Count the float”. Tick" in refuses(lambda: ticking.complete(given(*odd), checklist()))
    full = given(*odd, ItemCounted("float", Decimal(100)))
    assert ticking.complete(full, checklist()) == RunCompleted(3, 1, 1)


def test_nothing_changes_in_a_completed_run() -> None:
    """Once completed, a checklist changes only when it is given back."""
    run = given(*DONE, COMPLETED)
    assert run.stage is RunStage.COMPLETED
    assert "completed" in refuses(lambda: marking.untick(run, checklist(), "wand"))
    assert "completed" in refuses(lambda: ticking.complete(run, checklist()))


def test_a_run_that_never_began_takes_nothing() -> None:
    """Nothing can be done with a checklist that nobody started."""
    assert "no such" in refuses(lambda: marking.tick(Run("run-9"), checklist(), "wand"))
    assert "no such" in refuses(lambda: ticking.check_sign_off(Run("run-9"), "sam"))


def test_somebody_else_signs_off() -> None:
    """Whoever started, marked, took back or completed anything in a checklist cannot sign it off."""
    run = given(("ana", STARTED), ("ben", MARKS[0]), ("cem", ItemUnticked("wand")), *MARKS, ("dora", COMPLETED))
    for worker in ("ana", "ben", "cem", "dora"):
        assert "Somebody else" in refuses(lambda worker=worker: ticking.check_sign_off(run, worker))  # type: ignore[misc] # lambda's default
    ticking.check_sign_off(run, "sam")


def test_whoever_completed_first_stays_out_of_the_sign_off() -> None:
    """A run that was given back and completed by another still counts as the work of both."""
    run = given(*DONE, ("dora", COMPLETED), ("sam", RunReturned("Count again")), ("ben", COMPLETED))
    assert "Somebody else" in refuses(lambda: ticking.check_sign_off(run, "dora"))
    ticking.check_sign_off(run, "sam")


def test_a_sign_off_comes_once_and_after_completion() -> None:
    """An open checklist is not signed off, and a signed one not again."""
    assert "not completed" in refuses(lambda: ticking.check_sign_off(given(*DONE), "sam"))
    signed = given(*DONE, COMPLETED, ("sam", SIGNED))
    assert signed.stage is RunStage.SIGNED_OFF
    assert "already" in refuses(lambda: ticking.check_sign_off(signed, "tom"))


def test_a_run_is_given_back_with_a_reason() -> None:
    """A supervisor who does not sign says what is missing, and the run is open again."""
    run = given(*DONE, COMPLETED)
    assert "missing" in refuses(lambda: ticking.give_back(run, "sam", reason=" "))
    assert ticking.give_back(run, "sam", reason=" Count again ") == RunReturned("Count again")
    back = given(*DONE, COMPLETED, ("sam", RunReturned("Count again")))
    assert back.stage is RunStage.OPEN
    assert [reason for reason, _ in back.returned] == ["Count again"]


def test_what_was_handed_over_stands_until_it_is_replaced() -> None:
    """A run that was given back keeps what was handed over with it, unless its next completion hands over anew."""
    back = (*DONE, ("dora", COMPLETED), ("sam", RunReturned("More")))
    assert given(*back, ("dora", RunCompleted(4, 0, 0))).handover == "handover-1"
    again = given(*back, ("dora", RunCompleted(4, 0, 0, "handover-2", "e")))
    assert (again.handover, again.handover_digest) == ("handover-2", "e")


def test_card_numbers_are_refused_in_a_checklist_too() -> None:
    """A full card number is refused wherever it is typed: notes, reasons, measures."""
    run, content = given(STARTED), checklist()
    assert "card number" in refuses(lambda: marking.note(run, content, "stock", CARD))
    assert "card number" in refuses(lambda: marking.skip(run, content, "stock", reason=CARD, may_skip_must=True))
    assert "card number" in refuses(lambda: marking.count(run, content, "fridge", Decimal(9), done_about_it=CARD))
    assert "card number" in refuses(lambda: ticking.give_back(given(*DONE, COMPLETED), "sam", reason=CARD))


def test_acts_done_apart_all_stand() -> None:
    """Of two ticks, completions or sign-offs made at two stations unknown to each other the first one counts."""
    run = given(
        *DONE, ("ben", ItemTicked("wand")), ItemUnticked("windows"), ("dora", COMPLETED),
        ("ben", RunCompleted(4, 0, 0, "Other")), ("sam", SIGNED), ("tom", SIGNED), ("tom", RunReturned("Late")),
    )  # fmt: skip
    assert run.marks["wand"].stamp.actor == "ana"
    assert run.handover == "handover-1"
    assert run.stage is RunStage.SIGNED_OFF
    assert run.sign_off is not None
    assert run.sign_off.actor == "sam"


def test_a_run_is_the_same_in_whatever_order_its_events_arrive() -> None:
    """A late event of another station gives the same run as one in time."""
    events = history(*DONE, ItemUnticked("float"), COMPLETED, RunReturned("x"), MARKS[2], COMPLETED, ("sam", SIGNED))
    run = fold("run-1", events)
    for seed in range(20):
        shuffled = random.Random(seed).sample(events, len(events))
        assert fold("run-1", shuffled) == run


def test_an_erased_run_still_folds() -> None:
    """Where personal words were erased the run stands, and says so."""
    run = given(
        STARTED, ItemCounted("fridge", Decimal(9), False, ERASED), ItemNoted("stock", ERASED),
        ItemSkipped("wand", ERASED), RunCompleted(2, 1, 1), RunReturned(ERASED),
    )  # fmt: skip
    assert {mark.text or mark.done_about_it for mark in run.marks.values()} == {ERASED}
    assert run.returned[0][0] == ERASED


def test_what_a_run_does_not_know_changes_nothing() -> None:
    """An event of another kind leaves the run, and who worked on it, as they were."""
    assert fold("run-1", [recorded("something else", "zoe")]) == Run("run-1")


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (2, 5, "°C", "2 to 5 °C"),
        (150, 150, "EUR", "exactly 150 EUR"),
        (2, None, "", "2 or more"),
        (None, 5, "°C", "5 °C or less"),
        (None, None, "", "any number"),
    ],
)
def test_bounds_are_said_in_words(low: int | None, high: int | None, unit: str, words: str) -> None:
    """The bounds of a count are shown as one would say them."""
    bound = [None if each is None else Decimal(each) for each in (low, high)]
    assert Item("x", "X", unit=unit, low=bound[0], high=bound[1]).bounds() == words


def test_what_was_mended_stands_where_it_was() -> None:
    """A line done again after a refused sign-off is no line out of order; one done again before it stands anew."""
    before = given(STARTED, MARKS[0], ItemUnticked("wand"), MARKS[1], MARKS[0])
    assert [each.stamp.seq for each in before.marks_in_order()] == [
        before.marks[name].stamp.seq for name in before.marks
    ]
    events = (*DONE, COMPLETED, ("sam", RunReturned("Clean it again")), ItemUnticked("wand"), MARKS[0])
    mended = given(*events)
    first = given(*DONE).marks["wand"]
    assert mended.marks["wand"].stamp.order > mended.marks["stock"].stamp.order
    assert {each.item: each.stamp for each in mended.marks_in_order()}["wand"] == first.stamp
