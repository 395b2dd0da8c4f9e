"""Requests to erase, holds and longer keeping, folded for their lists; and the deleting itself."""

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Index, Integer, Table, Text

from sopdesk.domain.erasure import ERASURE, Erasure
from sopdesk.domain.erasure import fold as fold_erasure
from sopdesk.domain.keeping import KEEPING, Keeping
from sopdesk.domain.keeping import fold as fold_keeping
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

OPEN, AGREED, REFUSED = "open", "agreed", "refused"

erasure = Table(
    "erasure", models,
    Column("subject", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Index("erasure_state", "state", "asked_at"),
)  # fmt: skip

keeping = Table(
    "keeping", models,
    Column("subject", Text, primary_key=True),
    Column("record", Text, nullable=False),
    Column("is_held", Integer, nullable=False),
    Column("until", Text, nullable=False),
)  # fmt: skip


def _erasure_rows(state: Erasure) -> Rows:
    if state.asked is None:
        return {}
    stage = OPEN if state.is_open else AGREED if state.agreed else REFUSED
    return {erasure: [(state.id, stage, as_text(state.asked.at), state.asked.actor)]}


def _keeping_rows(state: Keeping) -> Rows:
    until = state.until.isoformat() if state.until else ""
    return {keeping: [(state.id, state.record, int(state.held is not None), until)]}


ERASURES = ReadModel("erasures", ERASURE, 1, (erasure,), fold_erasure, _erasure_rows)
KEEPINGS = ReadModel("keepings", KEEPING, 1, (keeping,), fold_keeping, _keeping_rows)


def list_erasures(connection: Connection, *, only_open: bool, limit: int) -> Sequence[str]:
    """Give the requests to erase, the newest first."""
    query = "SELECT subject FROM erasure WHERE ?1 = '' OR state = ?1 ORDER BY asked_at DESC, subject LIMIT ?2"
    return [row[0] for row in connection.exec_driver_sql(query, (OPEN if only_open else "", limit))]


def list_held(connection: Connection) -> Sequence[str]:
    """Give the records that are on legal hold."""
    return [row[0] for row in connection.exec_driver_sql("SELECT record FROM keeping WHERE is_held ORDER BY record")]


def kept_until_before(connection: Connection, day: str, limit: int) -> Sequence[tuple[str, str, str]]:
    """Give closed incidents that need be kept up to a day (ISO, UTC) at most and that nobody decided to keep longer.

    They come as (subject, number, kind), the one whose time was up first at the top.
    """
    query = """SELECT ended.subject, number, kind FROM ended LEFT JOIN keeping ON keeping.subject = ? || ended.subject
               WHERE ended.until <= ? AND (is_held IS NULL OR (is_held = 0 AND keeping.until < ?))
               ORDER BY ended.until, number LIMIT ?"""
    return [(row[0], row[1], row[2]) for row in connection.exec_driver_sql(query, (KEEPING, day, day, limit))]
