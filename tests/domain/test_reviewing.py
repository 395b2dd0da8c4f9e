from functools import partial

import pytest

from sopdesk.domain.event import ERASED
from sopdesk.domain.reviewing import (
    Comment,
    Opinion,
    ReviewAsked,
    ReviewExcused,
    ReviewGiven,
    Reviews,
    ask,
    excuse,
    give,
)
from sopdesk.domain.revision import Sop, Status, fold
from tests.domain.given import CARD, at, history, refuses
from tests.domain.test_revision import submitted

FIT, CHANGES = Opinion.FIT, Opinion.CHANGES
ON_STEP = Comment("step:greet", "Say good morning.")


def given(*events: object) -> Sop:
    """Give the procedure of Ana's revision and these events, one an hour."""
    return fold("sop-1", history(submitted(), *events))


def said(who: str, opinion: Opinion = FIT, *comments: Comment, digest: str = "d1") -> tuple[str, ReviewGiven]:
    """Give somebody's answer."""
    return who, ReviewGiven(1, digest, opinion, comments)


def reviews(*events: object) -> Reviews:
    """Give the reviews of Ana's revision."""
    return given(*events).revisions[0].reviews


TOGETHER, IN_ORDER = ReviewAsked(1, ("ben", "cleo")), ReviewAsked(1, ("ben", "cleo"), in_order=True)


def test_reviewers_are_named_by_somebody_else_than_themselves() -> None:
    """Reviewers are asked by name; never the author, nobody twice, and at least one."""
    assert ask(Reviews(), 1, ["ben", "cleo"], author="ana", in_order=True) == IN_ORDER
    assert "at least one" in refuses(lambda: ask(Reviews(), 1, [], author="ana", in_order=False))
    assert "does not review it" in refuses(lambda: ask(Reviews(), 1, ["ana"], author="ana", in_order=False))
    for known, asked in ((Reviews(), ["ben", "ben"]), (reviews(TOGETHER), ["cleo"])):
        assert "twice" in refuses(partial(ask, known, 1, asked, author="ana", in_order=False))


def test_a_reviewer_answers_with_remarks_on_steps() -> None:
    """A reviewer says fit, or wants changes and says which; empty remarks are left out."""
    known = reviews(TOGETHER)
    blank = Comment("step:pay", "  ")
    assert give(known, 1, "d1", "cleo", CHANGES, [blank, ON_STEP]) == ReviewGiven(1, "d1", CHANGES, (ON_STEP,))
    assert give(known, 1, "d1", "ben", FIT, ()) == ReviewGiven(1, "d1", FIT)
    assert "what should change" in refuses(lambda: give(known, 1, "d1", "ben", CHANGES, [blank]))
    assert "were not asked" in refuses(lambda: give(known, 1, "d1", "dora", FIT, ()))
    assert "card number" in refuses(lambda: give(known, 1, "d1", "ben", FIT, [Comment("", CARD)]))


def test_reviewers_answer_in_order_where_it_was_asked() -> None:
    """Asked one after the other, the second answers only after the first; nobody is asked twice."""
    known = reviews(IN_ORDER, ReviewAsked(1, ("cleo", "dora")))
    assert "before you" in refuses(lambda: give(known, 1, "d1", "cleo", FIT, ()))
    assert give(known, 1, "d1", "dora", FIT, ()).opinion is FIT
    assert [each.reviewer for each in known.asked] == ["ben", "cleo", "dora"]
    assert give(reviews(IN_ORDER, said("ben")), 1, "d1", "cleo", FIT, ()).opinion is FIT
    unknown = reviews(IN_ORDER)
    unknown.asked.pop(0)
    assert unknown.is_turn_of(unknown.asked[0])


def test_an_approver_goes_on_without_a_review() -> None:
    """Whoever does not answer can be excused, with a reason; they do not answer any more then."""
    known = reviews(TOGETHER)
    assert excuse(known, 1, "ben", reason=" Ill ") == ReviewExcused(1, "ben", "Ill")
    assert "why" in refuses(lambda: excuse(known, 1, "ben", reason=" "))
    assert "card number" in refuses(lambda: excuse(known, 1, "ben", reason=CARD))
    gone = reviews(TOGETHER, ("sam", ReviewExcused(1, "ben", "Ill")), ("sam", ReviewExcused(1, "ben", "Again")),
                   ("sam", ReviewExcused(1, "zoe", "?")), said("cleo"))  # fmt: skip
    assert (gone.asked[0].excused_reason, gone.open_ones()) == ("Ill", [])
    assert all("any more" in refuses(partial(excuse, gone, 1, who, reason="x")) for who in ("ben", "cleo", "zoe"))
    assert "gone on without" in refuses(lambda: give(gone, 1, "d1", "ben", FIT, ()))


def test_a_revision_is_in_review_until_everybody_has_answered() -> None:
    """A revision is in review from the asking to the last answer; this is worked out for any instant."""
    sop = given(TOGETHER, said("ben"), ("sam", ReviewExcused(1, "cleo", "Ill")))
    expected = [Status.SUBMITTED, Status.IN_REVIEW, Status.IN_REVIEW, Status.SUBMITTED]
    assert [sop.status(sop.revisions[0], at(hour)) for hour in range(4)] == expected


def test_the_last_answer_counts_and_all_remarks_stay() -> None:
    """Who answers again has changed their mind; what they remarked before is still there."""
    asked = reviews(TOGETHER, said("ben", CHANGES, ON_STEP), said("ben")).asked[0]
    assert asked.opinion is FIT
    assert [each.comments for each in asked.said] == [(ON_STEP,), ()]
    assert reviews(TOGETHER).asked[0].opinion is None


@pytest.mark.parametrize("answer", [said("dora"), said("ben", digest="another")])
def test_an_answer_counts_for_exactly_what_was_read(answer: object) -> None:
    """An answer of somebody who was not asked, or about another text, counts for nothing."""
    assert len(reviews(TOGETHER, answer).open_ones()) == 2


def test_erased_remarks_leave_the_verdict() -> None:
    """Where the remarks were erased the verdict stands."""
    erased = ("ben", ReviewGiven(1, "d1", CHANGES, ERASED))  # type: ignore[arg-type] # as the journal gives it back
    assert reviews(TOGETHER, erased).asked[0].said[0].comments == ()
