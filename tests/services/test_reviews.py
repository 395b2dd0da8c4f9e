"""Reviews of procedures through a real desk: due, signed, demanded, checked."""

from datetime import date, timedelta

from sopdesk.domain.review import Ground, ProcedureReviewed, Verdict
from sopdesk.domain.revision import Significance
from sopdesk.domain.signature import Meaning
from sopdesk.services.listing import Listing
from sopdesk.services.signing import review_digest
from tests.domain.given import refund, refuses
from tests.services.conftest import PASSWORD, START, House


def digest(house: House, sop: str) -> str:
    """Give the digest of the revision in force."""
    return house.desk.manual.page(sop).revision.digest


def sign(house: House, sop: str, verdict: Verdict = Verdict.KEEP, remark: str = "", by: str = "") -> None:
    """Sign a review as Sam, or as somebody else."""
    house.desk.reviews.sign(
        by=by or house.sam, password=PASSWORD, sop=sop, digest=digest(house, sop), verdict=verdict, remark=remark
    )


def test_a_review_that_changes_nothing_is_recorded_too(house: House) -> None:
    """A signed keep begins the cycle anew, on the page, in the list and on Today, and every check confirms it."""
    desk, sop = house.desk, house.approved(refund(review_months=6))
    house.clock.wait(days=200)
    sam = desk.people.person(house.sam)
    assert desk.manual.page(sop).overdue
    assert desk.manual.rows()[0].overdue
    assert [line.place for line in desk.today.lines(sam) if line.id == sop] == ["review"]
    sign(house, sop, remark="Read with Leo")
    assert not desk.manual.page(sop).overdue
    assert not desk.manual.rows()[0].overdue
    assert [line.place for line in desk.today.lines(sam) if line.id == sop] == []
    care = desk.reviews.of(sop)
    assert [(each.who, each.verdict, each.remark, each.label, each.signature.holds) for each in care.reviews] == [
        ("Sam", Verdict.KEEP, "Read with Leo", "1.0", True)]  # fmt: skip
    assert care.due == date(2027, 5, 20)
    assert desk.trail.verify().holds
    assert list(desk.manual.rows()) == list(Listing(desk.desk).rows())
    assert "stays as it is" in desk.trail.lines(limit=1)[0].what


def test_what_a_review_asks_for_waits_until_it_is_done(house: House) -> None:
    """Revise stands on Today for those who answer for the procedure until a new revision is in force."""
    desk, sop = house.desk, house.approved(refund())
    assert refuses(lambda: sign(house, sop, Verdict.REVISE))
    sign(house, sop, Verdict.REVISE, "The till is new")
    assert [(row.wanted, row.remark) for row in desk.manual.wanted()] == [("revise", "The till is new")]
    assert desk.reviews.of(sop).wanted is Verdict.REVISE
    sam = desk.people.person(house.sam)
    assert any("The till is new" in line.detail for line in desk.today.lines(sam))
    desk.manual.submit(by=house.leo, sop=sop, content=refund(purpose="By the new till."), reason="new till")
    house.approve(sop, 2, Significance.MINOR)
    assert desk.manual.wanted() == ()
    assert desk.reviews.of(sop).wanted is None


def test_a_law_demands_the_review_of_many_procedures_at_once(house: House) -> None:
    """One act demands a review of a set; each is due by that day until somebody signs one."""
    desk = house.desk
    sops = [house.approved(refund(number=f"SOP-00{n}")) for n in (1, 2)]
    waiting = desk.manual.submit(by=house.leo, content=refund(number="SOP-003"), reason="new")
    day = START.date() + timedelta(days=10)
    assert "may not" in refuses(
        lambda: desk.reviews.demand(by=house.leo, sops=sops, ground=Ground.LAW, reason="Allergens", due=day)
    )
    assert desk.reviews.demand(by=house.sam, sops=[*sops, waiting], ground=Ground.LAW, reason="Allergens", due=day) == 2
    assert [(row.review_due, row.demanded_for) for row in desk.manual.rows() if row.id in sops] == [
        (day, "Allergens"), (day, "Allergens")]  # fmt: skip
    assert {row.id for row in desk.manual.reviews(day, 10)} == set(sops)
    sign(house, sops[0])
    assert {row.id for row in desk.manual.reviews(day, 10)} == {sops[1]}
    (demand,) = desk.reviews.of(sops[0]).demands
    assert (demand.who, demand.reason, demand.answered) == ("Sam", "Allergens", True)
    assert not desk.reviews.of(sops[1]).demands[0].answered
    assert "in force" in refuses(
        lambda: desk.reviews.demand(by=house.sam, sops=[waiting], ground=Ground.LAW, reason="Allergens", due=day)
    )
    assert list(desk.manual.rows()) == list(Listing(desk.desk).rows())


