"""A log as the store keeps it, for tests of the journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.event import Stamp
from sopdesk.domain.house import LogOpened
from sopdesk.domain.incident import IncidentNoted
from sopdesk.domain.mark import ItemTicked
from sopdesk.journal.checkpoint import Checkpoint, sign_checkpoint
from sopdesk.journal.clock import next_reading
from sopdesk.journal.entry import Heads, make_entry
from sopdesk.journal.finding import Held, Report
from sopdesk.journal.merkle import Frontier, leaf_hash
from sopdesk.journal.note import Verifier
from sopdesk.journal.verification import verify_log

ORIGIN = "sopdesk/house/aa"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
THIEF = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
START = datetime(2026, 5, 3, 8, tzinfo=UTC)


def vkey(key: Ed25519PrivateKey = KEY) -> str:
    """Give the public half of a log's key as text."""
    return Verifier(ORIGIN, key.public_key().public_bytes_raw()).vkey()


@dataclass
class Log:
    """Rows, disclosures and checkpoints of one log; tests do to them what somebody with the file could do."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    disclosures: list[tuple[Any, ...]] = field(default_factory=list)
    checkpoints: list[str] = field(default_factory=list)
    vkey: str = field(default_factory=vkey)

    def verify(self, *, outside: Iterable[Held] = (), **more: Any) -> Report:  # noqa: ANN401 - passed on
        """Check the log."""
        return verify_log(
            self.rows, log="aa", origin=ORIGIN, vkey=self.vkey, checkpoints=self.checkpoints, outside=outside,
            disclosures=self.disclosures, **more,
        )  # fmt: skip

    def failed(self, **more: Any) -> set[str]:  # noqa: ANN401 - passed on
        """Name the checks that fail."""
        return {each.what for each in self.verify(**more).findings if each.holds is False}

    def sign(self, size: int, key: Ed25519PrivateKey = KEY) -> str:
        """Sign a checkpoint over the first entries as they are now."""
        frontier = Frontier()
        for row in self.rows[:size]:
            frontier.append(leaf_hash(row[4]))
        return sign_checkpoint(Checkpoint(ORIGIN, size, frontier.root()), key)

    def held(self, size: int) -> Held:
        """Give a checkpoint over the first entries that lies in the auditor's safe."""
        return Held(self.sign(size), "the auditor")

    def change(self, seq: int, column: int, value: object) -> None:
        """Change one column of a stored row."""
        self.rows[seq] = (*self.rows[seq][:column], value, *self.rows[seq][column + 1 :])

    def edit(self, seq: int) -> None:
        """Change a text in a stored body."""
        self.change(seq, 4, self.rows[seq][4].replace(b"item-", b"ITEM-"))

    def rehash(self) -> None:
        """Make the stored hashes fit the bodies again, as who knows the format can."""
        frontier = Frontier()
        for seq, row in enumerate(self.rows):
            self.change(seq, 5, b"".join(frontier.append(leaf_hash(row[4]))))

    def resign(self, key: Ed25519PrivateKey, sizes: Sequence[int]) -> None:
        """Put checkpoints over what is there now in place of the old ones."""
        self.checkpoints = [self.sign(size, key) for size in sizes]


def made(events: int = 50, *, every: int = 10) -> Log:
    """Make a log: its opening, ticks about three runs with a sealed note now and then, checkpoints every so many."""
    log, frontier, hlc, heads = Log(), Frontier(), 0, dict[str, Heads]()
    salts = count()
    for seq in range(events):
        subject = f"run-{seq % 3}" if seq else "log-aa"
        what: object = IncidentNoted(f"note {seq}") if seq % 5 == 4 else ItemTicked(f"item-{seq}")
        if seq == 0:
            what = LogOpened(ORIGIN, log.vkey, "Counter")
        at = START + timedelta(minutes=seq)
        hlc = next_reading(hlc, at)
        before = heads.get(subject, Heads())
        entry = make_entry(
            what, subject, Stamp("aa", seq, hlc, at, "person-1"), before, frontier,
            lambda: next(salts).to_bytes(16, "big"),
        )  # fmt: skip
        heads[subject] = Heads((f"aa:{seq}",), before.nth + 1, entry.leaf.hex())
        log.rows.append((seq, entry.kind, subject, entry.at, entry.body, entry.nodes))
        log.disclosures += [(seq, each.digest, each.text) for each in entry.disclosures]
        if not frontier.size % every:
            log.checkpoints.append(sign_checkpoint(Checkpoint(ORIGIN, frontier.size, frontier.root()), KEY))
    return log
