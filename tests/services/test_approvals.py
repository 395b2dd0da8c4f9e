from dataclasses import replace
from typing import Any

import pytest

from sopdesk.domain.person import Role
from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.reviewing import Comment, Opinion
from sopdesk.domain.revision import RevisionApproved, RevisionSubmitted, Significance, Status
from sopdesk.domain.sop import Format, Kind, Procedure, Question, Reference
from sopdesk.services.checking import check_desk
from sopdesk.services.exports import Exports
from tests.domain.given import procedure, refund, refuses
from tests.services.conftest import PASSWORD, House

REMARK = Comment("step:pay", "Never without the receipt.")


def ask(house: House, *reviewers: str, in_order: bool = False, content: Procedure | None = None) -> str:
    """Have Leo hand in a procedure that others are to review; give its id."""
    return house.desk.manual.submit(
        by=house.leo, content=content or refund(), reason="new", reviewers=reviewers, in_order=in_order
    )


def today(house: House, person: str) -> list[tuple[str, str]]:
    """Give what Today says to somebody about revisions: what and where it leads."""
    lines = house.desk.today.lines(house.desk.people.person(person))
    return [(each.act, each.what) for each in lines if each.place in {"approval", "returned"}]


def holds(house: House) -> bool:
    """Tell whether every signature in the desk holds."""
    checks = check_desk(house.desk.desk, full=True, checkpoints=(), progress=None, cancelled=None).checks
    return all(each.holds for each in checks if each.what in {"signatures", "read models"})


def test_reviewers_answer_in_order_and_then_it_waits_for_approval(house: House) -> None:
    """Reviewers find it on Today in their turn; it is approved when all have answered, and only then."""
    manual = house.desk.manual
    sop = ask(house, house.ruth, house.sam, in_order=True)
    assert manual.page(sop).status is manual.rows()[0].status is Status.IN_REVIEW
    assert today(house, house.ruth) == [("Review", "To review: SOP-012 Refund")]
    assert today(house, house.sam) == []
    assert "before you" in refuses(lambda: manual.give_review(by=house.sam, sop=sop, proposal=1, opinion=Opinion.FIT))
    assert "not answered" in refuses(lambda: house.approve(sop))
    manual.give_review(by=house.ruth, sop=sop, proposal=1, opinion=Opinion.FIT)
    assert [row.id for row, _ in manual.to_review(house.sam)] == [sop]
    manual.give_review(by=house.sam, sop=sop, proposal=1, opinion=Opinion.FIT, comments=[REMARK])
    assert [each.name for each in manual.page(sop).revision.reviewers] == ["Ruth Adeyemi", "Sam"]
    assert manual.rows()[0].status is Status.SUBMITTED
    assert today(house, house.ruth) == [("Look and decide", "SOP-012 Refund")]
    house.approve(sop, by=house.ruth)
    assert manual.page(sop).status is Status.EFFECTIVE
    assert holds(house)


def test_the_author_finds_the_remarks_beside_the_steps(house: House) -> None:
    """Remarks name their step; what was sent back is on the author's Today until it is handed in anew."""
    manual = house.desk.manual
    sop = ask(house, house.sam)
    manual.give_review(by=house.sam, sop=sop, proposal=1, opinion=Opinion.CHANGES, comments=[REMARK])
    assert [each.key for each in manual.obstacles(sop, 1)] == [f"review:{house.sam}"]
    manual.give_back(by=house.ruth, sop=sop, proposal=1, reason="See there", comments=[Comment("", "Shorter")])
    said = [(each.who, each.place, each.text, each.opinion) for each in manual.comments(sop, 1)]
    assert said == [("Sam", "step:pay", REMARK.text, Opinion.CHANGES), ("Ruth Adeyemi", "", "Shorter", None)]
    assert today(house, house.leo) == [("Look at it", "Returned to you: SOP-012 Refund")]
    manual.submit(by=house.leo, sop=sop, content=refund(purpose="Shorter."), reason="shorter")
    assert today(house, house.leo) == []


