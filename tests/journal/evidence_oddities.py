"""Bundles that their own house made so that they say two things, or that two readers might read apart."""

import base64
import json
from collections.abc import Iterator
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.evidence import Cover, EvidenceBundled, Span
from sopdesk.domain.log_key import KeyRotated, Why
from sopdesk.journal.bundle import Extract, make_bundle
from sopdesk.journal.canon import canon
from sopdesk.journal.merkle import consistency_proof, inclusion_proof
from sopdesk.journal.sealed import digest_of_text
from tests.journal.evidence_rotation import note, vkey
from tests.journal.evidence_station import CASE, OTHER, PHOTO, SEQS, Json, Station, station, two_logs
from tests.journal.evidence_tampering import NO, YES, Copy, expect

ALIKE = [Ed25519PrivateKey.from_private_bytes(n.to_bytes(32)) for n in (91832, 123190)]
"""Two keys that have one hash (four bytes) under the name of the log; a search of seconds finds such."""


class Spaced(Station):
    """A log with a space in its short name, which its origin cannot have."""

    @property
    def origin(self) -> str:
        """The log's name."""
        return "sopdesk/e2d41c/spaced"


def sealing(raw: bytes, end: str = "") -> str:
    """Give a sealed value as text, whatever it says."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode() + end


def told(*texts: str, names: tuple[str, ...] = ("text",), given: int = 9, **plain: object) -> bytes:
    """Give the bundle of a case whose last entry has these sealed values, of which so many go along."""
    desk, known = station(), sorted(texts, key=digest_of_text)
    payload = {"_sd": [digest_of_text(each) for each in known], "_sealed": list(names), **plain}
    desk.add_raw(CASE, "incident.noted/1", payload, *known)
    seqs = [*SEQS, 9]
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(seqs),), subjects=(CASE,)))
    return make_bundle(f"{desk.log}:10", [desk.extract([*seqs, 10])], [*desk.disclosures(SEQS), *known[:given]], [])


def odd() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give name, what was done, the bundle, and what is expected of it."""
    one, other = (sealing(canon(["salt", "text", each])) for each in ("It was cold.", "It was hot."))
    body = expect(NO, YES, "body", "sealed")
    yield "sealed-twice", "one field sealed with two values, of which the house shows each reader one", told(
        one, other, names=("text", "text"), given=1,
    ), body  # fmt: skip
    yield (
        "sealed-as-two",
        "two sealed values that name one field",
        told(one, other, names=("place", "text")),
        expect(NO, YES, "sealed"),
    )
    for name, said, given in (
        ("sealed-and-open", "a field that is sealed and stands open, too", told(one, text="It was hot.")),
        ("sealed-unsorted", "names of sealed fields out of order", told(one, other, names=("text", "place"))),
        ("sealed-foreign", "a name of a sealed field that is no ASCII", told(one, names=("texte é",))),
    ):
        yield name, said, given, body
    deep = b'["s","text",' + b"[" * 65 + b"]" * 65 + b"]"
    for name, said, text in (
        ("sealed-float", "a sealed value with a number that is no integer", sealing(b'["s","text",1.5]')),
        ("sealed-endless", "a sealed number without end", sealing(b'["s","text",1e400]')),
        ("sealed-spaced", "a sealed value with a space", sealing(b'["s","text", 1]')),
        ("sealed-repeated", "a sealed value with a key twice", sealing(b'["s","text",{"a":1,"a":2}]')),
        ("sealed-half", "a sealed value with half a character", sealing(b'["s","text","\\ud800"]')),
        ("sealed-deep", "a sealed value nested deeper than a bundle", sealing(deep)),
        ("sealed-padded", "a sealed value with the padding of base64", sealing(b'["s","text",12]', "=")),
        ("sealed-broken", "a sealed value with a line feed in its base64", sealing(b'["s","text",1]', "\n")),
        ("sealed-loose", "a sealed value whose last bits are not zero", sealing(b'["s","text",12]')[:-1] + "1"),
    ):
        yield name, said, told(text), expect(NO, YES, "sealed")
    yield _named()
    yield from _ordered()
    yield from _one_origin()
    yield from _alike()


def _named() -> tuple[str, str, bytes, Json]:
    """Give a bundle with a file that only a salt names."""
    named = sealing(canon([sha256(PHOTO).hexdigest(), "text", "no file"]))
    content = json.loads(told(named))
    content["attachments"] = [base64.b64encode(PHOTO).decode()]
    return (
        "salt-names-file",
        "a file that only the salt of a value names",
        canon(content),
        expect(NO, YES, "attachment"),
    )


def _ordered() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give a statement of a span that ends before it begins."""
    desk = station()
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(SEQS),), spans=(Span(desk.log, 5, 4),)))
    content = make_bundle(f"{desk.log}:9", [desk.extract([*SEQS, 9])], desk.disclosures([*SEQS, 9]), [])
    yield "span-backwards", "the house states a span that ends before it begins", content, expect(YES, NO, "act")
    desk = Spaced("a b")
    for n in range(2):
        desk.add_raw(("c", "b c")[n], "incident.noted/1", {})
    other = Station("a", OTHER)
    other.add_raw("b c", "incident.noted/1", {})
    desk.add("evidence-1", EvidenceBundled(
        Cover.CASE, (other.stated([0]), desk.stated([0, 1])), subjects=("c", "b c"),
    ))  # fmt: skip
    content = make_bundle("a b:2", [other.extract([0]), desk.extract([0, 1, 2])], [], [])
    said = "names of logs and subjects that run together with a space between"
    yield "names-with-spaces", said, content, expect(YES, YES)


def _one_origin() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give two logs that are called the same, so that a checkpoint of one would stand for both."""
    copy = Copy.of(two_logs())
    copy.content["logs"][1]["origin"] = copy.log["origin"]
    yield "one-origin", "two logs of one origin", copy.packed(), {"malformed": True}


def _alike() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give a log that gets a key with the hash of its first: whose signature a line is cannot be told."""
    first, second = ALIKE
    desk = station()
    desk.entries, desk.key = [], first
    desk.frontier, desk.heads, desk.hlc = type(desk.frontier)(), {}, 0
    desk.add_raw(CASE, "incident.noted/1", {})
    desk.add("log", KeyRotated(desk.vkey, vkey(desk, second), Why.PLANNED, "Each year."))
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated([0, 1]),), subjects=(CASE,)))
    earlier = [(note(desk, 2, first, second), consistency_proof(2, 3, desk.node))]
    for name, key, expected in (
        ("alike-new", second, expect(NO, YES, "broken", "earlier")),
        ("alike-old", first, expect(YES, YES, "broken")),
    ):
        extract = Extract(
            desk.log, desk.origin, vkey(desk, key), note(desk, 3, key),
            [(seq, desk.entries[seq].body) for seq in range(3)],
            [inclusion_proof(seq, 3, desk.node) for seq in range(3)], earlier,
        )  # fmt: skip
        said = f"the log gets a key with the hash of its first; the file names the {name.partition('-')[2]} one"
        content = make_bundle(f"{desk.log}:2", [extract], desk.disclosures([0, 1, 2]), [])
        yield name, said, content, {**expected, "signer": NO}
