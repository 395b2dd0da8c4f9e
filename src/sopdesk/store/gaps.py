"""Counts of words that a search did not find: plain rows outside the record, without anybody's name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row


def count(connection: Connection, words: str, role: str, day: date) -> None:
    """Count a search that found nothing: one more for these words, by this role, on this day."""
    query = """INSERT INTO gap VALUES (?, ?, ?, 1)
               ON CONFLICT (words, role, day) DO UPDATE SET count = count + 1"""
    connection.exec_driver_sql(query, (words, role, day.isoformat()))


def forget_before(connection: Connection, day: date) -> None:
    """Delete what was counted before a day."""
    connection.exec_driver_sql("DELETE FROM gap WHERE day < ?", (day.isoformat(),))


def by_words(connection: Connection, since: date) -> Sequence[Row[Any]]:
    """Give (words, role, times, last day) since a day, for each of the words and each role."""
    query = """SELECT words, role, SUM(count), MAX(day) FROM gap WHERE day >= ?
               GROUP BY words, role ORDER BY words, SUM(count) DESC, role"""
    return connection.exec_driver_sql(query, (since.isoformat(),)).all()


def forget(connection: Connection, words: str) -> None:
    """Delete what was counted for some words."""
    connection.exec_driver_sql("DELETE FROM gap WHERE words = ?", (words,))
