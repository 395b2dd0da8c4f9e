"""What an insider does to a desk's file: with SQLite, with an editor for bytes, with a stolen key, with the program."""

import json
import sqlite3
from contextlib import closing, suppress
from datetime import timedelta
from shutil import copytree, rmtree

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.log_key import Why
from sopdesk.journal.merkle import Frontier, leaf_hash
from tests.attacks.desk import Made, cut, fold, key_of, opened, program, replace_key, rewrite, said, sign_anew
from tests.services.conftest import START


def with_triggers(made: Made) -> None:
    """Change, delete and replace an entry with the file's triggers in place."""
    with opened(made.home, triggers=True) as raw:
        for statement in (
            "UPDATE event SET subject = 'x' WHERE seq = 27",
            "DELETE FROM event WHERE seq = 27",
            "INSERT OR REPLACE INTO event SELECT log, seq, kind, 'x', at, body, nodes FROM event WHERE seq = 27",
        ):
            with suppress(sqlite3.IntegrityError):
                raw.execute(statement)
                raise AssertionError(statement)


def _edit(raw: sqlite3.Connection, made: Made) -> None:
    """Let it look as though Ruth had written what Leo wrote."""
    query = "UPDATE event SET body = CAST(replace(body, ?, ?) AS BLOB) WHERE seq = ?"
    raw.execute(query, (made.leo, made.ruth, made.early))


def without_triggers(made: Made) -> None:
    """Drop the triggers and change an entry."""
    with opened(made.home) as raw:
        _edit(raw, made)


def triggers_away(made: Made) -> None:
    """Drop the triggers and leave it at that."""
    with closing(sqlite3.connect(made.home / "desk" / "desk.sqlite")) as raw:
        for name in ("event_keeps", "event_stays", "event_in_order"):
            raw.execute(f"DROP TRIGGER {name}")
        raw.commit()


def trigger_added(made: Made) -> None:
    """Have notes deleted whenever the program writes one."""
    with opened(made.home) as raw:
        raw.execute("CREATE TRIGGER kind AFTER INSERT ON event BEGIN DELETE FROM disclosure WHERE seq = NEW.seq; END")


def schema_written(made: Made) -> None:
    """Take the triggers out of the file's own table of contents, change an entry, and put them back."""
    file = made.home / "desk" / "desk.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        kept = raw.execute(
            "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        raw.commit()
    with closing(sqlite3.connect(file)) as raw:
        _edit(raw, made)
        raw.execute("PRAGMA writable_schema = ON")
        raw.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
        raw.commit()


def with_an_editor(made: Made) -> None:
    """Change one letter of a stored entry with an editor for bytes."""
    file = made.home / "desk" / "desk.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        [(body,)] = raw.execute("SELECT body FROM event WHERE seq = ?", (made.early,)).fetchall()
    content = file.read_bytes()
    changed = body.replace(made.leo.encode(), made.ruth.encode())
    assert content.count(body) == 1
    assert len(changed) == len(body)
    file.write_bytes(content.replace(body, changed))


def all_hashes(made: Made) -> None:
    """Change an entry and make hashes, chains and read models fit."""
    with opened(made.home) as raw:
        rewrite(raw, made.log, {made.early: said(actor=made.ruth)})
    fold(made.home)


def checkpoints_away(made: Made) -> None:
    """Do the same, and take the checkpoints away that no longer fit."""
    with opened(made.home) as raw:
        rewrite(raw, made.log, {made.early: said(actor=made.ruth)})
        raw.execute("DELETE FROM checkpoint WHERE size > ?", (made.early,))
    fold(made.home)


def newest(made: Made) -> None:
    """Change what only the newest checkpoint covers, take that away, and move the last entry back in time."""
    with opened(made.home) as raw:
        [(size,)] = raw.execute("SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1 OFFSET 1").fetchall()
        [(at,)] = raw.execute("SELECT at FROM event WHERE seq = ?", (made.late,)).fetchall()
        entries = raw.execute("SELECT seq, body FROM event WHERE seq >= ? ORDER BY seq", (made.late,)).fetchall()
        hlc = [json.loads(body)["hlc"] for _, body in entries]
        changes = {seq: said(actor=made.ruth, at=at, hlc=hlc[0] + n) for n, (seq, _) in enumerate(entries)}
        raw.execute("DELETE FROM checkpoint WHERE size > ?", (size,))
        rewrite(raw, made.log, changes)
    fold(made.home)


def tail(made: Made) -> None:
    """Take the last entries away, down to an older checkpoint."""
    with opened(made.home) as raw:
        cut(raw, made.middle)
    fold(made.home)


def old_copy(made: Made) -> None:
    """Put a copy of the folder from before an erasure in its place."""
    rmtree(made.home / "desk")
    copytree(made.home / "old desk", made.home / "desk")


def newer_than_outside(made: Made) -> None:
    """Take only the entries away that the auditor's checkpoint does not cover."""
    with opened(made.home) as raw:
        cut(raw, made.covered)
    fold(made.home)


