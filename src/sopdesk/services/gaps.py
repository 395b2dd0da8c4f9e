"""What the manual did not answer: counted by role and day, outside the record, never by person."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sopdesk.domain.gap import KEPT_MONTHS, countable
from sopdesk.domain.person import Right
from sopdesk.services.desk import Desk
from sopdesk.store import gaps as table
from sopdesk.views.care import GapRow
from sopdesk.views.people import PersonView

NOBODY = ""
"""The role under which a search is counted while nobody is signed in."""
KEPT = timedelta(days=KEPT_MONTHS * 30)


class Gaps:
    """Counts of searches that found nothing. A search is no act, so the journal never hears of it."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def count(self, text: str, person: PersonView | None) -> bool:
        """Count a settled search that found nothing; tell whether its words may be counted.

        Of the person only the first role is kept. What looks like somebody's number or address is never kept.
        """
        words = countable(text)
        if not words:
            return False
        role = str(person.roles[-1]) if person is not None and person.roles else NOBODY
        today = self._desk.day_of(self._desk.now())
        with self._desk.store.writing() as connection:
            table.forget_before(connection, today - KEPT)
            table.count(connection, words, role, today)
        return True

    def rows(self) -> tuple[GapRow, ...]:
        """Give what was not found in the last twelve months: the most wanted first."""
        since = self._desk.day_of(self._desk.now()) - KEPT
        with self._desk.store.reading() as connection:
            found = table.by_words(connection, since)
        rows = [_row(words, list(these)) for words, these in groupby(found, key=lambda row: str(row[0]))]
        return tuple(sorted(rows, key=lambda row: (-row.times, -row.last.toordinal(), row.words)))

    def dismiss(self, *, by: str, words: str) -> None:
        """Delete what was counted for some words; looked for again, they are counted anew."""
        self._desk.require(by, Right.WRITE)
        with self._desk.store.writing() as connection:
            table.forget(connection, words)


def _row(words: str, these: Sequence[Any]) -> GapRow:
    """Put the counts of some words together: one row a role, the most frequent first."""
    last = date.fromisoformat(max(row[3] for row in these))
    return GapRow(words, sum(row[2] for row in these), tuple((row[1], row[2]) for row in these), last)
