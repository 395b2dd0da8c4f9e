"""This station's log in the database: written by one pen at a time, read back as histories."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import groupby
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row

from sopdesk.domain.event import Recorded
from sopdesk.domain.house import LogOpened
from sopdesk.domain.refusal import Trouble
from sopdesk.journal.checkpoint import Checkpoint, sign_checkpoint
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.journal.keys import StationKey, StationKeys
from sopdesk.journal.merkle import Frontier
from sopdesk.journal.note import Verifier, parse_vkey
from sopdesk.store.copying import copied_from
from sopdesk.store.database import Database
from sopdesk.store.extract import nodes_of
from sopdesk.store.history import History, Recent, read_entry
from sopdesk.store.key_rotation import settle_key
from sopdesk.store.model import as_text, driver_of
from sopdesk.store.pen import Pen, name_of
from sopdesk.store.signed_here import contradiction
from sopdesk.store.turn import Turn
from sopdesk.views.trail import Head

SYSTEM = "desk"
"""The actor of what the program does by itself."""
EVERY_ENTRIES = 100
EVERY_TIME = timedelta(minutes=15)
"""A checkpoint is signed at the latest after so many entries or so much time."""
_NEWEST = "SELECT log, MAX(seq), substr(nodes, 1, 32) FROM event WHERE subject = ? GROUP BY log"
_READ = """SELECT e.log, e.seq, e.subject, e.body, substr(e.nodes, 1, 32), d.value
           FROM event e LEFT JOIN disclosure d ON d.log = e.log AND d.seq = e.seq """


class Journal:
    """The logs of a desk; this station's own is the one that is written."""

    def __init__(self, database: Database, keys: StationKeys, *, station: str, clock: Callable[[], datetime]) -> None:
        """Open this station's log; a new desk gets its first one, named after the station."""
        self._database = database
        self._keys = keys
        self._clock = clock
        self.turn = Turn()
        self._private: StationKey | None = None
        self._hlc, self._signed = 0, 0
        self.recent = Recent()
        self._signed_at: datetime | None = None
        with database.reading() as connection:
            own = connection.exec_driver_sql("SELECT * FROM log WHERE is_own = 1 AND retired_at IS NULL").first()
            if own is not None:
                self._continue_log(connection, own)
        if own is None:
            with database.writing() as connection:
                self._open_log(connection, station or "Counter")

    @property
    def size(self) -> int:
        """How many entries this station's log holds."""
        return self._frontier.size

    @property
    def hlc(self) -> int:
        """The newest reading of the hybrid clock."""
        return self._hlc

    def frontier(self) -> Frontier:
        """Give a copy of the frontier to go on with."""
        return self._frontier.copy()

    @property
    def code(self) -> str:
        """The station's short code: the first letters of its name."""
        letters = "".join(each for each in self.station.upper() if each.isascii() and each.isalnum())
        return letters[:4] or "S"

    # Reading

    def history(self, connection: Connection, subject: str) -> History:
        """Give a subject's events of all logs in clock order."""
        driver = driver_of(connection)
        newest = driver.execute(_NEWEST, (subject,)).fetchall()
        known = self.recent.get(subject)
        if known is not None and known.fits(newest):
            return known
        rows = driver.execute(_READ + "WHERE e.subject = ? ORDER BY e.log, e.seq", (subject,)).fetchall()
        found = self._gather(subject, rows)
        self.recent.keep(found)
        return found

    def histories(self, connection: Connection, subjects: Sequence[str]) -> dict[str, History]:
        """Give the histories of some subjects."""
        marks = ", ".join("?" * len(subjects))
        query = f"{_READ}WHERE e.subject IN ({marks}) ORDER BY e.subject, e.log, e.seq"
        rows = driver_of(connection).execute(query, tuple(subjects))
        return {subject: self._gather(subject, list(group)) for subject, group in groupby(rows, lambda row: row[2])}

    def read_page(self, connection: Connection, page: Sequence[Any]) -> Iterator[Recorded]:
        """Give the recorded events of some (log, seq, subject, body) rows, in their order."""
        low, high = min(row[1] for row in page), max(row[1] for row in page)
        query = "SELECT log, seq, value FROM disclosure WHERE seq BETWEEN ? AND ?"
        known: dict[tuple[str, int], list[str]] = {}
        for log, seq, value in connection.exec_driver_sql(query, (low, high)):
            known.setdefault((log, seq), []).append(value)
        for log, seq, _, body in page:
            yield read_entry(log, seq, body, known.get((log, seq), ()))[0]

    def leaf_hex(self, connection: Connection, seq: int) -> str:
        """Give the leaf hash of an entry of this station's log, "" when there is none."""
        query = "SELECT substr(nodes, 1, 32) FROM event WHERE log = ? AND seq = ?"
        found: bytes | None = connection.exec_driver_sql(query, (self.log, seq)).scalar()
        return found.hex() if found else ""

    def head(self, connection: Connection) -> Head:
        """Give the head of this station's log and its newest signed checkpoint."""
        query = "SELECT size, note, at FROM checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1"
        newest = connection.exec_driver_sql(query, (self.log,)).first()
        frontier = self._frontier  # another thread may put a later one in its place
        return Head(
            self.origin,
            frontier.size,
            frontier.root().hex(),
            datetime.fromisoformat(newest.at) if newest else None,
            newest.size if newest else 0,
            newest.note if newest else "",
            self.verifier.fingerprint(),
        )

    # Writing

    @contextmanager
    def appending(self) -> Iterator["Pen"]:
        """Give the pen; only one thread has it at a time. Raises Busy."""
        with self.turn.taken():
            self._make_sure_of_the_key()
            yield Pen(self)

    def sign_checkpoint(self, connection: Connection, now: datetime) -> None:
        """Sign a checkpoint over everything stored, unless the newest one covers it; for whoever has the turn."""
        if self.size > self._signed and not (self._private is None and self._differs(connection)):
            self.sign(connection, self._frontier, now)
            self.signed(self.size, now)

    def sign(self, connection: Connection, frontier: Frontier, now: datetime, *more: StationKey) -> None:
        """Sign and store a checkpoint over a tree that is stored in the same transaction; `more` keys sign it, too."""
        self._private = self._private or self._keys.of(self.verifier)
        if self._private is None:
            return
        note = sign_checkpoint(Checkpoint(self.origin, frontier.size, frontier.root()), self._private, *more)
        row = (self.log, frontier.size, note, as_text(now))
        connection.exec_driver_sql("INSERT OR IGNORE INTO checkpoint VALUES (?, ?, ?, ?)", row)

    def take_key(self, verifier: Verifier, private: StationKey) -> None:
        """Sign with another key from now on, which the log names as its own."""
        self.verifier, self._private = verifier, private

    def signed(self, size: int, now: datetime) -> None:
        """Remember, once it is stored, that a size was signed.

        A full disk, or a key store that was locked meanwhile, may keep it from being remembered: the act is recorded
        all the same, and the next checkpoint is remembered.
        """
        self._signed, self._signed_at = size, now
        try:
            self._keys.remember_size(self.origin, size, self._frontier.root().hex())
        except (OSError, Trouble) as error:
            logging.getLogger(__name__).warning("that %d entries were signed could not be remembered: %s", size, error)

    def due(self, size: int, now: datetime) -> bool:
        """Tell whether a checkpoint is due at this size and moment."""
        waited = self._signed_at is None or now - self._signed_at >= EVERY_TIME
        return size - self._signed >= EVERY_ENTRIES or (size > self._signed and waited)

    def kept(self, frontier: Frontier, hlc: int, written: Iterable[History]) -> None:
        """Stand where the log stands now that an append is durable."""
        self._frontier, self._hlc = frontier, hlc
        for each in written:
            self.recent.keep(each)

    def index_owner(self) -> str:
        """Give the secret that ties the search index to this desk on this machine. Raises Trouble."""
        try:
            return f"{self.origin}:{self._keys.machine_secret()}"
        except OSError as error:
            raise Trouble(f"The folder of this machine's keys cannot be used: {error}. Search needs it.") from error

    # Opening

    def _continue_log(self, connection: Connection, row: Row[Any]) -> None:
        self.log, self.origin, self.verifier = row.id, row.origin, parse_vkey(row.vkey)
        last = connection.exec_driver_sql(
            "SELECT seq, body FROM event WHERE log = ? ORDER BY seq DESC LIMIT 1", (self.log,)
        ).first()
        first = connection.exec_driver_sql("SELECT body FROM event WHERE log = ? AND seq = 0", (self.log,)).first()
        if first is None or last is None:
            raise Trouble(
                "The journal of this station is empty, though it was opened once. The file was left as it is."
            )
        try:
            opened = recorded_of(read_body(first.body)).what
            self._hlc = int(read_body(last.body)["hlc"])
        except (ValueError, KeyError) as error:
            raise Trouble("The first or the last entry of the journal cannot be read. It was left as it is.") from error
        self.station: str = getattr(opened, "station", "")
        self._frontier = Frontier.of(last.seq + 1, nodes_of(connection, self.log))
        newest = connection.exec_driver_sql(
            "SELECT size, at FROM checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1", (self.log,)
        ).first()
        self._signed = newest.size if newest else 0
        self._signed_at = datetime.fromisoformat(newest.at) if newest else None

    def _make_sure_of_the_key(self) -> None:
        """Begin a new log where this machine has no key for the old one or signed another, and in a restored desk."""
        if self._private is not None:
            return
        private = self._keys.of(self.verifier)
        with self._database.reading() as connection:
            differs = self._differs(connection)
        if differs:
            self._begin_anew(f"the former log {differs}")
        elif private is None:
            self._begin_anew("the key of the former log is not on this machine: a copied desk, or a lost key")
        else:
            self._private = private
            settle_key(self._keys, self.verifier)

    def _differs(self, connection: Connection) -> str:
        """Say how the log differs from what this machine signed of it, or "": one that does is not signed again."""
        return copied_from(connection, self.log) or contradiction(
            connection, self._keys, self.log, self.origin, self.size
        )

    def _begin_anew(self, reason: str) -> None:
        with self._database.reading() as connection:
            head = self.head(connection)
        now, former = self._clock(), dict(vars(self))
        try:
            with self._database.writing() as connection:
                connection.exec_driver_sql(
                    "UPDATE log SET is_own = 0, retired_at = ? WHERE id = ?", (as_text(now), self.log)
                )
                self._open_log(
                    connection, self.station, continues=self.origin, checkpoint=head.checkpoint, reason=reason
                )
        except BaseException:  # the disk did not take it: the former log still stands, and the next act tries again
            vars(self).update(former, _private=None)
            raise

    def _open_log(self, connection: Connection, station: str, **former: str) -> None:
        """Give this station a new log, whose first entry names its origin, its key and the log that it continues."""
        self.log, self.station = token_hex(4), station
        self.origin = f"sopdesk/{token_hex(8)}/{self.log}"
        try:
            private = self._keys.make(self.origin)
        except OSError as error:
            raise Trouble(f"The key of this station could not be written: {error}. Nothing was recorded.") from error
        self.verifier = Verifier(self.origin, private.public_key().public_bytes_raw())
        self._private, self._frontier = private, Frontier()
        self._signed, self._signed_at = 0, None
        connection.exec_driver_sql(
            "INSERT INTO log VALUES (?, ?, ?, 1, NULL)", (self.log, self.origin, self.verifier.vkey())
        )
        pen, now = Pen(self), self._clock()
        opened = LogOpened(self.origin, self.verifier.vkey(), station, **former)
        pen.write(connection, SYSTEM, History(f"log-{self.log}"), [opened], now)
        self.sign(connection, pen.frontier, now)
        pen.keep()
        self.signed(self.size, now)

    @staticmethod
    def _gather(subject: str, rows: Sequence[Any]) -> History:
        entries: list[tuple[Recorded, str, list[str]]] = []
        for _, group in groupby(rows, lambda row: (row[0], row[1])):
            lines = list(group)
            log, seq, _, body, leaf, _ = lines[0]
            recorded, after = read_entry(log, seq, body, [line[5] for line in lines if line[5] is not None])
            entries.append((recorded, leaf.hex(), after))
        entries.sort(key=lambda each: each[0].stamp.order)
        seen = {each for _, _, after in entries for each in after}
        return History(
            subject,
            tuple(recorded for recorded, _, _ in entries),
            tuple(leaf for _, leaf, _ in entries),
            tuple(name for recorded, _, _ in entries if (name := name_of(recorded.stamp)) not in seen),
        )
