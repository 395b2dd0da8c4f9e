"""Controlled copies, folded for lists, Today and the search for what is to be called in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Row, Table, Text

from sopdesk.domain.controlled_copy import OUTSTANDING, Copy, fold
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

copy = Table(
    "copy", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("sop", Text, nullable=False),
    Column("sop_number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("issued_at", Text, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("called_in_at", Text),
    Column("ended_at", Text),
    Column("why", Text, nullable=False),
    Index("copy_state", "state", "issued_at"),
    Index("copy_sop", "sop", "issued_at"),
)  # fmt: skip


def _rows(state: Copy) -> Rows:
    what, issue = state.issued, state.issue
    if what is None or issue is None:
        return {}
    return {
        copy: [
            (
                state.id, what.number, what.sop, what.sop_number, what.title, what.label, what.digest, what.file,
                what.form, what.place, what.holder or "", state.state.value, as_text(issue.at), issue.actor,
                as_text(state.called_in.at) if state.called_in else None,
                as_text(state.ended.at) if state.ended else None, state.why,
            )
        ]
    }  # fmt: skip


COPIES = ReadModel("copies", "copy-", 1, (copy,), fold, _rows)

_IN_FORCE = """(SELECT r.{column} FROM revision r JOIN sop s ON s.subject = r.subject
    WHERE r.subject = c.sop AND r.approved_at IS NOT NULL AND r.effective_from <= :now
      AND (s.withdrawn_from IS NULL OR s.withdrawn_from > :now)
    ORDER BY r.effective_from DESC, r.approved_at DESC LIMIT 1)"""
_LIST = f"""SELECT c.*, {_IN_FORCE.format(column="label")} AS in_force, {_IN_FORCE.format(column="digest")} AS counts
    FROM copy c WHERE {{where}} ORDER BY c.issued_at DESC, c.number DESC LIMIT :limit"""  # noqa: S608 - columns from here


def list_copies(
    connection: Connection, now: datetime, *, states: Sequence[str] = (), sop: str = "", number: str = "",
    limit: int = 1000,
) -> Sequence[Row[Any]]:  # fmt: skip
    """Give the newest copies, of some states, of a procedure, or with a number; each with the revision in force."""
    clauses = ["1 = 1"]
    if states:
        clauses.append(f"c.state IN ({', '.join(f':state{n}' for n in range(len(states)))})")
    if sop:
        clauses.append("c.sop = :sop")
    if number:
        clauses.append("c.number = :number")
    values = {"now": as_text(now), "limit": limit, "sop": sop, "number": number}
    values |= {f"state{n}": each for n, each in enumerate(states)}
    used = {name: value for name, value in values.items() if name in {"now", "limit"} or value}
    return connection.exec_driver_sql(_LIST.format(where=" AND ".join(clauses)), used).all()


def one(connection: Connection, subject: str, now: datetime) -> Row[Any] | None:
    """Give one copy with the revision in force."""
    query = _LIST.format(where="c.subject = :subject")
    return connection.exec_driver_sql(query, {"now": as_text(now), "limit": 1, "subject": subject}).first()


def to_call_in(connection: Connection, now: datetime) -> list[tuple[str, str, str, int]]:
    """Give (procedure, its number, revision, how many) of the copies that are out and whose text no longer counts."""
    states = ", ".join(f"'{each.value}'" for each in OUTSTANDING)
    inner = _LIST.format(where=f"c.state IN ({states})")
    query = f"""SELECT sop, sop_number, label, COUNT(*) FROM ({inner})
        WHERE counts IS NOT digest GROUP BY sop, label ORDER BY sop_number, label"""  # noqa: S608 - states of the domain
    found = connection.exec_driver_sql(query, {"now": as_text(now), "limit": -1})
    return [(row[0], row[1], row[2], row[3]) for row in found]
