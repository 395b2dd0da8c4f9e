"""The log gets another key: who may, what it says in the trail, and what it does to evidence that leaves."""

import json

import pytest

from sopdesk.domain.log_key import Why
from sopdesk.services.evidence_check import check_evidence
from sopdesk.services.parcel import NOTHING
from tests.domain.given import refuses
from tests.services.conftest import House
from tests.services.test_incidents import logged


def rotate(house: House, why: Why = Why.PLANNED) -> str:
    """Change the key as Ruth; give the fingerprint of the new one."""
    return house.desk.key_rotation.rotate(by=house.ruth, why=why, reason="Each January.").fingerprint


def bundle(house: House, case: str) -> bytes:
    """Hand a case over as Sam."""
    choice = house.desk.evidence.case(case, by=house.sam)
    return house.desk.evidence.bundle(house.desk.exports, choice, NOTHING, by=house.sam)


def signer(content: bytes, *keys: str) -> tuple[bool | None, list[str]]:
    """Give what a check of a bundle says about who signed it."""
    question = next(each for each in check_evidence(content, keys=keys).questions if each.name == "signer")
    return question.holds, [each.code for each in question.answers]


def test_who_may_and_why(house: House) -> None:
    """Whoever registers people may do it, and says why; it stands in the trail."""
    assert "You may not" in refuses(lambda: house.desk.key_rotation.rotate(by=house.sam, why=Why.PLANNED, reason="x"))
    assert "Say why" in refuses(lambda: house.desk.key_rotation.rotate(by=house.ruth, why=Why.PLANNED, reason=" "))
    before = house.desk.trail.head().fingerprint
    told: list[object] = []
    house.desk.desk.changed.append(told.extend)
    assert rotate(house, Why.SUSPECTED) == house.desk.trail.head().fingerprint != before
    line = house.desk.trail.lines(limit=1)[0]
    said = "gave the log another key: somebody else may have had the former one"
    assert (line.who, line.what) == ("Ruth Adeyemi", said)
    assert len(told) == 1
    assert house.desk.trail.verify().holds


def test_no_card_number_as_a_reason(house: House) -> None:
    """A card number does not enter the record here either."""
    rotate = house.desk.key_rotation.rotate
    assert "card" in refuses(lambda: rotate(by=house.ruth, why=Why.PLANNED, reason="4111 1111 1111 1111"))


@pytest.mark.parametrize("times", [1, 2])
def test_evidence_after_a_change(house: House, times: int) -> None:
    """A bundle made after a change holds for who has the former key, for who has the new one, and for nobody else."""
    case = logged(house)
    old_bundle, former = bundle(house, case), vkey_of(bundle(house, case))
    for _ in range(times):
        rotate(house)
    content = bundle(house, case)
    newest = vkey_of(content)
    assert newest != former
    for key, expected in ((former, "followed"), (newest, "pinned")):
        assert signer(content, key) == (True, [expected])
    assert signer(content)[1] == ["unknown"]
    assert signer(content, house.desk.trail.head().fingerprint)[1] == ["pinned"]
    assert signer(old_bundle, former) == (True, ["pinned"])
    verdict = check_evidence(content)
    assert {each.name: each.holds for each in verdict.questions} == {
        "bytes": True, "signer": None, "complete": True, "held": None,
    }  # fmt: skip
    note = json.loads(old_bundle)["logs"][0]["checkpoint"]
    held = check_evidence(content, keys=[former], checkpoints=[("the guest", note)])
    assert next(each.holds for each in held.questions if each.name == "held")


def vkey_of(content: bytes) -> str:
    """Give the key that a bundle names."""
    return str(json.loads(content)["logs"][0]["vkey"])
