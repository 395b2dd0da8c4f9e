"""Evidence bundles (`sopdesk-evidence/1`): entries of the journal with their proofs, to be checked by anybody.

docs/evidence-format.md specifies them. A bundle has one text only: canonical JSON, hashes in the order of their use.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from sopdesk.journal.canon import canon, parse
from sopdesk.journal.merkle import HASH, leaf_hash
from sopdesk.journal.note import b64, unb64
from sopdesk.journal.sealed import reveal

FORMAT = "sopdesk-evidence/1"
ACT = "evidence.bundled/1"
"""The kind of the entry with which the house states what it hands over; every bundle names one."""
DEEPEST = 64
"""Neither a bundle nor an entry nests deeper than this."""


class BundleError(ValueError):
    """A file that is no evidence bundle; the words say why, for people."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a bundle carries of one log: entries as (number, body) in order, each with its proof against a checkpoint.

    `proofs` is None where the whole log is carried, from entry 0 to the checkpoint. `earlier` are older checkpoints
    with the proof that this one follows from them.
    """

    log: str
    origin: str
    vkey: str
    checkpoint: str
    entries: Sequence[tuple[int, bytes]]
    proofs: Sequence[Sequence[bytes]] | None
    earlier: Sequence[tuple[str, Sequence[bytes]]] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """One entry of a bundle; `body` as stored, `proof` lowest hash first, None where the whole log is carried."""

    log: str
    seq: int
    body: bytes
    leaf: bytes
    proof: tuple[bytes, ...] | None


@dataclass(frozen=True, slots=True)
class LogPart:
    """One log of a bundle, as it was read; `earlier` are (checkpoint, consistency proof)."""

    log: str
    origin: str
    vkey: str
    checkpoint: str
    entries: tuple[Carried, ...]
    earlier: tuple[tuple[str, tuple[bytes, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it was read: well formed, but nothing in it checked yet. `act` is "log:number"."""

    act: str
    logs: tuple[LogPart, ...]
    disclosures: tuple[str, ...]
    attachments: tuple[bytes, ...]


class _Event(msgspec.Struct, forbid_unknown_fields=True):
    seq: int
    body: str
    proof: list[int] | msgspec.UnsetType = msgspec.UNSET


class _Earlier(msgspec.Struct, forbid_unknown_fields=True):
    checkpoint: str
    proof: list[int]


class _Log(msgspec.Struct, forbid_unknown_fields=True):
    log: str
    origin: str
    vkey: str
    checkpoint: str
    events: list[_Event]
    earlier: list[_Earlier]


