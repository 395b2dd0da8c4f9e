import random
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from sopdesk.domain.approving import changes_duty, next_label, terms_of
from sopdesk.domain.event import ERASED
from sopdesk.domain.review import review_due
from sopdesk.domain.revision import (
    ProcedureWithdrawn,
    RevisionApproved,
    RevisionReturned,
    RevisionSubmitted,
    Significance,
    Sop,
    Status,
    fold,
)
from sopdesk.domain.sop import Limit, Part, Procedure, texts_of
from sopdesk.domain.submission import check_withdrawal, give_back, submit
from tests.domain.given import CARD, at, checklist, history, procedure, refund, refuses, signature, step

MAJOR, MINOR = Significance.MAJOR, Significance.MINOR


def submitted(number: int = 1, content: Procedure | None = None) -> RevisionSubmitted:
    """Give the handing in of a revision; its digest is d and its number."""
    return RevisionSubmitted(number, content or procedure(purpose=f"Purpose {number}."), f"d{number}", "Better")


def approved(number: int = 1, label: str = "1.0", from_hour: float = 2, digest: str = "") -> tuple[str, object]:
    """Give Sam's approval of a revision, effective from an hour on."""
    return "sam", RevisionApproved(
        number, digest or f"d{number}", label, MAJOR, at(from_hour), signature(), "Sam Reed", "salt"
    )


def withdrawn(from_hour: float) -> tuple[str, object]:
    """Give the withdrawal of a procedure from an hour on."""
    return "sam", ProcedureWithdrawn(at(from_hour), signature(), "Sold the till")


def given(*events: object) -> Sop:
    """Give the procedure of these events, one an hour."""
    return fold("sop-1", history(*events))


def approve(sop: Sop, proposal: int = 1, **terms: object) -> Significance:
    """Try the approval by Sam, effective at once at hour 9."""
    asked = {"approver": "sam", "significance": MINOR, "effective_from": at(9), "now": at(9)} | terms
    return terms_of(sop, proposal, **asked).significance  # type: ignore[arg-type] # the test names the types


TWO = (submitted(), approved(from_hour=2), submitted(2), approved(2, "2.0", from_hour=10))
"""Revision 1.0 handed in at 0, approved at 1 for 2; revision 2.0 handed in at 2, approved at 3 for 10."""


def test_a_revision_is_handed_in_with_a_reason() -> None:
    """A revision is handed in with what changes and why."""
    new = submit(Sop("sop-1"), procedure(), digest="d1", reason=" First ", based_on="")
    assert new == RevisionSubmitted(1, procedure(), "d1", "First")
    assert submit(given(*TWO), procedure(), digest="d3", reason="x", based_on="d2").proposal == 3
    assert "why" in refuses(lambda: submit(Sop("sop-1"), procedure(), digest="d1", reason=" "))


def test_a_revision_that_changes_nothing_is_refused() -> None:
    """What says the same as the last revision that stands is not handed in again; what was returned may be."""
    assert "Nothing has changed" in refuses(lambda: submit(given(*TWO), procedure(), digest="d2", reason="x"))
    back = given(*TWO, submitted(3), ("sam", RevisionReturned(3, "No")))
    assert submit(back, procedure(), digest="d3", reason="x").proposal == 4
    assert "Nothing has changed" in refuses(lambda: submit(back, procedure(), digest="d2", reason="x"))


def test_a_procedure_keeps_its_number() -> None:
    """The number of a procedure never changes, and a withdrawn procedure is not revised."""
    other = procedure(number="SOP-999")
    assert "number" in refuses(lambda: submit(given(*TWO), other, digest="d3", reason="x"))
    assert "withdrawn" in refuses(lambda: submit(given(*TWO, withdrawn(20)), procedure(), digest="d", reason="x"))


def test_card_numbers_stay_out_of_the_manual() -> None:
    """A full card number is refused in any part of a procedure, in a reason and in an answer to the author."""
    hidden = procedure(steps=(step(tips=("Never write " + CARD,)),))
    assert "card number" in refuses(lambda: submit(Sop("s"), hidden, digest="d", reason="x"))
    assert "card number" in refuses(lambda: submit(Sop("s"), procedure(), digest="d", reason=CARD))
    assert "card number" in refuses(lambda: give_back(given(submitted()), 1, reason=CARD))
    assert CARD in set(texts_of(procedure(parts=(Part("Other", CARD),))))


def test_a_revision_is_given_back_with_a_reason() -> None:
    """An approver who does not approve says what should be different; a decision is made once."""
    sop = given(submitted())
    assert give_back(sop, 1, reason=" Shorter ") == RevisionReturned(1, "Shorter")
    assert "what should be different" in refuses(lambda: give_back(sop, 1, reason=""))
    back = given(submitted(), ("sam", RevisionReturned(1, "Shorter")))
    assert back.revisions[0].returned_reason == "Shorter"
    assert "returned" in refuses(lambda: give_back(back, 1, reason="x"))
    assert "approved already" in refuses(lambda: give_back(given(*TWO), 1, reason="x"))
    assert "no submitted revision 7" in refuses(lambda: give_back(sop, 7, reason="x"))


