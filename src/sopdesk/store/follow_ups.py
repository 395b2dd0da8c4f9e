"""Follow-ups with customers, folded for figures over a period."""

from datetime import datetime

from sqlalchemy import Column, Connection, Index, Integer, Table, Text

from sopdesk.domain import follow_up as course
from sopdesk.domain.case import Incident
from sopdesk.domain.follow_up import Asked
from sopdesk.store.model import as_text
from sopdesk.store.schema import models

follow_up = Table(
    "follow_up", models,
    Column("subject", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("in_time", Integer),
    Column("reached", Integer, nullable=False),
    Column("satisfaction", Integer),
    Column("recommendation", Integer),
    Column("agrees", Integer),
    Index("follow_up_subject", "subject"),
    Index("follow_up_recorded", "recorded_at"),
)  # fmt: skip

Row = tuple[str, str, str | None, bool | None, bool, int | None, int | None, bool | None]


def follow_up_rows(state: Incident) -> list[Row]:
    """Give the rows of one incident."""
    return [
        (
            state.id, entry, as_text(state.entries[entry].stamp.at), each.in_time, each.reached, each.satisfaction,
            each.recommendation, each.agrees,
        )
        for entry, each in course.asked(state)
    ]  # fmt: skip


def asked_between(connection: Connection, first: datetime, last: datetime) -> list[Asked]:
    """Give every follow-up recorded from one instant up to another."""
    query = """SELECT in_time, reached, satisfaction, recommendation, agrees FROM follow_up
               WHERE recorded_at >= ? AND recorded_at < ?"""
    rows = connection.exec_driver_sql(query, (as_text(first), as_text(last)))
    return [Asked(_yes(row[0]), bool(row[1]), row[2], row[3], _yes(row[4])) for row in rows]


def _yes(value: int | None) -> bool | None:
    return None if value is None else bool(value)
