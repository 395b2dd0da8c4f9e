"""The house's roles, its rota, and the times on duty, folded for asking who is there."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Table, Text

from sopdesk.domain.duty import Duty
from sopdesk.domain.duty import fold as fold_duty
from sopdesk.domain.event import Stamp
from sopdesk.domain.person import Role
from sopdesk.domain.role import ROLE, HouseRole, Roles
from sopdesk.domain.role import fold as fold_role
from sopdesk.domain.rota import ROTA, Rota, Shift, Turn
from sopdesk.domain.rota import fold as fold_rota
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.opening import closed_days
from sopdesk.store.schema import models

role = Table(
    "role", models,
    Column("subject", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("reports_to", Text, nullable=False),
    Column("retired", Integer, nullable=False),
)  # fmt: skip

duty = Table(
    "duty", models,
    Column("subject", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("started_at", Text),
    Column("until", Text),
    Column("ended_at", Text),
    Index("duty_until", "until"),
    Index("duty_ended", "ended_at"),
)  # fmt: skip

shift = Table(
    "shift", models,
    Column("subject", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)  # fmt: skip

turn = Table(
    "turn", models,
    Column("subject", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("weekdays", Text, nullable=False),
)  # fmt: skip

rota_day = Table(
    "rota_day", models,
    Column("subject", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Index("rota_day_day", "day"),
)  # fmt: skip


def _role_rows(state: HouseRole) -> Rows:
    return {role: [(ROLE + state.id, state.name, state.level.value, state.reports_to, int(state.retired))]}


def _duty_rows(state: Duty) -> Rows:
    if not state.person:
        return {}
    started, ended = state.started, state.ended
    return {
        duty: [
            (
                state.id, state.person, as_text(started.at) if started else None, as_text(state.until),
                as_text(ended.at) if ended else None,
            )
        ]
    }  # fmt: skip


def _rota_rows(state: Rota) -> Rows:
    return {
        shift: [(state.id, each.id, each.name, each.starts, each.ends) for each in state.shifts],
        turn: [(state.id, each.person, each.shift, "".join(map(str, each.weekdays))) for each in state.turns],
        rota_day: [(state.id, day.isoformat(), person, which) for (day, person), which in state.days.items()],
    }


ROLES = ReadModel("roles", ROLE, 1, (role,), fold_role, _role_rows)
DUTIES = ReadModel("duties", "duty-", 1, (duty,), fold_duty, _duty_rows)
ROTAS = ReadModel("rota", ROTA, 2, (shift, turn, rota_day), fold_rota, _rota_rows)


def the_roles(connection: Connection) -> Roles:
    """Give the roles of the house, the built-in levels among them."""
    rows = connection.exec_driver_sql("SELECT subject, name, level, reports_to, retired FROM role").all()
    return Roles.of(
        HouseRole(row[0].removeprefix(ROLE), row[1], Role(row[2]), row[3], bool(row[4])) for row in rows
    )  # fmt: skip


def the_rota(connection: Connection, first: date, last: date) -> Rota:
    """Give the rota with the single days, and the closed days of the house, from one day to another."""
    span = (first.isoformat(), last.isoformat())
    found = Rota()
    query = connection.exec_driver_sql
    found.shifts = tuple(Shift(*row) for row in query("SELECT id, name, starts, ends FROM shift ORDER BY rowid"))
    found.turns = tuple(
        Turn(row[0], row[1], tuple(map(int, row[2])))
        for row in query("SELECT person, shift, weekdays FROM turn ORDER BY rowid")
    )
    days = query("SELECT day, person, shift FROM rota_day WHERE day BETWEEN ? AND ? ORDER BY rowid", span)
    found.days = {(date.fromisoformat(row[0]), row[1]): row[2] for row in days}
    found.closed = closed_days(connection, first, last)
    return found


def duties_around(connection: Connection, since: datetime, until: datetime) -> list[Duty]:
    """Give the times on duty that go on, or were ended by hand, in a span of time."""
    query = """SELECT subject, person, started_at, until, ended_at FROM duty
        WHERE (until > ?1 AND started_at <= ?2) OR (ended_at >= ?1 AND ended_at <= ?2)
        ORDER BY COALESCE(started_at, ended_at)"""
    rows = connection.exec_driver_sql(query, (as_text(since), as_text(until)))
    return [_duty(row) for row in rows]


def _duty(row: Any) -> Duty:  # noqa: ANN401 - a row of the table
    subject, person, started, until, ended = row
    return Duty(
        subject,
        person,
        _stamp(started, person),
        datetime.fromisoformat(until) if until else None,
        _stamp(ended, person),
    )


def _stamp(at: str | None, actor: str) -> Stamp | None:
    return Stamp("", 0, 0, datetime.fromisoformat(at), actor) if at else None
