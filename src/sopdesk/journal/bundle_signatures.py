"""People's signatures in an evidence bundle: made with the signer's own key, over what the entries say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sopdesk.journal.canon import canon, digest_of_json
from sopdesk.journal.note import unb64
from sopdesk.journal.signature import STATEMENT, name_digest

ENROLLED = "password.set/1"
"""The kind of entry that gives a person a new key; its subject is the person."""
_SAYS = frozenset("signer meaning digest subject at zone log name_digest key value".split())


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry as signatures see it: where it stands, its leaf hash, what it says, and the values disclosed of it."""

    log: str
    seq: int
    leaf: bytes
    found: dict[str, Any]
    disclosed: dict[str, Any]

    @property
    def place(self) -> str:
        """Its name: "log:number"."""
        return f"{self.log}:{self.seq}"

    @property
    def order(self) -> tuple[int, str, int]:
        """The sort key that puts the entries of all logs in one order."""
        return self.found["hlc"], self.log, self.seq


Judged = tuple[str, bool | None, str]
"""A signature's entry ("log:number"), whether it holds (None: cannot be told from this file), and in words."""


def judge_signatures(entries: Sequence[Signed]) -> Iterator[Judged]:
    """Judge every signature that the entries carry; those that hold are not mentioned one by one."""
    count = 0
    ordered = sorted(entries, key=lambda each: each.order)
    for each in ordered:
        if "signature" not in each.found["payload"]:
            continue
        why = _why_not(each, ordered)
        count += why == ""
        if why is None:
            yield each.place, None, "A signature's key, or what it was made over, is not in this file."
        elif why:
            yield each.place, False, why
    if count:
        yield "", True, f"Signatures made with their signers' own keys over what stands beside them: {count}."


def _why_not(each: Signed, ordered: Sequence[Signed]) -> str | None:
    """Say why a signature does not hold, "" when it does, None when this file cannot tell."""
    signature = each.found["payload"]["signature"]
    if not _is_signature(signature):
        return "A signature does not have the form of one."
    name, salt = each.disclosed.get("printed_name"), each.disclosed.get("name_salt")
    if (signature["signer"], signature["subject"]) != (each.found["actor"], each.found["subject"]):
        return "A signature stands beside another person's act, or in another record, than it was made for."
    if not _made(signature):
        return "A signature was not made over what it states."
    if isinstance(name, str) and isinstance(salt, str) and name_digest(name, salt) != signature["name_digest"]:
        return "A signature was made under another printed name."
    keys = [
        one.found["payload"].get("public_key")
        for one in ordered
        if one.found["kind"] == ENROLLED and one.found["subject"] == signature["signer"] and one.order < each.order
    ]
    due = _due(each, ordered)
    if not keys or due is None:
        return None
    if signature["key"] not in keys:
        return "A signature was made with a key that its signer did not have."
    return "" if due == signature["digest"] else "A signature was made over another text than stands beside it."


def _due(each: Signed, ordered: Sequence[Signed]) -> str | None:
    """Work out anew what a signature stands for; None where this file does not hold all of it."""
    payload, kind = each.found["payload"], each.found["kind"]
    if kind in _OVER_LEAVES:
        before = _leaves_before(each, ordered)
        words = _OVER_WORDS.get(kind)
        if before is None or (words and not isinstance(each.disclosed.get(words), str)):
            return None
        return _OVER_LEAVES[kind](before, each)
    if kind in _OVER_PAYLOAD:
        return digest_of_json(_OVER_PAYLOAD[kind](each.found["subject"], payload))
    stated = payload.get("digest")
    return stated if isinstance(stated, str) else None


def _leaves_before(each: Signed, ordered: Sequence[Signed]) -> list[str] | None:
    """Give the leaf hashes (hex) of the subject's entries before one; None where one of them is not carried."""
    before = [one for one in ordered if one.found["subject"] == each.found["subject"] and one.order < each.order]
    due: dict[str, int] = {}
    for one in (*before, each):
        if one.found["nth"] != due.get(one.log, 0):
            return None
        due[one.log] = one.found["nth"] + 1
    return [one.leaf.hex() for one in before]


_OVER_LEAVES: dict[str, Callable[[list[str], Signed], str]] = {
    "run.signed_off/1": lambda leaves, _: digest_of_json({"run": leaves}),
    "erasure.agreed/1": lambda leaves, _: digest_of_json(leaves),
    "incident.closed/1": lambda leaves, each: digest_of_json(
        {"file": digest_of_json(leaves), "outcome": each.disclosed["outcome"]}
    ),
    "reportable.decided/1": lambda leaves, each: digest_of_json(
        {
            "file": digest_of_json(leaves),
            "reportable": each.found["payload"].get("reportable"),
            "reason": each.disclosed["reason"],
        }
    ),
}
"""Kinds whose signature stands for all entries about the subject before it."""
_OVER_WORDS = {"incident.closed/1": "outcome", "reportable.decided/1": "reason"}
"""Of these kinds the sealed field for which the signature stands, too: without its words nobody can tell."""
_OVER_PAYLOAD: dict[str, Callable[[str, dict[str, Any]], dict[str, Any]]] = {
    "revision.approved/1": lambda _, payload: {
        "revision": payload.get("digest"),
        "label": payload.get("label"),
        "significance": payload.get("significance"),
        "effective_from": payload.get("effective_from"),
        "decided": payload.get("decided", []),
    },
    "procedure.withdrawn/1": lambda subject, payload: {
        "withdrawn": subject, "effective_from": payload.get("effective_from"),
    },
    "new_password.allowed/1": lambda subject, payload: {
        "new_password": subject, "former_key": payload.get("former_key"), "until": payload.get("until"),
    },
    "procedure.reviewed/1": lambda subject, payload: {
        "reviewed": subject, "revision": payload.get("digest"), "verdict": payload.get("verdict"),
    },
}  # fmt: skip
"""Kinds whose signature stands for fields of the entry itself."""


def _is_signature(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == _SAYS and all(isinstance(each, str) for each in value.values())


def _made(signature: dict[str, str]) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(unb64(signature["key"]))
        value = unb64(signature["value"])
        key.verify(value, STATEMENT + canon({**signature, "value": ""}))
    except (InvalidSignature, ValueError):
        return False
    return True
