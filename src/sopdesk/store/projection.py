"""Keeping the read models in step: made anew when their version changes, folded from every subject's events."""

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import Connection, Table

from sopdesk.domain.refusal import Cancelled
from sopdesk.store.history import History
from sopdesk.store.model import ReadModel, insert_into
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
