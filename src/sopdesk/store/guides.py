"""Guided workflows, folded for lists and Today."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text

from sopdesk.domain.guided import Guided, fold
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

guide = Table(
    "guide", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("sop", Text, nullable=False),
    Column("sop_number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("ended_at", Text),
    Column("ended_by", Text),
    Column("taken_over_by", Text),
    Column("answers", Integer, nullable=False),
    Index("guide_stage", "stage", "started_at"),
    Index("guide_sop", "sop", "started_at"),
)  # fmt: skip


def _rows(state: Guided) -> Rows:
    began, start = state.started, state.start
    if began is None or start is None:
        return {}
    return {
        guide: [
            (
                state.id, began.number, began.sop, began.sop_number, began.title, began.label, began.digest,
                state.stage.value, state.role, as_text(start.at), start.actor,
                as_text(state.ended.at) if state.ended else None, state.ended.actor if state.ended else None,
                state.taken_over.actor if state.taken_over else None, len(state.way()),
            )
        ]
    }  # fmt: skip


GUIDES = ReadModel("guides", "guide-", 1, (guide,), fold, _rows)


def list_guides(connection: Connection, stage: str | None, limit: int) -> Sequence[Row[Any]]:
    """Give the newest guided workflows, of one stage or of all."""
    if stage is None:  # a condition with OR would keep SQLite from using the index
        return connection.exec_driver_sql("SELECT * FROM guide ORDER BY started_at DESC LIMIT ?", (limit,)).all()
    query = "SELECT * FROM guide WHERE stage = ? ORDER BY started_at DESC LIMIT ?"
    return connection.exec_driver_sql(query, (stage, limit)).all()


def one(connection: Connection, subject: str) -> Row[Any] | None:
    """Give one guided workflow."""
    return connection.exec_driver_sql("SELECT * FROM guide WHERE subject = ?", (subject,)).first()
