import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pypdf import PdfReader

from sopdesk.domain.attachment import Way
from sopdesk.domain.circle import Circle
from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.refusal import Cancelled
from sopdesk.journal.certificates import Certificates, as_der, fingerprint
from sopdesk.journal.keys import StationKeys
from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.evidence_file import open_file
from sopdesk.pdf.incident_report import print_case
from sopdesk.pdf.signed import sign
from sopdesk.services.evidence_check import check_evidence
from sopdesk.services.parcel import NOTHING, Choice, Redaction
from sopdesk.views.attachments import GivenFile
from sopdesk.views.evidence import EvidenceVerdict
from tests.domain.given import checklist, refund, refuses
from tests.pdf import samples
from tests.services.case_play import play
from tests.services.conftest import House
from tests.services.test_checklists import done
from tests.services.test_incidents import close, logged, resolved
from tests.services.test_privacy import erase


def answers(verdict: EvidenceVerdict) -> dict[str, bool | None]:
    """Give the four answers by name."""
    return {each.name: each.holds for each in verdict.questions}


def made(house: House, choice: Choice, redaction: Redaction = NOTHING) -> bytes:
    """Hand evidence over as Sam."""
    return house.desk.evidence.bundle(house.desk.exports, choice, redaction, by=house.sam)


@pytest.fixture
def case(house: House) -> str:
    """Give a closed complaint under a procedure."""
    house.approved(refund())
    found = resolved(house)
    close(house, found, values={"accepted": "yes"})
    return found


def test_one_case(house: House, case: str) -> None:
    """A case leaves with its proofs, its signature, the procedure then in force, and the names of who acted."""
    content = made(house, house.desk.evidence.case(case, by=house.sam))
    found = check_evidence(content)
    assert answers(found) == {"bytes": True, "signer": None, "complete": True, "held": None}
    assert [each.code for each in found.questions[0].answers] == ["signature", "intact"]
    told = "\n".join(f"{each.who} {each.what} {each.text}" for each in found.story)
    for words in ("Sam", "closed", "refund", "approved"):
        assert words in told
    assert {field for _, field in found.withheld} <= {"verifier", "private_key", "contacts"}


def test_a_checkpoint_that_the_auditor_kept(house: House, case: str) -> None:
    """A checkpoint from an earlier report holds; the key that was handed over separately is known."""
    kept = house.desk.trail.head().checkpoint
    house.desk.incidents.note(by=house.sam, incident=case, text="The customer wrote.")
    content = made(house, house.desk.evidence.case(case, by=house.sam))
    key = json.loads(content)["logs"][0]["vkey"]
    found = check_evidence(content, keys=[key], checkpoints=[("the auditor", kept)])
    assert answers(found) == {"bytes": True, "signer": True, "complete": True, "held": True}


def test_every_choice(house: House, case: str) -> None:
    """Procedures, runs, a period, a person and everything leave so that what they promise can be checked."""
    sop = house.approved(checklist())
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    evidence, now = house.desk.evidence, house.desk.now()
    choices = {
        "procedure": (evidence.procedure(sop, by=house.sam), True, True),
        "runs": (evidence.runs([run, run], by=house.sam), True, True),
        "period": (evidence.period(now - timedelta(days=1), now, by=house.sam), True, True),
        "everything": (evidence.everything(by=house.sam), True, True),
        "person": (evidence.person(house.sam, by=house.sam), None, None),
    }
    for name, (choice, intact, complete) in choices.items():
        found = check_evidence(made(house, choice))
        assert (name, answers(found)) == (name, {"bytes": intact, "signer": None, "complete": complete, "held": None})


def test_what_cannot_be_chosen(house: House, case: str) -> None:
    """Nothing at all cannot be handed over, and who may not see the trail may not hand it over."""
    evidence, now = house.desk.evidence, house.desk.now()
    later = now + timedelta(days=9)
    assert "Choose at least one run" in refuses(lambda: evidence.runs([], by=house.sam))
    assert "Nothing was recorded" in refuses(lambda: evidence.period(later, later, by=house.sam))
    assert "recorded nothing" in refuses(lambda: evidence.person("person-none", by=house.sam))
    for ask in (lambda: evidence.case(case, by=house.leo), lambda: evidence.everything(by=house.leo)):
        assert "You may not" in refuses(ask)
    choice = evidence.case(case, by=house.sam)
    assert "You may not" in refuses(lambda: evidence.gather(choice, by=house.leo))
    assert "You may not" in refuses(lambda: evidence.bundle(house.desk.exports, choice, by=house.leo))


