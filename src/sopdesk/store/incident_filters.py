"""By what the list of incidents is narrowed down, as conditions of SQLite that an index answers."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from sopdesk.domain.case import Incident
from sopdesk.domain.confidence import EVERYWHERE, Reach
from sopdesk.domain.deadline import clocks_of, late_from
from sopdesk.domain.field_sets.entries import ENTRIES, FOLLOW_UP
from sopdesk.domain.incident import Stage
from sopdesk.domain.only import Only
from sopdesk.store.confidence import kept
from sopdesk.store.model import as_text

Condition = tuple[str, tuple[str, ...]]
ASKED_OF = sorted(kind.value for kind, sorts in ENTRIES.items() if FOLLOW_UP in sorts)
"""The kinds of incident after which a customer is asked."""


def standing(state: Incident) -> tuple[str, int, str, int]:
    """Give what the filters go by: since when late, whether for certain, who looks after it, went on without."""
    late = late_from(clocks_of(state)) if state.stage is not Stage.CLOSED else None
    return (as_text(late[0]) or "" if late else "", int(late is not None and late[1]), state.owner,
            int(bool(state.overridden)))  # fmt: skip


def narrowed(
    only: Collection[Only], *, reach: Reach = EVERYWHERE, now: datetime | None = None, late: Sequence[str] = ()
) -> Iterator[Condition]:
    """Give a condition for each filter; `late` are those of `unsure` that are late at the moment `now`."""
    own = f"NOT COALESCE({kept(reach)}, 0)"
    for each in Only:
        if each not in only:
            continue
        match each:
            case Only.MINE:
                yield f"(owner = ? AND owner <> '' AND {own})", (reach.person,)
            case Only.LATE:
                among = "incident.subject IN (SELECT value FROM json_each(?))"
                yield (
                    f"(late_from <> '' AND late_from < ? AND (late_surely OR {among}))",
                    (as_text(now) or "", json.dumps(list(late))),
                )
            case Only.FOLLOW_UP:
                kinds = ", ".join(f"'{kind}'" for kind in ASKED_OF)
                yield f"(stage = '{Stage.RESOLVED}' AND kind IN ({kinds}) AND imported = 0)", ()
            case Only.OVERRIDDEN:
                yield f"(overridden = 1 AND {own})", ()
            case Only.LEFT:
                gone = "SELECT subject FROM person WHERE left_at IS NOT NULL"
                yield f"(stage <> '{Stage.CLOSED}' AND owner <> '' AND owner IN ({gone}) AND {own})", ()
            case _:
                yield "imported = 1", ()


def unsure(connection: Connection, now: datetime) -> Sequence[tuple[str, str]]:
    """Give (subject, clocks) of the incidents that may be late: opening hours decide, and only they."""
    query = """SELECT subject, clocks FROM incident
               WHERE late_from <> '' AND late_from < ? AND NOT late_surely"""
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (as_text(now),))]
