"""The manual's list at hand is the list that the tables would give."""

from datetime import date, timedelta

from sopdesk.domain.revision import Significance, Status
from sopdesk.services.listing import Listing
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, House


def asked_anew(house: House) -> list[object]:
    """Give the list as a listing that holds nothing yet asks for it."""
    return list(Listing(house.desk.desk).rows())


def test_the_list_follows_every_act(house: House) -> None:
    """What is handed in, given back, approved or withdrawn shows in the list at once."""
    desk = house.desk
    first = house.approved(refund(number="SOP-001"))
    assert [row.status for row in desk.manual.rows()] == [Status.EFFECTIVE]
    second = desk.manual.submit(by=house.leo, content=refund(number="SOP-000"), reason="new")
    assert [(row.id, row.status) for row in desk.manual.rows()] == [
        (second, Status.SUBMITTED), (first, Status.EFFECTIVE)]  # fmt: skip
    desk.manual.give_back(by=house.sam, sop=second, proposal=1, reason="too short")
    assert desk.manual.rows()[0].status is Status.RETURNED
    assert list(desk.manual.rows()) == asked_anew(house)
    desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=first, effective_from=None, reason="no longer done")
    house.clock.wait(seconds=2)
    assert desk.manual.rows()[1].status is Status.WITHDRAWN
    assert list(desk.manual.rows()) == asked_anew(house)


def test_the_list_follows_the_calendar(house: House) -> None:
    """A revision becomes effective by its date, and a review overdue by its day, without an act."""
    desk = house.desk
    sop = desk.manual.submit(by=house.leo, content=refund(), reason="new")
    desk.manual.approve(
        by=house.sam, password=PASSWORD, sop=sop, proposal=1, significance=Significance.MAJOR,
        effective_from=house.clock() + timedelta(hours=3),
    )  # fmt: skip
    assert desk.manual.rows()[0].status is Status.SCHEDULED
    house.clock.wait(hours=2)
    assert desk.manual.rows()[0].status is Status.SCHEDULED
    house.clock.wait(hours=1)
    assert desk.manual.rows()[0].status is Status.EFFECTIVE
    assert not desk.manual.rows()[0].overdue
    house.clock.wait(days=400)
    assert desk.manual.rows()[0].overdue
    assert list(desk.manual.rows()) == asked_anew(house)


def test_reviews_are_the_same_with_and_without_the_list_at_hand(house: House) -> None:
    """Today asks for the reviews that fall due whether or not the manual has been opened yet."""
    for number in ("SOP-001", "SOP-002"):
        house.approved(refund(number=number))
        house.clock.wait(days=20)
    for until in (date(2026, 6, 1), date(2026, 11, 10), date(2027, 6, 1)):
        house.clock.wait(days=2)  # the list at hand ends with its day
        alone = house.desk.manual.reviews(until, 10)
        house.desk.manual.rows()
        assert alone == house.desk.manual.reviews(until, 10)
    assert [row.number for row in house.desk.manual.reviews(date(2027, 6, 1), 10)] == ["SOP-001", "SOP-002"]
    assert [row.number for row in house.desk.manual.reviews(date(2027, 6, 1), 1)] == ["SOP-001"]