def test_a_redacted_copy(house: House) -> None:
    """What is kept back is named by place and field, is in no byte of the file, and the preview says exactly so."""
    case = logged(house)
    house.desk.incidents.entries.add_party(
        by=house.ruth, incident=case, role=PartyRole.WITNESS, personal={"name": "Mr Canary", "phone": "0117 496 0000"}
    )
    shown = next(each for each in house.desk.incidents.file(case).concerned if each.party.name == "Mr Canary")
    evidence = house.desk.evidence
    choice = evidence.case(case, by=house.sam)
    redaction = Redaction(frozenset({"narrative"}), frozenset({shown.party.party}), names=True, files=True)
    seen = evidence.preview(evidence.gather(choice, by=house.sam), redaction)
    assert {"Mr Canary", "0117 496 0000"} <= {each.text for each in seen.values if each.kept_back}
    content = made(house, choice, redaction)
    found = check_evidence(content)
    withheld = [f"{each.place} {each.field}" for each in seen.values if each.kept_back]
    assert sorted(withheld) == sorted(f"{place} {field}" for place, field in found.withheld)
    assert answers(found)["bytes"] is not False
    assert "Canary" not in "".join(each.text for each in found.story)
    single = next(each for each in seen.values if each.field == "narrative")
    only = check_evidence(made(house, choice, Redaction(values=frozenset({(single.place, "narrative")}))))
    assert (single.place, "narrative") in only.withheld


def test_after_an_erasure(house: House, case: str) -> None:
    """What was erased is told as erased, not as withheld, and the signature still holds where it can be told."""
    erase(house, case, Basis.REQUEST)
    found = check_evidence(made(house, house.desk.evidence.case(case, by=house.sam)))
    assert answers(found)["bytes"] is None
    assert {field for _, field in found.erased} >= {"narrative", "outcome"}
    assert {field for _, field in found.withheld} <= {"verifier", "private_key", "contacts"}


def test_the_statement_is_recorded(house: House, case: str) -> None:
    """What was handed over stands in the journal twice: what it carried, and the digest of the file."""
    made(house, house.desk.evidence.case(case, by=house.sam))
    kinds = [each.kind for each in house.desk.trail.in_order()]
    assert kinds[-2:] == ["evidence.bundled/1", "evidence.exported/1"]


@pytest.mark.parametrize("kind", IncidentKind)
def test_every_kind_of_case(house: House, kind: IncidentKind) -> None:
    """A case of every kind, played to its close, leaves as evidence in which nothing fails."""
    case = play(house, kind)
    found = check_evidence(made(house, house.desk.evidence.case(case, by=house.sam)))
    assert answers(found) == {"bytes": True, "signer": None, "complete": True, "held": None}


def test_what_is_no_evidence() -> None:
    """A file that is no evidence is refused in a sentence."""
    assert "no evidence bundle" in refuses(lambda: check_evidence(b"GIF89a"))
    assert "cannot be read" in refuses(lambda: check_evidence(b"%PDF-1.7"))
    assert "no evidence attached" in refuses(lambda: check_evidence(finish(print_case(samples.case()), title="Case")))


def paged(house: House, choice: Choice, redaction: Redaction = NOTHING) -> bytes:
    """Hand evidence over as signed pages."""
    return house.desk.evidence.pdf(house.desk.exports, choice, redaction, by=house.sam, reason="For the insurer")


def about_the_file(content: bytes, *keys: str) -> dict[str, bool | None]:
    """Give what is found about the file around a bundle, by code."""
    found = check_evidence(content, keys=keys)
    return {
        each.code: each.holds
        for question in found.questions
        for each in question.answers
        if each.code in {"file", "pages", "root"}
    }


def test_every_choice_on_paper(house: House, case: str) -> None:
    """Pages of whatever is chosen are signed, and are made again of the bundle in them byte for byte."""
    run = done(house, house.leo)
    evidence, now = house.desk.evidence, house.desk.now()
    sop = house.desk.manual.find_number("SOP-012")
    assert sop is not None
    for choice in (
        evidence.case(case, by=house.sam), evidence.procedure(sop, by=house.sam), evidence.runs([run], by=house.sam),
        evidence.runs([run, "run-none"], by=house.sam), evidence.period(now - timedelta(days=1), now, by=house.sam),
        evidence.person(house.sam, by=house.sam), evidence.everything(by=house.sam),
    ):  # fmt: skip
        assert about_the_file(paged(house, choice)) == {"file": True, "pages": True, "root": None}, choice


