"""Incidents, folded for lists, filters and links to procedures."""

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text, text

from sopdesk.domain.alike import keys
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.confidence import EVERYWHERE, Reach, list_words
from sopdesk.domain.deadline import clocks_of
from sopdesk.domain.incident import Stage
from sopdesk.domain.keeping import kept_until, rule_of
from sopdesk.store import confidence
from sopdesk.store.actions import action, action_rows
from sopdesk.store.clock_facts import write_clocks
from sopdesk.store.confidence import FROM
from sopdesk.store.follow_ups import follow_up, follow_up_rows
from sopdesk.store.incident_filters import Condition, standing
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.origins import origin, origin_rows
from sopdesk.store.schema import models

incident = Table(
    "incident", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("reported_at", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorder", Text, nullable=False),
    Column("numbers", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("imported", Integer, nullable=False),
    Column("clocks", Text, nullable=False),
    Column("late_from", Text, nullable=False),
    Column("late_surely", Integer, nullable=False),
    Column("owner", Text, nullable=False),
    Column("overridden", Integer, nullable=False),
    Index("incident_clock", "subject", "clocks", sqlite_where=text("clocks <> ''")),
    Index("incident_recorded", "recorded_at"),
    Index("incident_stage", "stage", "recorded_at"),
    Index("incident_open", "recorded_at", sqlite_where=text("stage <> 'closed'")),
    Index("incident_kind", "kind", "recorded_at"),
    Index("incident_late", "late_from", sqlite_where=text("late_from <> ''")),
    Index("incident_owner", "owner", "recorded_at", sqlite_where=text("owner <> ''")),
    Index("incident_overridden", "recorded_at", sqlite_where=text("overridden = 1")),
    Index("incident_imported", "recorded_at", sqlite_where=text("imported = 1")),
    Index("incident_run", "run", sqlite_where=text("run <> ''")),
)  # fmt: skip

ended = Table(
    "ended", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("until", Text, nullable=False),
    Index("ended_until", "until"),
)  # fmt: skip
"""Closed incidents with words left to erase, and the last day on which they are kept, as days of UTC."""

pinned = Table(
    "pinned", models,
    Column("subject", Text, nullable=False),
    Column("sop", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("step", Text, nullable=False),
    Index("pinned_subject", "subject"),
    Index("pinned_sop", "sop"),
)  # fmt: skip

key = Table(
    "incident_key", models,
    Column("subject", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Index("key_subject", "subject"),
    Index("key_digest", "digest", "sort", "occurred_at"),
)  # fmt: skip
"""What incidents can be recognised by (domain.alike), as digests: a table of telephone numbers is nobody's need."""

OPEN = "open"
"""What is asked for as a stage, and means every one but closed."""
SUMMARY = 160
"""How many characters of the narrative a list shows, at most."""


def _rows(state: Incident) -> Rows:
    logged, recorded = state.logged, state.recorded
    if logged is None or recorded is None:
        return {}
    summary = in_short(list_words(state))
    clocks = write_clocks(clocks_of(state)) if state.stage is not Stage.CLOSED else ""
    numbers = " ".join(dict.fromkeys(each.number for each in state.procedures))
    return {
        incident: [
            (
                state.id, logged.number, logged.incident_kind.value, state.stage.value, state.values["severity"],
                summary, as_text(state.occurred_at), as_text(state.reported_at), as_text(recorded.at), recorded.actor,
                numbers, logged.run, int(logged.source is not None), clocks, *standing(state),
            )
        ],
        confidence.sight: confidence.sight_rows(state, SUMMARY),
        ended: _ended(state),
        pinned: [(state.id, each.sop, each.digest, each.step) for each in state.procedures],
        key: [(state.id, *each, as_text(state.occurred_at)) for each in key_digests(state)],
        action: action_rows(state),
        origin: origin_rows(state),
        follow_up: follow_up_rows(state),
    }  # fmt: skip


def _ended(state: Incident) -> list[tuple[str, str, str, str]]:
    if state.closed_stamp is None or state.blank or state.logged is None:
        return []
    until = kept_until(state.closed_stamp.at.astimezone(UTC).date(), rule_of(state))
    return [(state.id, state.logged.number, state.logged.incident_kind.value, until.isoformat())]


INCIDENTS = ReadModel(
    "incidents", "incident-", 14, (incident, confidence.sight, ended, pinned, key, action, origin, follow_up), fold,
    _rows,
)  # fmt: skip


def in_short(narrative: str) -> str:
    """Give the beginning of a narrative for a list, up to the end of a word."""
    words = " ".join(narrative.split())
    if len(words) <= SUMMARY:
        return words
    begun = words[: SUMMARY - 1]
    return f"{begun.rsplit(' ', 1)[0] if ' ' in begun[SUMMARY // 2 :] else begun}…"


def key_digests(state: Incident) -> list[tuple[str, str]]:
    """Give what an incident can be recognised by, as (sort, digest)."""
    found = dict.fromkeys(keys(state))
    return [(sort, sha256(f"{sort}:{text}".encode()).hexdigest()[:24]) for sort, text in found]


def similar(connection: Connection, state: Incident, days: timedelta, limit: int) -> Sequence[tuple[str, str]]:
    """Give (subject, sort) of other incidents with the same keys, newest first; at the same place within some days."""
    found: list[tuple[str, str, str]] = []
    ever, near = ("", "~"), (as_text(state.occurred_at - days) or "", as_text(state.occurred_at + days) or "")
    query = """SELECT subject, sort, occurred_at FROM incident_key WHERE digest = ? AND sort = ? AND subject <> ?
               AND occurred_at BETWEEN ? AND ? ORDER BY occurred_at DESC LIMIT ?"""
    for sort, digest in key_digests(state):
        span = near if sort == "place" else ever
        rows = connection.exec_driver_sql(query, (digest, sort, state.id, *span, limit))
        found += [(row[0], row[1], row[2]) for row in rows]
    return [(subject, sort) for subject, sort, _ in sorted(found, key=lambda each: each[2], reverse=True)]


def list_incidents(
    connection: Connection, *, kind: str | None, stage: str | None, words: str, limit: int, offset: int,
    reach: Reach = EVERYWHERE, also: Iterable[Condition] = (),
) -> Sequence[Row[Any]]:  # fmt: skip
    """Give the incidents that match, and what is `also` asked (store/incident_filters.py), newest first.

    As far as somebody sees them.
    """
    where, values = _where(kind, stage, words, reach, also)
    query = f"""SELECT {confidence.columns(reach)} FROM {FROM} WHERE {where}
                ORDER BY recorded_at DESC, number DESC LIMIT ? OFFSET ?"""  # noqa: S608 - constants
    return connection.exec_driver_sql(query, (*values, limit, offset)).all()


def count_incidents(
    connection: Connection, *, kind: str | None, stage: str | None, words: str, reach: Reach = EVERYWHERE,
    also: Iterable[Condition] = (),
) -> int:  # fmt: skip
    """Give how many incidents match of those that somebody sees."""
    where, values = _where(kind, stage, words, reach, also)
    query = f"SELECT COUNT(*) FROM {FROM} WHERE {where}"  # noqa: S608 - constants
    return int(connection.exec_driver_sql(query, values).scalar_one())


def _where(
    kind: str | None, stage: str | None, words: str, reach: Reach, also: Iterable[Condition]
) -> tuple[str, tuple[str, ...]]:
    """Give the condition for what is asked, and its values: nothing that is not asked, so that an index can answer."""
    found = list(also)
    if kind is not None:
        found.append(("kind = ?", (kind,)))
    if stage is not None:
        found.append(("stage <> 'closed'", ()) if stage == OPEN else ("stage = ?", (stage,)))
    if like := _like(words):
        found.append(confidence.says(reach, like))
    if confidence.limits(reach):
        found.append((confidence.seen(reach), ()))
    where = " AND ".join(each for each, _ in found) or "1"
    return where, tuple(value for _, values in found for value in values)


def _like(words: str) -> str:
    if not words.strip():
        return ""
    escaped = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def count_under(connection: Connection, sop: str, reach: Reach = EVERYWHERE) -> int:
    """Give how many incidents name a procedure, of those that are not kept from somebody."""
    query = f"""SELECT COUNT(*) FROM {FROM} WHERE NOT COALESCE({confidence.kept(reach)}, 0)
                AND incident.subject IN (SELECT subject FROM pinned WHERE sop = ?)"""  # noqa: S608 - constants
    return int(connection.exec_driver_sql(query, (sop,)).scalar_one())


def running(connection: Connection, reach: Reach = EVERYWHERE) -> Sequence[tuple[str, str]]:
    """Give every open incident that somebody sees of which a clock runs, as (subject, its clocks as written down)."""
    by_clock = FROM.replace("incident", "incident INDEXED BY incident_clock", 1)
    query = f"SELECT incident.subject, clocks FROM {by_clock} WHERE clocks <> '' AND {confidence.seen(reach)}"  # noqa: S608 - constants
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query)]


def to_close(connection: Connection, limit: int, reach: Reach = EVERYWHERE) -> Sequence[Row[Any]]:
    """Give the incidents whose clocks have all stopped, and that wait to be closed; the first recorded one first."""
    query = f"""SELECT {confidence.columns(reach)} FROM {FROM} WHERE stage = ? AND clocks = '' AND imported = 0
                AND {confidence.seen(reach)} ORDER BY recorded_at LIMIT ?"""  # noqa: S608 - constants
    return connection.exec_driver_sql(query, (Stage.FOLLOWED_UP.value, limit)).all()


def one(connection: Connection, subject: str, reach: Reach = EVERYWHERE) -> Row[Any] | None:
    """Give one incident's line, if somebody sees it."""
    seen = confidence.seen(reach)
    query = f"SELECT {confidence.columns(reach)} FROM {FROM} WHERE incident.subject = ? AND {seen}"  # noqa: S608 - constants
    return connection.exec_driver_sql(query, (subject,)).first()


def of_run(connection: Connection, run: str) -> Sequence[Row[Any]]:
    """Give the incidents that were logged from a run, the first one first."""
    query = f"""SELECT {confidence.columns(EVERYWHERE)} FROM {FROM} WHERE run = ? AND run <> '' ORDER BY recorded_at"""  # noqa: S608 - constants
    return connection.exec_driver_sql(query, (run,)).all()
