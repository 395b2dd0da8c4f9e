"""Customer journeys, folded for their list."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, Table, Text

from sopdesk.domain.journey import JOURNEY, Journey, fold
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

journey = Table(
    "journey", models,
    Column("subject", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("revisions", Integer, nullable=False),
    Column("revised_at", Text, nullable=False),
    Column("retired_at", Text),
)  # fmt: skip


def _rows(state: Journey) -> Rows:
    if not state.revisions:
        return {}
    last, gone = state.revisions[-1], state.retired
    return {
        journey: [
            (state.id, last.title, len(state.revisions), as_text(last.stamp.at), as_text(gone.at) if gone else None)
        ]
    }


JOURNEYS = ReadModel("journeys", JOURNEY, 1, (journey,), fold, _rows)


def list_journeys(connection: Connection) -> Sequence[Row[Any]]:
    """Give every journey that is of use, by its name."""
    return connection.exec_driver_sql("SELECT * FROM journey WHERE retired_at IS NULL ORDER BY title, subject").all()
