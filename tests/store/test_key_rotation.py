"""A log's key is changed in plain view: whoever trusts the former one can follow, and only then."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.log_key import Why
from sopdesk.domain.refusal import Trouble
from sopdesk.journal.checkpoint import Checkpoint, opened_by, parse_body, sign_checkpoint
from sopdesk.journal.finding import Held, Report
from sopdesk.journal.keys import StationKeys
from sopdesk.journal.merkle import Frontier, leaf_hash
from sopdesk.journal.note import Verifier, parse_vkey
from sopdesk.store.database import Database
from tests.store.given import START, fill, opened
from tests.store.test_attacks import rewrite


def rotate(folder: Path) -> tuple[str, str]:
    """Fill a desk, change its key and go on; give the key before and after."""
    with opened(folder, create=True) as store:
        fill(store, 5)
        store.sign_checkpoint(START)
        former = vkey(folder)
        store.rotate_key("person-1", Why.PLANNED, "Each year.", at=START)
        fill(store, 5, first=6)
        store.sign_checkpoint(START)
    return former, vkey(folder)


def vkey(folder: Path) -> str:
    """Give the key that the desk names."""
    with closing(sqlite3.connect(folder / "desk" / "desk.sqlite")) as raw:
        return str(raw.execute("SELECT vkey FROM log WHERE is_own = 1").fetchone()[0])


def check(folder: Path, *keys: str, held: Held | None = None) -> Report:
    """Check the desk's newest log."""
    with opened(folder) as store:
        return store.verify_logs([held] if held else [], full=True, keys=keys)[-1]


def logs(folder: Path) -> int:
    """Count the logs of the desk."""
    with closing(sqlite3.connect(folder / "desk" / "desk.sqlite")) as raw:
        return int(raw.execute("SELECT COUNT(*) FROM log").fetchone()[0])


def test_both_sign_the_checkpoint_right_after(tmp_path: Path) -> None:
    """The checkpoint right after the change bears both signatures, every later one the new key's alone."""
    former, newest = rotate(tmp_path)
    with closing(sqlite3.connect(tmp_path / "desk" / "desk.sqlite")) as raw:
        [seq] = [row[0] for row in raw.execute("SELECT seq FROM event WHERE kind = 'key.rotated/1'")]
        notes = dict(raw.execute("SELECT size, note FROM checkpoint").fetchall())
    both = [parse_vkey(each) for each in (former, newest)]
    signers = {size: [each.vkey() for each in opened_by(note, both)[1]] for size, note in notes.items()}
    assert signers[seq + 1] == [former, newest]
    assert {tuple(found) for size, found in signers.items() if size > seq + 1} == {(newest,)}
    assert {tuple(found) for size, found in signers.items() if size <= seq} == {(former,)}


def test_whoever_trusts_either_key_can_follow(tmp_path: Path) -> None:
    """The desk holds for who wrote down the former key, and for who wrote down the new one."""
    former, newest = rotate(tmp_path)
    for given in ((), (former,), (newest,)):
        report = check(tmp_path, *given)
        assert report.holds, report.sentence


def test_the_former_key_is_destroyed(tmp_path: Path) -> None:
    """Of the former key's private half nothing is left where keys are kept."""
    with opened(tmp_path, create=True) as store:
        [file] = (tmp_path / "keys").glob("sopdesk*.key")
        before = file.read_text()
        store.rotate_key("person-1", Why.SUSPECTED, "A laptop was stolen.", at=START)
    assert json.loads(before)["key"] not in file.read_text()
    assert "next" not in json.loads(file.read_text())


class PowerCut(BaseException):
    """The power fails."""


