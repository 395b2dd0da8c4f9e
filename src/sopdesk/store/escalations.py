"""Who goes to whom for what, of every revision: a table of the procedures' read model."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Table, Text

from sopdesk.domain.escalation import Escalation, How, escalations
from sopdesk.domain.revision import Sop
from sopdesk.store.model import as_text
from sopdesk.store.schema import models

escalation = Table(
    "escalation", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("above", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("amount", Text),
    Column("condition", Text, nullable=False),
    Index("escalation_subject", "subject"),
)  # fmt: skip


def escalation_rows(state: Sop) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a procedure's approved revisions: no other is ever in force."""
    for revision in state.revisions:
        if revision.approved is not None:
            for each in escalations(revision.content):
                yield (
                    state.id, revision.proposal, each.role, each.to, each.what, each.how.value, each.step,
                    None if each.amount is None else str(each.amount), each.condition,
                )  # fmt: skip


def in_force(connection: Connection, instant: datetime) -> Sequence[tuple[str, str, str, Escalation]]:
    """Give (subject, number, title, escalation) of the procedures in force at an instant, by number."""
    query = """
        SELECT s.subject, s.number, r.title, e.role, e.above, e.what, e.how, e.step, e.amount, e.condition
        FROM (SELECT subject, proposal, title, MAX(effective_from) FROM revision
              WHERE approved_at IS NOT NULL AND effective_from <= ?1 GROUP BY subject) r
        JOIN sop s ON s.subject = r.subject
        JOIN escalation e ON e.subject = r.subject AND e.proposal = r.proposal
        WHERE s.withdrawn_from IS NULL OR s.withdrawn_from > ?1
        ORDER BY s.number, e.rowid"""
    rows = connection.exec_driver_sql(query, (as_text(instant),))
    return [
        (
            row[0], row[1], row[2],
            Escalation(row[3], row[4], row[5], How(row[6]), row[7], Decimal(row[8]) if row[8] else None, row[9]),
        )
        for row in rows
    ]  # fmt: skip
