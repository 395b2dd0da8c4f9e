"""Taking entries out of the journal with their proofs, for evidence that leaves the house."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from sqlalchemy import Connection

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.bundle import Extract
from sopdesk.journal.merkle import consistency_proof, inclusion_proof, place_of
from sopdesk.journal.rotation import ROTATED
from sopdesk.store.model import driver_of

EARLIER = 48
"""So many earlier checkpoints go along, the newest ones, to be compared with those that somebody kept."""
_CHUNK = 500

Place = tuple[str, int]
"""An entry: log and number."""


def nodes_of(connection: Connection, log: str) -> Callable[[int, int], bytes]:
    """Give the function that reads a log's stored nodes by level and index; it raises Trouble for one that is gone.

    Proofs of one tree share most of their nodes, so each is read once.
    """
    driver = driver_of(connection)

    @cache
    def read(level: int, index: int) -> bytes:
        query = "SELECT substr(nodes, ?, 32) FROM event WHERE log = ? AND seq = ?"
        place = place_of(level, index)
        found = driver.execute(query, (level * 32 + 1, log, place)).fetchone()
        if not found or not found[0]:
            raise Trouble(f"Entry {place} of the journal is missing or damaged. The file was left as it is.")
        return bytes(found[0])

    return read


def covered(connection: Connection) -> dict[str, int]:
    """Give the size that the newest checkpoint of each log covers, by the log's id."""
    query = "SELECT id, COALESCE(MAX(size), 0) FROM log LEFT JOIN checkpoint ON log = id GROUP BY id ORDER BY id"
    return {row[0]: row[1] for row in connection.exec_driver_sql(query)}


def entries_about(connection: Connection, subjects: Iterable[str]) -> set[Place]:
    """Give every entry about some subjects."""
    found: set[Place] = set()
    for each in subjects:
        rows = connection.exec_driver_sql("SELECT log, seq FROM event WHERE subject = ?", (each,))
        found.update((row[0], row[1]) for row in rows)
    return found


def spans_between(connection: Connection, first: str, last: str) -> list[tuple[str, int, int]]:
    """Give of each log the first and the last entry recorded between two instants (as the journal writes them)."""
    query = """SELECT log, MIN(seq), MAX(seq) FROM event WHERE at >= ? AND at <= ? GROUP BY log ORDER BY log"""
    return [(row[0], row[1], row[2]) for row in connection.exec_driver_sql(query, (first, last))]


def entries_by(connection: Connection, actor: str) -> set[Place]:
    """Give every entry that a person made; the actor is the first key of every body, so it is a prefix of it."""
    beginning = f'{{"actor":"{actor}"'.encode()
    query = "SELECT log, seq FROM event WHERE substr(body, 1, ?) = ?"
    return {(row[0], row[1]) for row in connection.exec_driver_sql(query, (len(beginning), beginning))}


def bodies(connection: Connection, log: str, seqs: Sequence[int]) -> list[tuple[int, bytes]]:
    """Give number and body of some entries of a log, in their order."""
    found: list[tuple[int, bytes]] = []
    for part in _parts(sorted(seqs)):
        marks = ", ".join("?" * len(part))
        query = f"SELECT seq, body FROM event WHERE log = ? AND seq IN ({marks}) ORDER BY seq"  # noqa: S608 - question marks
        found += [(row[0], bytes(row[1])) for row in connection.exec_driver_sql(query, (log, *part))]
    return found


def sealed(connection: Connection, log: str, seqs: Sequence[int]) -> dict[int, dict[str, str]]:
    """Give the disclosures of some entries of a log: text by digest, by the entry's number."""
    found: dict[int, dict[str, str]] = {}
    for part in _parts(sorted(seqs)):
        marks = ", ".join("?" * len(part))
        query = f"SELECT seq, digest, value FROM disclosure WHERE log = ? AND seq IN ({marks})"  # noqa: S608 - question marks
        for seq, digest, value in connection.exec_driver_sql(query, (log, *part)):
            found.setdefault(seq, {})[digest] = value
    return found


def rotations(connection: Connection, log: str) -> list[int]:
    """Give the numbers of the entries that put another key in the place of a log's own, in their order."""
    query = "SELECT seq FROM event INDEXED BY event_subject WHERE subject = ? AND log = ? AND kind = ? ORDER BY seq"
    return list(connection.exec_driver_sql(query, (f"log-{log}", log, ROTATED)).scalars())


def extract(connection: Connection, log: str, entries: Sequence[tuple[int, bytes]]) -> Extract:
    """Give entries of a log, in order, with their proofs against its newest checkpoint. Raises Trouble."""
    origin, vkey = connection.exec_driver_sql("SELECT origin, vkey FROM log WHERE id = ?", (log,)).one()
    query = "SELECT size, note FROM checkpoint WHERE log = ? AND size > 0 ORDER BY size DESC LIMIT ?"
    (size, note), *older = ((row[0], row[1]) for row in connection.exec_driver_sql(query, (log, EARLIER + 1)))
    joints = [each + 1 for each in rotations(connection, log)]
    marks = ", ".join("?" * len(joints))
    query = f"SELECT size, note FROM checkpoint WHERE log = ? AND size IN ({marks})"  # noqa: S608 - question marks
    joined = ((row[0], row[1]) for row in connection.exec_driver_sql(query, (log, *joints)))
    older = sorted({*older, *joined} - {(size, note)})
    node = nodes_of(connection, log)
    whole = len(entries) == size and all(seq == n for n, (seq, _) in enumerate(entries))
    proofs = None if whole else [inclusion_proof(seq, size, node) for seq, _ in entries]
    earlier = [(text, consistency_proof(old, size, node)) for old, text in older]
    return Extract(log, origin, vkey, note, entries, proofs, earlier)


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))
