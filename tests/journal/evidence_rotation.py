"""Bundles of a house whose log got another key, honestly and otherwise."""

import json
from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.evidence import Cover, EvidenceBundled
from sopdesk.domain.incident import IncidentNoted
from sopdesk.domain.log_key import KeyRotated, Why
from sopdesk.journal.bundle import Extract, make_bundle
from sopdesk.journal.canon import canon
from sopdesk.journal.checkpoint import Checkpoint, sign_checkpoint
from sopdesk.journal.merkle import Frontier, consistency_proof, inclusion_proof
from sopdesk.journal.note import Verifier
from tests.journal.evidence_station import CASE, KEY, OTHER, SEQS, Json, Station, station
from tests.journal.evidence_tampering import NO, YES, Copy, expect

AT = 9
"""The entry that puts OTHER in the place of KEY."""
THIRD = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)


def vkey(desk: Station, key: Ed25519PrivateKey) -> str:
    """Give a key of the log as text."""
    return Verifier(desk.origin, key.public_key().public_bytes_raw()).vkey()


def note(desk: Station, size: int, *keys: Ed25519PrivateKey) -> str:
    """Sign a checkpoint over the first entries with some keys."""
    frontier = Frontier()
    for each in desk.entries[:size]:
        frontier.append(each.leaf)
    return sign_checkpoint(Checkpoint(desk.origin, size, frontier.root()), *keys)


def rotated(*joint: Ed25519PrivateKey, former: str = "", whole: bool = False, carried: bool = True) -> Json:
    """Give the bundle of a case after a change of key; `joint` sign the checkpoint right after it, `carried` or not."""
    desk = station()
    desk.add(f"log-{desk.log}", KeyRotated(former or desk.vkey, vkey(desk, OTHER), Why.PLANNED, "Each year."))
    desk.add(CASE, IncidentNoted("The customer wrote again."))
    seqs = list(range(11)) if whole else [*SEQS, AT, 10]
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(seqs),), subjects=(CASE,), withheld=2))
    seqs.append(11)
    size = len(desk.entries)
    notes = [note(desk, 6, KEY), *([note(desk, AT + 1, *joint)] if carried else [])]
    earlier = [(each, consistency_proof(int(each.split("\n")[1]), size, desk.node)) for each in notes]
    extract = Extract(
        desk.log, desk.origin, vkey(desk, OTHER), note(desk, size, OTHER),
        [(seq, desk.entries[seq].body) for seq in seqs],
        None if whole else [inclusion_proof(seq, size, desk.node) for seq in seqs], earlier,
    )  # fmt: skip
    return dict(json.loads(make_bundle(f"{desk.log}:11", [extract], desk.disclosures(seqs), [])))


def rotations() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give name, what was done, the bundle, and what is expected of it."""
    desk = station()
    honest, fine = rotated(KEY, OTHER), expect(YES, YES)
    old, new, third = (vkey(desk, each) for each in (KEY, OTHER, THIRD))
    content = canon(honest)
    print_ = Verifier(desk.origin, KEY.public_key().public_bytes_raw()).fingerprint()
    yield "rotated", "the log got another key, which both have signed; nothing given from outside", content, fine
    for name, said, keys in (
        ("rotated-old", "the reader has the key from before", [old]),
        ("rotated-new", "the reader has the key from afterwards", [new]),
        ("rotated-print", "the reader has the fingerprint of the key from before", [print_]),
    ):
        yield name, said, content, {**fine, "signer": YES, "keys": keys}
    yield "rotated-other", "the reader has a key that never was the log's", content, {
        **fine, "signer": NO, "keys": [third], "fails": ["replaced"],
    }  # fmt: skip
    yield "rotated-whole", "the whole log with a change of its key", canon(rotated(KEY, OTHER, whole=True)), {
        **fine, "signer": YES, "keys": [old],
    }  # fmt: skip
    yield from _held(desk, content, fine)
    yield from _forged(old)


def _held(desk: Station, content: bytes, fine: Json) -> Iterator[tuple[str, str, bytes, Json]]:
    """Give checkpoints from before the change that somebody holds."""
    for name, said, kept, held, fails in (
        ("rotated-held", "somebody holds a checkpoint from before, signed with the key of then", KEY, YES, []),
        ("rotated-held-new", "a checkpoint from before, signed with the key of afterwards", OTHER, NO, ["invalid"]),
    ):
        yield name, said, content, {**fine, "held": held, "fails": fails, "checkpoints": [note(desk, 6, kept)]}


def _forged(old: str) -> Iterator[tuple[str, str, bytes, Json]]:
    """Give changes of the key that the key from before has not signed."""
    desk = station()
    broken: Json = {**expect(YES, YES, "broken"), "signer": NO}

    def case(name: str, said: str, bundle: Json, keys: Sequence[str] = (old,)) -> tuple[str, str, bytes, Json]:
        return name, said, canon(bundle), {**broken, "keys": list(keys)}

    yield case("rotated-by-thief", "a change that only the new key has signed", rotated(OTHER))
    yield case("rotated-unpinned", "the same, to a reader without any key", rotated(OTHER), ())
    yield case("rotated-absent", "the checkpoint right after the change left out", rotated(carried=False))
    said = "a change of a key that never was the log's"
    yield case("rotated-from-other", said, rotated(KEY, OTHER, former=vkey(desk, THIRD)))
    copy = Copy.of(rotated(KEY, OTHER))
    copy.log["earlier"][1]["checkpoint"] = note(desk, 6, KEY, OTHER)
    yield "rotated-moved", "both signatures under a checkpoint before the change", copy.packed(), {
        **expect(NO, YES, "broken", "earlier"), "signer": NO, "keys": [old],
    }  # fmt: skip
    copy = Copy.of(rotated(KEY, OTHER))
    copy.log["earlier"][0]["checkpoint"] = note(desk, 6, OTHER)
    said = "a checkpoint from before the change, signed with the key of afterwards"
    yield "rotated-backwards", said, copy.packed(), {
        **expect(NO, YES, "earlier"), "signer": YES, "keys": [old],
    }  # fmt: skip
    copy = Copy.of(rotated(KEY, OTHER))
    copy.log["checkpoint"] = note(desk, 6, OTHER)
    said = "the newest checkpoint is one from before the change, signed with the key of afterwards"
    yield "rotated-ahead", said, copy.packed(), {
        **expect(NO, YES, "broken", "earlier", "proof"), "signer": NO, "keys": [old],
    }  # fmt: skip
    copy = Copy.of(rotated(KEY, OTHER))
    event = copy.log["events"][-3]
    event["body"] = event["body"].replace('"why":"planned"', '"why":"suspected"')
    yield "rotated-edited", "the entry that names the new key changed", copy.packed(), {
        **expect(NO, NO, "broken", "proof", "stated"), "signer": NO, "keys": [old],
    }  # fmt: skip
