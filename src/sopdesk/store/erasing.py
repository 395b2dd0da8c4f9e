"""Deleting sealed values and photos for good, in the transaction that records that they went."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from sopdesk.domain.event import Recorded
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.store import drafts
from sopdesk.store.journal import Journal
from sopdesk.store.model import ReadModel

SCRUB = "erased: the file has to be written anew"
"""What is remembered from an erasure until no byte of it is left."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What is deleted: sealed values as (log, number, digest), photos by SHA-256, words in what is half written."""

    values: tuple[tuple[str, int, str], ...] = ()
    photos: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def erase(  # noqa: PLR0917 - what the store has, and what is asked of it
    journal: Journal,
    writing: Callable[[], AbstractContextManager[Connection]],
    model_of: Callable[[str], ReadModel],
    actor: str,
    changes: Sequence[tuple[str, Sequence[Any]]],
    gone: Gone,
    at: datetime,
) -> list[Recorded]:
    """Delete what `gone` names, append the events, and fold their subjects anew: all of it or nothing. Raises Trouble.

    Each subject that loses something needs an event of its own, so that nobody goes on with its words from memory.
    """
    subjects, done = [subject for subject, _ in changes], list[Recorded]()
    with journal.appending() as pen:
        try:
            with writing() as connection:
                _delete(connection, gone, subjects)
                journal.recent.forget(subjects)
                for subject, events in changes:
                    before = pen.history(connection, subject)
                    new = pen.write(connection, actor, before, events, at)
                    model_of(subject).write_anew(connection, subject, (*before.events, *new))
                    done += new
                pen.sign_when_due(connection, at)
        except BaseException:
            journal.recent.forget(subjects)
            raise
        pen.keep()
    return done


def sealed_of(connection: Connection, log: str, seq: int) -> Sequence[tuple[str, str]]:
    """Give the sealed values of an entry that are still here, as (digest, text)."""
    query = "SELECT digest, value FROM disclosure WHERE log = ? AND seq = ?"
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (log, seq))]


def erased_digests(connection: Connection) -> frozenset[str]:
    """Give the digests of all values of which an entry says that they were erased; entries that say less say none."""
    query = "SELECT body FROM event WHERE kind = 'disclosure.erased/1'"
    found: set[str] = set()
    for (body,) in connection.exec_driver_sql(query):
        with suppress(ValueError, AttributeError):
            what = recorded_of(read_body(body)).what
            found.update(digest for entry in what.entries for digest in entry.digests)
    return frozenset(found)


def _with_words(rows: Iterable[Sequence[Any]], words: Sequence[str]) -> list[str]:
    """Give the keys of the (key, text) rows in which one of these words occurs: SQLite folds no letter but a to z."""
    return [key for key, text in rows if any(each in " ".join(text.casefold().split()) for each in words)]


def _delete(connection: Connection, gone: Gone, subjects: Sequence[str]) -> None:
    """Delete values and photos, and what lies about them outside the record.

    That is half-written text about these subjects or with these words (case folded), and counts of searches with them.
    """
    if gone.values:
        query = "DELETE FROM disclosure WHERE log = ? AND seq = ? AND digest = ?"
        connection.exec_driver_sql(query, list(gone.values))
    if gone.photos:
        connection.exec_driver_sql("DELETE FROM attachment WHERE digest = ?", [(each,) for each in gone.photos])
    searched = connection.exec_driver_sql("SELECT DISTINCT words, words FROM gap").all()
    for key in _with_words(searched, gone.words):
        connection.exec_driver_sql("DELETE FROM gap WHERE words = ?", (key,))
    begun = connection.exec_driver_sql("SELECT key, text FROM remembered").all()
    for key in _with_words(begun, gone.words):
        drafts.remember(connection, key, "")
    drafts.remember(connection, SCRUB, "due")
    for each in subjects:
        connection.exec_driver_sql("DELETE FROM remembered WHERE instr(key, ?) > 0", (each,))
