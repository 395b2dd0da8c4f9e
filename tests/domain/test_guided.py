from functools import partial

from sopdesk.domain import guiding
from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.guided import (
    GuideAnswered,
    Guided,
    GuideGivenUp,
    GuideNoted,
    GuideStage,
    GuideStarted,
    GuideSteppedBack,
    GuideTakenOver,
    fold,
)
from sopdesk.domain.revision import RevisionApproved, RevisionSubmitted, Significance
from sopdesk.domain.revision import fold as fold_sop
from sopdesk.domain.sop import Procedure
from tests.domain.given import CARD, at, checklist, history, recorded, refuses, signature, step, ways, workflow

CONTENT = workflow(
    ways("says", "again", "way", "done"), ways("again", "done", "says", "back"), step("way"),
    ways("cash", "done", "escalate:supervisor"),
)  # fmt: skip
STARTED = GuideStarted("W-1", "sop-1", "SOP-001", "1.0", "d1", CONTENT.title, "says")
AGAIN = GuideAnswered("says", 0, "again")
UP = (STARTED, GuideAnswered("says", 1, "way"), GuideAnswered("way", -1, "cash"),
      GuideAnswered("cash", 1, "escalate:supervisor"))  # fmt: skip


def given(*events: object) -> Guided:
    """Give the guided workflow of these events."""
    return fold("guide-1", history(*events))


def in_force(content: Procedure) -> list[Recorded]:
    """Give the events of a procedure in force from hour 2 on."""
    approved = RevisionApproved(1, "d1", "1.0", Significance.MAJOR, at(2), signature())
    return history(RevisionSubmitted(1, content, "d1", "New"), ("sam", approved))


def answers(*events: object, step_id: str, branch: int = guiding.ON) -> list[GuideAnswered]:
    """Answer a question after these events."""
    return guiding.answer(given(*events), CONTENT, step_id, branch)


def test_a_workflow_is_followed_by_the_revision_in_force() -> None:
    """Whoever begins to follow a workflow does it by the revision in force at that moment, from its first question."""
    sop = fold_sop("sop-1", in_force(CONTENT))
    assert guiding.start(sop, number="W-1", now=at(3)) == STARTED
    assert "not in force" in refuses(lambda: guiding.start(sop, number="W-1", now=at(1)))


def test_only_a_workflow_is_followed() -> None:
    """A checklist is ticked, an article is read: only a decision workflow is followed question by question."""
    for content in (checklist(), workflow()):
        begin = partial(guiding.start, fold_sop("sop-1", in_force(content)), number="W", now=at(3))
        assert "not a decision workflow" in refuses(begin)


def test_an_answer_leads_to_the_next_question() -> None:
    """The answer chosen decides which question is next; a step that asks nothing leads on to the one after it."""
    assert answers(STARTED, step_id="says", branch=0) == [AGAIN]
    assert given(STARTED, AGAIN).at == "again"
    assert answers(*UP[:2], step_id="way") == [UP[2]]
    last = workflow(ways("says", "way"), step("way"))
    state = given(STARTED, UP[1])
    assert guiding.answer(state, last, "way") == [GuideAnswered("way", -1, "done")]


def test_only_the_open_question_is_answered() -> None:
    """A question that is not open, an answer that does not exist, and anything after the end are refused."""
    assert "not open" in refuses(lambda: answers(STARTED, step_id="again", branch=0))
    assert "not open" in refuses(lambda: answers(STARTED, step_id="nowhere"))
    assert "Choose" in refuses(lambda: answers(STARTED, step_id="says", branch=7))
    assert "Choose" in refuses(lambda: answers(STARTED, step_id="says"))
    done = (STARTED, GuideAnswered("says", 2, "done"))
    assert "come to its end" in refuses(lambda: answers(*done, step_id="says", branch=0))


def test_an_answer_pressed_twice_counts_once() -> None:
    """An impatient finger does no harm."""
    assert answers(STARTED, AGAIN, step_id="says", branch=0) == []
    assert len(given(STARTED, AGAIN, AGAIN).turns) == 1


def test_done_ends_the_way() -> None:
    """A way that ends in done has no open question."""
    state = given(STARTED, GuideAnswered("says", 2, "done"))
    assert (state.stage, state.at, state.role) == (GuideStage.DONE, "", "")


def test_going_back_is_recorded_and_asks_again() -> None:
    """Whoever goes back answers again; what was answered before stays in the record and counts no more."""
    state = given(STARTED, AGAIN, GuideSteppedBack("says"))
    assert state.at == "says"
    assert state.way() == []
    assert [turn.taken_back is not None for turn in state.turns] == [True]
    assert guiding.step_back(given(STARTED, AGAIN)) == GuideSteppedBack("says")
    assert guiding.step_back(given(*UP[:3]), "says") == GuideSteppedBack("says")
    assert given(*UP[:3], GuideSteppedBack("says")).way() == []


