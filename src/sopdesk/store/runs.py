"""Checklist runs, folded for lists and Today."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text, text

from sopdesk.domain.run import Run, fold
from sopdesk.store.model import ReadModel, Rows, as_instant, as_text
from sopdesk.store.schema import models

run = Table(
    "run", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("sop", Text, nullable=False),
    Column("sop_number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("completed_at", Text),
    Column("completed_by", Text),
    Column("signed_off_at", Text),
    Column("signed_off_by", Text),
    Column("done", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("due", Text),
    Column("late_from", Text),
    Column("returned", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("late", Integer, nullable=False),
    Column("remarkable", Integer, nullable=False),
    Column("incident", Text, nullable=False),
    Index("run_stage", "stage", "started_at"),
    Index("run_started", "started_at"),
    Index("run_sop", "sop", "at"),
    Index("run_due", "due", "sop"),
    Index("run_at", "at", "number"),
    Index("run_incident", "incident", sqlite_where=text("incident <> ''")),
    Index("run_remarkable", "at", sqlite_where=text("remarkable = 1")),
)  # fmt: skip
"""`at` is by when a run was due, else when it was started: its place in the calendar. `late`: completed too late.

`remarkable` tells that something was skipped, failed, late or given back.
"""

hand = Table(
    "run_hand", models,
    Column("subject", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("run_hand_subject", "subject"),
    Index("run_hand_person", "person", "at"),
)  # fmt: skip

exception = Table(
    "run_exception", models,
    Column("subject", Text, nullable=False),
    Column("sop", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("run_exception_subject", "subject"),
    Index("run_exception_at", "at", "sop", "item", "how"),
)  # fmt: skip
"""The items that were skipped ("skipped") or are not in order ("failed")."""


def _rows(state: Run) -> Rows:
    began, start = state.started, state.start
    if began is None or start is None:
        return {}
    found = {item: "skipped" if mark.how == "skipped" else "failed" for item, mark in state.marks.items()
             if mark.how == "skipped" or not mark.in_bounds}  # fmt: skip
    skipped = sum(how == "skipped" for how in found.values())
    late = bool(state.completed and began.late_from and state.completed.at > began.late_from)
    at = as_text(began.due or start.at)
    return {
        run: [
            (
                state.id, began.number, began.sop, began.sop_number, began.title, began.label, began.digest,
                state.stage.value, as_text(start.at), start.actor,
                as_text(state.completed.at) if state.completed else None,
                state.completed.actor if state.completed else None,
                as_text(state.sign_off.at) if state.sign_off else None,
                state.sign_off.actor if state.sign_off else None,
                len(state.marks) - skipped, skipped, len(found) - skipped,
                as_text(began.due), as_text(began.late_from), len(state.returned), at, int(late),
                int(bool(found) or late or bool(state.returned)), began.incident,
            )
        ],
        hand: [(state.id, each, at) for each in sorted(state.hands)],
        exception: [(state.id, began.sop, item, how, at) for item, how in sorted(found.items())],
    }  # fmt: skip


RUNS = ReadModel("runs", "run-", 8, (run, hand, exception), fold, _rows)


def list_runs(connection: Connection, stage: str | None, limit: int) -> Sequence[Row[Any]]:
    """Give the newest runs, of one stage or of all."""
    if stage is None:  # a condition with OR would keep SQLite from using the index
        return connection.exec_driver_sql("SELECT * FROM run ORDER BY started_at DESC LIMIT ?", (limit,)).all()
    query = "SELECT * FROM run WHERE stage = ? ORDER BY started_at DESC LIMIT ?"
    return connection.exec_driver_sql(query, (stage, limit)).all()


def one(connection: Connection, subject: str) -> Row[Any] | None:
    """Give one run."""
    return connection.exec_driver_sql("SELECT * FROM run WHERE subject = ?", (subject,)).first()


def of_incident(connection: Connection, incident: str) -> Sequence[Row[Any]]:
    """Give the runs that were started from an incident, the first one first."""
    query = "SELECT * FROM run WHERE incident = ? AND incident <> '' ORDER BY started_at"
    return connection.exec_driver_sql(query, (incident,)).all()


class RunDue(NamedTuple):
    """A run that was begun for an occasion: of which checklist, by when that was due, when it was begun and done."""

    run: str
    sop: str
    due: datetime
    started: datetime
    completed: datetime | None


def runs_due(connection: Connection, since: datetime, until: datetime) -> list[RunDue]:
    """Give the runs that were begun for what was due in a span of time, those begun first before the others."""
    query = """SELECT subject, sop, due, started_at, completed_at FROM run WHERE due >= ? AND due <= ?
               ORDER BY started_at"""
    rows = connection.exec_driver_sql(query, (as_text(since), as_text(until)))
    return [
        RunDue(row[0], row[1], datetime.fromisoformat(row[2]), datetime.fromisoformat(row[3]), as_instant(row[4]))
        for row in rows
    ]
