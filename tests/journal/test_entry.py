import json
from datetime import UTC, datetime

import pytest

from sopdesk.domain.event import ERASED, Recorded, Stamp
from sopdesk.domain.incident import IncidentNoted
from sopdesk.journal.canon import canon
from sopdesk.journal.entry import Entry, Heads, make_entry, read_body, read_entry
from sopdesk.journal.merkle import Frontier, leaf_hash

STAMP = Stamp("aa", 0, 1024, datetime(2026, 5, 3, 12, tzinfo=UTC), "person-1")


def noted(frontier: Frontier, text: str = "wet floor") -> Entry:
    """Record a note."""
    return make_entry(
        IncidentNoted(text), "incident-1", STAMP, Heads(("bb:7",), 3, "ab" * 32), frontier, lambda: bytes(16)
    )


def test_a_line_of_the_journal() -> None:
    """A body is canonical JSON with these keys, and nothing personal in it."""
    entry = noted(Frontier())
    found = json.loads(entry.body)
    assert found.pop("payload").keys() == {"_sd", "_sealed"}
    assert found == {
        "v": 1, "log": "aa", "seq": 0, "hlc": 1024, "at": "2026-05-03T12:00:00.000000Z", "actor": "person-1",
        "kind": "incident.noted/1", "subject": "incident-1", "after": ["bb:7"], "nth": 3, "prev": "ab" * 32,
    }  # fmt: skip
    assert entry.body == canon(json.loads(entry.body))
    assert b"wet" not in entry.body
    assert (entry.seq, entry.kind, entry.subject, entry.at) == (0, found["kind"], "incident-1", found["at"])


def test_an_entry_carries_its_hashes() -> None:
    """An entry stores its leaf hash and the hashes of the subtrees that it closes, and moves the frontier on."""
    frontier = Frontier()
    first, second = noted(frontier), noted(frontier)
    assert (len(first.nodes), len(second.nodes), frontier.size) == (32, 64, 2)
    assert second.leaf == leaf_hash(second.body)
    assert second.nodes[32:] == frontier.root()


def test_read_back() -> None:
    """An entry is read back as the event that was recorded; without its disclosure the note is erased."""
    entry = noted(Frontier())
    assert read_entry(entry.body, [each.text for each in entry.disclosures]) == entry.recorded
    assert entry.recorded == Recorded("incident-1", STAMP, IncidentNoted("wet floor"))
    assert read_entry(entry.body).what.text == ERASED


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"v":2}'])
def test_what_is_no_entry(body: bytes) -> None:
    """Bytes that are no entry are refused with a sentence."""
    with pytest.raises(ValueError, match=r"not JSON|not an entry"):
        read_body(body)


@pytest.mark.parametrize("key", ["log", "at", "kind", "payload", "subject"])
def test_an_entry_that_lacks_something(key: str) -> None:
    """An entry that lacks a key is refused with a sentence that says which."""
    found = json.loads(noted(Frontier()).body)
    del found[key]
    with pytest.raises(ValueError, match=key):
        read_entry(canon(found))