def key_replaced(made: Made) -> None:
    """Rebuild the log with a key of one's own."""
    private = Ed25519PrivateKey.generate()
    with opened(made.home) as raw:
        replace_key(raw, private)
        rewrite(raw, made.log, {made.early: said(actor=made.ruth)})
        sign_anew(raw, private)
    fold(made.home)


def _stolen(made: Made, seq: int) -> None:
    with opened(made.home) as raw:
        rewrite(raw, made.log, {seq: said(actor=made.ruth)})
        sign_anew(raw, key_of(made.home))
    fold(made.home)


def key_stolen(made: Made) -> None:
    """Rebuild the log with its own key, an old entry changed."""
    _stolen(made, made.early)


def key_stolen_later(made: Made) -> None:
    """Rebuild the log with its own key, an entry changed that the auditor's checkpoint does not cover."""
    _stolen(made, made.late)


def key_and_memory(made: Made) -> None:
    """Steal the key, change what is newer than the checkpoint outside, and what the machine remembers."""
    _stolen(made, made.late)
    with opened(made.home) as raw:
        bodies = [body for (body,) in raw.execute("SELECT body FROM event ORDER BY seq")]
    frontier = Frontier()
    for body in bodies:
        frontier.append(leaf_hash(body))
    [path] = (made.home / "keys").glob("*.key")
    path.write_text(json.dumps({**json.loads(path.read_text()), "size": frontier.size, "root": frontier.root().hex()}))


def key_rotated(made: Made) -> None:
    """Steal the key, and put the log under a key of one's own as the program itself does it."""
    copytree(made.home / "keys", made.home / "stolen keys")
    with program(made.home, keys="stolen keys", at=START + timedelta(hours=2)) as desk:
        desk.key_rotation.rotate(by=made.ruth, why=Why.PLANNED, reason="A new year.")


def signed_case(made: Made) -> None:
    """Let it look as though Leo had written what Ruth wrote."""
    with opened(made.home) as raw:
        rewrite(raw, made.log, {made.signed: said(actor=made.leo)})
        sign_anew(raw, key_of(made.home))
    fold(made.home)


def read_model(made: Made) -> None:
    """Change how grave an incident is in the list."""
    with opened(made.home) as raw:
        raw.execute("UPDATE incident SET severity = 'severe' WHERE rowid = (SELECT MAX(rowid) FROM incident)")


def column(made: Made) -> None:
    """Change the time by which an entry is found."""
    with opened(made.home) as raw:
        raw.execute("UPDATE event SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = ?", (made.late,))


def disclosure(made: Made) -> None:
    """Change a sealed text."""
    with opened(made.home) as raw:
        raw.execute("UPDATE disclosure SET value = value || 'AA' WHERE seq = ?", (made.late,))


def disclosure_forged(made: Made) -> None:
    """Put a value of one's own under the digest that the entry names."""
    with opened(made.home) as raw:
        query = "UPDATE disclosure SET value = (SELECT value FROM disclosure WHERE seq = ?) WHERE seq = ?"
        raw.execute(query, (made.early, made.late))


def disclosure_away(made: Made) -> None:
    """Delete a sealed text as though it had been erased."""
    with opened(made.home) as raw:
        raw.execute("DELETE FROM disclosure WHERE seq = ?", (made.late,))


def file_changed(made: Made) -> None:
    """Change a word in an attached file."""
    with opened(made.home) as raw:
        raw.execute("UPDATE attachment SET content = CAST(replace(content, 'dry', 'wet') AS BLOB)")


def file_away(made: Made) -> None:
    """Delete an attached file as though it had been erased."""
    with opened(made.home) as raw:
        raw.execute("DELETE FROM attachment")


def former_log(made: Made) -> None:
    """Go on on another machine, which begins a log of its own, and rewrite the former one that the desk only keeps."""
    with program(made.home, keys="other keys", at=START + timedelta(hours=2)) as desk:
        desk.incidents.log(by=made.leo, kind=IncidentKind.NEAR_MISS, narrative="Slippery again.")
    with opened(made.home) as raw:
        rewrite(raw, made.log, {made.early: said(actor=made.ruth)})
    fold(made.home)


def former_log_away(made: Made) -> None:
    """Go on on another machine, and take the former log out with all that belongs to it."""
    with program(made.home, keys="other keys", at=START + timedelta(hours=2)) as desk:
        desk.incidents.log(by=made.leo, kind=IncidentKind.NEAR_MISS, narrative="Slippery again.")
    with opened(made.home) as raw:
        for statement in (
            "DELETE FROM event WHERE log = ?",
            "DELETE FROM disclosure WHERE log = ?",
            "DELETE FROM checkpoint WHERE log = ?",
            "DELETE FROM log WHERE id = ?",
        ):
            raw.execute(statement, (made.log,))
        raw.execute("DELETE FROM attachment")
    fold(made.home)


def clock_back(made: Made) -> None:
    """Go on with a clock that is two hours slow."""
    with program(made.home, at=START - timedelta(hours=2)) as desk:
        desk.incidents.log(by=made.leo, kind=IncidentKind.NEAR_MISS, narrative="Slippery again.")
