"""Reviews of procedures and the demands for them, folded with the procedure they belong to."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, Index, Table, Text

from sopdesk.domain.revision import Sop
from sopdesk.store.model import Rows, as_instant, as_text
from sopdesk.store.schema import models

reviewed = Table(
    "reviewed", models,
    Column("subject", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Index("reviewed_subject", "subject", "at"),
)  # fmt: skip

demanded = Table(
    "demanded", models,
    Column("subject", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("answered_at", Text),
    Index("demanded_subject", "subject"),
)  # fmt: skip


def review_rows(state: Sop) -> Rows:
    """Give the rows of what was reviewed and demanded of one procedure."""
    done = state.upkeep.done
    return {
        reviewed: [(state.id, as_text(each.stamp.at), each.what.verdict.value, each.what.remark) for each in done],
        demanded: [
            (
                state.id, as_text(each.stamp.at), each.what.due.isoformat(), each.what.reason,
                next((as_text(one.stamp.at) for one in done if one.stamp.order > each.stamp.order), None),
            )
            for each in state.upkeep.demands
        ],
    }  # fmt: skip


class Kept(NamedTuple):
    """What the reviews of a procedure had come to at an instant."""

    reviewed_at: datetime | None = None
    verdict: str = ""
    remark: str = ""
    demanded: date | None = None
    reason: str = ""


NEVER = Kept()
"""A procedure that nobody has reviewed, and whose review nobody has demanded."""


def kept(connection: Connection, known: datetime, subjects: Collection[str] | None = None) -> dict[str, Kept]:
    """Give what the reviews had come to, of all procedures or of some; those without any are left out."""
    among = ""
    values: tuple[str, ...] = (as_text(known) or "",)
    if subjects is not None:
        marks = ", ".join("?" * len(subjects))
        among, values = f" AND subject IN ({marks})", (*values, *subjects)
    found: dict[str, Kept] = {}
    query = f"SELECT subject, at, verdict, remark FROM reviewed WHERE at <= ?{among} ORDER BY at"  # noqa: S608 - marks
    for subject, at, verdict, remark in connection.exec_driver_sql(query, values):
        found[subject] = Kept(as_instant(at), verdict, remark)
    query = (
        f"""SELECT subject, due, reason, answered_at FROM demanded WHERE at <= ?{among} ORDER BY due DESC, at DESC"""  # noqa: S608 - marks
    )
    for subject, due, reason, answered_at in connection.exec_driver_sql(query, values):
        if answered_at is None or answered_at > values[0]:
            found[subject] = found.get(subject, NEVER)._replace(demanded=date.fromisoformat(due), reason=reason)
    return found


def wanting(connection: Connection) -> list[str]:
    """Give the procedures whose last review did not say "keep"; a revision may have answered it since."""
    query = """SELECT subject FROM (SELECT subject, verdict, MAX(at) FROM reviewed GROUP BY subject)
               WHERE verdict <> 'keep' ORDER BY subject"""
    return [row[0] for row in connection.exec_driver_sql(query)]


def due_by(connection: Connection, instant: datetime, until: date, limit: int) -> list[str]:
    """Give the procedures whose review may fall due by a day, the longest overdue first.

    SQLite's own sum may be some days later than the day that is meant, as months end and as the house's clock is
    ahead of UTC: the caller looks at the day once more.
    """
    query = """
        WITH standing AS (
            SELECT subject, MAX(effective_from) AS since, review_months AS months,
                   (SELECT MAX(at) FROM reviewed r WHERE r.subject = v.subject) AS reviewed_at,
                   (SELECT MIN(due) FROM demanded d WHERE d.subject = v.subject AND answered_at IS NULL) AS demanded
            FROM revision v WHERE approved_at IS NOT NULL AND effective_from <= ?1 GROUP BY subject)
        SELECT subject, MIN(date(MAX(since, COALESCE(reviewed_at, since)), '+' || months || ' months'),
                            COALESCE(demanded, '9999-12-31')) AS due FROM standing
        WHERE date(due, '-4 days') <= ?2 AND subject NOT IN (SELECT subject FROM sop WHERE withdrawn_from <= ?1)
        ORDER BY due LIMIT ?3"""
    return [row[0] for row in connection.exec_driver_sql(query, (as_text(instant), until.isoformat(), limit))]
