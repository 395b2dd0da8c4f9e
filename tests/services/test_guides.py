import hashlib

from sopdesk.domain.guided import GuideStage
from sopdesk.domain.house import EvidenceExported
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Branch, Procedure, Step
from sopdesk.services.trail import Filter
from tests.domain.given import checklist, refuses, workflow
from tests.services.conftest import House


def card() -> Procedure:
    """Give a workflow of three questions, one of which hands up to a supervisor."""
    return workflow(
        Step("says", "What does the terminal say at {{site}}?", branches=(
            Branch("Declined", "other", "Say that the bank declined it"), Branch("Approved", "done"))),
        Step("other", "Did another way to pay work?", branches=(
            Branch("Yes", "done", "Give the receipt"), Branch("No", "escalate:supervisor", "Keep the order warm"),
            Branch("I misread it", "back"))),
    )  # fmt: skip


def handed_up(house: House) -> str:
    """Have Leo follow the workflow until it is handed up; give its id."""
    guides = house.desk.guides
    guide = guides.start(by=house.leo, sop=house.approved(card()))
    guides.answer(by=house.leo, guide=guide, step="says", branch=0)
    guides.note(by=house.leo, guide=guide, step="other", text="Six pounds, table 4")
    guides.answer(by=house.leo, guide=guide, step="other", branch=1)
    return guide


def test_a_way_is_followed_question_by_question(house: House) -> None:
    """The open question, the way in words with what each answer asks to do, and the end, are all there to be read."""
    guides = house.desk.guides
    guide = guides.start(by=house.leo, sop=house.approved(card()))
    page = guides.page(guide)
    assert page.at is not None
    assert page.titles[f"step:{page.at.id}"] == "What does the terminal say at Harbour Street?"
    guides.answer(by=house.leo, guide=guide, step="says", branch=0)
    guides.answer(by=house.leo, guide=guide, step="other", branch=2)
    guides.answer(by=house.leo, guide=guide, step="says", branch=0)
    guides.answer(by=house.leo, guide=guide, step="other", branch=0)
    page = guides.page(guide)
    assert (page.row.stage, page.at, page.row.answers) == (GuideStage.DONE, None, 2)
    assert [(turn.answer, turn.taken_back) for turn in page.turns] == [
        ("Declined", True), ("I misread it", True), ("Declined", False), ("Yes", False),
    ]  # fmt: skip
    assert page.way()[-1].action == "Give the receipt"
    assert page.row.number.startswith("W-")


def test_what_is_handed_up_stands_on_the_right_today(house: House) -> None:
    """An escalation waits, with the way so far, on Today of whoever has the authority, until it is taken over."""
    guide = handed_up(house)
    people = {each.id: each for each in house.desk.people.tiles()}
    waits = {
        who: [line for line in house.desk.today.lines(people[who]) if line.act == "Take over"]
        for who in (house.leo, house.sam, house.ruth, house.hannah)
    }
    assert {who: len(lines) for who, lines in waits.items()} == {
        house.leo: 0, house.sam: 1, house.ruth: 1, house.hannah: 0,
    }  # fmt: skip
    told = house.desk.guides.summary(guide)
    assert "2. Did another way to pay work? – No" in told
    assert "Noted: Six pounds, table 4" in told
    house.desk.guides.take_over(by=house.sam, guide=guide)
    assert not [line for line in house.desk.today.lines(people[house.ruth]) if line.act == "Take over"]
    assert house.desk.guides.page(guide).row.taken_over_by == "Sam"


def test_what_is_under_way_is_found_again(house: House) -> None:
    """A workflow half followed stands on Today with its open question, and is carried on by somebody else."""
    guides = house.desk.guides
    guide = guides.start(by=house.leo, sop=house.approved(card()))
    assert [line.act for line in house.desk.today.lines(None) if line.place == "guide"] == ["Go on"]
    assert "Open: What does the terminal say" in guides.summary(guide)
    guides.answer(by=house.sam, guide=guide, step="says", branch=1)
    assert [turn.who for turn in guides.page(guide).turns] == ["Sam"]
    guides.step_back(by=house.leo, guide=guide)
    guides.give_up(by=house.leo, guide=guide, reason="She left")
    assert guides.page(guide).given_up == "She left"
    assert [row.stage for row in guides.rows()] == [GuideStage.GIVEN_UP]
    assert guides.rows(stage=GuideStage.OPEN) == ()


def test_a_way_goes_on_as_it_began(house: House) -> None:
    """A way is pinned to the revision at its start; when a new one becomes effective it says so and goes on."""
    guides, manual = house.desk.guides, house.desk.manual
    sop = house.approved(card())
    guide = guides.start(by=house.leo, sop=sop)
    longer = workflow(*card().steps, Step("after", "Put the terminal back"))
    manual.submit(by=house.leo, content=longer, reason="more", sop=sop)
    house.approve(sop, 2, Significance.MINOR)
    page = guides.page(guide)
    assert (page.newer, len(page.content.steps)) == ("1.1", 2)


def test_workflows_in_force_can_be_followed(house: House) -> None:
    """Only decision workflows are offered to be followed; what does not exist is refused in a sentence."""
    house.approved(checklist())
    sop = house.approved(card())
    assert [row.id for row in house.desk.guides.available()] == [sop]
    assert "no such guided workflow" in refuses(lambda: house.desk.guides.page("guide-x"))
    assert "no such guided workflow" in refuses(lambda: house.desk.guides.step_back(by=house.leo, guide="guide-x"))
    assert "may not" in refuses(lambda: house.desk.guides.start(by=house.hannah, sop=sop))


def test_the_trail_tells_the_way_in_words(house: House) -> None:
    """The trail tells each answer with its question, its own words and where it leads, and by whom it was given."""
    guide = handed_up(house)
    house.desk.guides.step_back(by=house.leo, guide=guide)
    house.desk.guides.answer(by=house.leo, guide=guide, step="other", branch=2)
    lines = tuple(house.desk.trail.in_order(Filter(subject=guide)))
    paid = "Did another way to pay work?"
    assert [line.what for line in lines if line.kind == "guide.answered/1"] == [
        f"answered “What does the terminal say at Harbour Street?” with “Declined”: leads to “{paid}”",
        f"answered “{paid}” with “No”: hands it up to Supervisor",
        f"answered “{paid}” with “I misread it”: back to the question before",
    ]
    assert {(line.area, line.about) for line in lines} == {
        ("checklists", f"{house.desk.guides.page(guide).row.number} {lines[0].about.split(' ', 1)[1]}")
    }


def test_a_way_leaves_as_pdf_and_that_is_recorded(house: House) -> None:
    """The sheet of a guided workflow is recorded with its digest when it leaves."""
    guide = handed_up(house)
    content = house.desk.exports.guide_pdf(by=house.leo, guide=guide)
    everything = house.desk.store.entries(None, None, "", "", "", newest_first=True)
    exports = [each.what for each in everything if isinstance(each.what, EvidenceExported)]
    assert content.startswith(b"%PDF")
    assert [each.digest for each in exports] == [hashlib.sha256(content).hexdigest()]
