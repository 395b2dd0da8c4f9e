"""The authority limits of every approved revision, folded so that those in force are at hand."""

import json
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Table, Text

from sopdesk.domain.authority import Rule
from sopdesk.domain.revision import Sop
from sopdesk.domain.sop import Limit, Per
from sopdesk.store.model import as_text, driver_of
from sopdesk.store.schema import models

limit = Table(
    "authority_limit", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("amount", Text),
    Column("above", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("per", Text, nullable=False),
    Column("together", Text, nullable=False),
    Column("also", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("step_title", Text, nullable=False),
    Index("authority_limit_revision", "subject", "proposal"),
)  # fmt: skip


def limit_rows(state: Sop) -> list[tuple[Any, ...]]:
    """Give the rows of a procedure: a row for each limit of each approved revision."""
    return [
        (
            state.id, each.proposal, place, each.content.number, each.content.title, each.label, each.digest,
            one.action, one.role, None if one.amount is None else f"{one.amount:f}", one.above, one.condition,
            one.per.value, one.together, json.dumps(one.also, ensure_ascii=False), one.step,
            step.title if (step := each.content.step(one.step)) else "",
        )
        for each in state.revisions if each.approved is not None
        for place, one in enumerate(each.content.limits)
    ]  # fmt: skip


_IN_FORCE = """
    WITH newest AS (
        SELECT subject, proposal, ROW_NUMBER() OVER (
            PARTITION BY subject ORDER BY effective_from DESC, approved_at DESC) AS place
        FROM revision WHERE approved_at IS NOT NULL AND effective_from <= :now AND {among})
    SELECT l.subject, l.number, l.title, l.label, l.digest, l.action, l.role, l.amount, l.above, l.condition, l.per,
           l.together, l.also, l.step, l.step_title
    FROM newest JOIN sop s ON s.subject = newest.subject
    JOIN authority_limit l ON l.subject = newest.subject AND l.proposal = newest.proposal
    WHERE newest.place = 1 AND (s.withdrawn_from IS NULL OR s.withdrawn_from > :now)
    ORDER BY l.number, l.place"""


def in_force(connection: Connection, now: datetime, subjects: Collection[str] | None = None) -> list[Rule]:
    """Give the limits of the revisions in force at an instant, of all procedures or of some, in their order."""
    values = {"now": as_text(now)}
    among = "1 = 1"
    if subjects is not None:
        values |= {f"subject{n}": each for n, each in enumerate(subjects)}
        among = f"subject IN ({', '.join(f':subject{n}' for n in range(len(subjects)))})"
    rows = driver_of(connection).execute(_IN_FORCE.format(among=among), values)
    return [_rule(*row) for row in rows]


def _rule(  # noqa: PLR0917 - the columns of a row
    sop: str, number: str, title: str, label: str, digest: str, action: str, role: str, amount: str | None,
    above: str, condition: str, per: str, together: str, also: str, step: str, step_title: str,
) -> Rule:  # fmt: skip
    upto = None if amount is None else Decimal(amount)
    what = Limit(action, role, upto, above, condition, Per(per), together, tuple(json.loads(also)), step)
    return Rule(sop, number, title, label, digest, what, step_title)