@pytest.mark.parametrize("stage", ["before the entry", "before the old key is destroyed"])
def test_the_power_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """Wherever a change is cut off, the desk goes on in the same log with the key that it names, and holds."""

    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    with opened(tmp_path, create=True) as store:
        fill(store, 3)
        former = vkey(tmp_path)
        with monkeypatch.context() as patched:
            if stage == "before the entry":
                patched.setattr(Database, "writing", cut)
            else:
                patched.setattr(StationKeys, "settle", cut)
            with pytest.raises(PowerCut):
                store.rotate_key("person-1", Why.PLANNED, "Each year.", at=START)
    with opened(tmp_path) as store:
        fill(store, 3, first=4)
        store.sign_checkpoint(START)
    assert (vkey(tmp_path) == former) is (stage == "before the entry")
    assert logs(tmp_path) == 1
    assert check(tmp_path, former).holds
    [file] = (tmp_path / "keys").glob("sopdesk*.key")
    assert '"next"' not in file.read_text()


def test_a_key_store_that_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the new key cannot be kept, nothing is changed; where the old one cannot be destroyed, it is later."""

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left")

    with opened(tmp_path, create=True) as store:
        former = vkey(tmp_path)
        with monkeypatch.context() as patched:
            patched.setattr(StationKeys, "prepare_next", full)
            with pytest.raises(Trouble, match="Nothing was changed"):
                store.rotate_key("person-1", Why.PLANNED, "Each year.", at=START)
        assert vkey(tmp_path) == former
        with monkeypatch.context() as patched:
            patched.setattr(StationKeys, "settle", full)
            store.rotate_key("person-1", Why.PLANNED, "Each year.", at=START)
        assert "kept until later" in caplog.text
        caplog.clear()
        fill(store, 2)
    assert check(tmp_path, former).holds


def test_a_restored_copy_from_before_the_change(tmp_path: Path) -> None:
    """A copy of the desk from before the change goes on in a new log: the former key is gone."""
    with opened(tmp_path, create=True) as store:
        fill(store, 3)
    content = (tmp_path / "desk" / "desk.sqlite").read_bytes()
    with opened(tmp_path) as store:
        store.rotate_key("person-1", Why.PLANNED, "Each year.", at=START)
    for each in (tmp_path / "desk").glob("desk.sqlite*"):
        each.unlink()
    (tmp_path / "desk" / "desk.sqlite").write_bytes(content)
    with opened(tmp_path) as store:
        fill(store, 1, first=9)
    assert logs(tmp_path) == 2


def test_a_thief_changes_the_key_without_the_former_one(tmp_path: Path) -> None:
    """A thief with the file, but without the key, names one of their own in plain form: every reader finds it."""
    thief = Ed25519PrivateKey.generate()
    former, _ = rotate(tmp_path)
    with opened(tmp_path) as store:
        store.rotate_key("person-1", Why.PLANNED, "Maintenance.", at=START)
        origin = store.head().origin
    new = Verifier(origin, thief.public_key().public_bytes_raw()).vkey()
    with closing(sqlite3.connect(tmp_path / "desk" / "desk.sqlite")) as raw:
        for name in ("event_keeps", "event_stays", "event_in_order", "checkpoint_keeps", "checkpoint_stays"):
            raw.execute(f"DROP TRIGGER IF EXISTS {name}")
        [seq] = raw.execute("SELECT MAX(seq) FROM event").fetchone()
        [body] = raw.execute("SELECT body FROM event WHERE seq = ?", (seq,)).fetchone()
        named = vkey(tmp_path).encode()
        assert named in body
        rewrite(raw, seq, named, new.encode())
        raw.execute("UPDATE log SET vkey = ?", (new,))
        frontier = Frontier()
        for (each,) in raw.execute("SELECT body FROM event ORDER BY seq").fetchall():
            frontier.append(leaf_hash(each))
        note = sign_checkpoint(Checkpoint(origin, frontier.size, frontier.root()), thief)
        raw.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (note, frontier.size))
        raw.commit()
    assert parse_body(note.partition("\n\n")[0] + "\n").size == seq + 1
    for given in ((), (former,), (new,)):
        report = check(tmp_path, *given)
        assert f"signed with another key from entry {seq} on" in report.sentence, report.findings