def test_what_came_back_long_ago_is_not_shown_for_ever(house: House) -> None:
    """Whoever lets a returned revision rest is reminded of it for a month."""
    sop = ask(house)
    house.desk.manual.give_back(by=house.ruth, sop=sop, proposal=1, reason="No")
    house.clock.wait(days=31)
    assert today(house, house.leo) == []


def test_the_author_takes_a_revision_back(house: House) -> None:
    """The author may take back what nobody has decided; somebody else who may not approve cannot."""
    manual = house.desk.manual
    sop = ask(house)
    other = house.desk.people.register(by=house.ruth, name="Mia", roles=(Role.FRONT_OF_HOUSE,))
    assert "may not" in refuses(lambda: manual.give_back(by=other, sop=sop, proposal=1, reason="x"))
    manual.give_back(by=house.leo, sop=sop, proposal=1, reason="Not ready")
    assert manual.page(sop).status is Status.RETURNED
    assert today(house, house.leo) == []


def test_reviewers_are_asked_later_and_excused(house: House) -> None:
    """Author or approver may ask somebody later; an approver goes on without an answer, with the reason."""
    manual = house.desk.manual
    sop = ask(house)
    manual.ask_reviewers(by=house.leo, sop=sop, proposal=1, reviewers=[house.sam])
    manual.ask_reviewers(by=house.sam, sop=sop, proposal=1, reviewers=[house.ruth])
    assert "may not" in refuses(
        lambda: manual.ask_reviewers(by=house.leo, sop=sop, proposal=1, reviewers=[house.hannah])
    )
    assert "may not" in refuses(
        lambda: manual.excuse(by=house.leo, sop=sop, proposal=1, reviewer=house.sam, reason="x")
    )
    for who in (house.sam, house.ruth):
        manual.excuse(by=house.ruth, sop=sop, proposal=1, reviewer=who, reason="On holiday")
    assert [each.excused_reason for each in manual.page(sop).revision.reviewers] == ["On holiday"] * 2
    house.approve(sop)


def test_a_kind_takes_two_approvals(house: House) -> None:
    """Where the house asks for two, both sign the same terms, and it is in force with the second signature."""
    manual = house.desk.manual
    assert "may not" in refuses(lambda: manual.rule_approvals(by=house.sam, kind=Kind.PROCESS, approvals=2))
    before = ask(house)
    manual.rule_approvals(by=house.ruth, kind=Kind.PROCESS, approvals=2)
    assert manual.approvals_needed()[Kind.PROCESS] == 2
    sop = ask(house, content=refund(number="SOP-013"))
    assert house.approve(before) == "1.0"
    assert manual.page(before).status is Status.EFFECTIVE
    assert house.approve(sop) == "1.0"
    page = manual.page(sop)
    assert (page.status, len(page.revision.signatures), page.revision.needed) == (Status.SUBMITTED, 1, 2)
    assert page.revision.signed_terms is not None
    assert "already" in refuses(lambda: house.approve(sop))
    assert [act for act, _ in today(house, house.ruth)] == ["Look and decide"]
    assert today(house, house.sam) == []
    house.approve(sop, by=house.ruth, significance=Significance.MINOR)
    revision = manual.page(sop).revision
    assert [(each.name, each.holds) for each in revision.signatures] == [("Sam", True), ("Ruth Adeyemi", True)]
    assert (revision.label, revision.significance, revision.approver) == (
        "1.0",
        Significance.MAJOR,
        "Sam, Ruth Adeyemi",
    )
    assert holds(house)


def test_each_of_several_signatures_is_checked(house: House) -> None:
    """A second approval that says something else than was signed does not hold."""
    house.desk.manual.rule_approvals(by=house.ruth, kind=Kind.PROCESS, approvals=2)
    sop = ask(house)
    house.approve(sop)
    first: RevisionApproved = house.desk.store.history(sop).events[-1].what
    house.desk.desk.record(house.ruth, (sop, [replace(first, decided=("duties",))]))
    assert not holds(house)
    assert [each.holds for each in house.desk.manual.page(sop).revision.signatures] == [True, False]


