"""What this machine remembers beside a log's key, held against the log as it lies in the file."""

from collections.abc import Iterator

from sqlalchemy import Connection

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.finding import Finding
from sopdesk.journal.keys import StationKeys
from sopdesk.journal.merkle import Frontier
from sopdesk.journal.note import NoteError, parse_vkey
from sopdesk.store.extract import nodes_of


def contradiction(connection: Connection, keys: StationKeys, log: str, origin: str, size: int) -> str:
    """Say how a log of this size differs from what was signed here, or "": it is shorter, or was written anew."""
    signed, root = keys.last_signed(origin)
    if signed > size:
        return f"was signed at {signed} entries and now has {size}: a restored copy"
    if root and _root(connection, log, signed) != root:
        return f"has other entries among its first {signed} than those that were signed here: it was written anew"
    return ""


def judge_signed_here(connection: Connection, keys: StationKeys) -> Iterator[Finding]:
    """Say of every log whose key is on this machine whether it still is what was signed here. Raises Trouble.

    A former log that is shorter is told and no failure: a restored copy goes on in a new log, as it should.
    """
    rows = connection.exec_driver_sql("SELECT id, origin, vkey, is_own FROM log ORDER BY is_own").all()
    for log, origin, vkey, is_own in rows:
        signed, _ = keys.last_signed(origin)
        if not signed:
            continue
        count = connection.exec_driver_sql("SELECT COUNT(*) FROM event WHERE log = ?", (log,)).scalar_one()
        differs = contradiction(connection, keys, log, origin, count)
        if not differs and is_own and not _has_key(keys, vkey):
            said = f"The log {origin} has another key than this machine: it was changed elsewhere."
            yield Finding("signed here", holds=False, sentence=said)
        elif not differs:
            said = f"The first {signed} entries of {origin} are those that this machine signed."
            yield Finding("signed here", holds=True, sentence=said)
        else:
            restored = signed > count and not is_own
            yield Finding("signed here", holds=None if restored else False, sentence=f"The log {origin} {differs}.")


def _has_key(keys: StationKeys, vkey: str) -> bool:
    try:
        return keys.of(parse_vkey(vkey)) is not None
    except NoteError:
        return False


def _root(connection: Connection, log: str, size: int) -> str:
    """Give the root hash over the first entries; "" where one of them is missing."""
    try:
        return Frontier.of(size, nodes_of(connection, log)).root().hex()
    except Trouble:
        return ""
