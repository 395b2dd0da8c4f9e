"""Drafts and half-written text: plain rows outside the record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from sopdesk.store.model import as_text


def keep(connection: Connection, name: str, sop: str, author: str, text: str, at: datetime) -> None:  # noqa: PLR0917 - a row
    """Write a draft over its former text."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", (name, sop, author, text, as_text(at))
    )


def of(connection: Connection, author: str) -> Sequence[Row[Any]]:
    """Give somebody's drafts, the newest first."""
    return connection.exec_driver_sql("SELECT * FROM draft WHERE author = ? ORDER BY changed_at DESC", (author,)).all()


def get(connection: Connection, name: str) -> Row[Any] | None:
    """Give one draft."""
    return connection.exec_driver_sql("SELECT * FROM draft WHERE id = ?", (name,)).first()


def drop(connection: Connection, name: str) -> None:
    """Delete a draft."""
    connection.exec_driver_sql("DELETE FROM draft WHERE id = ?", (name,))


def remember(connection: Connection, key: str, text: str) -> None:
    """Keep the half-written text of a form, or forget it when it is empty."""
    if text:
        connection.exec_driver_sql("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (key, text))
    else:
        connection.exec_driver_sql("DELETE FROM remembered WHERE key = ?", (key,))


def recall(connection: Connection, key: str) -> str:
    """Give the half-written text of a form, or ""."""
    found = connection.exec_driver_sql("SELECT text FROM remembered WHERE key = ?", (key,)).scalar()
    return str(found or "")
