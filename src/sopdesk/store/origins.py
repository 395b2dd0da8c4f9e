"""By what an incident is found again when a table of incidents comes in, as digests."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Column, Connection, Index, Table, Text

from sopdesk.domain.case import Incident
from sopdesk.domain.origin import Sameness, keys_of
from sopdesk.store.schema import models

origin = Table(
    "incident_origin", models,
    Column("subject", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("origin_subject", "subject"),
)  # fmt: skip


def origin_rows(state: Incident) -> list[tuple[str, str, str]]:
    """Give the rows of one incident."""
    return [(state.id, sort.value, key_digest(text)) for sort, text in keys_of(state)]


def key_digest(text: str) -> str:
    """Stand for a key: a table of words is nobody's need."""
    return sha256(text.encode()).hexdigest()[:32]


def origins(connection: Connection) -> Iterator[tuple[Sameness, str, str]]:
    """Give the keys of all incidents as (sort, digest, number of the incident)."""
    query = "SELECT o.sort, o.digest, i.number FROM incident_origin o JOIN incident i ON i.subject = o.subject"
    for sort, digest, number in connection.exec_driver_sql(query):
        yield Sameness(sort), digest, number
