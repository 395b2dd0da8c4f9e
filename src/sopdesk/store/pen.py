"""Writing to a log: entries within one transaction, which count once it is durable."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sopdesk.domain.event import Recorded, Stamp
from sopdesk.domain.house import EvidenceExported
from sopdesk.journal.clock import next_reading
from sopdesk.journal.entry import Heads, make_entry
from sopdesk.store.history import History, Rows
from sopdesk.store.model import driver_of

if TYPE_CHECKING:
    from sopdesk.store.journal import Journal


class Pen:
    """Writes entries within one transaction; what it wrote counts only once `keep` is called after the commit."""

    def __init__(self, journal: "Journal") -> None:
        """Begin where the log stands."""
        self._journal = journal
        self.frontier = journal.frontier()
        self._hlc = journal.hlc
        self._signed_at: datetime | None = None
        self._called = False
        self._written: dict[str, History] = {}

    def history(self, connection: Connection, subject: str) -> History:
        """Give a subject's events, also those written a moment ago."""
        return self._written.get(subject) or self._journal.history(connection, subject)

    def write(
        self, connection: Connection, actor: str, before: History, events: Sequence[object], at: datetime
    ) -> list[Recorded]:
        """Append events about one subject."""
        log = self._journal.log
        own = [leaf for recorded, leaf in zip(before.events, before.leaves, strict=True) if recorded.stamp.log == log]
        heads = Heads(before.heads, len(own), own[-1] if own else "")
        done, disclosures = [], []
        for what in events:
            self._called = self._called or calls_for_checkpoint(what)
            self._hlc = next_reading(self._hlc, at)
            stamp = Stamp(log, self.frontier.size, self._hlc, at, actor)
            entry = make_entry(what, before.subject, stamp, heads, self.frontier)
            done.append(entry)
            disclosures += [(log, entry.seq, each.digest, each.text) for each in entry.disclosures]
            heads = Heads((name_of(stamp),), heads.nth + 1, entry.leaf.hex())
        rows = [(log, each.seq, each.kind, each.subject, each.at, each.body, each.nodes) for each in done]
        driver = driver_of(connection)
        driver.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        if disclosures:
            driver.executemany("INSERT INTO disclosure VALUES (?, ?, ?, ?)", disclosures)
        new = [each.recorded for each in done]
        leaves = (*before.leaves, *(each.leaf.hex() for each in done))
        self._written[before.subject] = History(before.subject, (*before.events, *new), leaves, heads.after)
        return new

    def add_up(self, subject: str, rows: Rows) -> None:
        """Hold the rows that a subject's events, as written, add up to: the next act begins with them."""
        self._written[subject] = replace(self._written[subject], rows=rows)

    def sign_when_due(self, connection: Connection, now: datetime) -> None:
        """Sign a checkpoint in the same transaction after a signature, an export, so many entries or so much time."""
        if self._called or self._journal.due(self.frontier.size, now):
            self._journal.sign(connection, self.frontier, now)
            self._signed_at = now

    def keep(self) -> None:
        """Let what was written count, now that it is durable."""
        self._journal.kept(self.frontier, self._hlc, self._written.values())
        if self._signed_at is not None:
            self._journal.signed(self.frontier.size, self._signed_at)


def calls_for_checkpoint(what: object) -> bool:
    """Tell whether an event is covered by a checkpoint at once: somebody signed, or something left the house."""
    return isinstance(what, EvidenceExported) or getattr(what, "signature", None) is not None


def name_of(stamp: Stamp) -> str:
    """Give the name of an entry: log and number."""
    return f"{stamp.log}:{stamp.seq}"
