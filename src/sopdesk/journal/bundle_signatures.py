"""People's signatures in an evidence bundle: made with the signer's own key, over what the entries say."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sopdesk.journal.canon import canon, digest_of_json
from sopdesk.journal.note import unb64
from sopdesk.journal.signature import MOST_APART, STATEMENT, name_digest

ENROLLED = "password.set/1"
"""The kind of entry that gives a person a new key; its subject is the person."""
_INSTANT = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
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
        elif words := _reset_words(each, ordered):
            yield each.place, True, words
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
    if not _together(signature["at"], each.found["at"]):
        return "A signature was made at another time than the entry was recorded beside which it stands."
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
    if signature["key"] != keys[-1]:
        had = "had replaced by then" if signature["key"] in keys else "did not have"
        return f"A signature was made with a key that its signer {had}."
    return "" if due == signature["digest"] else "A signature was made over another text than stands beside it."


def _reset_words(each: Signed, ordered: Sequence[Signed]) -> str:
    """Say of a signature that holds that its key came after a lost password, "" where it did not."""
    signature = each.found["payload"]["signature"]
    enrolled = [one for one in ordered if one.found["kind"] == ENROLLED and one.found["subject"] == signature["signer"]]
    last = next(n for n, one in enumerate(enrolled) if one.found["payload"].get("public_key") == signature["key"])
    allowed = (one for one in reversed(enrolled[: last + 1]) if one.found["payload"].get("allowed_by"))
    reset = next((one for one in allowed if isinstance(one.found["payload"]["allowed_by"], str)), None)
    if reset is None:
        return ""
    by, day = reset.found["payload"]["allowed_by"], reset.found["at"][:10]
    names = [one.disclosed["name"] for one in ordered if one.found["subject"] == by and "name" in one.disclosed]
    start = "a key" if reset.found["payload"].get("public_key") == signature["key"] else "a key that follows from one"
    return f"A signature was made with {start} enrolled {day}, allowed by {names[-1] if names else by} after a reset."


def _due(each: Signed, ordered: Sequence[Signed]) -> str | None:
    """Work out anew what a signature stands for; None where this file does not hold all of it."""
    payload, kind = each.found["payload"], each.found["kind"]
    if kind in _OVER_LEAVES:
        before = _leaves_before(each, ordered)
        words = _OVER_WORDS[kind](payload) if kind in _OVER_WORDS else ()
        if before is None or any(not isinstance(each.disclosed.get(one), str) for one in words):
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


def _lacked(payload: dict[str, Any]) -> list[Any]:
    lacked = payload.get("overridden")
    return lacked if isinstance(lacked, list) else []


def _closed(leaves: list[str], each: Signed) -> dict[str, Any]:
    """Give what the signature of a close stands for; with what was missing, and why it was closed all the same."""
    stands = {"file": digest_of_json(leaves), "outcome": each.disclosed["outcome"]}
    lacked = _lacked(each.found["payload"])
    return {**stands, "overridden": lacked, "reason": each.disclosed["reason"]} if lacked else stands


_OVER_LEAVES: dict[str, Callable[[list[str], Signed], str]] = {
    "run.signed_off/1": lambda leaves, _: digest_of_json({"run": leaves}),
    "erasure.agreed/1": lambda leaves, _: digest_of_json(leaves),
    "incident.closed/1": lambda leaves, each: digest_of_json(_closed(leaves, each)),
    "reportable.decided/1": lambda leaves, each: digest_of_json(
        {
            "file": digest_of_json(leaves),
            "reportable": each.found["payload"].get("reportable"),
            "reason": each.disclosed["reason"],
        }
    ),
}
"""Kinds whose signature stands for all entries about the subject before it."""
_OVER_WORDS: dict[str, Callable[[dict[str, Any]], tuple[str, ...]]] = {
    "incident.closed/1": lambda payload: ("outcome", "reason") if _lacked(payload) else ("outcome",),
    "reportable.decided/1": lambda _: ("reason",),
}
"""Of these kinds the sealed fields for which the signature stands, too: without their words nobody can tell."""
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


def _together(signed: str, recorded: object) -> bool:
    """Tell whether something was signed when it was recorded; what is no instant of the journal's spelling was not."""
    if not (isinstance(recorded, str) and _INSTANT.fullmatch(signed) and _INSTANT.fullmatch(recorded)):
        return False
    try:
        return abs(datetime.fromisoformat(signed) - datetime.fromisoformat(recorded)) <= MOST_APART
    except ValueError:
        return False


def _made(signature: dict[str, str]) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(unb64(signature["key"]))
        value = unb64(signature["value"])
        key.verify(value, STATEMENT + canon({**signature, "value": ""}))
    except (InvalidSignature, ValueError):
        return False
    return True
