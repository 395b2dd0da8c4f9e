"""A password that was reset takes two people, and shows wherever a signature made with it is shown."""

import io

from pypdf import PdfReader

from sopdesk.services.evidence_check import check_evidence
from tests.domain.given import refund, refuses
from tests.services.conftest import PASSWORD, House
from tests.services.test_incidents import close, resolved

ANEW = "a new password"
SAID = "with a key enrolled 2026-05-04, allowed by Ruth Adeyemi after a reset"


def reset(house: House) -> None:
    """Let Sam choose a new password without the one before: Ruth allows it, Sam chooses."""
    people = house.desk.people
    people.allow_new_password(by=house.ruth, password=PASSWORD, person=house.sam, reason="Sam forgot it.")
    people.set_password(by=house.sam, person=house.sam, password=ANEW)


def text_of(pdf: bytes) -> str:
    """Give the words of a PDF, on one line."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_it_takes_two(house: House) -> None:
    """Nobody allows their own, and whoever allows it cannot choose in the other's place."""
    people = house.desk.people
    allow = people.allow_new_password
    assert "Somebody else" in refuses(lambda: allow(by=house.ruth, password=PASSWORD, person=house.ruth, reason="x"))
    allow(by=house.ruth, password=PASSWORD, person=house.sam, reason="Sam forgot it.")
    said = refuses(lambda: people.set_password(by=house.ruth, person=house.sam, password=ANEW))
    assert "Only this person" in said
    people.set_password(by=house.sam, person=house.sam, password=ANEW)
    assert people.keys(house.sam)[0].allowed_by == "Ruth Adeyemi"


def test_it_shows_on_every_signature(house: House) -> None:
    """Approvals, closes, the trail and evidence say it; what was signed before does not."""
    before = house.approved(refund())
    case = resolved(house)
    reset(house)
    close(house, case, ANEW, {"accepted": "yes"})
    [old] = house.desk.manual.page(before).revision.signatures
    assert (old.key, old.signer) == ("", "Sam")
    file = house.desk.incidents.file(case)
    assert file.signature is not None
    assert file.signature.signer == f"Sam, {SAID}"
    trail = [each.signature.key for each in house.desk.trail.lines() if each.signature is not None]
    assert trail.count(SAID) == 1
    assert SAID in text_of(house.desk.exports.trail_pdf(by=house.sam))
    printed = text_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    assert printed.count(SAID) >= 1
    content = house.desk.evidence.bundle(house.desk.exports, house.desk.evidence.case(case, by=house.sam), by=house.sam)
    told = [each.sentence for each in check_evidence(content).questions[0].answers]
    assert "A signature was made with a key enrolled 2026-05-04, allowed by Ruth Adeyemi after a reset." in told
