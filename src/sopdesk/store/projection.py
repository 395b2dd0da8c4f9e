"""Keeping the read models in step: made anew when their version changes, folded from every subject's events."""

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import Connection, Table

from sopdesk.domain.refusal import Cancelled
from sopdesk.store.history import History
from sopdesk.store.model import ReadModel, driver_of, insert_into
from sopdesk.store.schema import models

PAGE = 500
"""How many subjects are folded between two looks at the cancel button."""


class Reader(Protocol):
    """What folding needs of the journal."""

    def histories(self, connection: Connection, subjects: Sequence[str]) -> dict[str, History]:
        """Give the histories of some subjects."""
        ...


def outdated(connection: Connection, wanted: Sequence[ReadModel]) -> bool:
    """Tell whether a read model is missing or of another version."""
    have = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, version FROM read_model")}
    return have != {each.name: each.version for each in wanted}


def make_tables(connection: Connection, wanted: Sequence[ReadModel]) -> None:
    """Drop every read model's tables and make them anew, empty."""
    models.drop_all(connection)
    models.create_all(connection)
    connection.exec_driver_sql("DELETE FROM read_model")
    connection.exec_driver_sql("INSERT INTO read_model VALUES (?, ?)", [(each.name, each.version) for each in wanted])


def fold_all(
    connection: Connection,
    journal: Reader,
    model_of: Callable[[str], ReadModel],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    """Fold every subject into empty tables; give the number of events. Raises Cancelled."""
    subjects = [row[0] for row in connection.exec_driver_sql("SELECT DISTINCT subject FROM event")]
    events = 0
    for start in range(0, len(subjects), PAGE):
        if cancelled is not None and cancelled():
            raise Cancelled
        rows: dict[Table, list[tuple[object, ...]]] = {}
        for subject, history in journal.histories(connection, subjects[start : start + PAGE]).items():
            model = model_of(subject)
            events += len(history.events)
            for table, found in model.rows(model.fold(subject, history.events)).items():
                rows.setdefault(table, []).extend(found)
        for table, found in rows.items():
            if found:
                connection.exec_driver_sql(insert_into(table), found)
        if progress is not None:
            progress(min(start + PAGE, len(subjects)), len(subjects))
    return events


def differing(  # noqa: PLR0917 - what a fold needs
    connection: Connection,
    journal: Reader,
    wanted: Sequence[ReadModel],
    model_of: Callable[[str], ReadModel],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[str]:
    """Fold every subject and compare with the rows that are there; give the subjects that differ. Raises Cancelled."""
    subjects = [row[0] for row in connection.exec_driver_sql("SELECT DISTINCT subject FROM event ORDER BY subject")]
    found: list[str] = []
    for start in range(0, len(subjects), PAGE):
        if cancelled is not None and cancelled():
            raise Cancelled
        part = subjects[start : start + PAGE]
        folded: dict[tuple[str, str], list[tuple[object, ...]]] = {}
        for subject, history in journal.histories(connection, part).items():
            model = model_of(subject)
            for table, rows in model.rows(model.fold(subject, history.events)).items():
                folded[table.name, subject] = _in_order(rows)
        there = _rows_there(connection, wanted, part)
        found += sorted({subject for name, subject in folded.keys() | there.keys()
                         if folded.get((name, subject), []) != there.get((name, subject), [])})  # fmt: skip
        if progress is not None:
            progress(min(start + PAGE, len(subjects)), len(subjects))
    return found + _strays(connection, wanted)


def _rows_there(
    connection: Connection, wanted: Sequence[ReadModel], subjects: Sequence[str]
) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    there: dict[tuple[str, str], list[tuple[object, ...]]] = {}
    driver = driver_of(connection)
    marks = ", ".join("?" * len(subjects))
    for table in (each for model in wanted for each in model.tables):
        query = f"SELECT * FROM {table.name} WHERE {table.columns[0].name} IN ({marks})"  # noqa: S608 - names from the schema
        for row in driver.execute(query, tuple(subjects)):
            there.setdefault((table.name, row[0]), []).append(row)
    return {key: _in_order(rows) for key, rows in there.items()}


def _in_order(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Give rows so that they can be compared, whatever is in them."""
    return sorted(rows, key=repr) if len(rows) > 1 else list(rows)


def _strays(connection: Connection, wanted: Sequence[ReadModel]) -> list[str]:
    """Give the subjects of rows about which the journal says nothing."""
    found: list[str] = []
    for table in (each for model in wanted for each in model.tables):
        column = table.columns[0].name
        query = f"SELECT DISTINCT {column} FROM {table.name} WHERE {column} NOT IN (SELECT subject FROM event)"  # noqa: S608 - names from the schema
        found += [str(row[0]) for row in connection.exec_driver_sql(query)]
    return found
