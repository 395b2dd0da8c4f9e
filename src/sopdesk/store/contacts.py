"""Which contacts of the house every approved revision names, folded so that those missing are found at once."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, Integer, Table, Text

from sopdesk.domain.revision import Sop
from sopdesk.domain.unclear import contacts_named
from sopdesk.store.model import as_text
from sopdesk.store.schema import models

contact = Table(
    "contact_named", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("name", Text, nullable=False),
)  # fmt: skip


class Named(NamedTuple):
    """A contact by its name, in how many procedures in force it is named, and the first of them."""

    name: str
    procedures: int
    sop: str
    number: str


def contact_rows(state: Sop) -> list[tuple[str, int, str]]:
    """Give the rows of a procedure: a row for each contact that each approved revision names."""
    approved = (each for each in state.revisions if each.approved is not None)
    return [(state.id, each.proposal, name) for each in approved for name in contacts_named(each.content)]


def missing(connection: Connection, now: datetime, given: Collection[str]) -> list[Named]:
    """Give the contacts that the revisions in force name, without those that are given."""
    query = """
        SELECT c.name, COUNT(*), s.subject, MIN(s.number)
        FROM contact_named c JOIN sop s ON s.subject = c.subject
        WHERE (s.withdrawn_from IS NULL OR s.withdrawn_from > :now) AND c.proposal = (
            SELECT r.proposal FROM revision r
            WHERE r.subject = c.subject AND r.approved_at IS NOT NULL AND r.effective_from <= :now
            ORDER BY r.effective_from DESC, r.approved_at DESC LIMIT 1) {but}
        GROUP BY c.name ORDER BY c.name"""
    values = {"now": as_text(now)} | {f"name{n}": each for n, each in enumerate(given)}
    but = f"AND c.name NOT IN ({', '.join(f':name{n}' for n in range(len(given)))})"
    return [Named(*row) for row in connection.exec_driver_sql(query.format(but=but), values)]
