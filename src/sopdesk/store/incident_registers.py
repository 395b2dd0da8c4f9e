"""Which incidents stand in a register of some days."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from sopdesk.store.model import as_text

RECEIVED, HAPPENED = "reported_at", "occurred_at"
"""By which of its times an incident belongs to a day."""


def incidents_of(
    connection: Connection, kinds: Sequence[str], by: str, first: datetime | None, last: datetime | None
) -> tuple[str, ...]:
    """Give the ids of incidents of some kinds from one instant up to, and without, another, in the order of time."""
    where, values = _where(kinds, by, first, last)
    query = f"SELECT subject FROM incident WHERE {where} ORDER BY {by}, number"  # noqa: S608 - constants and marks
    return tuple(row[0] for row in connection.exec_driver_sql(query, values))


def count_incidents_of(
    connection: Connection, kinds: Sequence[str], by: str, first: datetime | None, last: datetime | None
) -> int:
    """Give how many there are."""
    where, values = _where(kinds, by, first, last)
    query = f"SELECT COUNT(*) FROM incident WHERE {where}"  # noqa: S608 - constants and marks
    return int(connection.exec_driver_sql(query, values).scalar_one())


def _where(kinds: Sequence[str], by: str, first: datetime | None, last: datetime | None) -> tuple[str, tuple[str, ...]]:
    begin, end = as_text(first) or "", as_text(last) or "~"
    return f"kind IN ({', '.join('?' * len(kinds))}) AND {by} >= ? AND {by} < ?", (*kinds, begin, end)
