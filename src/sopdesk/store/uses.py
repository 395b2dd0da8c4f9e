"""What was used of people's authority, folded for the totals of a day and the list of uses."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Row, Table, Text

from sopdesk.domain.authority import action_key
from sopdesk.domain.use import Use, fold, reference_key
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

use = Table(
    "authority_use", models,
    Column("subject", Text, primary_key=True),
    Column("sop", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("second_role", Text, nullable=False),
    Column("amount", Text),
    Column("currency", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("reference_key", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("corrected_at", Text),
    Column("corrected_by", Text),
    Column("reason", Text, nullable=False),
    Index("authority_use_at", "at"),
)  # fmt: skip


def _rows(state: Use) -> Rows:
    what, stamp = state.what, state.stamp
    if what is None or stamp is None:
        return {}
    return {
        use: [
            (
                state.id, what.sop, what.number, what.label, what.step, what.action, action_key(what.action), what.role,
                what.holder, stamp.actor, what.second, what.second_role,
                None if what.amount is None else f"{what.amount:f}", what.currency, state.reference,
                reference_key(state.reference), what.incident, as_text(stamp.at),
                as_text(state.corrected.at) if state.corrected else None,
                state.corrected.actor if state.corrected else None, state.reason,
            )
        ]
    }  # fmt: skip


USES = ReadModel("uses", "use-", 1, (use,), fold, _rows)


def between(connection: Connection, first: datetime, end: datetime) -> Sequence[Row[Any]]:
    """Give what was used from an instant up to another, newest first, with what was corrected since."""
    query = "SELECT * FROM authority_use WHERE at >= ? AND at < ? ORDER BY at DESC, subject"
    return connection.exec_driver_sql(query, (as_text(first), as_text(end))).all()
