import shutil
import sqlite3
from pathlib import Path

import pytest

from sopdesk.domain.refusal import Trouble
from tests.store.given import fill, open_store, opened


def test_no_desk(tmp_path: Path) -> None:
    """A folder without a desk is not turned into one by opening it."""
    with pytest.raises(Trouble, match="no desk"):
        open_store(tmp_path)
    assert not (tmp_path / "desk").exists()


def test_not_a_database(tmp_path: Path) -> None:
    """A file that is no database is named as such and left as it is."""
    (tmp_path / "desk").mkdir()
    file = tmp_path / "desk" / "desk.sqlite"
    file.write_bytes(b"notes, not a database" * 100)
    with pytest.raises(Trouble, match="not a desk"):
        open_store(tmp_path)
    assert file.read_bytes() == b"notes, not a database" * 100


def test_a_foreign_database(tmp_path: Path) -> None:
    """Another program's database is not touched."""
    (tmp_path / "desk").mkdir()
    file = tmp_path / "desk" / "desk.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    with pytest.raises(Trouble, match="not a desk"):
        open_store(tmp_path)
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    other.close()


def test_a_newer_desk(tmp_path: Path) -> None:
    """A desk of a newer version is left as it is."""
    with opened(tmp_path, create=True):
        pass
    with sqlite3.connect(tmp_path / "desk" / "desk.sqlite") as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(Trouble, match="newer SOPDesk"):
        open_store(tmp_path)


def sound(folder: Path) -> bool:
    """Tell whether a desk opens and every check of it holds."""
    try:
        with opened(folder) as store:
            reports = store.verify_logs((), full=True)
            return store.file_is_sound() and not store.compare_models() and all(each.holds for each in reports)
    except Trouble:
        return False


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.95])
def test_a_damaged_desk(tmp_path: Path, place: float) -> None:
    """Damaged bytes are told in a sentence, when opening or when checking; never passed over, never a crash."""
    with opened(tmp_path, create=True) as store:
        fill(store, 200)
    file = tmp_path / "desk" / "desk.sqlite"
    content = bytearray(file.read_bytes())
    start = int(len(content) * place)
    content[start : start + 5000] = bytes(5000)  # more than a page: of an empty one only the beginning says anything
    file.write_bytes(bytes(content))
    assert not sound(tmp_path)


def test_an_outdated_read_model_is_folded_again(tmp_path: Path) -> None:
    """A read model of another version is dropped and folded again when the desk is opened."""
    with opened(tmp_path, create=True) as store:
        fill(store, 5)
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE read_model SET version = 0 WHERE name = 'incidents'")
            connection.exec_driver_sql("DELETE FROM incident")
    with opened(tmp_path) as store:
        assert store.compare_models() == []


def test_a_restored_copy_begins_a_new_log(tmp_path: Path) -> None:
    """Whoever restores an older copy goes on in a new log that names the old one: it is visible for ever."""
    with opened(tmp_path, create=True) as store:
        fill(store, 1)
        store.sign_checkpoint(store.history("incident-1").events[0].stamp.at)
        origin = store.head().origin
    shutil.copytree(tmp_path / "desk", tmp_path / "backup")
    with opened(tmp_path) as store:
        fill(store, 60, first=2)
        assert store.head().origin == origin
    shutil.rmtree(tmp_path / "desk")
    shutil.copytree(tmp_path / "backup", tmp_path / "desk")
    with opened(tmp_path) as store:
        fill(store, 1, first=500)
        assert store.head().origin != origin
        opening = store.history(f"log-{store.log}").events[0].what
        assert opening.continues == origin
        assert "restored" in opening.reason
        assert all(each.holds for each in store.verify_logs((), full=True))
        assert store.compare_models() == []


def test_a_copied_desk_without_its_key_begins_a_new_log(tmp_path: Path) -> None:
    """A desk copied to a machine without its key cannot go on in the old log."""
    with opened(tmp_path, create=True) as store:
        fill(store, 1)
        origin = store.head().origin
    with opened(tmp_path, keys="other machine") as store:
        fill(store, 1, first=2)
        assert store.head().origin != origin
        assert "key" in store.history(f"log-{store.log}").events[0].what.reason
