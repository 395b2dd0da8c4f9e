from sopdesk.domain.erasure import (
    BASIS_SOURCES,
    Basis,
    DisclosureErased,
    Erasure,
    ErasureAgreed,
    ErasureRefused,
    ErasureRequested,
    Piece,
    check_agreeing,
    fold,
    refuse,
    refuse_held,
    request,
)
from tests.domain.given import history, refuses, signature

PIECE = Piece("incident-1", "till", 4, ("narrative", "place"))
ASKED = ("ana", ErasureRequested(Basis.REQUEST, (PIECE,), (), "She wrote on 3 May."))
AGREED = ("sam", ErasureAgreed("d1", signature("sam")))


def given(*events: object) -> Erasure:
    """Give the erasure that events add up to."""
    return fold("erasure-1", history(*events))


def test_a_request_names_what_and_why() -> None:
    """Nothing is asked for without saying what goes and why."""
    assert request([PIECE], [], Basis.ORDER, " A court said so. ") == ErasureRequested(
        Basis.ORDER, (PIECE,), (), "A court said so."
    )
    assert request([], ["f" * 64], Basis.MISTAKE, "A wrong photo.").photos == ("f" * 64,)
    assert "Choose what" in refuses(lambda: request([], [], Basis.REQUEST, "why"))
    assert "Say why" in refuses(lambda: request([PIECE], [], Basis.REQUEST, " "))


def test_two_people() -> None:
    """Whoever asked cannot agree; what is on legal hold stays; what is decided is decided."""
    asked = given(ASKED)
    assert asked.is_open
    assert asked.reason == "She wrote on 3 May."
    check_agreeing(asked, "sam", ())
    assert "two people" in refuses(lambda: check_agreeing(asked, "ana", ()))
    assert "I-1, I-2" in refuses(lambda: check_agreeing(asked, "sam", ["I-2", "I-1"]))
    assert "no such request" in refuses(lambda: check_agreeing(given(), "sam", ()))
    assert "decided already" in refuses(lambda: check_agreeing(given(ASKED, AGREED), "tom", ()))
    refuse_held(())


def test_the_first_decision_stands() -> None:
    """A request is agreed to or refused once; the reason for a refusal is kept."""
    refused = given(ASKED, ("sam", refuse(given(ASKED), " Needed for a claim. ")), AGREED)
    assert refused.reason_refused == "Needed for a claim."
    assert refused.agreed is None
    assert not refused.is_open
    agreed = given(ASKED, ASKED, AGREED, ErasureRefused("late"), DisclosureErased("erasure-1", Basis.REQUEST))
    assert (agreed.agreed is not None, agreed.refused) == (True, None)
    assert "Say why" in refuses(lambda: refuse(given(ASKED), ""))
    assert "decided already" in refuses(lambda: refuse(agreed, "no"))


def test_every_ground_names_its_law() -> None:
    """Each ground on which something is erased says where the law has it."""
    assert BASIS_SOURCES.keys() == set(Basis)
    assert given(("ana", ErasureRefused("x"))).refused is None
