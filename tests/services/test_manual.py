from dataclasses import replace
from datetime import timedelta
from typing import Any

from sopdesk.domain.prose import Paragraph
from sopdesk.domain.revision import Significance, Status
from sopdesk.domain.sop import Picture, Reference
from tests.domain.given import procedure, refund, refuses, step
from tests.services.conftest import PASSWORD, House

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000") + b"rest"


def test_an_author_cannot_approve(house: House) -> None:
    """Whoever wrote a revision cannot approve it, on any path."""
    manual = house.desk.manual
    sop = manual.submit(by=house.sam, content=refund(), reason="new")
    said = refuses(lambda: house.approve(sop, 1, Significance.MINOR))
    assert "Somebody else" in said
    [(_, refusal)] = manual.approve_all(by=house.sam, password=PASSWORD, sops=[sop])
    assert "Somebody else" in refusal
    assert manual.approve(
        by=house.ruth, password=PASSWORD, sop=sop, proposal=1, significance=Significance.MINOR
    ) == "1.0"  # fmt: skip


def test_front_of_house_cannot_approve(house: House) -> None:
    """Approving takes a supervisor, and the right password."""
    manual = house.desk.manual
    sop = manual.submit(by=house.sam, content=refund(), reason="new")
    args: dict[str, Any] = {"sop": sop, "proposal": 1, "significance": Significance.MAJOR}
    assert "may not" in refuses(lambda: manual.approve(by=house.leo, password=PASSWORD, **args))
    assert "not the password" in refuses(lambda: manual.approve(by=house.ruth, password="wrong", **args))
    assert manual.page(sop).status is Status.SUBMITTED


def test_a_revision_for_later(house: House) -> None:
    """Readers keep the revision in force until the date of the next one; then it is superseded."""
    manual = house.desk.manual
    sop = house.approved(refund())
    old = manual.page(sop)
    new = replace(refund(), title="Refund, anew")
    manual.submit(by=house.leo, sop=sop, content=new, reason="clearer")
    when = house.clock() + timedelta(days=7)
    manual.approve(
        by=house.sam, password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR, effective_from=when
    )
    assert manual.page(sop).content == old.content
    assert manual.page(sop, proposal=2).status is Status.SCHEDULED
    before = house.clock()
    house.clock.wait(days=8)
    assert house.desk.finder.behind()
    house.desk.finder.catch_up()
    now = manual.page(sop)
    assert (now.content.title, now.revision.label, now.status) == ("Refund, anew", "1.1", Status.EFFECTIVE)
    assert manual.page(sop, proposal=1).status is Status.SUPERSEDED
    assert manual.page(sop, as_of=before).content == old.content
    assert [row.title for row in manual.rows(as_of=before)] == ["Refund"]
    assert house.desk.finder.search("anew").found[0].title == "Refund, anew"


def test_a_day_before_the_manual_began(house: House) -> None:
    """On a day before its approval a procedure was not in force, whatever its date says now."""
    before = house.clock()
    sop = house.approved(refund())
    assert house.desk.manual.rows(as_of=before) == ()
    assert "not in force" in refuses(lambda: house.desk.manual.page(sop, as_of=before))


def test_a_number_is_used_once(house: House) -> None:
    """A procedure's number is never given to another."""
    house.approved(refund())
    assert "never used twice" in refuses(
        lambda: house.desk.manual.submit(by=house.leo, content=refund(title="Other"), reason="new")
    )


def test_returned_with_a_reason(house: House) -> None:
    """A revision goes back to its author with a reason, and waits no longer."""
    manual = house.desk.manual
    sop = manual.submit(by=house.leo, content=refund(), reason="new")
    assert [row.number for row, _ in manual.waiting()] == ["SOP-012"]
    assert "should be different" in refuses(lambda: manual.give_back(by=house.sam, sop=sop, proposal=1, reason=" "))
    manual.give_back(by=house.sam, sop=sop, proposal=1, reason="Say who pays.")
    assert manual.waiting() == ()
    assert manual.page(sop, proposal=1).revision.returned_reason == "Say who pays."


def test_a_withdrawn_procedure_stays_readable(house: House) -> None:
    """Withdrawn means out of force and out of search; the text and its history stay."""
    manual = house.desk.manual
    sop = house.approved(refund())
    manual.withdraw(by=house.sam, password=PASSWORD, sop=sop, effective_from=None, reason="We sell nothing now.")
    house.desk.finder.catch_up()
    assert manual.page(sop).status is Status.WITHDRAWN
    assert house.desk.finder.search("refund").found == ()
    assert house.desk.trail.verify().holds


def test_links_and_pictures(house: House) -> None:
    """Links are followed both ways, a broken one says so; a picture is kept by its digest."""
    other = house.approved(procedure(number="SOP-001"))
    content = replace(
        refund(),
        references=(Reference("Greeting", "SOP-001", "greet"), Reference("Gone", "SOP-999")),
        steps=(step("look", pictures=(Picture("cup.png", "A cup"),)), step("pay")),
        duties=(),
    )
    sop = house.desk.manual.submit(by=house.leo, content=content, reason="new", pictures={"cup.png": PNG})
    house.approve(sop, 1, Significance.MAJOR)
    page = house.desk.manual.page(sop)
    assert [(link.sop, link.broken) for link in page.links] == [(other, False), ("", True)]
    assert [link.sop for link in house.desk.manual.page(other).linked_from] == [sop]
    assert house.desk.manual.picture(page.content.steps[0].pictures[0].source) == PNG
    assert "missing" in refuses(
        lambda: house.desk.manual.submit(by=house.leo, content=replace(content, number="SOP-7"), reason="x")
    )
    assert "not a picture" in refuses(
        lambda: house.desk.manual.submit(
            by=house.leo, content=replace(content, number="SOP-7"), reason="x", pictures={"cup.png": b"MZ"}
        )
    )


def test_the_houses_name_is_filled_in(house: House) -> None:
    """The house's own name and contacts stand wherever the manual has a place for them; unknown ones stay visible."""
    content = procedure(title="Calls at {{house}}", purpose="Ask {{contact:manager}} or {{contact:plumber}}.")
    page = house.desk.manual.page(house.approved(content))
    assert page.titles["title"] == "Calls at Café Meridian"
    [paragraph] = page.prose["purpose"]
    assert isinstance(paragraph, Paragraph)
    assert "Ruth, 0117 496 0142 or (contact: plumber)" in paragraph.spans[0].text