def test_an_answer_may_lead_back() -> None:
    """The answer “back” asks the question before once more; at the first question it asks that one again."""
    back = given(STARTED, AGAIN, GuideAnswered("again", 2, "back"))
    assert (back.at, back.way()) == ("says", [])
    first = given(STARTED, GuideAnswered("says", 3, "back"))
    assert (first.at, first.way()) == ("says", [])


def test_nobody_goes_back_where_nothing_was_answered() -> None:
    """There is no way back from the first question, to a question off the way, or out of what has ended for good."""
    assert "first question" in refuses(lambda: guiding.step_back(given(STARTED)))
    assert "not on the way" in refuses(lambda: guiding.step_back(given(STARTED, AGAIN), "cash"))
    taken = given(*UP, ("sam", GuideTakenOver()))
    assert "ended" in refuses(lambda: guiding.step_back(taken))
    assert given(STARTED, AGAIN, GuideSteppedBack("cash")).at == "again"
    assert given(*UP, ("sam", GuideTakenOver()), GuideSteppedBack("says")).stage is GuideStage.TAKEN_OVER


def test_a_wrong_last_answer_can_be_taken_back() -> None:
    """Going back out of an end opens the question again, as long as nobody has taken it over."""
    state = given(*UP, GuideSteppedBack("cash"))
    assert (state.stage, state.at, state.role) == (GuideStage.OPEN, "cash", "")


def test_an_escalation_is_taken_over_by_somebody_with_the_authority() -> None:
    """What is handed up is taken over by the role that was asked for or one above it, never by who handed it up."""
    state = given(*UP)
    assert (state.stage, state.role) == (GuideStage.ESCALATED, "supervisor")
    assert guiding.take_over(state, "sam", stands_for_role=True) == GuideTakenOver()
    assert "more authority" in refuses(lambda: guiding.take_over(state, "leo", stands_for_role=False))
    assert "yourself" in refuses(lambda: guiding.take_over(state, "ana", stands_for_role=True))
    taken = given(*UP, ("sam", GuideTakenOver()), ("ruth", GuideTakenOver()))
    assert taken.taken_over is not None
    assert taken.taken_over.actor == "sam"
    assert "somebody has it" in refuses(lambda: guiding.take_over(taken, "ruth", stands_for_role=True))
    assert "handed this up" in refuses(lambda: guiding.take_over(given(STARTED), "sam", stands_for_role=True))


def test_notes_are_written_on_the_way_and_after_it() -> None:
    """What has to be remembered is written at its step, also after the end; no empty words, no card numbers."""
    assert guiding.note(given(*UP), CONTENT, "cash", " Six pounds ") == GuideNoted("cash", "Six pounds")
    assert "no such step" in refuses(lambda: guiding.note(given(STARTED), CONTENT, "nowhere", "x"))
    assert "Write something" in refuses(lambda: guiding.note(given(STARTED), CONTENT, "says", " "))
    assert "card number" in refuses(lambda: guiding.note(given(STARTED), CONTENT, "says", CARD))
    noted = given(STARTED, GuideNoted("says", "Mr Hall"), GuideNoted("says"))
    assert [text for _, text, _ in noted.notes] == ["Mr Hall", ""]


def test_giving_up_takes_a_reason() -> None:
    """A way that nobody goes on with ends with a reason, once; nothing is written or answered in it any more."""
    assert guiding.give_up(given(STARTED), reason=" She left ") == GuideGivenUp("She left")
    assert "Say in a few words" in refuses(lambda: guiding.give_up(given(STARTED), reason=""))
    assert "card number" in refuses(lambda: guiding.give_up(given(STARTED), reason=CARD))
    state = given(STARTED, GuideGivenUp("She left"), GuideGivenUp("Again"))
    assert (state.stage, state.given_up) == (GuideStage.GIVEN_UP, "She left")
    assert "come to its end" in refuses(lambda: guiding.give_up(state, reason="x"))
    assert "given up" in refuses(lambda: guiding.note(state, CONTENT, "says", "x"))
    assert given(STARTED, GuideGivenUp(ERASED)).given_up == ERASED
    assert given(STARTED, GuideGivenUp()).given_up == "no reason is left"
    assert given(STARTED, GuideGivenUp("x"), GuideSteppedBack("says")).stage is GuideStage.GIVEN_UP


def test_whoever_had_a_hand_in_it_is_known() -> None:
    """Everybody who began, answered or wrote stands in the record of the way."""
    state = given(("leo", STARTED), ("amira", AGAIN), ("mei", GuideNoted("again", "x")))
    assert state.hands() == {"leo", "amira", "mei"}
    assert given().hands() == set()


def test_late_and_double_events_do_no_harm() -> None:
    """An answer to a question that is not open, a second beginning and an unknown event change nothing."""
    state = given(STARTED, GuideAnswered("cash", 0, "done"), STARTED, "something else")
    assert (state.at, state.turns) == ("says", [])
    assert fold("guide-1", [recorded(AGAIN)]).turns == []
