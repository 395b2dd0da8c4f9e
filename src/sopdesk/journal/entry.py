"""One line of the journal: an event's body as stored bytes, made and read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sopdesk.domain.event import Recorded, Stamp, kind_of
from sopdesk.journal.canon import canon, parse
from sopdesk.journal.codec import as_text, decode, encode
from sopdesk.journal.merkle import Frontier, leaf_hash
from sopdesk.journal.sealed import Disclosure, Salt, new_salt

VERSION = 1
"""The version of the body's own shape, its key "v"."""
KEYS = frozenset("v log seq hlc at actor kind subject after nth prev payload".split())
"""What every body says; `nth` counts a subject's entries in this log from 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry ready to be stored; `nodes` are the hashes of the subtrees that it closes, 32 bytes each."""

    seq: int
    kind: str
    subject: str
    at: str
    body: bytes
    nodes: bytes
    disclosures: tuple[Disclosure, ...]
    recorded: Recorded

    @property
    def leaf(self) -> bytes:
        """The leaf hash: the first of the nodes."""
        return self.nodes[:32]


@dataclass(frozen=True, slots=True)
class Heads:
    """Where a subject stood when the author saw it.

    `after` names its newest entries ("log:seq") over all logs; `nth` and `prev` are its running number and its
    newest leaf hash (hex, "" at first) in this log.
    """

    after: tuple[str, ...] = ()
    nth: int = 0
    prev: str = ""


def make_entry(  # noqa: PLR0917 - the parts of a body
    what: object,
    subject: str,
    stamp: Stamp,
    heads: Heads,
    frontier: Frontier,
    salt: Salt = new_salt,
) -> Entry:
    """Give the entry for an event and move the frontier on by it."""
    payload, disclosures = encode(what, salt)
    at = as_text(stamp.at)
    kind = kind_of(what)
    body = canon(
        {
            "v": VERSION, "log": stamp.log, "seq": stamp.seq, "hlc": stamp.hlc, "at": at, "actor": stamp.actor,
            "kind": kind, "subject": subject, "after": list(heads.after), "nth": heads.nth, "prev": heads.prev,
            "payload": payload,
        }
    )  # fmt: skip
    nodes = b"".join(frontier.append(leaf_hash(body)))
    return Entry(stamp.seq, kind, subject, at, body, nodes, tuple(disclosures), Recorded(subject, stamp, what))


def read_body(body: bytes) -> dict[str, Any]:
    """Give the keys of a body. Raises ValueError when it is none."""
    found = parse(body)
    if not isinstance(found, dict) or found.get("v") != VERSION:
        raise ValueError("This is not an entry of a journal that this version can read.")
    if lacking := KEYS - found.keys():
        raise ValueError(f"This is not an entry of a journal: it lacks {', '.join(sorted(lacking))}.")
    return found


def read_entry(body: bytes, disclosures: Iterable[str] = ()) -> Recorded:
    """Give the recorded event that a body and its disclosures stand for. Raises ValueError."""
    return recorded_of(read_body(body), disclosures)


def recorded_of(found: Mapping[str, Any], disclosures: Iterable[str] = ()) -> Recorded:
    """Give the recorded event that a body's keys and its disclosures stand for. Raises ValueError."""
    stamp = Stamp(found["log"], found["seq"], found["hlc"], datetime.fromisoformat(found["at"]), found["actor"])
    return Recorded(found["subject"], stamp, decode(found["kind"], found["payload"], disclosures))