def test_who_signs_a_review_and_of_what(house: House) -> None:
    """The owner's role and those who approve sign, and only the revision that is in force and that they have read."""
    desk = house.desk
    sop = house.approved(refund(owner="front-of-house"))
    other = house.approved(refund(number="SOP-009", owner="supervisor"))
    sign(house, sop, by=house.leo)
    assert "owns" in refuses(lambda: sign(house, other, by=house.leo))
    assert desk.reviews.may_review(desk.people.person(house.leo), "front-of-house")
    old = digest(house, other)
    desk.manual.submit(by=house.leo, sop=other, content=refund(number="SOP-009", owner="supervisor", scope="Till"),
                       reason="scope")  # fmt: skip
    house.approve(other, 2, Significance.MINOR)
    assert "Another revision" in refuses(
        lambda: desk.reviews.sign(by=house.sam, password=PASSWORD, sop=other, digest=old, verdict=Verdict.KEEP)
    )
    desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=other, effective_from=None, reason="gone")
    assert "not in force" in refuses(lambda: sign(house, other))


def test_reviews_as_known_on_a_day(house: House) -> None:
    """In the past only what was reviewed and demanded by then counts."""
    desk, sop = house.desk, house.approved(refund(review_months=1))
    then = house.clock()
    house.clock.wait(days=40)
    sign(house, sop)
    assert desk.reviews.of(sop, as_of=then).reviews == ()
    assert desk.manual.rows(as_of=then)[0].review_due == date(2026, 6, 4)
    assert desk.manual.page(sop, as_of=then).review_due == date(2026, 6, 4)


def test_a_review_of_what_was_not_in_force_does_not_hold(house: House) -> None:
    """A check works out anew which revision was in force when the review was signed, and what was signed."""
    desk, sop = house.desk, house.approved(refund())
    old = digest(house, sop)
    desk.manual.submit(by=house.leo, sop=sop, content=refund(scope="Till"), reason="scope")
    desk.manual.approve(by=house.sam, password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR)
    stands_for = review_digest(sop, old, Verdict.KEEP)
    signed = desk.desk.sign(house.sam, PASSWORD, Meaning.REVIEW, stands_for, sop)
    desk.desk.record(house.sam, (sop, [ProcedureReviewed(old, Verdict.KEEP, remark="", **signed.fields())]))
    found = {check.what: check.holds for check in desk.trail.verify().checks}
    assert found["signatures"] is False
    again = desk.desk.sign(house.sam, PASSWORD, Meaning.REVIEW, stands_for, sop)
    desk.desk.record(house.sam, (sop, [ProcedureReviewed(old, Verdict.RETIRE, remark="", **again.fields())]))
    assert not desk.reviews.of(sop).reviews[0].signature.holds, "another verdict was signed"


def test_days_end_by_the_clock_of_the_house(house: House) -> None:
    """A review is overdue from midnight on the house's clock; London is an hour ahead of UTC in summer."""
    desk, sop = house.desk, house.approved(refund(review_months=1))  # 4 May, 9 o'clock in London
    house.clock.instant = START.replace(month=6, day=4, hour=22, minute=50)
    assert not desk.manual.page(sop).overdue
    assert not desk.manual.rows()[0].overdue
    house.clock.wait(minutes=15)  # five past midnight in London, 23:05 UTC
    assert desk.manual.page(sop).overdue
    assert desk.manual.rows()[0].overdue
