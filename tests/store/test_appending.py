import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from sopdesk.store import incidents
from sopdesk.store.store import Store
from tests.store.given import START, fill, logged, open_store, opened


def count(store: Store, table: str) -> int:
    """Count a table's rows."""
    with store.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar_one())  # noqa: S608 - a test's own name


def test_an_act_is_there_after_opening_again(tmp_path: Path) -> None:
    """What was acknowledged is in the journal and on the screens when the desk is opened again."""
    with opened(tmp_path, create=True) as store:
        fill(store, 3)
        size, head = store.size, store.head().root
    with opened(tmp_path) as store:
        assert (store.size, store.head().root) == (size, head)
        assert count(store, "incident") == 3
        assert [each.what.text for each in store.history("incident-2").events[1:]] == ["Told the kitchen."]


def test_both_or_neither(tmp_path: Path) -> None:
    """An act whose read model cannot be written leaves nothing in the journal either."""
    with opened(tmp_path, create=True) as store:
        fill(store, 1)
        before = (store.size, store.head().root, count(store, "event"), count(store, "disclosure"))
        with pytest.raises(Refusal, match="number"):
            store.append("person-1", ("incident-x", [logged("I-00001")]), at=START)
        assert (store.size, store.head().root, count(store, "event"), count(store, "disclosure")) == before
        fill(store, 1, first=2)
        assert count(store, "incident") == 2


def test_a_cancelled_import_leaves_nothing(tmp_path: Path) -> None:
    """An import that is cancelled half way leaves no entry and no row."""
    looks = iter([False, False, True])
    with opened(tmp_path, create=True) as store:
        changes = [(f"incident-{n}", [logged(f"I-{n:05}")]) for n in range(1, 1001)]
        with pytest.raises(Cancelled):
            store.append_many("person-1", changes, at=START, cancelled=lambda: next(looks))
        assert count(store, "incident") == 0
        assert store.size == count(store, "event") == 1
        seen: list[tuple[int, int]] = []
        store.append_many("person-1", changes, at=START, progress=lambda *step: seen.append(step))
        assert seen[-1] == (1000, 1000)
        assert count(store, "incident") == 1000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
        "DROP TABLE event",
        "DROP TRIGGER event_keeps",
        "INSERT OR REPLACE INTO event SELECT log, seq, 'x', subject, at, body, nodes FROM event WHERE seq = 0",
        "INSERT INTO event SELECT log, 99, kind, subject, at, body, nodes FROM event WHERE seq = 0",
    ],
)
def test_our_own_connections_refuse_to_change_the_journal(tmp_path: Path, statement: str) -> None:
    """A mistake of ours cannot change, delete, replace or leave out an entry."""
    with opened(tmp_path, create=True) as store:
        fill(store, 2)
        root = store.head().root
        with pytest.raises((Trouble, DatabaseError)), store.writing() as connection:
            connection.exec_driver_sql(statement)
    with opened(tmp_path) as store:
        assert store.head().root == root
        assert all(each.holds for each in store.verify_logs((), full=True))


def test_triggers_hold_for_other_tools(tmp_path: Path) -> None:
    """Another program that opens the file by accident is stopped by the triggers."""
    with opened(tmp_path, create=True) as store:
        fill(store, 1)
    with sqlite3.connect(tmp_path / "desk" / "desk.sqlite") as other:
        for statement in ("UPDATE event SET kind = 'x'", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                other.execute(statement)
    other.close()


def test_a_desk_is_open_once(tmp_path: Path) -> None:
    """A second start on the same desk says so; the first one goes on."""
    with opened(tmp_path, create=True) as store:
        with pytest.raises(Trouble, match="open already"):
            open_store(tmp_path)
        fill(store, 1)
    with opened(tmp_path) as again:
        assert count(again, "incident") == 1


def test_the_personal_stays_out_of_the_entries(tmp_path: Path) -> None:
    """No word of a narrative stands in an entry's body: only the disclosure has it."""
    with opened(tmp_path, create=True) as store:
        store.append("person-1", ("incident-1", [logged("I-1", "Mrs Zwetschge slipped.")]), at=START)
        with store.reading() as connection:
            bodies = [row[0] for row in connection.exec_driver_sql("SELECT body FROM event")]
        assert not any(b"Zwetschge" in body for body in bodies)
        with store.reading() as connection:
            [row] = incidents.list_incidents(connection, kind=None, stage=None, words="zwetschge", limit=5, offset=0)
        assert row.summary == "Mrs Zwetschge slipped."


def test_events_of_one_subject_name_what_came_before(tmp_path: Path) -> None:
    """An entry names its subject's running number, its last entry here, and the heads that its author saw."""
    with opened(tmp_path, create=True) as store:
        fill(store, 1)
        history = store.history("incident-1")
        assert history.heads == (f"{store.log}:2",)
        assert len(history.leaves) == 2
        assert store.leaf_hex(2) == history.leaves[1]
        assert store.leaf_hex(99) == ""
