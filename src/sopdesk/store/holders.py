"""Questions about signed checkpoints as they lie in the desk: which there are, and which one an export carried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.checkpoint import parse_body
from sopdesk.journal.entry import read_body
from sopdesk.journal.merkle import Frontier
from sopdesk.journal.note import NoteError
from sopdesk.journal.rotation import Change, KeyChain, key_chain
from sopdesk.store.extract import bodies as bodies_of
from sopdesk.store.extract import nodes_of, rotations

EXPORTS = "export-"
"""How the subjects of exports begin."""


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A checkpoint as it was signed here: of which log, over how many entries, when."""

    origin: str
    size: int
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownLog:
    """A log of this desk: its id, origin and key, how many entries it has, and whether it still is written."""

    id: str
    origin: str
    vkey: str
    size: int
    is_own: bool


def logs(connection: Connection) -> list[KnownLog]:
    """Give every log of the desk, this station's own last."""
    query = """SELECT id, origin, vkey, (SELECT COALESCE(MAX(seq) + 1, 0) FROM event WHERE log = log.id), is_own
               FROM log ORDER BY is_own"""
    rows = connection.exec_driver_sql(query)
    return [KnownLog(log, origin, vkey, size, bool(own)) for log, origin, vkey, size, own in rows]


def notes(connection: Connection, log: KnownLog) -> Iterator[SignedNote]:
    """Give the checkpoints of a log, the newest first."""
    query = "SELECT size, note, at FROM checkpoint WHERE log = ? ORDER BY size DESC"
    for size, note, at in connection.exec_driver_sql(query, (log.id,)):
        yield SignedNote(log.origin, size, note, datetime.fromisoformat(at))


def covering(connection: Connection, log: str, seq: int) -> int:
    """Give the size of the newest checkpoint that was signed before an entry of a log; 0 for none."""
    query = "SELECT COALESCE(MAX(size), 0) FROM checkpoint WHERE log = ? AND size <= ?"
    return int(connection.exec_driver_sql(query, (log, seq)).scalar_one())


def last_exports(connection: Connection, log: str, limit: int) -> Sequence[str]:
    """Give the subjects of the last exports of a log, the newest first."""
    query = "SELECT subject FROM event WHERE subject >= ? AND subject < ? AND log = ? ORDER BY seq DESC LIMIT ?"
    return connection.exec_driver_sql(query, (EXPORTS, f"{EXPORTS[:-1]}.", log, limit)).scalars().all()


def contradicts(connection: Connection, log: KnownLog, note: str) -> str:
    """Say how a checkpoint of a log that lies elsewhere contradicts the log as it lies here; "" where it does not."""
    try:
        found = _keys(connection, log).open(note)
    except NoteError as error:
        return f"does not count: {error}"
    if found.origin != log.origin:
        return "belongs to another log than its folder says"
    if found.size > log.size:
        missing = found.size - log.size
        return f"covers {found.size} entries, and the log here has {log.size}: {missing} are missing at its end"
    return "" if root_at(connection, log.id, found.size) == found.root else "covers other entries than those here"


def root_at(connection: Connection, log: str, size: int) -> bytes:
    """Give the root hash over the first entries of a log; no bytes where one of them is missing."""
    try:
        return Frontier.of(size, nodes_of(connection, log)).root()
    except Trouble:
        return b""


def root_of(note: str) -> str:
    """Give the root hash (hex) that a signed note names. Raises NoteError."""
    return parse_body(note.partition("\n\n")[0] + "\n").root.hex()


def _keys(connection: Connection, log: KnownLog) -> KeyChain:
    """Give every key that a log ever had."""
    bodies = bodies_of(connection, log.id, rotations(connection, log.id))
    changes = [Change.of(seq, read_body(body).get("payload", {})) for seq, body in bodies]
    return key_chain(log.origin, log.vkey, changes)