def test_an_author_cannot_approve_their_own_revision() -> None:
    """Author and approver are never the same person."""
    assert "wrote" in refuses(lambda: approve(given(submitted()), approver="ana"))
    assert approve(given(submitted())) is MAJOR


def test_a_revision_is_not_effective_before_its_approval() -> None:
    """Nobody approves for the past, nor before a revision that was approved earlier becomes effective."""
    assert "before its approval" in refuses(lambda: approve(given(submitted()), effective_from=at(8)))
    waiting = given(*TWO, submitted(3))
    assert "later date" in refuses(lambda: approve(waiting, 3, effective_from=at(9)))
    assert approve(waiting, 3, effective_from=at(10)) is MINOR


def test_nothing_is_approved_in_a_withdrawn_procedure() -> None:
    """A procedure that was withdrawn gets no new revision in force."""
    assert "withdrawn" in refuses(lambda: approve(given(*TWO, submitted(3), withdrawn(20)), 3))


def test_the_approver_says_how_much_changes() -> None:
    """The first revision is major; later ones are what the approver says, unless a duty changes."""
    assert approve(given(submitted())) is MAJOR
    assert approve(given(submitted(), approved(), submitted(2)), 2) is MINOR
    assert approve(given(submitted(), approved(), submitted(2)), 2, significance=MAJOR) is MAJOR
    must = procedure(steps=(step(must=True),))
    assert approve(given(submitted(), approved(), submitted(2, must)), 2) is MAJOR


def test_labels_count_on() -> None:
    """Labels are major.minor, begin with 1.0 and count on from the highest, also past nine."""
    assert next_label(given(submitted()), MINOR) == "1.0"
    sop = given(submitted(), approved(), submitted(2), approved(2, "1.9"))
    assert next_label(sop, MINOR) == "1.10"
    assert next_label(sop, MAJOR) == "2.0"


@pytest.mark.parametrize(
    "parts",
    [
        {"limits": (Limit("refund", "manager", Decimal(500)),)},
        {"steps": (step("look"), step("pay", must=True, warnings=("Never.",)))},
        {"steps": (step("look"), step("pay", must=False, warnings=("Never in cash.",)))},
        {"steps": (step("look"), step("pay", text="At once.", must=True, warnings=("Never in cash.",)))},
        {"steps": ()},
    ],
)
def test_a_changed_duty_is_major(parts: dict[str, object]) -> None:
    """A change to a must step, a warning or a limit is major by itself."""
    assert changes_duty(refund(), refund(**parts))


def test_other_words_change_no_duty() -> None:
    """A better purpose or a clearer tip asks nobody to read again."""
    steps = (step("look", text="Smile.", tips=("Early.",)), *refund().steps[1:])
    assert not changes_duty(refund(), refund(purpose="Better.", steps=steps))


def test_changed_bounds_are_major() -> None:
    """The bounds of a count and a must line are duties too."""
    close = checklist().steps[0]
    for place, change in ((0, {"text": "Wipe both"}), (1, {"high": Decimal(7)})):
        items = list(close.items)
        items[place] = replace(items[place], **change)
        assert changes_duty(checklist(), checklist(steps=(replace(close, items=tuple(items)),)))


def test_the_manual_reads_as_it_stood_on_any_day() -> None:
    """At any instant that revision is in force which became effective last."""
    sop = given(*TWO)
    labels = [found.label if (found := sop.in_force(at(hour))) else "" for hour in (0, 1, 2, 9, 10, 99)]
    assert labels == ["", "", "1.0", "1.0", "2.0", "2.0"]


def test_what_was_not_known_then_does_not_count() -> None:
    """As known at a day, later approvals and withdrawals are left out."""
    sop = given(*TWO, withdrawn(20))
    assert sop.in_force(at(12), known_at=at(2)) is sop.revisions[0]
    assert sop.in_force(at(12), known_at=at(0)) is None
    assert sop.in_force(at(21)) is None
    assert sop.in_force(at(21), known_at=at(4)) is None
    assert sop.in_force(at(21), known_at=at(3)) is sop.revisions[1]


def test_the_later_approval_wins_the_same_day() -> None:
    """Of two revisions effective from the same instant the one approved later is in force."""
    sop = given(submitted(), submitted(2), approved(2, "1.0", 10), approved(1, "2.0", 10))
    assert sop.in_force(at(10)) is sop.revisions[0]
    assert sop.status(sop.revisions[1], at(10)) is Status.SUPERSEDED


