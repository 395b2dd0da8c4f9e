"""A copy of a desk as it is at one moment, also while another program works on it, and what the copy holds."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from sopdesk.domain.refusal import Cancelled, Trouble
from sopdesk.store.database import FAULTS, FILE, in_words, refuse_foreign

COPIED = "copied: this log goes on where the copy was made from"
"""Under this key a copy remembers which log was the station's own, and when the copy was made (JSON)."""
_ROOM, _LOCK = ".backup-", "backup.lock"
_STEPS = 20_000
"""So many steps of SQLite's machine lie between two looks at the cancel button: some hundredths of a second."""

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class LogHeld:
    """A log of a copy: its id, origin, number of entries and newest signed checkpoint ("" for none)."""

    id: str
    origin: str
    size: int
    checkpoint: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a copy holds: the house's name and zone, its logs, the station's own, and when it was last written."""

    house: str
    zone: str
    own: str
    logs: tuple[LogHeld, ...]
    last_at: str

    @property
    def entries(self) -> int:
        """How many entries all logs hold."""
        return sum(each.size for each in self.logs)


@contextmanager
def room_for_copies(folder: Path) -> Iterator[Path]:
    """Give a folder for copies within the desk's own, which alone may hold its words unencrypted; gone at the end.

    What a cut-off backup left there is cleared away. Raises Trouble when another backup is under way.
    """
    if not (folder / FILE).is_file():
        raise Trouble(f"There is no desk in {folder}.")
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Trouble("Another backup of this desk is being made. Wait until it is done.") from None
    except OSError as error:
        raise _no_room(folder, error) from error
    try:
        _clear(folder)
        room = _new_room(folder)
        try:
            yield room
        finally:
            rmtree(room, ignore_errors=True)
    finally:
        lock.release()


def clear_copies(folder: Path) -> None:
    """Clear away the copies that a backup left here when it was cut off, unless one is under way."""
    with suppress(Timeout, OSError), FileLock(folder / _LOCK, timeout=0):
        _clear(folder)


def size_of(folder: Path) -> int:
    """Give how many bytes a copy of the desk may need."""
    return sum(path.stat().st_size for path in folder.glob(f"{FILE}*"))


def copy_desk(
    folder: Path, target: Path, at: datetime, progress: Progress | None = None, cancelled: IsCancelled | None = None
) -> None:
    """Write a desk as it is now into a new file: one state of everything, without what was deleted in it.

    Whoever works on the desk goes on meanwhile; nothing is written to it. The copy is marked as one, so that whoever
    goes on with it begins a new log. Raises Trouble and Cancelled.
    """
    source = folder / FILE
    refuse_foreign(source, may_be_empty=False)
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            total = pages * connection.execute("PRAGMA page_size").fetchone()[0]

            def look() -> bool:
                if progress is not None and target.exists():
                    progress(min(target.stat().st_size, total), total)
                return cancelled is not None and cancelled()

            connection.set_progress_handler(look, _STEPS)
            connection.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as copy, copy:
            own = copy.execute("SELECT id FROM log WHERE is_own = 1 AND retired_at IS NULL").fetchone()
            mark = json.dumps({"log": own[0] if own else "", "at": f"{at:%Y-%m-%d %H:%M} UTC"})
            copy.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (COPIED, mark))
    except FAULTS as error:
        if "interrupted" in str(error):
            raise Cancelled from None
        if "full" in str(error):
            raise Trouble(f"The disk of {folder} is full, so no copy could be made there.") from error
        raise in_words(error) from error


def copied_from(connection: Connection, log: str) -> str:
    """Say of which backup a log is a copy that nobody has gone on with yet, or ""."""
    mark = connection.exec_driver_sql("SELECT text FROM remembered WHERE key = ?", (COPIED,)).scalar()
    try:
        found = json.loads(mark) if mark else {}
        return f"was restored from a backup of {found['at']}" if found["log"] == log else ""
    except (ValueError, KeyError, TypeError):
        return ""


def held_in(file: Path) -> Held:
    """Tell what a copy holds. Raises Trouble."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            ask = connection.execute
            logs = [
                LogHeld(log, origin, _count(connection, log), _newest(connection, log))
                for log, origin in ask("SELECT id, origin FROM log ORDER BY is_own, id").fetchall()
            ]
            own = ask("SELECT id FROM log WHERE is_own = 1 AND retired_at IS NULL").fetchone()
            house = ask("SELECT name, zone FROM house").fetchone() or ("", "UTC")
            last = ask("SELECT MAX(at) FROM event").fetchone()[0] or ""
    except FAULTS as error:
        raise in_words(error) from error
    return Held(house[0], house[1], own[0] if own else "", tuple(logs), last)


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{_ROOM}*"):
        rmtree(left, ignore_errors=True)


def _new_room(folder: Path) -> Path:
    try:
        return Path(mkdtemp(prefix=_ROOM, dir=folder))
    except OSError as error:
        raise _no_room(folder, error) from error


def _no_room(folder: Path, error: OSError) -> Trouble:
    why = error.strerror or error
    return Trouble(f"A backup needs a little room in the desk's folder {folder}, which cannot be written: {why}.")


def _count(connection: sqlite3.Connection, log: str) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM event WHERE log = ?", (log,)).fetchone()[0])


def _newest(connection: sqlite3.Connection, log: str) -> str:
    query = "SELECT note FROM checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1"
    found = connection.execute(query, (log,)).fetchone()
    return str(found[0]) if found else ""
