from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from sopdesk.domain.controlled_copy import CopyState
from sopdesk.domain.revision import Significance
from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.views.today import TodayLine
from tests.domain.given import refund, refuses
from tests.pdf.reading import pages_of, text_of
from tests.services.conftest import PASSWORD, House


def supersede(house: House, sop: str) -> None:
    """Bring the next revision of the refund procedure into force."""
    page = house.desk.manual.page(sop)
    new = replace(page.content, purpose=page.content.purpose + " Anew.")
    house.desk.manual.submit(by=house.leo, sop=sop, content=new, reason="clearer")
    proposal = len(page.history) + 1
    house.desk.manual.approve(
        by=house.sam, password=PASSWORD, sop=sop, proposal=proposal, significance=Significance.MINOR
    )


def lines(house: House) -> list[TodayLine]:
    """Give what Today says to Sam about copies."""
    person = house.desk.people.person(house.sam)
    return [each for each in house.desk.today.lines(person) if each.place == "copies"]


def test_a_copy_has_a_number_on_every_page(house: House) -> None:
    """A controlled copy bears its number and where it hangs; the record knows the file by its digest."""
    sop = house.approved(refund())
    issued = house.desk.copies.issue(by=house.sam, sop=sop, place="Kitchen wall")
    assert issued.number == f"P-{house.desk.store.station_code}-00001"
    assert all(f"CONTROLLED COPY {issued.number}" in page for page in pages_of(issued.content))
    assert "for Kitchen wall, issued by Sam" in " ".join(text_of(issued.content).split())
    row = house.desk.copies.row(issued.id)
    assert (row.file, row.state) == (sha256(issued.content).hexdigest(), CopyState.OUT)
    assert (row.whereabouts, row.label, row.current, row.to_call_in) == ("Kitchen wall", "1.0", True, False)


def test_any_other_print_is_uncontrolled(house: House) -> None:
    """A print that is not issued says on every page that it is uncontrolled and where to ask."""
    content = house.desk.exports.procedure_pdf(sop=house.approved(refund()))
    for page in pages_of(content):
        assert "UNCONTROLLED WHEN PRINTED" in page
        assert "check at the desk whether this is still in force" in page.replace("\u00a0", " ")


def test_numbers_are_never_used_again(house: House) -> None:
    """A void copy keeps its number; the next one gets the next."""
    sop, copies = house.approved(refund()), house.desk.copies
    first = copies.issue(by=house.sam, sop=sop, holder="Leo")
    copies.void(by=house.sam, copy=first.id, reason="The disk was full")
    assert copies.issue(by=house.sam, sop=sop, holder="Leo").number.endswith("-00002")
    assert copies.row(first.id).state is CopyState.VOID


def test_who_may_issue_and_of_what(house: House) -> None:
    """Issuing takes somebody who may approve, a place or a holder, and a revision in force."""
    copies = house.desk.copies
    sop = house.desk.manual.submit(by=house.leo, content=refund(), reason="new")
    assert "may not" in refuses(lambda: copies.issue(by=house.leo, sop=sop, place="Wall"))
    assert "in force" in refuses(lambda: copies.issue(by=house.sam, sop=sop, place="Wall"))
    assert "where the copy hangs" in refuses(lambda: copies.issue(by=house.sam, sop=sop))
    assert copies.rows() == ()
    assert "no such copy" in refuses(lambda: copies.row("copy-9"))
    assert "no such copy" in refuses(lambda: copies.take_back(by=house.sam, copy="copy-9"))


def test_superseded_copies_are_called_in(house: House) -> None:
    """When a revision is superseded, Today tells supervisors which copies to call in, until all are dealt with."""
    sop, copies = house.approved(refund()), house.desk.copies
    ids = [copies.issue(by=house.sam, sop=sop, place=place).id for place in ("Kitchen", "Bar", "Office")]
    assert lines(house) == []
    supersede(house, sop)
    number = refund().number
    assert [each.what for each in lines(house)] == [f"3 copies of {number} rev 1.0 to call in"]
    assert all(each.to_call_in and each.in_force == "1.1" for each in copies.rows(sop=sop))
    assert copies.call_in(by=house.sam, copies=[*ids, ids[0]], reason="superseded by 1.1") == 3
    assert "called in already" in refuses(lambda: copies.call_in(by=house.sam, copies=ids))
    copies.take_back(by=house.leo, copy=ids[0])
    copies.lose(by=house.sam, copy=ids[1], reason="Nobody knows")
    assert [each.what for each in lines(house)] == [f"1 copy of {number} rev 1.0 to call in"]
    assert [each.id for each in copies.rows(states=(CopyState.LOST,))] == [ids[1]]
    assert house.desk.trail.lines(limit=1)[0].about.startswith(f"{number} copy P-")
    assert house.desk.store.compare_models() == []


def test_a_withdrawn_procedure_calls_its_copies_in(house: House) -> None:
    """Copies of a withdrawn procedure are to be called in, from the moment of the withdrawal on."""
    sop = house.approved(refund())
    house.desk.copies.issue(by=house.sam, sop=sop, place="Bar")
    when = house.clock() + timedelta(days=2)
    house.desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=sop, effective_from=when, reason="Not done here")
    assert house.desk.copies.to_call_in() == ()
    house.clock.wait(days=3)
    [stale] = house.desk.copies.to_call_in()
    assert (stale.label, stale.count) == ("1.0", 1)


def test_scanning(house: House) -> None:
    """A scan opens the procedure and says what is wrong with the paper."""
    sop, copies = house.approved(refund()), house.desk.copies
    number = refund().number
    issued = copies.issue(by=house.sam, sop=sop, place="Bar")
    copy, label, printed = (
        scan_code(each) for each in (Scan(number, "1.0", issued.number), Scan(number), Scan(number, "1.0"))
    )
    for code in (copy, label, printed):
        found = copies.scanned(code)
        assert (found.sop, found.sentence, found.current) == (sop, "", True)
    supersede(house, sop)
    assert copies.scanned(label).current
    assert copies.scanned(copy).sentence == f"Copy {issued.number} is of revision 1.0; in force is 1.1: call it in."
    assert copies.scanned(printed).sentence == "This print is of revision 1.0; in force is 1.1: call it in."
    copies.take_back(by=house.leo, copy=issued.id)
    assert "recorded as returned" in copies.scanned(copy).sentence
    house.desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=sop, effective_from=None, reason="Not done here")
    assert "not in force any more" in copies.scanned(printed).sentence
    assert "no procedure SOP-999" in refuses(lambda: copies.scanned(scan_code(Scan("SOP-999"))))
