import pytest

from sopdesk.domain.approving import Terms, first_terms, next_label, terms_of, why_major
from sopdesk.domain.event import ERASED
from sopdesk.domain.house import ApprovalsRuled, House, rule_approvals
from sopdesk.domain.house import fold as fold_house
from sopdesk.domain.reviewing import Comment, ReviewAsked
from sopdesk.domain.revision import RevisionApproved, RevisionReturned, RevisionSubmitted, Significance, Sop, Status
from sopdesk.domain.sop import Kind
from sopdesk.domain.submission import give_back
from tests.domain.given import CARD, at, history, procedure, refund, refuses, signature, step
from tests.domain.test_revision import TWO, given, submitted

MAJOR, MINOR = Significance.MAJOR, Significance.MINOR


def asks(number: int = 1, approvals: int = 2) -> RevisionSubmitted:
    """Give the handing in of a revision that takes several approvals."""
    return RevisionSubmitted(
        number, procedure(purpose=f"Purpose {number}."), f"d{number}", "Better", approvals=approvals
    )


def signs(who: str, number: int = 1, label: str = "1.0", from_hour: float = 2) -> tuple[str, RevisionApproved]:
    """Give somebody's approval."""
    return who, RevisionApproved(number, f"d{number}", label, MAJOR, at(from_hour), signature(who), who, "salt")


def terms(sop: Sop, proposal: int = 1, approver: str = "tom", hour: float = 9) -> Terms:
    """Work out what somebody would sign, effective at once at an hour."""
    return terms_of(sop, proposal, approver=approver, significance=MINOR, effective_from=at(hour), now=at(hour))


def test_it_takes_as_many_approvals_as_were_asked_for() -> None:
    """With one of two approvals nothing is in force; it is from the second one on, with the terms of the first."""
    sop = given(asks(), signs("sam"), signs("tom"))
    [revision] = sop.revisions
    assert [sop.status(revision, at(hour)) for hour in (1, 2)] == [Status.SUBMITTED, Status.EFFECTIVE]
    assert (revision.label, revision.effective_from, len(revision.approvals)) == ("1.0", at(2), 2)
    half = given(asks(), signs("sam"))
    assert (half.revisions[0].label, half.in_force(at(99)), half.revisions[0].is_open) == ("", None, True)


def test_the_last_signature_puts_it_in_force() -> None:
    """When the date has passed until the last approver signs, it is effective from that signature."""
    sop = given(asks(), signs("sam", from_hour=1), "something else", signs("tom", from_hour=1))
    assert sop.revisions[0].effective_from == at(3)


def test_nobody_counts_twice_and_the_author_never() -> None:
    """An approval by the author, a second one by the same person, and one on other terms count for nothing."""
    sop = given(asks(), signs("sam"), signs("sam"), signs("ana"), signs("tom", label="9.0"))
    assert [each.stamp.actor for each in sop.revisions[0].approvals] == ["sam"]
    assert "approved this revision already" in refuses(lambda: terms(sop, approver="sam"))


def test_the_first_approver_fixes_the_terms() -> None:
    """Who signs after the first takes over label, weight and date."""
    sop = given(asks(), signs("sam", from_hour=1))
    assert terms(sop) == Terms("1.0", MAJOR, at(1)) == first_terms(sop.revisions[0])
    assert first_terms(given(asks()).revisions[0]) is None
    assert terms(given(asks())) == Terms("1.0", MAJOR, at(9))
    minor = ("sam", RevisionApproved(2, "d2", "1.1", MINOR, at(4), signature(), "Sam", "s"))
    half = given(asks(1, 1), signs("sam"), asks(2), minor)
    assert terms_of(half, 2, approver="tom", significance=MAJOR, effective_from=at(9), now=at(9)).significance is MINOR


def test_what_came_between_two_signatures_is_not_passed_over() -> None:
    """What has become major, or was overtaken by a later date, is not signed a second time."""
    minor = ("sam", RevisionApproved(2, "d2", "1.1", MINOR, at(4), signature(), "Sam", "s"))
    must = RevisionSubmitted(3, procedure(steps=(step(must=True),)), "d3", "Must")
    sop = given(asks(1, 1), signs("sam"), asks(2), minor, must, signs("sam", 3, "2.0", 4))
    assert "major change now" in refuses(lambda: terms(sop, 2))
    later = given(asks(1, 1), signs("sam"), asks(2), signs("sam", 2, "2.0", 4), asks(3, 1), signs("sam", 3, "3.0", 50))
    assert "later than that" in refuses(lambda: terms(later, 2))


def test_a_label_is_given_once() -> None:
    """A label that somebody has signed is not given to another revision, even if nothing came of it."""
    sop = given(asks(), signs("sam"), ("tom", RevisionReturned(1, "No")), asks(2))
    assert next_label(sop, MAJOR) == "2.0"


def test_nobody_approves_before_the_reviewers() -> None:
    """Whoever was asked to review a revision has to answer, or to be excused, before it is approved."""
    assert "not answered" in refuses(lambda: terms(given(submitted(), ReviewAsked(1, ("ben",)))))


def test_why_a_change_is_major() -> None:
    """The approver is told by what a change is major: the first revision is, a must step, a warning, a limit."""
    assert why_major(None, refund()) == ("It is the first revision.",)
    assert why_major(refund(), refund(limits=())) == ("A limit of what somebody may decide changes.",)
    changed = why_major(refund(), refund(steps=refund().steps[:1]))
    assert changed == (
        "A step that must be done is added, taken away or changed.", "A warning is added, taken away or changed.",
    )  # fmt: skip


def test_it_is_sent_back_with_remarks_on_steps() -> None:
    """Sending back takes remarks along; empty ones are left out, erased ones are gone."""
    remark = Comment("step:greet", " Shorter ")
    sent = give_back(given(submitted()), 1, reason="See there", comments=[remark, Comment("", " ")])
    assert sent == RevisionReturned(1, "See there", (Comment("step:greet", "Shorter"),))
    assert "card number" in refuses(lambda: give_back(given(submitted()), 1, reason="x", comments=[Comment("", CARD)]))
    assert given(submitted(), ("sam", sent)).revisions[0].returned_comments == sent.comments
    erased = RevisionReturned(1, ERASED, ERASED)  # type: ignore[arg-type] # as the journal gives it back
    assert given(submitted(), ("sam", erased)).revisions[0].returned_comments == ()


def test_a_house_sets_how_many_approvals_a_kind_takes() -> None:
    """One approval is enough unless the house has set another number for the kind."""
    house = fold_house("house", history(ApprovalsRuled(Kind.PROCESS, 2)))
    assert (house.approvals_for(Kind.PROCESS), house.approvals_for(Kind.COMPLAINT)) == (2, 1)
    assert rule_approvals(house, Kind.COMPLAINT, 3) == ApprovalsRuled(Kind.COMPLAINT, 3)
    assert "already" in refuses(lambda: rule_approvals(house, Kind.PROCESS, 2))
    for wrong in (0, 6):
        with pytest.raises(Exception, match="between 1 and 5"):
            rule_approvals(House(), Kind.PROCESS, wrong)


def test_what_was_decided_stays_decided() -> None:
    """TWO holds one approval each, as before there was a rule."""
    assert [len(each.approvals) for each in given(*TWO).revisions] == [1, 1]
