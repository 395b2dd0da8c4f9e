"""A desk that the program made, and what somebody who has the file can do to it with SQLite, bytes and mathematics."""

import base64
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.attachment import Way
from sopdesk.domain.incident import IncidentKind
from sopdesk.journal.canon import canon
from sopdesk.journal.checkpoint import Checkpoint, sign_checkpoint
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.journal.merkle import Frontier, leaf_hash
from sopdesk.journal.note import Verifier
from sopdesk.services.workspace import Workspace
from sopdesk.store.store import Store
from sopdesk.views.attachments import GivenFile
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, START, House
from tests.services.test_checklists import done
from tests.services.test_incidents import close, resolved
from tests.services.test_privacy import erase

Json = dict[str, Any]
Change = Callable[[Json], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A desk as the program left it: its home, what was kept outside, and where to find its parts.

    `outside` is the checkpoint that an auditor took over the first `covered` entries; `early` an entry before it,
    `late` one behind it (notes of a near miss that nobody signed); `signed` one of a complaint that Sam closed with
    a signature; `middle` a size at which a checkpoint was signed. A copy from before an erasure is `old desk`.
    """

    home: Path
    log: str
    vkey: str
    outside: str
    covered: int
    early: int
    late: int
    signed: int
    middle: int
    leo: str
    ruth: str


def play(house: House) -> Made:
    """Play a few dozen acts on a desk, with signatures, an erasure and an attached file; give where things are."""
    desk = house.desk
    house.approved(refund())
    run = done(house, house.leo)
    desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=desk.checklists.run(run).digest)
    near_miss = desk.incidents.log(by=house.leo, kind=IncidentKind.NEAR_MISS, narrative="Wet floor by the door.")
    early = desk.store.size
    desk.incidents.note(by=house.leo, incident=near_miss, text="Mopped at once.")
    letter = GivenFile("letter.txt", b"The floor was dry at nine.\n" * 9, Way.FILE)
    desk.incident_files.add(by=house.leo, incident=near_miss, given=letter)
    forgotten = resolved(house)
    close(house, forgotten, values={"accepted": "yes"})
    shutil.copytree(desk.folder, desk.folder.parent / "old desk")
    erase(house, forgotten)
    house.clock.wait(minutes=20)
    case = resolved(house)
    signed = desk.store.size - 2
    close(house, case, values={"accepted": "yes"})
    head = desk.store.head()
    house.clock.wait(minutes=20)
    for n in range(6):
        desk.incidents.log(by=house.leo, kind=IncidentKind.NEAR_MISS, narrative=f"Nearly slipped, number {n}.")
    late = desk.store.size
    desk.incidents.note(by=house.leo, incident=near_miss, text="A mat lies there now.")
    house.clock.wait(minutes=20)
    desk.incidents.note(by=house.leo, incident=near_miss, text="It helps.")
    with desk.store.reading() as connection:
        vkey: str = connection.exec_driver_sql("SELECT vkey FROM log").scalar_one()
        query = "SELECT MAX(size) FROM checkpoint WHERE size < ?"
        middle: int = connection.exec_driver_sql(query, (head.checkpoint_size,)).scalar_one()
    return Made(desk.folder.parent, desk.store.log, vkey, head.checkpoint, head.checkpoint_size, early, late, signed,
                middle, house.leo, house.ruth)  # fmt: skip


@contextmanager
def opened(home: Path, *, triggers: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file as somebody who knows SQLite; unless told otherwise the triggers are away meanwhile."""
    with closing(sqlite3.connect(home / "desk" / "desk.sqlite")) as raw:
        kept = [] if triggers else raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in kept:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, sql in kept:
            raw.execute(sql)
        raw.commit()


def said(**fields: object) -> Change:
    """Give a change of an entry's own fields."""
    return lambda body: body.update(fields)


def rewrite(raw: sqlite3.Connection, log: str, changes: dict[int, Change]) -> None:
    """Change entries as somebody does who knows the format: subjects' chains and every stored hash are made to fit."""
    frontier, chains = Frontier(), dict[str, tuple[int, str]]()
    for seq, stored in raw.execute("SELECT seq, body FROM event WHERE log = ? ORDER BY seq", (log,)).fetchall():
        body = json.loads(stored)
        if seq in changes:
            changes[seq](body)
        body["nth"], body["prev"] = chains.get(body["subject"], (0, ""))
        new = canon(body)
        chains[body["subject"]] = (body["nth"] + 1, leaf_hash(new).hex())
        nodes = b"".join(frontier.append(leaf_hash(new)))
        row = (new, nodes, body["kind"], body["subject"], body["at"], log, seq)
        raw.execute(
            "UPDATE event SET body = ?, nodes = ?, kind = ?, subject = ?, at = ? WHERE log = ? AND seq = ?", row
        )


def cut(raw: sqlite3.Connection, size: int) -> None:
    """Take every entry from a number on away, with what belongs to it."""
    raw.execute("DELETE FROM event WHERE seq >= ?", (size,))
    raw.execute("DELETE FROM disclosure WHERE seq >= ?", (size,))
    raw.execute("DELETE FROM checkpoint WHERE size > ?", (size,))


def sign_anew(raw: sqlite3.Connection, private: Ed25519PrivateKey) -> None:
    """Sign every checkpoint anew over the entries as they stand now, and one over all of them."""
    [(log, origin)] = raw.execute("SELECT id, origin FROM log").fetchall()
    bodies = [body for (body,) in raw.execute("SELECT body FROM event ORDER BY seq")]
    signed = dict(raw.execute("SELECT size, at FROM checkpoint").fetchall())
    signed[len(bodies)] = max(signed.values())
    raw.execute("DELETE FROM checkpoint")
    frontier = Frontier()
    for size, body in enumerate(bodies, 1):
        frontier.append(leaf_hash(body))
        if size in signed:
            note = sign_checkpoint(Checkpoint(origin, size, frontier.root()), private)
            raw.execute("INSERT INTO checkpoint VALUES (?, ?, ?, ?)", (log, size, note, signed[size]))


def key_of(home: Path) -> Ed25519PrivateKey:
    """Steal the station's key from the machine."""
    [path] = (home / "keys").glob("*.key")
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(json.loads(path.read_text())["key"]))


def replace_key(raw: sqlite3.Connection, private: Ed25519PrivateKey) -> None:
    """Put another key in the place of the log's own, in the table and in the first entry."""
    [(log, origin)] = raw.execute("SELECT id, origin FROM log").fetchall()
    vkey = Verifier(origin, private.public_key().public_bytes_raw()).vkey()
    raw.execute("UPDATE log SET vkey = ?", (vkey,))
    rewrite(raw, log, {0: lambda body: body["payload"].update(vkey=vkey)})


@contextmanager
def program(home: Path, keys: str = "keys", at: datetime = START) -> Iterator[Workspace]:
    """Open the desk with the program itself, on the machine with these keys and with a clock that says so."""
    kept = StationKeys(home / keys, use_system=False)
    desk = Workspace(home / "desk", keys=kept, clock=lambda: at, strength=Strength.QUICK, durable=False)
    try:
        yield desk
    finally:
        desk.close()


def fold(home: Path) -> None:
    """Make what the screens show fit, with the program itself."""
    keys = StationKeys(home / "no keys", use_system=False)
    with closing(Store(home / "desk", keys=keys, clock=lambda: START, durable=False)) as store:
        store.rebuild()
