"""Procedures and their revisions, folded for lists, links and the manual as of any day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Index, Integer, Table, Text, text

from sopdesk.domain.links import links_of
from sopdesk.domain.revision import Revision, Sop, fold
from sopdesk.store.contacts import contact, contact_rows
from sopdesk.store.escalations import escalation, escalation_rows
from sopdesk.store.limits import limit, limit_rows
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.reviews import demanded, review_rows, reviewed
from sopdesk.store.schema import models
from sopdesk.store.suggestions import settled, settled_rows

sop = Table(
    "sop", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("withdrawn_from", Text),
    Column("withdrawn_at", Text),
)  # fmt: skip

revision = Table(
    "revision", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("review_months", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("submitted_at", Text, nullable=False),
    Column("in_review", Integer, nullable=False),
    Column("returned_at", Text),
    Column("returned_by", Text),
    Column("label", Text, nullable=False),
    Column("approved_at", Text),
    Column("effective_from", Text),
    Index("revision_subject", "subject", "proposal"),  # two stations may give the same number: not unique
    Index("revision_effective", "effective_from"),
    Index("revision_in_force", "subject", "effective_from", "approved_at"),
    Index("revision_open", "subject", sqlite_where=text("approved_at IS NULL AND returned_at IS NULL")),
)  # fmt: skip

reference = Table(
    "reference", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("label", Text, nullable=False),
    Index("reference_number", "number"),
    Index("reference_subject", "subject"),
)  # fmt: skip

reviewer = Table(
    "reviewer", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("is_turn", Integer, nullable=False),
    Index("reviewer_person", "person"),
    Index("reviewer_subject", "subject"),
)  # fmt: skip
"""Who still has to answer about an open revision, and whether it is their turn."""


def _rows(state: Sop) -> Rows:
    if not state.revisions:
        return {}
    gone = state.withdrawn
    return {
        sop: [
            (
                state.id,
                state.revisions[0].content.number,
                as_text(state.withdrawn_from),
                as_text(gone.stamp.at) if gone else None,
            )
        ],
        revision: [
            (
                state.id, each.proposal, each.content.title, each.content.section, each.content.kind.value,
                each.content.format.value, each.content.owner, each.content.review_months, each.digest,
                each.author, as_text(each.submitted.at), int(each.is_open and bool(each.reviews.open_ones())),
                as_text(each.returned.at) if each.returned else None, each.returned.actor if each.returned else None,
                each.label, as_text(each.approved.at) if each.approved else None, as_text(each.effective_from),
            )
            for each in state.revisions
        ],
        reference: [
            (state.id, each.proposal, link.number, link.step, link.label)
            for each in state.revisions
            for link in links_of(each.content)
            if link.number
        ],
        escalation: tuple(escalation_rows(state)),
        reviewer: [row for each in state.revisions if each.is_open for row in _reviewers(state, each)],
        limit: limit_rows(state),
        contact: contact_rows(state),
        **review_rows(state),
        **settled_rows(state),
    }  # fmt: skip


def _reviewers(state: Sop, each: Revision) -> list[tuple[Any, ...]]:
    return [
        (state.id, each.proposal, one.reviewer, as_text(one.stamp.at), int(each.reviews.is_turn_of(one)))
        for one in each.reviews.open_ones()
    ]


_TABLES = (sop, revision, reference, escalation, limit, contact, reviewer, reviewed, demanded, settled)
SOPS = ReadModel("sops", "sop-", 7, _TABLES, fold, _rows)


AT_ONCE = 500
"""So many numbers are asked for together."""


def of_format(connection: Connection, wanted: str) -> list[str]:
    """Give the procedures of which a revision was written in a format."""
    query = "SELECT DISTINCT subject FROM revision WHERE format = ?"
    return [row[0] for row in connection.exec_driver_sql(query, (wanted,))]


def find_number(connection: Connection, number: str) -> str | None:
    """Give the subject of the procedure with this number."""
    query = "SELECT subject FROM sop WHERE number = ?"
    found: str | None = connection.exec_driver_sql(query, (number,)).scalar()
    return found


def numbers(connection: Connection) -> dict[str, str]:
    """Give every procedure's subject by its number."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT number, subject FROM sop")}


