"""Which incidents somebody sees, as a condition of SQLite: lists, counts and pages stay right and quick."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, Text

from sopdesk.domain.case import Incident
from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import Reach
from sopdesk.store.schema import models

sight = Table(
    "sight", models,
    Column("subject", Text, primary_key=True),
    Column("circle", Text, nullable=False),
    Column("named", Text, nullable=False),
    Column("told", Text),
)  # fmt: skip
"""Incidents about whose confidentiality was decided, or whose narrative was corrected; all others have no row.

`named` are the ids of people, each with a space behind it; `told` is what was logged, for whoever logged it.
"""
FROM = "incident LEFT JOIN sight ON sight.subject = incident.subject"
_BY_TIME = FROM.replace("incident", "incident INDEXED BY incident_recorded", 1)


def sight_rows(state: Incident, most: int) -> list[tuple[str, str, str, str | None]]:
    """Give the row of an incident, if it has one; of what was told so many characters."""
    first, now = state.logged.narrative if state.logged else "", state.values.get("narrative", "")
    told = " ".join((first or "").split())[:most] if first != now else None
    if told is None and state.circle is Circle.READERS and not state.named:
        return []
    return [(state.id, state.circle.value, "".join(f"{each} " for each in state.named), told)]


def kept(reach: Reach) -> str:
    """Give the condition that a file, as in FROM, is kept from somebody."""
    ways = [_among("incident.kind", reach.kinds), _among("sight.circle", set(Circle) - reach.circles)]
    said = " OR ".join(each for each in ways if each)
    return f"(({said}) AND INSTR(COALESCE(sight.named, ''), {_text(reach.person + ' ')}) = 0)" if said else "0"


def limits(reach: Reach) -> bool:
    """Tell whether there may be files that are kept from somebody."""
    return kept(reach) != "0"


def seen(reach: Reach) -> str:
    """Give the condition that somebody sees a file: in full, in parts, or what they wrote in it."""
    return f"(NOT COALESCE({kept(reach)}, 0) OR incident.recorder = {_text(reach.person)})"


def columns(reach: Reach) -> str:
    """Give what a line of the list takes: the incident's own columns, and how far somebody sees it."""
    return f"incident.*, COALESCE({kept(reach)}, 0) AS kept, sight.circle, sight.named, sight.told"


def says(reach: Reach, like: str) -> tuple[str, tuple[str, ...]]:
    """Give the condition that what somebody may read of an incident in a list is like some words, and its values.

    They are first looked for in everything, which is quick, and then in what somebody sees.
    """
    values, like = (like,) * 8, "LIKE ? ESCAPE '\\'"
    said = f"""(number {like} OR summary {like} OR numbers {like} OR sight.told {like}) AND (number {like} OR
        CASE WHEN {kept(reach)} THEN COALESCE(sight.told, summary) {like} ELSE summary {like} OR numbers {like} END)"""
    return said, values


def of(connection: Connection, subjects: Iterable[str], person: str = "") -> Sequence[Row[Any]]:
    """Give (subject, number, kind, circle, named, own) of some incidents.

    `own`: the person logged it, or was given an action in it.
    """
    wanted, who = list(subjects), _text(person)
    acts = f"SELECT 1 FROM action WHERE action.subject = incident.subject AND {who} IN (owner, verifier)"  # noqa: S608 - a quoted id
    query = f"""SELECT incident.subject, number, kind, sight.circle, sight.named,
                       (recorder = {who} OR EXISTS ({acts})) AS own FROM {FROM}
                WHERE incident.subject IN ({", ".join("?" * len(wanted))})"""  # noqa: S608 - constants and marks
    return connection.exec_driver_sql(query, tuple(wanted)).all()


def hidden(connection: Connection, reach: Reach, limit: int) -> Sequence[Row[Any]]:
    """Give (subject, number) of the files of which somebody knows only that they are there, the newest first."""
    newest = f"ORDER BY recorded_at DESC, number DESC LIMIT {limit:d}"
    ways = [f"SELECT * FROM ({each} AND NOT {seen(reach)} {newest})" for each in _ways(reach)]  # noqa: S608 - constants
    return connection.exec_driver_sql(f"{' UNION '.join(ways)} {newest}").all() if ways else []


def kept_ids(connection: Connection, reach: Reach) -> frozenset[str]:
    """Give the ids of all files that are kept from somebody, those that they logged among them."""
    ways = [f"{each} AND COALESCE({kept(reach)}, 0)" for each in _ways(reach)]
    return frozenset(row[0] for way in ways for row in connection.exec_driver_sql(way))


def _ways(reach: Reach) -> list[str]:
    """Give the beginnings of queries for what may be kept: by kind, and by what was decided; each has its index."""
    wanted = "SELECT incident.subject, number, recorded_at FROM"
    kinds, circles = _among("kind", reach.kinds), _among("sight.circle", set(Circle) - reach.circles)
    few = "sight JOIN incident ON incident.subject = sight.subject"
    return [
        *([f"{wanted} {_BY_TIME} WHERE {kinds}"] if kinds else []),
        *([f"{wanted} {few} WHERE {circles}"] if circles else []),
    ]


def _among(column: str, values: Iterable[str]) -> str:
    listed = ", ".join(sorted(_text(each) for each in values))
    return f"{column} IN ({listed})" if listed else ""


def _text(words_: str) -> str:
    return "'" + str(words_).replace("'", "''") + "'"
