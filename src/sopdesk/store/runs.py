"""Checklist runs, folded for lists and Today."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text

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
    Index("run_stage", "stage", "started_at"),
    Index("run_sop", "sop", "started_at"),
    Index("run_due", "due"),
)  # fmt: skip


def _rows(state: Run) -> Rows:
    began, start = state.started, state.start
    if began is None or start is None:
        return {}
    skipped = sum(mark.how == "skipped" for mark in state.marks.values())
    return {
        run: [
            (
                state.id, began.number, began.sop, began.sop_number, began.title, began.label, began.digest,
                state.stage.value, as_text(start.at), start.actor,
                as_text(state.completed.at) if state.completed else None,
                state.completed.actor if state.completed else None,
                as_text(state.sign_off.at) if state.sign_off else None,
                state.sign_off.actor if state.sign_off else None,
                len(state.marks) - skipped, skipped, sum(not mark.in_bounds for mark in state.marks.values()),
                as_text(began.due), as_text(began.late_from), len(state.returned),
            )
        ]
    }  # fmt: skip


RUNS = ReadModel("runs", "run-", 5, (run,), fold, _rows)


def list_runs(connection: Connection, stage: str | None, limit: int) -> Sequence[Row[Any]]:
    """Give the newest runs, of one stage or of all."""
    if stage is None:  # a condition with OR would keep SQLite from using the index
        return connection.exec_driver_sql("SELECT * FROM run ORDER BY started_at DESC LIMIT ?", (limit,)).all()
    query = "SELECT * FROM run WHERE stage = ? ORDER BY started_at DESC LIMIT ?"
    return connection.exec_driver_sql(query, (stage, limit)).all()


def one(connection: Connection, subject: str) -> Row[Any] | None:
    """Give one run."""
    return connection.exec_driver_sql("SELECT * FROM run WHERE subject = ?", (subject,)).first()


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
