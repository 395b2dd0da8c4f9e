"""The manual as of a day: lists, pages and search follow one choice."""

import pytest

from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.revision import Significance
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, House


def found(house: House, text: str, **how: object) -> list[str]:
    """Give the titles that a search finds."""
    return [each.title for each in house.desk.finder.search(text, **how).found if each.group == "procedure"]  # type: ignore[arg-type]


def test_search_follows_the_day(house: House) -> None:
    """A search of a day finds what was in force then, in its words, and nothing that came later."""
    desk = house.desk
    sop = house.approved(refund(title="Refund by stamp"))
    gone = house.approved(refund(number="SOP-050", title="Counting stamps"))
    same = house.approved(refund(number="SOP-051", title="Stamps on letters"))
    then = house.clock()
    house.clock.wait(days=3)
    desk.manual.submit(by=house.leo, sop=sop, content=refund(title="Refund by till"), reason="till")
    desk.manual.approve(by=house.sam, password=PASSWORD, sop=sop, proposal=2, significance=Significance.MAJOR)
    desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=gone, effective_from=None, reason="no stamps")
    later = house.approved(refund(number="SOP-052", title="Stamps online"))
    house.clock.wait(seconds=5)
    desk.finder.catch_up()
    assert set(found(house, "stamp")) == {"Stamps on letters", "Stamps online"}
    assert not desk.finder.search("stamp", as_of=then).ready
    desk.finder.look_back(then)
    assert set(found(house, "stamp", as_of=then)) == {"Refund by stamp", "Counting stamps", "Stamps on letters"}
    assert set(found(house, "stamp")) == {"Stamps on letters", "Stamps online"}, "today is as it was"
    assert {row.id for row in desk.manual.rows(as_of=then)} == {sop, gone, same}
    assert {row.id for row in desk.manual.rows(as_of=house.clock())} == {sop, same, later}, "what is withdrawn is gone"
    desk.finder.look_at_today()
    assert not desk.finder.search("stamp", as_of=then).ready


def test_making_a_day_searchable_can_be_cancelled(house: House) -> None:
    """A cancel leaves nothing half made; progress is told."""
    then = house.clock()
    house.approved(refund())
    with pytest.raises(Cancelled):
        house.desk.finder.look_back(then, cancelled=lambda: True)
    assert not house.desk.finder.search("refund", as_of=then).ready
    told: list[tuple[int, int]] = []
    house.desk.finder.look_back(then, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert found(house, "refund", as_of=then) == []


def test_the_history_ends_with_the_day(house: House) -> None:
    """A page of the past knows no revision that was written later, and is named by nothing that was gone."""
    desk, sop = house.desk, house.approved(refund())
    then = house.clock()
    desk.manual.submit(by=house.leo, sop=sop, content=refund(scope="Till"), reason="scope")
    assert len(desk.manual.page(sop, as_of=then).history) == 1
    assert len(desk.manual.page(sop).history) == 2


def test_an_overdue_procedure_is_marked_in_search(house: House) -> None:
    """What is found says that its review is overdue."""
    house.approved(refund(review_months=1))
    assert [each.overdue for each in house.desk.finder.search("refund").found][:1] == [False]
    house.clock.wait(days=60)
    assert [each.overdue for each in house.desk.finder.search("refund").found][:1] == [True]
