"""Suggestions, folded for lists; and which revision takes up which."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text

from sopdesk.domain.revision import Sop
from sopdesk.domain.suggestion import Suggestion, fold
from sopdesk.store.model import ReadModel, Rows, as_text
from sopdesk.store.schema import models

suggestion = Table(
    "suggestion", models,
    Column("subject", Text, primary_key=True),
    Column("sop", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("wish", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("answered_at", Text),
    Column("answered_by", Text),
    Column("withdrawn_at", Text),
    Index("suggestion_sop", "sop", "made_at"),
    Index("suggestion_state", "state", "made_at"),
    Index("suggestion_author", "author", "answered_at"),
)  # fmt: skip

settled = Table(
    "settled", models,
    Column("subject", Text, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("suggestion", Text, nullable=False),
    Index("settled_subject", "subject"),
    Index("settled_suggestion", "suggestion"),
)  # fmt: skip


def _rows(state: Suggestion) -> Rows:
    if state.made is None or state.stamp is None:
        return {}
    made, answer = state.made, state.answered
    return {
        suggestion: [
            (
                state.id, made.sop, made.digest, made.place, made.wish.value, made.text, state.stamp.actor,
                as_text(state.stamp.at), state.state().value, answer.what.words if answer else "",
                as_text(answer.stamp.at) if answer else None, answer.stamp.actor if answer else None,
                as_text(state.withdrawn.at) if state.withdrawn else None,
            )
        ]
    }  # fmt: skip


SUGGESTIONS = ReadModel("suggestions", "suggestion-", 1, (suggestion,), fold, _rows)


def settled_rows(state: Sop) -> Rows:
    """Give the rows that say which suggestions the standing revisions of a procedure take up."""
    standing = [each for each in state.revisions if each.returned is None]
    return {settled: [(state.id, each.proposal, one) for each in standing for one in dict.fromkeys(each.settles)]}


def one(connection: Connection, subject: str) -> Row[Any] | None:
    """Give one suggestion."""
    return connection.exec_driver_sql("SELECT * FROM suggestion WHERE subject = ?", (subject,)).first()


def of_sop(connection: Connection, sop: str) -> Sequence[Row[Any]]:
    """Give everything that was suggested about a procedure, newest first."""
    query = "SELECT * FROM suggestion WHERE sop = ? ORDER BY made_at DESC"
    return connection.exec_driver_sql(query, (sop,)).all()


def of_state(connection: Connection, states: Collection[str], limit: int) -> Sequence[Row[Any]]:
    """Give the newest suggestions in some states."""
    marks = ", ".join("?" * len(states))
    query = f"SELECT * FROM suggestion WHERE state IN ({marks}) ORDER BY made_at DESC LIMIT ?"  # noqa: S608 - marks
    return connection.exec_driver_sql(query, (*states, limit)).all()


def answered_to(connection: Connection, author: str) -> Sequence[Row[Any]]:
    """Give the answers that somebody's suggestions had, newest first."""
    query = "SELECT * FROM suggestion WHERE author = ? AND answered_at IS NOT NULL ORDER BY answered_at DESC"
    return connection.exec_driver_sql(query, (author,)).all()


def proposals_settling(connection: Connection, suggestions: Collection[str]) -> dict[str, int]:
    """Give the newest standing proposal that takes a suggestion up, for those of which one does."""
    marks = ", ".join("?" * len(suggestions))
    query = f"SELECT suggestion, MAX(proposal) FROM settled WHERE suggestion IN ({marks}) GROUP BY suggestion"  # noqa: S608 - marks
    return {row[0]: row[1] for row in connection.exec_driver_sql(query, tuple(suggestions))}


def authors(connection: Connection, suggestions: Collection[str]) -> dict[str, str]:
    """Give who made some suggestions, by their ids."""
    marks = ", ".join("?" * len(suggestions))
    query = f"SELECT subject, author FROM suggestion WHERE subject IN ({marks})"  # noqa: S608 - marks
    return {row[0]: row[1] for row in connection.exec_driver_sql(query, tuple(suggestions))}
