"""What an insider can do to the file, and what is found: also the rows where nothing can be."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sopdesk.journal.finding import Held, Report
from sopdesk.journal.merkle import Frontier, leaf_hash
from tests.store.given import START, fill, opened


@pytest.fixture
def held(tmp_path: Path) -> Held:
    """Give a desk of 61 entries and a checkpoint of it that an auditor holds; twenty entries came later."""
    with opened(tmp_path, create=True) as store:
        fill(store, 30)
        store.sign_checkpoint(START)
        note = store.head().checkpoint
        fill(store, 10, first=31)
    return Held(note, "the auditor")


@contextmanager
def tampering(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as somebody who knows SQLite and has taken the triggers away."""
    with closing(sqlite3.connect(folder / "desk" / "desk.sqlite")) as raw:
        for name in ("event_keeps", "event_stays", "event_in_order"):
            raw.execute(f"DROP TRIGGER IF EXISTS {name}")
        yield raw
        raw.commit()


def found(folder: Path, *held: Held) -> Report:
    """Check the desk's log as it lies there."""
    with opened(folder) as store:
        [report] = store.verify_logs(held, full=True)
    return report


def rewrite(raw: sqlite3.Connection, seq: int, old: bytes, new: bytes) -> None:
    """Change an entry's body and work out every stored hash anew."""
    frontier = Frontier()
    for number, body in raw.execute("SELECT seq, body FROM event ORDER BY seq").fetchall():
        changed = body.replace(old, new) if number == seq else body
        nodes = b"".join(frontier.append(leaf_hash(changed)))
        raw.execute("UPDATE event SET body = ?, nodes = ? WHERE seq = ?", (changed, nodes, number))


def test_untouched(tmp_path: Path, held: Held) -> None:
    """An untouched desk holds, and says since when somebody outside can vouch for it."""
    report = found(tmp_path, held)
    assert report.holds
    assert "Unbroken since the checkpoint" in report.sentence
    assert "the auditor" in report.sentence


def test_an_edited_body(tmp_path: Path, held: Held) -> None:
    """An edited entry is found by the hashes stored with it, without anything from outside."""
    with tampering(tmp_path) as raw:
        raw.execute("UPDATE event SET body = replace(body, 'complaint', 'near-miss') WHERE seq = 5")
    report = found(tmp_path)
    assert not report.holds
    assert any(each.seq == 5 and each.holds is False for each in report.findings)


def test_an_edit_with_all_hashes_worked_out_anew(tmp_path: Path, held: Held) -> None:
    """Without the key, an edit with every hash worked out anew is found by the signed checkpoints in the file."""
    with tampering(tmp_path) as raw:
        rewrite(raw, 5, b"complaint", b"dispute\\u0020x"[:9])
    assert not found(tmp_path).holds


def test_the_same_with_later_checkpoints_deleted(tmp_path: Path, held: Held) -> None:
    """Edited, worked out anew, checkpoints deleted: the file alone says that a checkpoint is missing."""
    with tampering(tmp_path) as raw:
        raw.execute("DELETE FROM checkpoint")
        rewrite(raw, 5, b'"COMPLAINT"', b'"COMPLAINT"')
        body = raw.execute("SELECT body FROM event WHERE seq = 5").fetchone()[0]
        rewrite(raw, 5, b"person-1", b"person-2")
        assert raw.execute("SELECT body FROM event WHERE seq = 5").fetchone()[0] != body
    alone = found(tmp_path)
    assert any(each.what == "uncovered" and each.holds is False for each in alone.findings)
    outside = found(tmp_path, held)
    assert not outside.holds
    assert any(each.what == "outside" and each.holds is False for each in outside.findings)


def test_the_tail_deleted(tmp_path: Path, held: Held) -> None:
    """A deleted tail: nothing found in the file alone; the checkpoint outside finds it."""
    with tampering(tmp_path) as raw:
        raw.execute("DELETE FROM event WHERE seq >= 41")
        raw.execute("DELETE FROM disclosure WHERE seq >= 41")
        raw.execute("DELETE FROM checkpoint WHERE size > 41")
    assert found(tmp_path).holds
    report = found(tmp_path, held)
    assert not report.holds
    assert "only 41" in report.sentence


def test_a_tail_newer_than_the_checkpoint_outside(tmp_path: Path, held: Held) -> None:
    """What is newer than the last checkpoint outside can be taken away and nothing is found: keep the window short."""
    with tampering(tmp_path) as raw:
        raw.execute("DELETE FROM event WHERE seq >= 65")
        raw.execute("DELETE FROM disclosure WHERE seq >= 65")
        raw.execute("DELETE FROM checkpoint WHERE size > 65")
    assert found(tmp_path, held).holds


def test_an_edited_disclosure(tmp_path: Path, held: Held) -> None:
    """An edited narrative does not fit its digest; one that was deleted past the program is missed."""
    with tampering(tmp_path) as raw:
        raw.execute("UPDATE disclosure SET value = value || 'AA' WHERE seq = 3")
    assert not found(tmp_path).holds
    with tampering(tmp_path) as raw:
        raw.execute("DELETE FROM disclosure WHERE seq = 3")
    report = found(tmp_path)
    assert not report.holds
    [missing] = [each.sentence for each in report.findings if each.what == "missing"]
    assert missing == "A sealed value of entry 3 is missing, and no entry says that it was erased."


def test_an_edited_column(tmp_path: Path, held: Held) -> None:
    """An entry filed under another subject or time is found: columns say what bodies say."""
    with tampering(tmp_path) as raw:
        raw.execute("UPDATE event SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 7")
    assert not found(tmp_path).holds


def test_an_edited_read_model(tmp_path: Path, held: Held) -> None:
    """A list that was edited differs from what is folded from the journal."""
    with tampering(tmp_path) as raw:
        raw.execute("UPDATE incident SET severity = 'severe' WHERE subject = 'incident-4'")
        raw.execute("INSERT INTO pinned VALUES ('incident-9', 'sop-1', 'd', '')")
        raw.execute("DELETE FROM incident WHERE subject = 'incident-11'")
        raw.execute("INSERT INTO pinned VALUES ('nobody', 'sop-1', 'd', '')")
    with opened(tmp_path) as store:
        assert store.compare_models() == ["incident-11", "incident-4", "incident-9", "nobody"]
        store.rebuild()
        assert store.compare_models() == []


def test_an_older_copy(tmp_path: Path, held: Held) -> None:
    """Restored and only read, an older copy holds by itself; the checkpoint outside says how much is missing."""
    with opened(tmp_path) as store:
        store.sign_checkpoint(START)
        newest = Held(store.head().checkpoint, "the auditor")
    shutil.copytree(tmp_path / "desk", tmp_path / "copy")
    with opened(tmp_path) as store:
        fill(store, 5, first=90)
        store.sign_checkpoint(START)
        later = Held(store.head().checkpoint, "the auditor")
    shutil.rmtree(tmp_path / "desk")
    shutil.copytree(tmp_path / "copy", tmp_path / "desk")
    assert found(tmp_path, newest).holds
    assert not found(tmp_path, later).holds