def test_a_status_follows_from_dates() -> None:
    """Submitted, scheduled, effective, superseded: computed for any instant, never stored."""
    sop = given(*TWO)
    first, second = sop.revisions
    assert [sop.status(first, at(hour)) for hour in (0, 1, 2, 10)] == [
        Status.SUBMITTED, Status.SCHEDULED, Status.EFFECTIVE, Status.SUPERSEDED,
    ]  # fmt: skip
    assert [sop.status(second, at(hour)) for hour in (2, 3, 10)] == [
        Status.SUBMITTED, Status.SCHEDULED, Status.EFFECTIVE,
    ]  # fmt: skip


def test_a_returned_revision_was_submitted_before() -> None:
    """A revision counts as returned from the moment at which it was."""
    sop = given(submitted(), ("sam", RevisionReturned(1, "No")))
    assert [sop.status(sop.revisions[0], at(hour)) for hour in (0, 1)] == [Status.SUBMITTED, Status.RETURNED]


def test_a_withdrawn_procedure_is_not_in_force() -> None:
    """From its withdrawal on nothing of a procedure is in force; what was superseded stays superseded."""
    sop = given(*TWO, submitted(3), approved(3, "3.0", 30), withdrawn(20))
    first, second, third = sop.revisions
    assert sop.withdrawn_from == at(20)
    assert sop.status(second, at(19)) is Status.EFFECTIVE
    assert [sop.status(each, at(20)) for each in (first, second, third)] == [
        Status.SUPERSEDED, Status.WITHDRAWN, Status.WITHDRAWN,
    ]  # fmt: skip
    assert sop.in_force(at(31)) is None
    assert given(*TWO).withdrawn_from is None


def test_a_procedure_is_withdrawn_once_with_a_reason() -> None:
    """A withdrawal has a reason, is not dated back, and concerns what was once approved."""
    terms = {"effective_from": at(9), "reason": "Sold", "now": at(9)}

    def withdraw(sop: Sop, **other: object) -> str:
        return refuses(lambda: check_withdrawal(sop, **(terms | other)))  # type: ignore[arg-type] # named by the test

    check_withdrawal(given(*TWO), effective_from=at(9), reason="Sold", now=at(9))
    assert "already" in withdraw(given(*TWO, withdrawn(20)))
    assert "never in force" in withdraw(given(submitted()))
    assert "why" in withdraw(given(*TWO), reason=" ")
    assert "passed" in withdraw(given(*TWO), effective_from=at(8))
    assert "card number" in withdraw(given(*TWO), reason=CARD)


def test_an_approval_counts_for_exactly_what_was_signed() -> None:
    """An approval whose digest is not that of the submitted revision puts nothing in force."""
    assert given(submitted(), approved(digest="forged")).in_force(at(99)) is None


def test_decisions_made_apart_do_not_undo_each_other() -> None:
    """Of two approvals, returns or withdrawals made at two stations the first stands."""
    sop = given(submitted(), approved(), approved(label="9.9"), ("tom", RevisionReturned(1, "a")),
                ("tom", RevisionReturned(1, "b")), withdrawn(20), withdrawn(5))  # fmt: skip
    assert (sop.revisions[0].label, sop.revisions[0].returned_reason, sop.withdrawn_from) == ("1.0", "a", at(20))
    assert sop.status(sop.revisions[0], at(6)) is Status.EFFECTIVE


def test_a_decision_may_arrive_before_what_it_decides() -> None:
    """While a submission has not arrived from its station its approval waits; the order of arrival changes nothing."""
    events = history(*TWO)
    assert fold("sop-1", events[1:2]).revisions == []
    assert fold("sop-1", history(("sam", RevisionReturned(4, "x")))).revisions == []
    for seed in range(10):
        assert fold("sop-1", random.Random(seed).sample(events, len(events))) == given(*TWO)


def test_an_erased_signer_still_signed() -> None:
    """Where the printed name was erased the approval stands."""
    signed = RevisionApproved(1, "d1", "1.0", MAJOR, at(2), signature(), ERASED, ERASED)
    sop = given(submitted(), ("sam", signed), "something else")
    assert sop.revisions[0].approvals[0].what.printed_name == ERASED
    assert sop.in_force(at(3)) is not None


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-11-15", 3, "2027-02-15"), ("2028-02-29", 12, "2029-02-28")],
)
def test_a_review_falls_due_after_its_cycle(day: str, months: int, due: str) -> None:
    """A review is due so many months after a revision became effective, at the latest on the month's last day."""
    assert review_due(datetime.fromisoformat(day).replace(tzinfo=UTC), months) == date.fromisoformat(due)


def test_a_revision_is_found_by_its_content() -> None:
    """What a run or an incident is pinned to is found by the digest of its exact content, and nothing else is."""
    sop = given(submitted())
    assert sop.of_digest(sop.revisions[0].digest) is sop.revisions[0]
    assert sop.of_digest("another") is None
