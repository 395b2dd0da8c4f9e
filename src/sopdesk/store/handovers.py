"""Hand-overs, folded for the book, for Today and for what is still open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text

from sopdesk.domain.handover import Handover, fold
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

handover = Table(
    "handover", models,
    Column("subject", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("readers", Integer, nullable=False),
    Column("items", Integer, nullable=False),
    Column("open_items", Integer, nullable=False),
    Column("things", Integer, nullable=False),
    Column("unsigned", Integer, nullable=False),
    Column("differing", Integer, nullable=False),
    Index("handover_at", "at"),
    Index("handover_readers", "readers", "at"),
)  # fmt: skip

reader = Table(
    "handover_reader", models,
    Column("subject", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("handover_reader_subject", "subject"),
)  # fmt: skip

open_item = Table(
    "handover_open_item", models,
    Column("subject", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("concerns", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("handover_open_item_subject", "subject"),
)  # fmt: skip


def _rows(state: Handover) -> Rows:
    written, stamp = state.written, state.stamp
    if written is None or stamp is None:
        return {}
    texts, still = state.texts(), {name: each for name, each in state.items.items() if each.is_open}
    received = [each.received for each in state.things.values()]
    words = "\n".join((written.number, written.shift, *texts)).casefold()
    return {
        handover: [
            (
                state.id, written.number, as_text(stamp.at), stamp.actor, written.shift, written.run,
                " ".join(" ".join(texts[:2]).split()), words, len(state.readers), len(state.items), len(still),
                len(received), received.count(None), sum(bool(each and each.difference) for each in received),
            )
        ],
        reader: [(state.id, each.actor, as_text(each.at)) for each in state.readers],
        open_item: [
            (state.id, name, each.left.about.value, each.left.subject, each.left.text or "")
            for name, each in still.items()
        ],
    }  # fmt: skip


HANDOVERS = ReadModel("handovers", "handover-", 1, (handover, reader, open_item), fold, _rows)


def list_handovers(
    connection: Connection, *, words: Sequence[tuple[str, Collection[str]]] = (), first: datetime | None = None,
    last: datetime | None = None, person: str = "", unread_only: bool = False, limit: int = 200,
) -> Sequence[Row[Any]]:  # fmt: skip
    """Give the newest hand-overs that match.

    `words` are casefolded, each with the people whose names hold it; `person` wrote it or has read it.
    """
    clauses, values = ["1 = 1"], list[Any]()

    def add(clause: str, *given: Any) -> None:  # noqa: ANN401 - values of the query
        clauses.append(clause)
        values.extend(given)

    for word, people in words:
        add(f"(instr(words, ?) > 0 OR by IN ({', '.join('?' * len(people))}))", word, *people)
    if first is not None:
        add("at >= ?", as_text(first))
    if last is not None:
        add("at < ?", as_text(last))
    if person:
        add("(by = ? OR subject IN (SELECT subject FROM handover_reader WHERE person = ?))", person, person)
    if unread_only:
        add("readers = 0")
    query = f"SELECT * FROM handover WHERE {' AND '.join(clauses)} ORDER BY at DESC, number DESC LIMIT ?"  # noqa: S608 - built from constants
    return connection.exec_driver_sql(query, (*values, limit)).all()


def one(connection: Connection, subject: str) -> Row[Any] | None:
    """Give one hand-over."""
    return connection.exec_driver_sql("SELECT * FROM handover WHERE subject = ?", (subject,)).first()


def readers(connection: Connection, subjects: Collection[str]) -> dict[str, list[str]]:
    """Give who has read some hand-overs, in that order, by hand-over."""
    marks = ", ".join("?" * len(subjects))
    query = f"SELECT subject, person FROM handover_reader WHERE subject IN ({marks}) ORDER BY at"  # noqa: S608 - marks
    found: dict[str, list[str]] = {}
    for subject, person in connection.exec_driver_sql(query, tuple(subjects)):
        found.setdefault(subject, []).append(person)
    return found


def open_items(connection: Connection, limit: int = 100) -> Sequence[Row[Any]]:
    """Give what is still open of all hand-overs, the oldest first."""
    query = """SELECT i.* FROM handover_open_item i JOIN handover h ON h.subject = i.subject
               ORDER BY h.at, i.rowid LIMIT ?"""
    return connection.exec_driver_sql(query, (limit,)).all()