def test_what_stands_in_the_way_takes_a_reason(house: House) -> None:
    """A broken link blocks an approval until it is corrected or somebody decides, with a reason that is kept."""
    manual = house.desk.manual
    till = house.approved(procedure(number="SOP-001", title="The till"))
    links = (Reference("", "SOP-099"), Reference("", "SOP-001", "nowhere"), Reference("", "SOP-001", "greet"))
    sop = ask(house, content=refund(references=links))
    assert [each.key for each in manual.obstacles(sop, 1)] == ["link:SOP-099", "link:SOP-001#nowhere"]
    args: dict[str, Any] = {"by": house.sam, "password": PASSWORD, "sop": sop, "proposal": 1,
                            "significance": Significance.MAJOR}  # fmt: skip
    assert "There is no procedure SOP-099" in refuses(lambda: manual.approve(**args))
    reasons = {"link:SOP-099": "It is written next week.", "link:SOP-001#nowhere": "The step comes back."}
    manual.approve(**args, reasons=reasons)
    revision = manual.page(sop).revision
    assert [each.reason for each in revision.decisions] == list(reasons.values())
    lines = [each for each in house.desk.trail.lines() if "approved revision" in each.what]
    assert "It is written next week." in lines[0].reason
    manual.withdraw(by=house.sam, password=PASSWORD, sop=till, effective_from=None, reason="Sold")
    assert "withdrawn" in manual.page(sop).links[1].fault
    assert [each.sentence for each in manual.problems(refund(references=links[2:]))] == [
        "SOP-001 “The till” is withdrawn."
    ]


def test_a_link_bears_the_present_title(house: House) -> None:
    """A link survives renaming: it is shown with the present title, unless the author gave it words of their own."""
    till = house.approved(procedure(number="SOP-001", title="The drawer"))
    own = (Reference("The drawer", "SOP-001"), Reference("as told there", "SOP-001"), Reference("Here", "", "look"))
    sop = house.approved(refund(references=own))
    manual = house.desk.manual
    manual.submit(by=house.leo, sop=till, content=procedure(number="SOP-001", title="The till"), reason="renamed")
    house.approve(till, 2)
    assert [each.label for each in manual.page(sop).links] == ["The till", "as told there", "Here"]
    assert [each.number for each in manual.page(till).linked_from] == ["SOP-012"]
    before = house.clock.instant
    house.clock.wait(days=1)
    manual.submit(by=house.leo, sop=till, content=procedure(number="SOP-001", title="The safe"), reason="again")
    house.approve(till, 3)
    assert manual.page(sop).links[0].label == "The safe"
    assert manual.page(sop, as_of=before).links[0].label == "The till"


def test_links_within_a_text_count_too(house: House) -> None:
    """What links here lists also those who link from within a step."""
    till = house.approved(procedure(number="SOP-001", title="The till"))
    house.approved(refund(purpose="As in [the till](SOP-001#greet)."))
    assert [(each.number, each.step) for each in house.desk.manual.page(till).linked_from] == [("SOP-012", "greet")]


def test_two_drafts_are_seen_and_compared(house: House) -> None:
    """Of two drafts written from the same revision the second is approved only with a reason, and both are shown."""
    manual = house.desk.manual
    sop = house.approved(refund())
    base = manual.page(sop).revision.digest
    for words in ("Faster.", "Kinder."):
        manual.submit(by=house.leo, sop=sop, content=refund(purpose=words), reason=words, based_on=base)
    [rival] = manual.rivals(sop, 3)
    assert (rival.revision.proposal, rival.base.proposal) == (2, 1)
    house.approve(sop, 2)
    [only] = manual.obstacles(sop, 3)
    assert only.sentence == "Sam has approved revision 2.0 meanwhile: this one was not written from it."
    assert "meanwhile" in refuses(
        lambda: manual.approve(by=house.sam, password=PASSWORD, sop=sop, proposal=3, significance=Significance.MINOR)
    )
    house.approve(sop, 3)
    assert manual.page(sop).revision.label == "3.0"