class _Shape(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    act: str
    logs: list[_Log]
    hashes: list[str]
    disclosures: list[str]
    attachments: list[str]


class _Pool:
    """The hashes that proofs share, each once, in the order of their first use."""

    def __init__(self) -> None:
        self.places: dict[bytes, int] = {}

    def of(self, proof: Sequence[bytes]) -> list[int]:
        return [self.places.setdefault(each, len(self.places)) for each in proof]


def make_bundle(
    act: str, extracts: Sequence[Extract], disclosures: Iterable[str], attachments: Iterable[bytes]
) -> bytes:
    """Give a bundle's bytes. Disclosures come in the order of their entries; attachments are the files themselves."""
    pool = _Pool()
    logs = [
        {
            "log": each.log, "origin": each.origin, "vkey": each.vkey, "checkpoint": each.checkpoint,
            "events": list(_events(each, pool)),
            "earlier": [{"checkpoint": note, "proof": pool.of(proof)} for note, proof in each.earlier],
        }
        for each in extracts
    ]  # fmt: skip
    return canon(
        {
            "format": FORMAT, "act": act, "logs": logs, "hashes": [b64(each) for each in pool.places],
            "disclosures": list(disclosures), "attachments": [b64(each) for each in attachments],
        }
    )  # fmt: skip


def read_bundle(content: bytes) -> Bundle:
    """Read a bundle; nothing of it is believed yet. Raises BundleError for what is none, or has a second spelling."""
    try:
        value = parse(content)
        _check_depth(value)
        is_canonical = canon(value) == content
        shape = msgspec.convert(value, _Shape)
        pool = [_hash(each) for each in shape.hashes]
        attachments = tuple(unb64(each) for each in shape.attachments)
    except ValueError as error:
        raise BundleError(f"This is no evidence bundle: {error}") from None
    if not is_canonical:
        raise BundleError("The text of this file is not canonical JSON: something in it was changed.")
    if shape.format != FORMAT:
        raise BundleError(f"This file says that its format is “{shape.format}”, which this version does not know.")
    used = [n for log in shape.logs for proof in _proofs(log) for n in proof]
    if len(set(pool)) < len(pool) or list(dict.fromkeys(used)) != list(range(len(pool))):
        raise BundleError("The hashes of this bundle do not stand once each in the order of their use.")
    logs = tuple(_log(each, pool) for each in shape.logs)
    names, origins = {each.log for each in logs}, {each.origin for each in logs}
    if not logs or min(len(names), len(origins)) < len(logs) or any(not each.entries for each in logs):
        raise BundleError("A bundle carries one or more logs, each once and none of them empty.")
    return Bundle(shape.act, logs, tuple(shape.disclosures), attachments)


def read_carried(body: bytes) -> dict[str, Any]:
    """Give what the body of a carried entry says. Raises ValueError for one that is not canonical."""
    found = parse(body)
    _check_depth(found)
    if canon(found) != body or not isinstance(found, dict):
        raise ValueError("an entry is an object in canonical JSON")
    return found


def read_disclosed(text: str) -> tuple[str, Any]:
    """Give field and value of a disclosure that a bundle carries. Raises ValueError for one with a second spelling."""
    field, value = reveal(text)
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    found = parse(raw)
    _check_depth(found)
    if canon(found) != raw or base64.urlsafe_b64encode(raw).decode().rstrip("=") != text:
        raise ValueError("a disclosure is canonical JSON in canonical base64url")
    return field, value


def set_digest(leaves: Iterable[bytes]) -> str:
    """Stand for a set of entries of one log: the SHA-256 (hex) over their leaf hashes in order."""
    return sha256(b"".join(leaves)).hexdigest()


def _events(extract: Extract, pool: _Pool) -> Iterable[Mapping[str, Any]]:
    for n, (seq, body) in enumerate(extract.entries):
        event: dict[str, Any] = {"seq": seq, "body": body.decode()}
        if extract.proofs is not None:
            event["proof"] = pool.of(extract.proofs[n])
        yield event


def _log(shape: _Log, pool: Sequence[bytes]) -> LogPart:
    proofs = [each.proof for each in shape.events]
    if any(each is msgspec.UNSET for each in proofs) and any(each is not msgspec.UNSET for each in proofs):
        raise BundleError("Either every entry of a log has a proof, or the whole log is carried.")
    entries = tuple(
        Carried(shape.log, each.seq, body := each.body.encode(), leaf_hash(body), _taken(each.proof, pool))
        for each in shape.events
    )
    earlier = tuple((each.checkpoint, tuple(pool[n] for n in each.proof)) for each in shape.earlier)
    return LogPart(shape.log, shape.origin, shape.vkey, shape.checkpoint, entries, earlier)


def _proofs(log: _Log) -> Iterable[list[int]]:
    yield from (each.proof for each in log.events if each.proof is not msgspec.UNSET)
    yield from (each.proof for each in log.earlier)


def _taken(proof: list[int] | msgspec.UnsetType, pool: Sequence[bytes]) -> tuple[bytes, ...] | None:
    return None if proof is msgspec.UNSET else tuple(pool[n] for n in proof)


def _check_depth(value: Any, left: int = DEEPEST) -> None:  # noqa: ANN401 - any value of JSON
    if left < 0:
        raise BundleError("it nests deeper than a bundle does")
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            _check_depth(each, left - 1)


def _hash(text: str) -> bytes:
    raw = unb64(text)
    if len(raw) != HASH:
        raise BundleError("a hash is not 32 bytes long")
    return raw
