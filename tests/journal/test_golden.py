import json
from typing import Any

import msgspec
import pytest

from sopdesk.domain.event import Recorded, kind_of
from sopdesk.journal.entry import make_entry, read_body, read_entry
from sopdesk.journal.merkle import Frontier, leaf_hash
from sopdesk.journal.sealed import reveal
from tests.journal.golden import FOLDER, HEADS, STAMP, file_of, kinds


def stored() -> list[Any]:
    """Give the golden bodies, two of each kind."""
    files = [(each.stem, json.loads(each.read_text("utf-8"))) for each in sorted(FOLDER.glob("*.json"))]
    return [pytest.param(one[form], id=f"{name}-{form}") for name, one in files for form in ("full", "bare")]


def spelt_out(means: Any, found: Any) -> Any:  # noqa: ANN401 - JSON values
    """Give what an event says today, without the fields that were added since."""
    if isinstance(means, dict):
        return {key: spelt_out(each, found[key]) for key, each in means.items()}
    if isinstance(means, list):
        return [spelt_out(*pair) for pair in zip(means, found, strict=True)]
    return found


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_its_golden_body(kind: str) -> None:
    """Every kind of event has a golden body, kept for ever: `python -m tests.journal.golden` writes a missing one."""
    assert file_of(kind).is_file()


@pytest.mark.parametrize("golden", stored())
def test_golden_bodies_are_read_for_ever(golden: dict[str, Any]) -> None:
    """A body written by any earlier version is read to what it meant then, defaults included."""
    body = golden["body"].encode()
    recorded = read_entry(body, golden["disclosures"])
    assert isinstance(recorded, Recorded)
    assert (recorded.subject, recorded.stamp) == ("subject-1", STAMP)
    assert spelt_out(golden["means"], msgspec.to_builtins(recorded.what)) == golden["means"]
    assert leaf_hash(body).hex() == golden["leaf"]


@pytest.mark.parametrize("golden", stored())
def test_golden_bodies_are_written_the_same(golden: dict[str, Any]) -> None:
    """The same event is written to the same bytes as ever, unless its kind has been retired since."""
    recorded = read_entry(golden["body"].encode(), golden["disclosures"])
    if kind_of(recorded.what) == read_body(golden["body"].encode())["kind"]:
        salts = iter(range(1, 100))
        entry = make_entry(
            recorded.what, "subject-1", STAMP, HEADS, Frontier(), lambda: next(salts).to_bytes(16, "big")
        )
        assert entry.body.decode() == golden["body"]


@pytest.mark.parametrize("golden", stored())
def test_nothing_personal_in_a_body(golden: dict[str, Any]) -> None:
    """No sealed value stands in a body: the words lie beside it, where they can be erased."""
    for each in golden["disclosures"]:
        field, _ = reveal(each)
        assert field not in read_body(golden["body"].encode())["payload"]
