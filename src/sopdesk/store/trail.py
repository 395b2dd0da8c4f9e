"""Questions about the journal's own rows: which entries match, and what their subjects are called."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row

from sopdesk.store.model import as_text

AREAS = {
    "checklists": ("run-", "guide-", "handover-", "schedule-", "missed-"),
    "manual": ("sop-", "copy-", "suggestion-", "use-"),
    "incidents": ("incident-", "looks-"),
    "people": ("person-", "session-", "duty-"),
}
"""How the subjects of one area of the desk begin; the house's own are all others."""


RARE = 5000
"""Up to so many entries of an area are found by their subjects and put in order; of more the newest are met soon."""


def _where(  # noqa: PLR0917 - one filter each
    first: datetime | None, last: datetime | None, who: str, area: str, subject: str, before_seq: int | None = None,
    kinds: Collection[str] = (),
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """Give the condition; the actor is the first key of every body (keys are sorted), so it is a prefix of it."""
    clauses: list[str] = ["1 = 1"]
    values: dict[str, Any] = {}

    def add(clause: str, **given: object) -> None:
        clauses.append(clause)
        values.update(given)

    if first is not None:
        add("at >= :first", first=as_text(first))
    if last is not None:
        add("at <= :last", last=as_text(last))
    if who:
        beginning = f'{{"actor":"{who}"'.encode()
        add("substr(body, 1, :length) = :actor", length=len(beginning), actor=beginning)
    if area:
        begins = [f"subject GLOB '{each}*'" for each in AREAS.get(area, sum(AREAS.values(), ()))]
        add(f"{'' if area in AREAS else 'NOT '}({' OR '.join(begins)})")
    if subject:
        add("subject = :subject", subject=subject)
    if before_seq is not None:
        add("seq < :before", before=before_seq)
    if kinds:
        named = {f"kind{n}": each for n, each in enumerate(kinds)}
        add(f"kind IN ({', '.join(f':{name}' for name in named)})", **named)
    return " AND ".join(f"({each})" for each in clauses), values


def count(  # noqa: PLR0917 - one filter each
    connection: Connection, first: datetime | None, last: datetime | None, who: str, area: str, subject: str
) -> int:
    """Give how many entries match."""
    where, values = _where(first, last, who, area, subject)
    return int(connection.exec_driver_sql(f"SELECT COUNT(*) FROM event WHERE {where}", values).scalar_one())  # noqa: S608 - built from constants


def count_of_others(  # noqa: PLR0917 - one filter each
    connection: Connection, first: datetime | None, last: datetime | None, who: str, area: str, subject: str,
    *, subjects: Collection[str], actor: str,
) -> int:  # fmt: skip
    """Give how many entries match that are about some subjects, and that somebody else than `actor` made."""
    where, values = _where(first, last, who, area, subject)
    own = f'{{"actor":"{actor}"'.encode()
    query = f"""SELECT COUNT(*) FROM event WHERE {where} AND substr(body, 1, :own_length) <> :own
                AND subject IN (SELECT value FROM json_each(:subjects))"""  # noqa: S608 - built from constants
    given = {**values, "own_length": len(own), "own": own, "subjects": json.dumps(sorted(subjects))}
    return int(connection.exec_driver_sql(query, given).scalar_one())


def span(  # noqa: PLR0917 - one filter each
    connection: Connection, first: datetime | None, last: datetime | None, who: str, area: str, subject: str
) -> tuple[str | None, str | None]:
    """Give when the first and the last entry that match were recorded."""
    where, values = _where(first, last, who, area, subject)
    query = f"SELECT MIN(at), MAX(at) FROM event WHERE {where}"  # noqa: S608 - built from constants
    row = connection.exec_driver_sql(query, values).one()
    return row[0], row[1]


def pages(  # noqa: PLR0917 - one filter each
    connection: Connection,
    first: datetime | None,
    last: datetime | None,
    who: str,
    area: str,
    subject: str,
    *,
    newest_first: bool,
    before_seq: int | None,
    kinds: Collection[str] = (),
    size: int = 500,
) -> Iterator[Sequence[Row[Any]]]:
    """Give the entries that match as (log, seq, subject, body), a few hundred at a time."""
    where, values = _where(first, last, who, area, subject, before_seq, kinds)
    order = "DESC" if newest_first else "ASC"
    table = "event INDEXED BY event_subject" if subject or _is_rare(connection, area) else "event"
    query = f"SELECT log, seq, subject, body FROM {table} WHERE log = :log AND {where} ORDER BY seq {order}"  # noqa: S608 - built from constants
    logs = [row[0] for row in connection.exec_driver_sql("SELECT id FROM log ORDER BY is_own, id")]
    each_log = [iter(connection.exec_driver_sql(query, {**values, "log": log})) for log in logs]
    rows = each_log[0] if len(logs) == 1 else merge(*each_log, key=lambda row: (row[1], row[0]), reverse=newest_first)
    while page := list(islice(rows, size)):
        yield page


def of_kinds(connection: Connection, kinds: Collection[str]) -> Iterator[Sequence[Row[Any]]]:
    """Give the entries of some kinds, oldest first, as (log, seq, subject, body), a few hundred at a time."""
    return pages(connection, None, None, "", "", "", newest_first=False, before_seq=None, kinds=kinds)


def _is_rare(connection: Connection, area: str) -> bool:
    """Tell whether so few entries are of an area that they are found sooner by their subjects than in their order."""
    if area not in AREAS:
        return False
    where, _ = _where(None, None, "", area, "")
    query = f"SELECT COUNT(*) FROM (SELECT 1 FROM event WHERE {where} LIMIT {RARE + 1})"  # noqa: S608 - built from constants
    return int(connection.exec_driver_sql(query).scalar_one()) <= RARE


_TITLES = """
    SELECT s.subject, s.number || ' ' || (SELECT title FROM revision r WHERE r.subject = s.subject
                                          ORDER BY proposal DESC LIMIT 1) FROM sop s WHERE s.subject IN ({marks})
    UNION ALL SELECT subject, number || ' ' || title FROM run WHERE subject IN ({marks})
    UNION ALL SELECT subject, number || ' ' || title FROM guide WHERE subject IN ({marks})
    UNION ALL SELECT subject, sop_number || ' copy ' || number FROM copy WHERE subject IN ({marks})
    UNION ALL SELECT subject, number || ' ' || action FROM authority_use WHERE subject IN ({marks})
    UNION ALL SELECT subject, 'Hand-over ' || number FROM handover WHERE subject IN ({marks})
    UNION ALL SELECT subject, number FROM incident WHERE subject IN ({marks})
    UNION ALL SELECT p.subject, 'Plan of ' || s.number FROM plan p JOIN sop s ON s.subject = p.sop
              WHERE p.place = 0 AND p.subject IN ({marks})
    UNION ALL SELECT subject, number || ' ' || title FROM missed WHERE subject IN ({marks})
    UNION ALL SELECT subject, 'Erasure asked for on ' || substr(asked_at, 1, 10) FROM erasure WHERE subject IN ({marks})
    UNION ALL SELECT k.subject, 'Keeping of ' || i.number FROM keeping k JOIN incident i ON i.subject = k.record
              WHERE k.subject IN ({marks})
    UNION ALL SELECT subject, title FROM journey WHERE subject IN ({marks})
    UNION ALL SELECT subject, name FROM role WHERE subject IN ({marks})
    UNION ALL SELECT g.subject, 'Suggestion about ' || s.number FROM suggestion g JOIN sop s ON s.subject = g.sop
              WHERE g.subject IN ({marks})
    UNION ALL SELECT subject, name FROM house WHERE subject IN ({marks})"""


def titles(connection: Connection, subjects: Collection[str]) -> dict[str, str]:
    """Give what some subjects are called, by id."""
    marks = ", ".join(f"?{n}" for n in range(1, len(subjects) + 1))
    return {row[0]: row[1] for row in connection.exec_driver_sql(_TITLES.format(marks=marks), tuple(subjects))}
