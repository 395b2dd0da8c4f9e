from sopdesk.domain.controlled_copy import (
    Copy,
    CopyCalledIn,
    CopyIssued,
    CopyLost,
    CopyReturned,
    CopyState,
    CopyVoided,
    call_in,
    check_whereabouts,
    fold,
    lose,
    take_back,
    void,
)
from tests.domain.given import CARD, history, refuses

ISSUED = CopyIssued("P-COUN-00001", "sop-1", "SOP-005", "1.2", "d1", "Closing", "f1", "Kitchen wall")


def given(*events: object) -> Copy:
    """Give a copy with these events after its issue."""
    return fold("copy-1", history(ISSUED, *events))


def test_a_copy_that_is_out() -> None:
    """A copy that was issued is out until something becomes of it."""
    copy = given()
    assert (copy.state, copy.issued, copy.ended) == (CopyState.OUT, ISSUED, None)


def test_somebody_must_know_where_a_copy_is() -> None:
    """A copy without place and without holder cannot be called in, so it is not issued."""
    assert "where the copy hangs" in refuses(lambda: check_whereabouts(" ", ""))
    assert "card" in refuses(lambda: check_whereabouts("", CARD))
    check_whereabouts("Kitchen wall", "")
    check_whereabouts("", "Sam")


def test_a_copy_is_called_in_and_comes_back() -> None:
    """A copy is asked for once; when it is back, it is destroyed."""
    called = call_in(given(), reason=" superseded ")
    assert called == CopyCalledIn("superseded")
    copy = given(called)
    assert (copy.state, copy.why) == (CopyState.CALLED_IN, "superseded")
    assert "called in already" in refuses(lambda: call_in(copy))
    back = given(called, take_back(copy, remark="torn"))
    assert (back.state, back.why) == (CopyState.RETURNED, "torn")
    assert "returned already" in refuses(lambda: take_back(back))


def test_a_lost_copy() -> None:
    """Losing a copy needs a word about how; it can be found again, but not called in."""
    assert "how the copy was lost" in refuses(lambda: lose(given(), reason=" "))
    copy = given(lose(given(), reason="Fell behind the oven"))
    assert (copy.state, copy.why) == (CopyState.LOST, "Fell behind the oven")
    assert "lost already" in refuses(lambda: call_in(copy))
    assert given(CopyLost("x"), take_back(copy)).state is CopyState.RETURNED


def test_a_copy_that_never_came_to_be() -> None:
    """A copy whose file could not be saved is made void with the reason; its number is not used again."""
    assert "print failed" in refuses(lambda: void(given(), reason=""))
    copy = given(void(given(), reason="The disk was full"))
    assert copy.state is CopyState.VOID
    assert "void already" in refuses(lambda: take_back(copy))


def test_late_events_change_nothing_that_is_over() -> None:
    """What another station recorded later about a copy that is back changes nothing; the first issue stands."""
    again = CopyIssued("2", "", "", "", "", "", "")
    copy = given(CopyReturned(), CopyLost("x"), CopyCalledIn("x"), CopyVoided("x"), again)
    assert (copy.state, copy.issued) == (CopyState.RETURNED, ISSUED)


def test_no_copy_without_an_issue() -> None:
    """Nothing can be done with a copy of which nobody knows."""
    assert refuses(lambda: take_back(Copy("copy-9"))) == "There is no such copy."


def test_a_stranger_among_the_events() -> None:
    """An event of another kind says nothing about a copy."""
    assert given(object()).state is CopyState.OUT
