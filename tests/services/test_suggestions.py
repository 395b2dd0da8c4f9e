"""Suggestions through a real desk: made by anyone, answered by the owner, credited in the revision."""

from dataclasses import replace

from sopdesk.domain.revision import Significance
from sopdesk.domain.suggestion import Answer, SuggestionState, Wish
from tests.domain.given import refund, refuses
from tests.services.conftest import House


def suggest(house: House, sop: str, text: str = "Ask for the receipt first", by: str = "", place: str = "") -> str:
    """Suggest a change as Leo, or as somebody else."""
    page = house.desk.manual.page(sop)
    return house.desk.suggestions.make(
        by=by or house.leo, sop=sop, digest=page.revision.digest, wish=Wish.CHANGE, place=place, text=text
    )


def test_a_suggestion_goes_from_its_author_to_the_owner_and_back(house: House) -> None:
    """The owner finds it on Today, answers, and the author is told until they have looked."""
    desk, sop = house.desk, house.approved(refund(owner="supervisor"))
    sam, leo = desk.people.person(house.sam), desk.people.person(house.leo)
    step = refund().steps[0]
    one = suggest(house, sop, place=step.id)
    (row,) = desk.suggestions.waiting_for(sam)
    assert (row.author, row.place_words, row.text, row.moved) == ("Leo", step.title, "Ask for the receipt first", False)
    assert desk.suggestions.waiting_for(leo) == ()
    assert desk.suggestions.one(one) == row
    assert "no such" in refuses(lambda: desk.suggestions.one("suggestion-nowhere"))
    assert [line.place for line in desk.today.lines(sam) if line.id == one] == ["suggestion"]
    assert "owns" in refuses(lambda: desk.suggestions.answer(by=house.leo, suggestion=one, answer=Answer.ACCEPTED))
    desk.suggestions.answer(by=house.sam, suggestion=one, answer=Answer.ACCEPTED, words="Good, in the next one")
    assert desk.suggestions.rows() == ()
    assert [each.words for each in desk.suggestions.rows(answered=True)] == ["Good, in the next one"]
    assert [line.place for line in desk.today.lines(leo) if line.id == one] == ["answer"]
    desk.suggestions.see(one)
    assert desk.suggestions.news_for(leo) == ()
    assert desk.trail.verify().holds
    assert "accepted" in desk.trail.lines(limit=1)[0].what
    assert desk.trail.lines(limit=1)[0].about == "Suggestion about " + row.number


def test_a_revision_credits_those_whose_suggestions_it_takes_up(house: House) -> None:
    """The history names the authors of what a revision settles; the record itself holds no name."""
    desk, sop = house.desk, house.approved(refund())
    one, other = suggest(house, sop), suggest(house, sop, "Shorter", by=house.hannah)
    refused = refuses(
        lambda: desk.manual.submit(by=house.leo, sop=sop, content=refund(scope="Till"), reason="x", settles=[one])
    )
    assert "accepted" in refused
    for each in (one, other):
        desk.suggestions.answer(by=house.sam, suggestion=each, answer=Answer.ACCEPTED)
    assert {each.id for each in desk.suggestions.to_settle(sop)} == {one, other}
    desk.manual.submit(by=house.ruth, sop=sop, content=refund(scope="Till"), reason="x", settles=[one, other])
    assert desk.suggestions.to_settle(sop) == ()
    house.approve(sop, 2, Significance.MINOR)
    page = desk.manual.page(sop)
    assert page.history[0].credits == ("Leo", "Hannah")
    assert {each.label for each in desk.suggestions.of(sop)} == {page.revision.label}
    stored = desk.store.history(sop).events[-2].what
    assert stored.settles == (one, other)


def test_a_suggestion_keeps_to_the_revision_that_was_read(house: House) -> None:
    """It names its step as it read then, and says when the step reads differently now."""
    desk, content = house.desk, refund()
    sop = house.approved(content)
    step = content.steps[0]
    suggest(house, sop, place=step.id)
    steps = (replace(step, title="Something else"), *content.steps[1:])
    desk.manual.submit(by=house.leo, sop=sop, content=refund(steps=steps), reason="x")
    house.approve(sop, 2, Significance.MAJOR)
    (row,) = desk.suggestions.of(sop)
    assert (row.place_words, row.moved) == (step.title, True)
    page = desk.manual.page(sop)
    nowhere = refuses(
        lambda: desk.suggestions.make(
            by=house.leo, sop=sop, digest=page.revision.digest, wish=Wish.CHANGE, place="nowhere", text="x"
        )
    )
    assert "not in this revision" in nowhere
    assert "not in this desk" in refuses(
        lambda: desk.suggestions.make(by=house.leo, sop=sop, digest="x", wish=Wish.CHANGE, text="x")
    )


def test_suggestions_as_they_stood_on_a_day(house: House) -> None:
    """In the past only what had been suggested and answered by then is shown; what is taken back is not shown now."""
    desk, sop = house.desk, house.approved(refund())
    before = house.clock()
    one, gone = suggest(house, sop), suggest(house, sop, "No, forget it")
    between = house.clock()
    desk.suggestions.answer(by=house.sam, suggestion=one, answer=Answer.DECLINED, words="Not needed")
    desk.suggestions.withdraw(by=house.leo, suggestion=gone)
    assert desk.suggestions.of(sop, as_of=before) == ()
    assert [each.state for each in desk.suggestions.of(sop, as_of=between)] == [SuggestionState.OPEN] * 2
    assert [each.words for each in desk.suggestions.of(sop, as_of=between)] == ["", ""]
    assert [(each.state, each.words) for each in desk.suggestions.of(sop)] == [
        (SuggestionState.DECLINED, "Not needed")]  # fmt: skip


def test_nobody_suggests_without_signing_in(house: House) -> None:
    """Anybody of the house may suggest; somebody who has left may not."""
    sop = house.approved(refund())
    house.desk.people.leave(by=house.ruth, person=house.leo)
    assert "Sign in" in refuses(lambda: suggest(house, sop))
