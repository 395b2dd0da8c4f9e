"""Questions about past runs: lists with conditions, days, and figures of a period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from sopdesk.store.model import as_text, driver_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on runs; `until` is the first instant that does not count any more.

    `item` leaves the runs of the checklist in which it was `how` ("skipped", "failed").
    """

    sop: str = ""
    stage: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    remarkable: bool = False
    item: str = ""
    how: str = ""

    def source(self) -> str:
        """Give the tables, so that those few rows are read in which the rarest condition holds."""
        return "run_hand h CROSS JOIN run r ON r.subject = h.subject" if self.person else "run r"

    def condition(self) -> tuple[str, list[Any]]:
        """Give the condition in SQL with its values."""
        at = "h.at" if self.person else "r.at"
        given = (
            ("h.person = ?", self.person), (f"{at} >= ?", as_text(self.since)), (f"{at} < ?", as_text(self.until)),
            ("r.sop = ?", self.sop), ("r.stage = ?", self.stage),
        )  # fmt: skip
        clauses = [clause for clause, value in given if value]
        values = [value for _, value in given if value]
        if self.remarkable:
            clauses.append("r.remarkable = 1")
        if self.item:
            clauses.append("r.subject IN (SELECT subject FROM run_exception WHERE sop = ? AND item = ? AND how = ?)")
            values += (self.sop, self.item, self.how)
        return " AND ".join(clauses) or "1 = 1", values


class Placed(NamedTuple):
    """Where a run stands in the calendar."""

    at: str
    stage: str
    late: int


class Totals(NamedTuple):
    """What the runs of one checklist add up to."""

    sop: str
    number: str
    title: str
    runs: int
    completed: int
    signed_off: int
    timed: int
    late: int
    skipped: int
    failed: int


def list_runs(connection: Connection, wanted: Wanted, limit: int, offset: int = 0) -> Sequence[Row[Any]]:
    """Give runs that meet the conditions, newest first; what is left out by `offset` is not read but in the index."""
    where, values = wanted.condition()
    at = "h.at" if wanted.person else "r.at"
    query = f"""
        SELECT run.* FROM run JOIN (
            SELECT r.rowid AS id FROM {wanted.source()} WHERE {where} ORDER BY {at} DESC, r.number DESC LIMIT ? OFFSET ?
        ) found ON run.rowid = found.id ORDER BY run.at DESC, run.number DESC"""  # noqa: S608 - built from constants
    return connection.exec_driver_sql(query, (*values, limit, offset)).all()


def count_runs(connection: Connection, wanted: Wanted) -> int:
    """Give how many runs meet the conditions."""
    where, values = wanted.condition()
    query = f"SELECT COUNT(*) FROM {wanted.source()} WHERE {where}"  # noqa: S608 - built from constants
    return int(connection.exec_driver_sql(query, tuple(values)).scalar_one())


def placed(connection: Connection, wanted: Wanted) -> Iterator[Placed]:
    """Give the place of every run that meets the conditions."""
    where, values = wanted.condition()
    query = f"SELECT r.at, r.stage, r.late FROM {wanted.source()} WHERE {where}"  # noqa: S608 - built from constants
    return map(Placed._make, driver_of(connection).execute(query, values))


def totals(connection: Connection, wanted: Wanted) -> list[Totals]:
    """Give what the runs that meet the conditions add up to, by checklist with the title of the newest run."""
    where, values = wanted.condition()
    query = f"""
        SELECT sop, sop_number, title, runs, completed, signed_off, timed, late, skipped, failed FROM (
            SELECT r.sop, r.sop_number, r.title, MAX(r.at), COUNT(*) AS runs, COUNT(r.completed_at) AS completed,
                   COUNT(r.signed_off_at) AS signed_off,
                   SUM(r.completed_at IS NOT NULL AND r.late_from IS NOT NULL) AS timed, SUM(r.late) AS late,
                   SUM(r.skipped) AS skipped, SUM(r.failed) AS failed
            FROM {wanted.source()} WHERE {where} GROUP BY r.sop)"""  # noqa: S608 - built from constants
    return list(map(Totals._make, driver_of(connection).execute(query, values)))


def exceptions(connection: Connection, how: str, wanted: Wanted, limit: int) -> list[tuple[str, str, int]]:
    """Give the items most often skipped or failed (`how`): checklist, item, how often. Asks for checklist and time."""
    query = """SELECT sop, item, COUNT(*) AS times FROM run_exception
               WHERE how = ?1 AND at >= ?2 AND at < ?3 AND (?4 = '' OR sop = ?4)
               GROUP BY sop, item ORDER BY times DESC, sop, item LIMIT ?5"""
    values = (how, as_text(wanted.since) or "", as_text(wanted.until) or "~", wanted.sop, limit)
    return [tuple(row) for row in driver_of(connection).execute(query, values)]


def checklists(connection: Connection) -> list[tuple[str, str, str]]:
    """Give every checklist of which there was a run: id, number and title of the newest run, by number."""
    query = """
        WITH RECURSIVE each(sop) AS (
            SELECT MIN(sop) FROM run
            UNION ALL SELECT (SELECT MIN(sop) FROM run WHERE sop > each.sop) FROM each WHERE each.sop IS NOT NULL)
        SELECT r.sop, r.sop_number, r.title FROM each JOIN run r ON r.rowid = (
            SELECT rowid FROM run WHERE sop = each.sop ORDER BY at DESC LIMIT 1)
        ORDER BY r.sop_number"""  # from one checklist to the next by the index, past all runs of each
    return [tuple(row) for row in driver_of(connection).execute(query)]
