"""The tables of a desk: the journal (append-only), and what lies beside it outside the record."""

from sqlalchemy import BLOB, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

FORMAT = 1
"""The number of this desk format, kept in `PRAGMA user_version`."""
APPLICATION_ID = 0x534F5044
"""Marks the file as a desk ("SOPD"), kept in `PRAGMA application_id`."""

record = MetaData()
"""The journal's tables, and the plain ones outside the record."""
models = MetaData()
"""The read models' tables: dropped and folded again at will."""

log = Table(
    "log", record,
    Column("id", Text, primary_key=True),
    Column("origin", Text, nullable=False, unique=True),
    Column("vkey", Text, nullable=False),
    Column("is_own", Integer, nullable=False),
    Column("retired_at", Text),
)  # fmt: skip

event = Table(
    "event", record,
    Column("log", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", BLOB, nullable=False),
    Column("nodes", BLOB, nullable=False),
    PrimaryKeyConstraint("log", "seq"),
    Index("event_subject", "subject", "log", "seq"),
    sqlite_with_rowid=False,
)  # fmt: skip

checkpoint = Table(
    "checkpoint", record,
    Column("log", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Text, nullable=False),
    PrimaryKeyConstraint("log", "size"),
)  # fmt: skip

disclosure = Table(
    "disclosure", record,
    Column("log", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("log", "seq", "digest"),
    sqlite_with_rowid=False,
)  # fmt: skip

attachment = Table(
    "attachment", record,
    Column("digest", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("content", BLOB, nullable=False),
)  # fmt: skip

draft = Table(
    "draft", record,
    Column("id", Text, primary_key=True),
    Column("sop", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
)  # fmt: skip

remembered = Table(
    "remembered", record,
    Column("key", Text, primary_key=True),
    Column("text", Text, nullable=False),
)  # fmt: skip

gap = Table(
    "gap", record,
    Column("words", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint("words", "role", "day"),
    sqlite_with_rowid=False,
)  # fmt: skip

read_model = Table(
    "read_model", record,
    Column("name", Text, primary_key=True),
    Column("version", Integer, nullable=False),
)  # fmt: skip

TRIGGERS = (
    "CREATE TRIGGER event_keeps BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END",
    "CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END",
    """CREATE TRIGGER event_in_order BEFORE INSERT ON event
    WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM event WHERE log = NEW.log)
    BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END""",
)
"""A handrail against our own mistakes, never called security: whoever has the file can drop them."""