def linked_from(connection: Connection, number: str, instant: datetime) -> Sequence[Any]:
    """Give (subject, number, title, step) of the procedures in force whose text refers to this one."""
    query = """
        SELECT DISTINCT r.subject, s.number, r.title, f.step
        FROM reference f
        JOIN revision r ON r.subject = f.subject AND r.proposal = f.proposal
        JOIN sop s ON s.subject = f.subject
        WHERE f.number = ?1 AND (s.withdrawn_from IS NULL OR s.withdrawn_from > ?2) AND r.effective_from = (
            SELECT MAX(x.effective_from) FROM revision x
            WHERE x.subject = r.subject AND x.approved_at IS NOT NULL AND x.effective_from <= ?2)
        ORDER BY s.number"""
    return connection.exec_driver_sql(query, (number, as_text(instant))).all()


def in_force(connection: Connection, instant: datetime, known: datetime) -> dict[str, int]:
    """Give the proposal that was in force at an instant, as known then, of every procedure that was."""
    query = """
        SELECT subject, proposal FROM (
            SELECT subject, proposal, ROW_NUMBER() OVER (
                PARTITION BY subject ORDER BY effective_from DESC, proposal DESC) AS place
            FROM revision WHERE effective_from <= ?1 AND approved_at <= ?2)
        WHERE place = 1
          AND subject NOT IN (SELECT subject FROM sop WHERE withdrawn_from <= ?1 AND withdrawn_at <= ?2)"""
    return {row[0]: row[1] for row in connection.exec_driver_sql(query, (as_text(instant), as_text(known)))}


def becoming_effective(connection: Connection, after: datetime, until: datetime) -> list[str]:
    """Give the procedures of which a revision becomes effective, or which are withdrawn, in a span of time."""
    query = """
        SELECT subject FROM revision WHERE effective_from > ?1 AND effective_from <= ?2
        UNION SELECT subject FROM sop WHERE withdrawn_from > ?1 AND withdrawn_from <= ?2"""
    return [row[0] for row in connection.exec_driver_sql(query, (as_text(after), as_text(until)))]


def next_change(connection: Connection, after: datetime) -> str | None:
    """Give the next instant at which a revision becomes effective or a procedure is withdrawn."""
    query = """SELECT MIN(instant) FROM (
        SELECT MIN(effective_from) AS instant FROM revision WHERE effective_from > ?1
        UNION SELECT MIN(withdrawn_from) FROM sop WHERE withdrawn_from > ?1)"""
    found: str | None = connection.exec_driver_sql(query, (as_text(after),)).scalar()
    return found


def waiting(connection: Connection, limit: int | None = None) -> list[tuple[str, int]]:
    """Give (subject, proposal) of every submitted revision that nobody has decided, oldest first."""
    query = """SELECT subject, proposal FROM revision
               WHERE approved_at IS NULL AND returned_at IS NULL ORDER BY submitted_at LIMIT ?"""
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (-1 if limit is None else limit,))]


def to_review(connection: Connection, person: str) -> list[tuple[str, int]]:
    """Give (subject, proposal) of the revisions about which it is somebody's turn to answer, oldest first."""
    query = "SELECT subject, proposal FROM reviewer WHERE person = ? AND is_turn ORDER BY asked_at"
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (person,))]


def returned_to(connection: Connection, person: str, since: datetime) -> list[tuple[str, int]]:
    """Give (subject, proposal) of what was sent back to somebody since then and not handed in anew, newest first."""
    query = """SELECT subject, proposal FROM revision r
               WHERE author = ?1 AND returned_by <> ?1 AND returned_at >= ?2 AND approved_at IS NULL
               AND proposal = (SELECT MAX(proposal) FROM revision x WHERE x.subject = r.subject)
               ORDER BY returned_at DESC"""
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (person, as_text(since)))]


class Titled(NamedTuple):
    """One revision's title, with when it is effective."""

    number: str
    subject: str
    withdrawn_from: str | None
    title: str
    effective_from: str | None


def titles_of(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Titled]]:
    """Give every title that some procedures ever had, by their numbers, oldest first."""
    found: dict[str, list[Titled]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = tuple(wanted[start : start + AT_ONCE])
        query = f"""
            SELECT s.number, s.subject, s.withdrawn_from, r.title, r.effective_from
            FROM sop s JOIN revision r ON r.subject = s.subject
            WHERE s.number IN ({", ".join("?" * len(some))}) ORDER BY r.proposal"""  # noqa: S608 - question marks only
        for row in connection.exec_driver_sql(query, some):
            found.setdefault(row[0], []).append(Titled(*row))
    return found
