import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.event import Stamp
from sopdesk.domain.log_key import KeyRotated, Why
from sopdesk.journal.canon import canon
from sopdesk.journal.checkpoint import Checkpoint, sign_checkpoint, size_stated
from sopdesk.journal.entry import Heads, make_entry
from sopdesk.journal.finding import Held
from sopdesk.journal.merkle import Frontier, leaf_hash
from sopdesk.journal.note import NoteError, parse_vkey
from sopdesk.journal.rotation import Change, KeyChain, key_chain
from tests.journal.given import KEY, ORIGIN, START, THIEF, Log, made, vkey

NEXT = Ed25519PrivateKey.from_private_bytes(bytes([8]) * 32)
LAST = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)


def note(log: Log, size: int, *keys: Ed25519PrivateKey) -> str:
    """Sign a checkpoint over the first entries with some keys."""
    frontier = Frontier()
    for row in log.rows[:size]:
        frontier.append(leaf_hash(row[4]))
    return sign_checkpoint(Checkpoint(ORIGIN, size, frontier.root()), *keys)


def rotate(log: Log, former: Ed25519PrivateKey, new: Ed25519PrivateKey, *joint: Ed25519PrivateKey) -> int:
    """Append the entry that names a new key, with the checkpoint after it that some keys sign; give its number."""
    seq, frontier = len(log.rows), Frontier()
    for row in log.rows:
        frontier.append(leaf_hash(row[4]))
    opening = [row for row in log.rows if row[2] == "log-aa"]
    at = START + timedelta(minutes=seq)
    hlc = json.loads(log.rows[-1][4])["hlc"] + 1
    heads = Heads((f"aa:{opening[-1][0]}",), len(opening), leaf_hash(opening[-1][4]).hex())
    what = KeyRotated(vkey(former), vkey(new), Why.SUSPECTED)
    entry = make_entry(what, "log-aa", Stamp("aa", seq, hlc, at, "person-1"), heads, frontier)
    log.rows.append((seq, entry.kind, "log-aa", entry.at, entry.body, entry.nodes))
    log.checkpoints.append(note(log, seq + 1, *joint))
    log.vkey = vkey(new)
    return seq


@pytest.fixture
def log() -> Log:
    """Give a log of 20 entries whose key was changed in plain view, twice."""
    log = made(20)
    rotate(log, KEY, NEXT, KEY, NEXT)
    rotate(log, NEXT, LAST, NEXT, LAST)
    return log


def key_finding(log: Log, *, pinned: str = "") -> tuple[bool | None, str]:
    """Give what the check says about the key."""
    return next((each.holds, each.sentence) for each in log.verify(pinned=pinned).findings if each.what == "key")


@pytest.mark.parametrize("key", [KEY, NEXT, LAST])
def test_whoever_trusts_an_older_key_can_follow(log: Log, key: Ed25519PrivateKey) -> None:
    """A key that the reader had from any time of the log leads to the one of now."""
    report = log.verify(pinned=vkey(key))
    assert report.holds, report.sentence
    assert key_finding(log, pinned=vkey(key))[0]
    assert "follows" in key_finding(log, pinned=vkey(KEY))[1]
    assert key_finding(log)[0] is None


def test_a_key_that_never_was_the_logs(log: Log) -> None:
    """Another key than those of the log is told as replaced."""
    assert log.failed(pinned=vkey(THIEF)) == {"key"}
    assert log.failed(pinned="nonsense", outside=[Held(note(log, 10, KEY), "the auditor")]) == {"key", "outside"}


def test_a_thief_without_the_key_from_before(log: Log) -> None:
    """A change that the key before has not signed is no continuation, for whoever reads it."""
    seq = rotate(log, LAST, THIEF, THIEF)
    for pinned in ("", vkey(KEY), vkey(LAST), vkey(THIEF)):
        assert key_finding(log, pinned=pinned) == (
            False, f"The log is signed with another key from entry {seq} on, which the key before it has not signed.",
        )  # fmt: skip


def test_the_checkpoint_of_a_change_taken_away(log: Log) -> None:
    """Without the checkpoint that both keys signed, nothing vouches for the new key."""
    del log.checkpoints[-1]
    assert "key" in log.failed()