def test_a_binder_is_adopted_with_one_decision(house: House) -> None:
    """Imported pages that lack something are approved with one reason, which each of them keeps; others wait."""
    manual = house.desk.manual
    imported = [ask(house, content=procedure(number=f"OLD-{n}")) for n in (1, 2)]
    sops = []
    for number in ("OLD-7", "OLD-8"):
        content = procedure(number=number)
        sop = house.desk.desk.new_id("sop")
        event = RevisionSubmitted(1, content, f"digest of {number}", "Imported", imported_from="old.md")
        house.desk.desk.record(house.leo, (sop, [event]))
        sops.append(sop)
    every = [*imported, *sops]
    refused = manual.approve_all(by=house.sam, password=PASSWORD, sops=every)
    assert all("Nobody is named" in why for _, why in refused)
    steps: list[tuple[int, int]] = []
    done = dict(
        manual.approve_all(
            by=house.sam, password=PASSWORD, sops=every, reason="Adopted as it stands; due in June.",
            progress=lambda at, of: steps.append((at, of)),
        )
    )  # fmt: skip
    assert steps[-1] == (3, 4)
    assert [bool(done[sop]) for sop in every] == [True, True, False, False]
    assert [each.reason for each in manual.page(sops[0]).revision.decisions] == ["Adopted as it stands; due in June."]


def test_cancelling_approves_nothing(house: House) -> None:
    """Approving many is cancelled whole."""
    sop = ask(house)
    with pytest.raises(Cancelled):
        house.desk.manual.approve_all(by=house.sam, password=PASSWORD, sops=[sop], cancelled=lambda: True)
    assert house.desk.manual.page(sop).status is Status.SUBMITTED


def test_why_a_revision_is_major(house: House) -> None:
    """The page tells the approver by what a change is major; an FAQ without steps needs no responsibilities."""
    manual = house.desk.manual
    sop = house.approved(refund())
    manual.submit(by=house.leo, sop=sop, content=refund(limits=()), reason="none")
    assert manual.why_major(sop, 2) == ("A limit of what somebody may decide changes.",)
    faq = procedure(number="SOP-020", format=Format.FAQ, steps=(), questions=(Question("q", "Why?", "So."),))
    assert manual.obstacles(ask(house, content=faq), 1) == ()


def test_no_remark_stands_in_the_journal(house: House) -> None:
    """Remarks, reasons and decisions are sealed: the journal's own bytes hold none of their words."""
    manual = house.desk.manual
    sop = ask(house, house.sam, house.ruth, content=procedure())
    secret = Comment("", "Ask Xanthippe")
    manual.give_review(by=house.sam, sop=sop, proposal=1, opinion=Opinion.CHANGES, comments=[secret])
    manual.excuse(by=house.sam, sop=sop, proposal=1, reviewer=house.ruth, reason="Xanthippe is ill")
    reasons = {each.key: "Xanthippe agrees" for each in manual.obstacles(sop, 1)}
    manual.approve(
        by=house.ruth, password=PASSWORD, sop=sop, proposal=1, significance=Significance.MAJOR, reasons=reasons
    )
    with house.desk.store.reading() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM event").scalars().all()
    assert all(b"Xanthippe" not in bytes(each) for each in bodies)


def test_approvals_are_printed_with_reviews_and_decisions(house: House) -> None:
    """The sheet of a procedure names who reviewed it, who signed, and what was approved all the same."""
    sop = ask(house, house.sam, content=procedure())
    house.desk.manual.give_review(by=house.sam, sop=sop, proposal=1, opinion=Opinion.FIT)
    house.approve(sop, by=house.ruth)
    exports: Exports = house.desk.exports
    assert exports.procedure_pdf(sop=sop).startswith(b"%PDF")


def test_any_two_revisions_are_compared_and_printed(house: House) -> None:
    """Any two revisions are compared, also backwards, with the reason for the change, on the screen and as PDF."""
    sop = house.approved(refund())
    house.desk.manual.submit(by=house.leo, sop=sop, content=refund(duties=refund().duties[1:]), reason="one less")
    found = house.desk.manual.comparison(sop, 1, 2)
    assert (found.one.label, found.other.label, found.other.reason) == ("1.0", "", "one less")
    assert [each.title for each in found.difference.duties] == ["Look / Front of house"]
    assert house.desk.manual.comparison(sop, 2, 1).difference
    assert house.desk.exports.difference_pdf(sop=sop, one=1, other=2).startswith(b"%PDF")
