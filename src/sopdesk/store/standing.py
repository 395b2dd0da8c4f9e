"""How every procedure stands at an instant: the manual's list."""

from collections.abc import Collection
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection

from sopdesk.store.model import as_text, driver_of

_AT_ONCE = 500
"""So many procedures without a revision in force are ranked together."""


class Standing(NamedTuple):
    """A procedure with its revision in force or, without one, the nearest to it; `waiting` counts open submissions."""

    subject: str
    number: str
    withdrawn_from: str | None
    title: str
    section: str
    kind: str
    format: str
    owner: str
    review_months: int
    label: str
    returned_at: str | None
    approved_at: str | None
    effective_from: str | None
    in_force: int
    waiting: int
    in_review: int


_LIST = """
    WITH ranked AS (
        SELECT rowid AS chosen, subject, effective_from, approved_at,
               (effective_from <= :instant AND approved_at <= :known) IS TRUE AS in_force,
               SUM(approved_at IS NULL AND returned_at IS NULL) OVER (PARTITION BY subject) AS waiting,
               ROW_NUMBER() OVER (
                   PARTITION BY subject
                   ORDER BY (effective_from <= :instant AND approved_at <= :known) IS TRUE DESC,
                            (approved_at IS NOT NULL) DESC,
                            CASE WHEN approved_at IS NOT NULL AND effective_from <= :instant
                                 THEN effective_from END DESC,
                            effective_from, proposal DESC) AS place
        FROM revision
        WHERE submitted_at <= :known AND {among})
    SELECT s.subject, s.number, s.withdrawn_from, r.title, r.section, r.kind, r.format, r.owner, r.review_months,
           r.label, r.returned_at, r.approved_at, r.effective_from, ranked.in_force, ranked.waiting, r.in_review
    FROM ranked JOIN revision r ON r.rowid = ranked.chosen JOIN sop s ON s.subject = ranked.subject
    WHERE place = 1 ORDER BY s.number"""


_IN_FORCE = """
    SELECT s.subject, s.number, s.withdrawn_from, r.title, r.section, r.kind, r.format, r.owner, r.review_months,
           r.label, r.returned_at, r.approved_at, r.effective_from, 1, 0, r.in_review
    FROM sop s
    JOIN revision r ON r.rowid = (
        SELECT rowid FROM revision WHERE subject = s.subject AND effective_from <= :instant AND approved_at <= :known
        ORDER BY effective_from DESC, approved_at DESC LIMIT 1)"""
"""What was in force alone: an index finds each, where ranking looks at every revision of every procedure."""
_OPEN = """
    SELECT subject, COUNT(*) FROM revision
    WHERE approved_at IS NULL AND returned_at IS NULL AND submitted_at <= :known GROUP BY subject"""
"""Counted by itself and put in order by Python: SQLite takes a third longer over the whole in one statement."""


def list_sops(
    connection: Connection, instant: datetime, known: datetime, subjects: Collection[str] | None = None
) -> list[Standing]:
    """Give one row a procedure, of all or of some: the revision in force as known then, else the nearest to it."""
    if subjects is not None:
        return _ranked(connection, instant, known, subjects)
    found = list_in_force(connection, instant, known)
    if len(found) == driver_of(connection).execute("SELECT COUNT(*) FROM sop").fetchone()[0]:
        return found
    there = {row.subject for row in found}
    others = [row[0] for row in driver_of(connection).execute("SELECT subject FROM sop") if row[0] not in there]
    if len(others) > len(there):
        return _ranked(connection, instant, known, None)
    for at in range(0, len(others), _AT_ONCE):
        found += _ranked(connection, instant, known, others[at : at + _AT_ONCE])
    return sorted(found, key=lambda row: row.number) if others else found


def list_in_force(connection: Connection, instant: datetime, known: datetime) -> list[Standing]:
    """Give one row for each procedure of which a revision had come into force by an instant, as known then."""
    driver, values = driver_of(connection), {"instant": as_text(instant), "known": as_text(known)}
    found = sorted(map(Standing._make, driver.execute(_IN_FORCE, values)), key=attrgetter("number"))
    waiting = dict(driver.execute(_OPEN, {"known": values["known"]}).fetchall())
    return [row._replace(waiting=waiting[row.subject]) if row.subject in waiting else row for row in found]


def _ranked(
    connection: Connection, instant: datetime, known: datetime, subjects: Collection[str] | None
) -> list[Standing]:
    values = {"instant": as_text(instant), "known": as_text(known)}
    among = "1 = 1"
    if subjects is not None:
        values |= {f"subject{n}": each for n, each in enumerate(subjects)}
        among = f"subject IN ({', '.join(f':subject{n}' for n in range(len(subjects)))})"
    return list(map(Standing._make, driver_of(connection).execute(_LIST.format(among=among), values)))
