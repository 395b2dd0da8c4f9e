"""What a read model is: tables whose rows are a function of one subject's folded state, and nothing else."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from sopdesk.domain.event import Recorded
from sopdesk.store.history import History, Rows

__all__ = ["ReadModel", "Rows", "as_instant", "as_text", "driver_of"]


@dataclass(frozen=True, slots=True)
class ReadModel:
    """The tables of one kind of subject; raise `version` when their shape or meaning changes."""

    name: str
    prefix: str
    version: int
    tables: tuple[Table, ...]
    fold: Callable[[str, Iterable[Recorded]], Any]
    rows: Callable[[Any], Rows]

    def write(self, connection: Connection, before: History, new: Sequence[Recorded]) -> Rows:
        """Bring the subject's rows from what its events added up to, to what they add up to with the new ones."""
        driver, subject, then = driver_of(connection), before.subject, before.rows
        if then is None:
            then = self.rows(self.fold(subject, before.events)) if before.events else {}
        now = self.rows(self.fold(subject, (*before.events, *new)))
        for table in self.tables:
            rows = now.get(table, ())
            if rows == then.get(table, ()):
                continue
            if len(rows) != 1 or not is_one_row(table):
                driver.execute(delete_from(table), (subject,))
            driver.executemany(insert_into(table), rows)
        return now

    def write_anew(self, connection: Connection, subject: str, events: Sequence[Recorded]) -> None:
        """Write the subject's rows over those that are there, whatever they say: words of theirs were erased."""
        driver = driver_of(connection)
        now = self.rows(self.fold(subject, events))
        for table in self.tables:
            driver.execute(delete_from(table), (subject,))
            driver.executemany(insert_into(table), now.get(table, ()))

    def count_numbers(self, connection: Connection, start: str) -> int:
        """Give how many subjects have a number with this beginning; a number is never used twice."""
        query = f"SELECT COUNT(*) FROM {self.tables[0].name} WHERE number >= ?1 AND number < ?1 || '~'"  # noqa: S608 - a name from the schema
        return int(connection.exec_driver_sql(query, (start,)).scalar_one())


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Give SQLite's own connection beneath one of SQLAlchemy's, in the same transaction.

    For the few statements of every act: it saves a third of the time that an act takes (benchmarks/acts.py).
    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("a desk is kept by SQLite")
    return driver


@cache
def delete_from(table: Table) -> str:
    """Give the DELETE statement for the rows of one subject."""
    return f"DELETE FROM {table.name} WHERE {table.columns[0].name} = ?"  # noqa: S608 - names from the schema


@cache
def is_one_row(table: Table) -> bool:
    """Tell whether a table holds one row a subject: then the row is changed in place."""
    return [each.name for each in table.primary_key.columns] == [table.columns[0].name]


@cache
def insert_into(table: Table) -> str:
    """Give the INSERT statement for all columns of a table; one row a subject takes the place of the former one."""
    marks = ", ".join("?" * len(table.columns))
    insert = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - names from the schema
    if not is_one_row(table):
        return insert
    subject, *others = (each.name for each in table.columns)
    changes = ", ".join(f"{name} = excluded.{name}" for name in others)
    return f"{insert} ON CONFLICT ({subject}) DO UPDATE SET {changes}"


def as_text(instant: datetime | None) -> str | None:
    """Give an instant of UTC as the tables hold it: to the microsecond, so that text order is time order."""
    return None if instant is None else f"{instant.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def as_instant(text: str | None) -> datetime | None:
    """Give the instant that a table's text stands for."""
    return None if text is None else datetime.fromisoformat(text)