def test_pages_say_what_can_be_read(house: House, case: str) -> None:
    """What is readable in the bundle stands on the pages, what is withheld stands in no byte of them."""
    choice = house.desk.evidence.case(case, by=house.sam)
    whole = pages_text(paged(house, choice))
    for words in ("Mrs Nair", "Never in cash.", "For the insurer", "Signatures (", "evidence.json", "closed"):
        assert words in whole, words
    redacted = paged(house, choice, Redaction(frozenset({"name", "narrative"}), names=True, files=True))
    text = pages_text(redacted)
    assert "Nair" not in text
    assert "[withheld]" in text
    assert about_the_file(redacted)["pages"] is True
    erase(house, case, Basis.REQUEST)
    assert "[erased]" in pages_text(paged(house, house.desk.evidence.case(case, by=house.sam)))


def test_whose_file_it_is(house: House, case: str) -> None:
    """The certificate's fingerprint, had from elsewhere, tells the house's own file from another's."""
    content = paged(house, house.desk.evidence.case(case, by=house.sam))
    root = fingerprint(as_der(house.desk.evidence.certificate(by=house.sam)))
    spaced = " ".join(root[n : n + 4] for n in range(0, len(root), 4)).upper()
    assert about_the_file(content, spaced)["root"] is True
    assert about_the_file(content, "0" * 64)["root"] is False
    log = json.loads(open_file(content).bundle)["logs"][0]
    assert answers(check_evidence(content, keys=[log["vkey"], root]))["signer"] is True


def test_other_pages_around_the_same_bundle(house: House, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs other pages with a certificate of their own, and attaches the true bundle, is found out."""
    content = paged(house, house.desk.evidence.case(case, by=house.sam))
    inside = open_file(content)
    with TemporaryDirectory() as folder:
        thief = Certificates(StationKeys(Path(folder), use_system=False)).identity("x", "Counter", house.desk.now())
    attached = Attachment("evidence.json", inside.bundle, "application/json", inside.maker)
    other = finish(print_case(samples.case()), title="Case", made_at=house.desk.now(), attachments=[attached])
    assert about_the_file(sign(other, thief, house.desk.now())) == {"file": True, "pages": False, "root": None}
    monkeypatch.setattr("sopdesk.pdf.evidence_file.maker", lambda: "SOPDesk 99")
    assert about_the_file(sign(other, thief, house.desk.now()))["pages"] is None
    assert about_the_file(content + b"\n%%EOF\n") == {"file": False, "pages": None}


def test_a_cancelled_print_leaves_no_file(house: House, case: str) -> None:
    """Cancelled pages are no file; that they were stated stands in the journal, that they left does not."""
    with pytest.raises(Cancelled):
        house.desk.evidence.pdf(
            house.desk.exports, house.desk.evidence.case(case, by=house.sam), cancelled=lambda: True, by=house.sam
        )
    assert house.desk.trail.lines()[0].kind == "evidence.bundled/1"


def pages_text(content: bytes) -> str:
    """Give the text of all pages."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_a_signature_by_hand_on_the_pages(house: House) -> None:
    """The pages draw what was signed on the screen and name people beside their ids; no reader has to read numbers."""
    entries, incident = house.desk.incidents.entries, play(house, IncidentKind.COMPLAINT, Stage.INVESTIGATING)
    said = {"said_by": "Karin Lindqvist", "statement": "He fell."}
    entries.record(by=house.leo, incident=incident, sort="statement", values=said)
    [said_now] = [each for each in house.desk.incidents.file(incident).entries if each.spec.label == "Statement"]
    strokes = (((40, 100), (90, 20), (140, 180)), ((10, 10),))
    entries.sign(
        by=house.leo, incident=incident, entry=said_now.entry, digest=said_now.digest, name="Karin", strokes=strokes
    )
    house.desk.assigning.give(by=house.sam, incident=incident, owner=house.sam)
    evidence = house.desk.evidence
    pdf = evidence.pdf(house.desk.exports, evidence.case(incident, by=house.sam), by=house.sam)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "strokes: drawn, shown at the end" in text
    assert "Karin signed by hand on the screen" in " ".join(text.split())
    assert "90,20" not in text
    assert f"owner: Sam {house.sam}" in text


def test_no_file_of_a_case_that_is_kept_from_whoever_hands_over_goes(house: House) -> None:
    """A bundle of everything carries the entries of such a case, and none of its files; its own supervisor's does."""
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    given = GivenFile("secret.txt", b"Words that stay here.", Way.FILE)
    digest = house.desk.incident_files.add(by=house.sam, incident=case, given=given)
    house.desk.confidence.confide(by=house.sam, incident=case, circle=Circle.NAMED, reason="They asked for it")
    evidence = house.desk.evidence
    for who, goes in ((house.ruth, False), (house.sam, True)):
        parcel = evidence._parcel(evidence.everything(by=who), who)
        assert (digest in evidence.preview(parcel).files) is goes
