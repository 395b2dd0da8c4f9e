import json
from datetime import timedelta

import pytest

from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.services.evidence_check import check_evidence
from sopdesk.services.parcel import NOTHING, Choice, Redaction
from sopdesk.views.evidence import EvidenceVerdict
from tests.domain.given import checklist, refund, refuses
from tests.services.case_play import play
from tests.services.conftest import House
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
    assert {field for _, field in found.withheld} == {"verifier", "private_key"}


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
    assert "You may not" in refuses(lambda: evidence.preview(choice, by=house.leo))
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
    seen = evidence.preview(choice, redaction, by=house.sam)
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
    assert {field for _, field in found.withheld} == {"verifier", "private_key"}


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


def test_what_is_no_bundle() -> None:
    """A file that is no bundle is refused in a sentence."""
    assert "no evidence bundle" in refuses(lambda: check_evidence(b"%PDF-1.7"))
