"""Opening a desk's SQLite file: pragmas, the lock, the handrails, and plain words when it cannot be opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from sopdesk.domain.refusal import Trouble
from sopdesk.store import schema
from sopdesk.store.model import driver_of

FILE = "desk.sqlite"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
)
DAMAGED = "The desk's file is damaged. It was left as it is; restore a backup into another folder."
NO_DESK = "The file desk.sqlite in this folder is not a desk. It was left as it is."
FAULTS = (DatabaseError, sqlite3.Error, UnicodeDecodeError)
"""What a damaged file raises; even the name of a table may be damaged so that it is no text."""
_WORDS = {
    "disk is full": "The disk is full. Nothing of this act was kept; make room and do it again.",
    "readonly": "This desk's folder can only be read, so nothing can be recorded. Ask for the right to write in it.",
    "unable to open": "This desk's folder cannot be written. Ask for the right to write in it, or choose another one.",
    "disk I/O": "The disk did not take the writing. Nothing of this act was kept; check the disk and do it again.",
    "not a database": NO_DESK,
    "malformed": DAMAGED,
    "decode": DAMAGED,
    "locked": "The desk is busy. Nothing of this act was kept; do it again in a moment.",
}


def in_words(error: Exception) -> Trouble:
    """Say in plain words what a database error means for the person at the desk."""
    text = str(error)
    sentence = next((words for mark, words in _WORDS.items() if mark in text), None)
    return Trouble(sentence or f"The desk's file could not be used ({text.splitlines()[0]}). Nothing was changed.")


class Database:
    """One desk's file, opened by one program at a time."""

    def __init__(self, folder: Path, *, create: bool = False, durable: bool = True, read_only: bool = False) -> None:
        """Open (or, with `create`, make) the desk in a folder. Raises Trouble with a plain sentence.

        Without `durable` a power cut may break the file: only for making a demo desk, which is thrown away then.
        With `read_only` not a byte is written, in the folder or beside the file.
        """
        self.path = folder / FILE
        if not create and not self.path.is_file():
            raise Trouble(f"There is no desk in {folder}.")
        refuse_foreign(self.path, may_be_empty=create)
        self._lock = None if read_only else _locked(folder)
        self.engine = _reading_engine(self.path) if read_only else _engine(self.path, durable=durable)
        self._writer = self.engine.execution_options(sopdesk_write=True)
        self._file: tuple[int, int] | None = None
        try:
            with self.reading() if read_only else self.writing() as connection:
                _prepare(connection, read_only=read_only)
            self._file = _identity(self.path)
        except FAULTS as error:
            self.close()
            raise in_words(error) from error
        except Trouble:
            self.close()
            raise

    def close(self) -> None:
        """Give the file back: the write-ahead log is emptied into it and the lock is released."""
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except FAULTS:
            # A file that cannot be read cannot be tidied either; it is left as it is.
            self.engine.dispose()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state of the desk."""
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except FAULTS as error:
            raise in_words(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept whole or not at all."""
        self._refuse_exchanged()
        try:
            with self._writer.connect() as connection, connection.begin():
                yield connection
        except FAULTS as error:
            if "UNIQUE" in str(error):
                raise
            raise in_words(error) from error

    def scrub(self) -> None:
        """Write the file anew without its free space, and empty the write-ahead log. Raises Trouble.

        `secure_delete` alone leaves words behind: where SQLite moves rows within a page, the place they had is not
        overwritten (measured: about 30 of 12,000 deleted values; docs/adr/0016).
        """
        try:
            with closing(self.engine.raw_connection()) as connection:  # SQLAlchemy's own would begin a transaction
                connection.cursor().execute("VACUUM")
                busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except FAULTS as error:
            raise in_words(error) from error
        if busy:
            raise Trouble("The desk's file is being read, so its last changes still lie beside it until it is closed.")

    def _refuse_exchanged(self) -> None:
        """Refuse to write when the file was taken away or exchanged: what is written to it then would be lost."""
        if self._file is not None and _identity(self.path) != self._file:
            raise Trouble(
                "The desk's file was moved, deleted or exchanged while the desk was open. Nothing of this act was "
                "kept; put the file back, close the desk and open it again."
            )


def can_be_written(folder: Path) -> bool:
    """Tell whether a desk's folder and file may be written here; a medium may be locked, or a right missing."""
    path = folder / FILE
    return not path.exists() or (os.access(folder, os.W_OK) and os.access(path, os.W_OK))


def _prepare(connection: Connection, *, read_only: bool) -> None:
    """Make the tables of a new desk, or see that the file is a desk that this version can read."""
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if tables == 0 and not read_only:
        _make(connection)
    elif mark != schema.APPLICATION_ID:
        raise Trouble(NO_DESK)
    elif version > schema.FORMAT:
        raise Trouble("This desk was made by a newer SOPDesk. It was left as it is; use that version.")
    elif not read_only:
        schema.gap.create(connection, checkfirst=True)  # a desk made before gaps were counted


def _locked(folder: Path) -> FileLock:
    """Take a desk's folder for this program alone. Raises Trouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "desk.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise Trouble("This desk is open already, in another window or by another program.") from None
    except OSError as error:
        raise Trouble(f"The folder {folder} cannot be used: {error.strerror}.") from error
    return lock


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_foreign(path: Path, *, may_be_empty: bool) -> None:
    """Refuse a file that is no desk before SQLite touches it: merely opening one as ours would change its header.

    The mark stands at byte 68 of a database (sqlite.org/fileformat2.html), but may still lie in a write-ahead log.
    """
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError:
        head = b""
    except OSError as error:
        raise Trouble(f"The desk's file cannot be read: {error.strerror}.") from error
    waiting = path.with_name(f"{path.name}-wal").exists()
    if head and not waiting and int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise Trouble(NO_DESK)
    if not head and not waiting and not may_be_empty:
        raise Trouble("The file desk.sqlite in this folder is empty, so it is not a desk. It was left as it is.")


def _make(connection: Connection) -> None:
    schema.record.create_all(connection)
    for trigger in schema.TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema.FORMAT}")


def _engine(path: Path, *, durable: bool) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None, "timeout": 5})
    event.listen(engine, "connect", _on_connect if durable else _on_hasty_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _reading_engine(path: Path) -> Engine:
    """Give an engine that writes nothing, not even a lock: `immutable` lets SQLite read where it cannot write.

    It would not see a write-ahead log, so a desk that was not closed is refused.
    """
    waiting = path.with_name(f"{path.name}-wal")
    if waiting.exists() and waiting.stat().st_size:
        raise Trouble(
            "This desk was open when it was copied, or was never closed: its last entries lie beside it, and here they "
            "can only be read. Copy the whole folder to where you may write, and do it again there."
        )
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.set_authorizer(_authorize)


def _on_hasty_connect(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    _on_connect(connection, entry)
    connection.execute("PRAGMA synchronous=OFF")


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("sopdesk_write")
    driver_of(connection).execute("BEGIN IMMEDIATE" if write else "BEGIN")


def _authorize(action: int, table: str | None, detail: str | None, *_rest: Any) -> int:  # noqa: ANN401 - sqlite3's own
    touches = action in {sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE} and table == "event"
    drops = action in {sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_TRIGGER} and "event" in {table, detail}
    return sqlite3.SQLITE_DENY if touches or drops else sqlite3.SQLITE_OK