def test_both_signatures_under_another_tree(log: Log) -> None:
    """A checkpoint that both keys signed over other entries vouches for nothing."""
    other = made(21)
    other.edit(20)
    log.checkpoints[-1] = sign_checkpoint(Checkpoint(ORIGIN, 22, bytes(32)), NEXT, LAST)
    assert log.failed() == {"checkpoints", "key"}


def test_a_key_after_its_time(log: Log) -> None:
    """A checkpoint counts only when a key of its time has signed it: not the former key's, nor the later one's."""
    assert log.failed(outside=[Held(note(log, 22, KEY), "the thief")]) == {"outside"}
    assert log.failed(outside=[Held(note(log, 10, NEXT), "the thief")]) == {"outside"}
    assert log.verify(outside=[Held(note(log, 10, KEY), "the auditor")]).holds


def test_a_key_comes_once() -> None:
    """A key that was given up does not come back."""
    log = made(20)
    rotate(log, KEY, NEXT, KEY, NEXT)
    seq = rotate(log, NEXT, KEY, NEXT, KEY)
    assert f"from entry {seq} on" in key_finding(log)[1]


@pytest.mark.parametrize("payload", [{}, {"former": 1, "vkey": []}, {"former": vkey(KEY), "vkey": "nonsense"}])
def test_a_change_that_says_nothing(payload: dict[str, object]) -> None:
    """An entry that changes the key without naming both is no continuation."""
    log = made(20)
    seq = rotate(log, KEY, NEXT, KEY, NEXT)
    log.change(seq, 4, canon({**json.loads(log.rows[seq][4]), "payload": payload}))
    log.rehash()
    assert key_finding(log)[0] is False


@pytest.mark.parametrize("spoil", [b'{"kind":"key.rotated/1"', b'{"kind":"key.rotated/1","payload":[]}'])
def test_a_change_that_cannot_be_read(spoil: bytes) -> None:
    """An entry that looks like a change, but cannot be read, changes nothing; that it cannot be read is told."""
    log = made(20)
    log.change(19, 4, spoil)
    log.rehash()
    log.checkpoints = []
    assert log.failed() >= {"text"}


def test_words_that_look_like_a_change() -> None:
    """An entry of another kind in which the same words stand changes no key."""
    log = made(20)
    log.change(19, 4, canon({**json.loads(log.rows[19][4]), "payload": {"kind": "key.rotated/1"}}))
    log.rehash()
    log.checkpoints = []
    assert key_finding(log)[0] is None


def test_chains_that_cannot_be_put_together() -> None:
    """Whatever does not lead from the first key to the one of now is a breach, told with its first entry."""
    assert key_chain(ORIGIN, "nonsense", ()) == KeyChain(())
    assert key_chain(ORIGIN, vkey(NEXT), (), "nonsense").breach == 0
    assert key_chain(ORIGIN, vkey(NEXT), (), vkey(KEY)).breach == 0
    assert key_chain(ORIGIN, vkey(LAST), [Change(7, vkey(KEY), vkey(NEXT))]).breach == 7
    assert key_chain(ORIGIN, vkey(KEY), [Change(7, vkey(KEY), vkey(NEXT)), Change(9, "", "")]).breach == 9
    assert key_chain(ORIGIN, vkey(NEXT), [Change(7, "", vkey(NEXT))]).breach == 0
    whole = key_chain(ORIGIN, vkey(NEXT), [Change(7, vkey(KEY), vkey(NEXT))])
    assert whole == KeyChain((parse_vkey(vkey(KEY)), parse_vkey(vkey(NEXT))), (8,))
    assert [len(whole.at(size)) for size in (0, 7, 8, 9)] == [1, 1, 2, 1]
    assert (whole.unjoined(["no note"]), whole.unjoined([])) == (7, 7)


def test_a_note_of_its_time() -> None:
    """A chain opens what a key of the time has signed, and says why it does not."""
    chain = key_chain(ORIGIN, vkey(NEXT), [Change(7, vkey(KEY), vkey(NEXT))])
    log = made(9)
    assert chain.open(note(log, 7, KEY)).size == 7
    with pytest.raises(NoteError, match="at that size"):
        chain.open(note(log, 9, KEY))
    assert (size_stated(note(log, 9, KEY)), size_stated("nothing")) == (9, None)
