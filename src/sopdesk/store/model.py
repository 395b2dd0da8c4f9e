"""What a read model is: tables whose rows are a function of one subject's folded state, and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from sopdesk.domain.event import Recorded

Rows = Mapping[Table, Sequence[tuple[Any, ...]]]
"""Rows by table, their values in the order of the table's columns; the first column is the subject."""


@dataclass(frozen=True, slots=True)
class ReadModel:
    """The tables of one kind of subject; raise `version` when their shape or meaning changes."""

    name: str
    prefix: str
    version: int
    tables: tuple[Table, ...]
    fold: Callable[[str, Iterable[Recorded]], Any]
    rows: Callable[[Any], Rows]

    def write(self, connection: Connection, subject: str, events: Iterable[Recorded]) -> None:
        """Replace the subject's rows by those that its events add up to."""
        rows = self.rows(self.fold(subject, events))
        for table in self.tables:
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {table.columns[0].name} = ?", (subject,))  # noqa: S608 - names from the schema
            if given := rows.get(table):
                connection.exec_driver_sql(insert_into(table), list(given))


def insert_into(table: Table) -> str:
    """Give the INSERT statement for all columns of a table (its text is built once and cached by the driver)."""
    found = _inserts.get(table.name)
    if found is None:
        marks = ", ".join("?" * len(table.columns))
        found = _inserts[table.name] = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - names from the schema
    return found


_inserts: dict[str, str] = {}


def as_text(instant: datetime | None) -> str | None:
    """Give an instant as the tables hold it: UTC to the microsecond, so that text order is time order."""
    return None if instant is None else instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def as_instant(text: str | None) -> datetime | None:
    """Give the instant that a table's text stands for."""
    return None if text is None else datetime.fromisoformat(text)
