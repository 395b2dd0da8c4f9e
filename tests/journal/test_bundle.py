import json
from copy import deepcopy
from typing import Any

import pytest

from sopdesk.journal.bundle import BundleError, read_bundle
from sopdesk.journal.bundle_check import check_bundle
from sopdesk.journal.canon import canon
from sopdesk.journal.finding import Held
from sopdesk.journal.judgement import Judgement, Question
from tests.journal.evidence_reset import after_reset
from tests.journal.evidence_station import chosen, good, two_logs, whole
from tests.journal.evidence_tampering import Copy
from tests.journal.evidence_vectors import FOLDER, vectors, write

INDEX = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))


def judged(content: bytes, **given: Any) -> Judgement:  # noqa: ANN401 - passed on
    """Check a bundle."""
    return check_bundle(read_bundle(content), **given)


@pytest.mark.parametrize("case", INDEX, ids=[each["name"] for each in INDEX])
def test_vector(case: dict[str, Any]) -> None:
    """Each published bundle gets the answers that are published beside it."""
    content = (FOLDER / f"{case['name']}.json").read_bytes()
    if case.get("malformed"):
        with pytest.raises(BundleError):
            read_bundle(content)
        return
    outside = [Held(each, "the auditor") for each in case.get("checkpoints", [])]
    found = judged(content, pinned=case.get("keys", []), outside=outside)
    assert {each.value: found.verdict(each) for each in Question} == {each.value: case[each.value] for each in Question}
    assert sorted({each.code for each in found.answers if each.holds is False}) == case["fails"]
    assert found.holds is not bool(case["fails"])
    told = {"readable": found.readable, "withheld": [*map(list, found.withheld)], "erased": [*map(list, found.erased)]}
    assert {each: told[each] for each in told if each in case} == {each: case[each] for each in told if each in case}


def test_signatures_after_a_lost_password() -> None:
    """A signature whose key came from a reset says so, also when the password was changed since."""
    for named, who in ((True, "Sam Okafor"), (False, "person-2")):
        told = [each.sentence for each in judged(canon(after_reset(named=named))).answers if each.place]
        assert told == [
            f"A signature was made with {key} enrolled 2026-05-03, allowed by {who} after a reset."
            for key in ("a key", "a key that follows from one")
        ]


def test_the_vectors_are_those_of_the_generator(tmp_path: Any) -> None:  # noqa: ANN401 - a path
    """The published bundles are the ones that the journal writes today."""
    assert write(tmp_path) == len(INDEX)
    for each in tmp_path.iterdir():
        assert each.read_bytes() == (FOLDER / each.name).read_bytes(), each.name


@pytest.mark.parametrize(("bundle", "step"), [(chosen(), 1), (good(), 7), (whole(), 7)], ids=["small", "good", "whole"])
def test_every_single_byte(bundle: dict[str, Any], step: int) -> None:
    """Whichever byte of a bundle is changed, it is no bundle any more, or something in it does not hold."""
    content = canon(bundle)
    for place in range(0, len(content), step):
        spoiled = bytearray(content)
        spoiled[place] ^= 1
        try:
            found = judged(bytes(spoiled))
        except BundleError:
            continue
        assert not found.holds, place


@pytest.mark.parametrize("part", ["events", "hashes", "disclosures", "attachments", "earlier", "logs"])
@pytest.mark.parametrize("act", ["drop", "swap", "duplicate"])
def test_every_part(part: str, act: str) -> None:
    """Whichever part is taken out, swapped or given twice, it shows: as failing, or (what is sealed) as withheld."""
    make = {"attachments": whole, "logs": two_logs}.get(part, good)
    before = judged(canon(make()))
    for place in range(len(_part(make(), part))):
        bundle = make()
        items = _part(bundle, part)
        if act == "drop":
            items.pop(place)
        elif act == "duplicate":
            items.insert(place, deepcopy(items[place]))
        elif place + 1 < len(items):
            items[place], items[place + 1] = items[place + 1], items[place]
        else:
            continue
        try:
            content = canon(bundle) if part == "hashes" else Copy.of(bundle).packed()
            found = judged(content)
        except BundleError:
            continue
        told = len(found.withheld) > len(before.withheld) or (part, act) in {
            ("attachments", "drop"),
            ("earlier", "drop"),
        }
        assert told or not found.holds, place


def _part(bundle: dict[str, Any], part: str) -> list[Any]:
    found: list[Any] = bundle["logs"][0][part] if part in {"events", "earlier"} else bundle[part]
    return found


def test_names_of_vectors() -> None:
    """No two vectors have one name."""
    names = [name for name, *_ in vectors()]
    assert len(set(names)) == len(names)
