"""The plans of the checklists, one row for each state of each; and the occasions that were missed."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text

from sopdesk.domain.event import Stamp
from sopdesk.domain.missed import MISSED, Missed
from sopdesk.domain.missed import fold as fold_missed
from sopdesk.domain.schedule import SCHEDULE, Moment, OnClosed, Plan, Planned, Rhythm, Schedule
from sopdesk.domain.schedule import fold as fold_schedule
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

plan = Table(
    "plan", models,
    Column("subject", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("sop", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("planned_at", Text, nullable=False),
    Column("planned_by", Text, nullable=False),
    Index("plan_sop", "sop", "place"),
)  # fmt: skip

missed = Table(
    "missed", models,
    Column("subject", Text, primary_key=True),
    Column("sop", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("due_by", Text, nullable=False),
    Column("missed_at", Text, nullable=False),
    Column("explained", Text, nullable=False),
    Column("explained_at", Text),
    Column("explained_by", Text, nullable=False),
    Index("missed_due", "due_by"),
    Index("missed_sop", "sop", "due_by"),
)  # fmt: skip


def _plan_rows(state: Schedule) -> Rows:
    return {
        plan: [
            (state.id, n, state.sop, as_json(each.plan), each.reason, as_text(each.stamp.at), each.stamp.actor)
            for n, each in enumerate(state.planned)
        ]
    }


def _missed_rows(state: Missed) -> Rows:
    what = state.what
    if what is None:
        return {}
    text, stamp = state.explained[-1] if state.explained else ("", None)
    return {
        missed: [
            (
                state.id, what.sop, what.number, what.title, what.label, what.digest, what.role,
                as_text(what.due_by), as_text(what.missed_at), text,
                as_text(stamp.at) if stamp else None, stamp.actor if stamp else "",
            )
        ]
    }  # fmt: skip


SCHEDULES = ReadModel("schedules", SCHEDULE, 1, (plan,), fold_schedule, _plan_rows)
MISSES = ReadModel("missed", MISSED, 1, (missed,), fold_missed, _missed_rows)


def as_json(what: Plan) -> str:
    """Write a plan as a table holds it."""
    return json.dumps([
        what.rhythm, what.weekdays, what.day, what.nth, what.month, what.moment, what.times, what.ahead, what.grace,
        what.missed, what.closed, what.role, _day(what.first), _day(what.last),
    ])  # fmt: skip


def read_plan(text: str) -> Plan:
    """Read a plan as a table holds it."""
    rhythm, weekdays, day, nth, month, moment, times, ahead, grace, gone, closed, role, first, last = json.loads(text)
    return Plan(
        Rhythm(rhythm), tuple(weekdays), day, nth, month, Moment(moment), tuple(times), ahead, grace, gone,
        OnClosed(closed), role, _read_day(first), _read_day(last),
    )  # fmt: skip


def plans(connection: Connection, sop: str = "") -> dict[str, list[Planned]]:
    """Give every state of every plan, oldest first, by checklist: of all checklists or of one."""
    query = "SELECT sop, plan, reason, planned_at, planned_by FROM plan"
    values: tuple[str, ...] = ()
    if sop:
        query, values = f"{query} WHERE sop = ?", (sop,)
    found: dict[str, list[Planned]] = {}
    for row in connection.exec_driver_sql(f"{query} ORDER BY sop, place", values):
        stamp = Stamp("", 0, 0, datetime.fromisoformat(row[3]), row[4])
        found.setdefault(row[0], []).append(Planned(read_plan(row[1]), row[2], stamp))
    return found


def list_missed(connection: Connection, since: datetime, until: datetime, sop: str = "") -> Sequence[Row[Any]]:
    """Give what was missed and was due in a span of time, newest first, each with the `run` begun for it, or ""."""
    query = """
        SELECT missed.*, COALESCE((SELECT subject FROM run WHERE run.due = missed.due_by AND run.sop = missed.sop
                                   ORDER BY started_at LIMIT 1), '') AS run
        FROM missed WHERE due_by >= ? AND due_by < ?"""
    values: tuple[Any, ...] = (as_text(since), as_text(until))
    if sop:
        query, values = f"{query} AND sop = ?", (*values, sop)
    return connection.exec_driver_sql(f"{query} ORDER BY due_by DESC, number", values).all()


def missed_checklists(connection: Connection) -> list[tuple[str, str, str]]:
    """Give every checklist that was ever missed: id, number and title of the newest time."""
    query = "SELECT sop, number, title, MAX(due_by) FROM missed GROUP BY sop"
    return [tuple(row[:3]) for row in connection.exec_driver_sql(query)]


def missed_ids(connection: Connection, sop: str, since: datetime) -> set[str]:
    """Give the missed occasions of a checklist that are recorded, of those due since an instant."""
    query = "SELECT subject FROM missed WHERE sop = ? AND due_by >= ?"
    return {row[0] for row in connection.exec_driver_sql(query, (sop, as_text(since)))}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
