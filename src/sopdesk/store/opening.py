"""The opening hours of the house: the weeks it has had, and the days that differ."""

from datetime import date, datetime

from sqlalchemy import Column, Connection, Integer, Table, Text

from sopdesk.domain.event import Stamp
from sopdesk.domain.opening import HOURS, WEEK, Hours, Span, WeekFrom, fold
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

opening_week = Table(
    "opening_week", models,
    Column("subject", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("first", Text, nullable=False),
    Column("week", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
)  # fmt: skip

opening_day = Table(
    "opening_day", models,
    Column("subject", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("spans", Text, nullable=False),
)  # fmt: skip


def _rows(state: Hours) -> Rows:
    return {
        opening_week: [
            (
                state.id, place, each.first.isoformat(), "/".join(map(_text, each.week)), each.reason,
                as_text(each.stamp.at) if each.stamp else "", each.stamp.actor if each.stamp else "",
            )
            for place, each in enumerate(state.weeks)
        ],
        opening_day: [
            (state.id, day.isoformat(), name, _text(spans)) for day, (name, spans) in state.days.items()
        ],
    }  # fmt: skip


OPENING = ReadModel("opening", HOURS, 1, (opening_week, opening_day), fold, _rows)


def the_hours(connection: Connection) -> Hours:
    """Give the opening hours, with every week they have had and every single day that differs."""
    query = connection.exec_driver_sql
    hours = Hours()
    for row in query("SELECT first, week, reason, changed_at, changed_by FROM opening_week ORDER BY place"):
        stamp = Stamp("", 0, 0, datetime.fromisoformat(row[3]), row[4])
        week = tuple(map(_spans, row[1].split("/"))) if row[1] else ((),) * WEEK
        hours.weeks.append(WeekFrom(date.fromisoformat(row[0]), week, row[2], stamp))
    for row in query("SELECT day, name, spans FROM opening_day ORDER BY day"):
        hours.days[date.fromisoformat(row[0])] = (row[1], _spans(row[2]))
    return hours


def closed_days(connection: Connection, first: date, last: date) -> dict[date, str]:
    """Give the single days on which the house is closed, with their names."""
    query = "SELECT day, name FROM opening_day WHERE spans = '' AND day BETWEEN ? AND ? ORDER BY day"
    rows = connection.exec_driver_sql(query, (first.isoformat(), last.isoformat()))
    return {date.fromisoformat(row[0]): row[1] for row in rows}


def _text(spans: tuple[Span, ...]) -> str:
    return " ".join(f"{each.opens}-{each.closes}" for each in spans)


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*map(int, each.split("-"))) for each in text.split())
