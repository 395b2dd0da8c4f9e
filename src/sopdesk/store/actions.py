"""The actions of incidents, folded for the list across all files and for Today: tables of the incidents' read model."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text, text

from sopdesk.domain.action import Waits
from sopdesk.domain.case import Incident
from sopdesk.store.schema import models

action = Table(
    "action", models,
    Column("subject", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("reporter", Text, nullable=False),
    Column("waits", Text, nullable=False),
    Column("day", Text),
    Column("sop", Text, nullable=False),
    Index("action_subject", "subject"),
    Index("action_owner", "owner", "waits", "day"),
    Index("action_waits", "waits", "day"),
    Index("action_id", "action"),
    Index("action_sop", "sop", sqlite_where=text("sop <> ''")),
)  # fmt: skip
"""`verifier` is who looks next: whether it was done, later whether it worked; "" for any supervisor."""

PENDING = (Waits.DOING, Waits.VERIFYING, Waits.CHECKING, Waits.REPLACING)
_UNFINISHED = (Waits.DOING, Waits.VERIFYING)


def action_rows(state: Incident) -> list[tuple[Any, ...]]:
    """Give the rows of a file's actions."""
    number = state.logged.number if state.logged else ""
    return [
        (
            state.id, name, place, number, each.planned.sort.value, each.words, each.owner, each.checker,
            each.done[1].actor if each.done else "", each.waits.value, each.day.isoformat() if each.day else None,
            each.planned.sop,
        )
        for place, (name, each) in enumerate(state.actions.items(), 1)
    ]  # fmt: skip


def waiting(
    connection: Connection, waits: Sequence[Waits], *, owner: str = "", upto: date | None = None, limit: int
) -> Sequence[Row[Any]]:
    """Give the actions that wait for something, what is due first at the top; `upto` a day, or of one owner."""
    marks = ", ".join("?" * len(waits))
    where, values = f"waits IN ({marks})", [each.value for each in waits]
    if owner:
        where, values = f"{where} AND owner = ?", [*values, owner]
    if upto is not None:
        where, values = f"{where} AND day <= ?", [*values, upto.isoformat()]
    query = f"SELECT * FROM action WHERE {where} ORDER BY day IS NULL, day, number, place LIMIT {limit:d}"  # noqa: S608 - built from constants
    return connection.exec_driver_sql(query, tuple(values)).all()


def without_owner(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """Give the actions that are to be done by somebody who works here no more, what is due first at the top."""
    query = """SELECT * FROM action WHERE waits = ? AND owner NOT IN (SELECT subject FROM person WHERE left_at IS NULL)
               ORDER BY day, number, place LIMIT ?"""
    return connection.exec_driver_sql(query, (Waits.DOING.value, limit)).all()


def count_overdue(connection: Connection, today: date) -> int:
    """Give how many actions are not done and verified although their day has passed."""
    marks = ", ".join("?" * len(_UNFINISHED))
    query = f"SELECT COUNT(*) FROM action WHERE waits IN ({marks}) AND day < ?"  # noqa: S608 - built from constants
    values = (*(each.value for each in _UNFINISHED), today.isoformat())
    return int(connection.exec_driver_sql(query, values).scalar_one())


def to_change(connection: Connection, sop: str) -> Sequence[Row[Any]]:
    """Give the actions that are to be done by changing a procedure, what is due first at the top."""
    query = "SELECT * FROM action WHERE sop = ? AND sop <> '' AND waits = ? ORDER BY day, number, place"
    return connection.exec_driver_sql(query, (sop, Waits.DOING.value)).all()


def files_of(connection: Connection, actions: Collection[str]) -> list[tuple[str, str]]:
    """Give (subject, number) of the incidents that some actions belong to."""
    marks = ", ".join("?" * len(actions))
    query = f"SELECT DISTINCT subject, number FROM action WHERE action IN ({marks}) ORDER BY number"  # noqa: S608 - marks
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, tuple(actions))]
