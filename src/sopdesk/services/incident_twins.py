"""Rows of a table that are here already, or stand twice in it: proposed to be left out, never merged."""

from collections.abc import Iterable

from sopdesk.domain.incident import IncidentLogged
from sopdesk.domain.origin import Sameness, origin_keys
from sopdesk.store.origins import key_digest
from sopdesk.views.imports import RowTwin

_IS_HERE = {
    Sameness.ROW: "This row was imported before: it is incident {other}.",
    Sameness.NUMBER: "Incident {other} has the same number where it comes from.",
    Sameness.WORDS: "Incident {other} happened at the same moment and says the same.",
}
_STANDS_TWICE = {
    Sameness.ROW: "Row {other} is the same row.",
    Sameness.NUMBER: "Row {other} has the same number.",
    Sameness.WORDS: "Row {other} happened at the same moment and says the same.",
}


class IncidentTwins:
    """Finds rows that are the same as an incident that is here, or as a row above."""

    def __init__(self, known: Iterable[tuple[Sameness, str, str]]) -> None:
        """Know the incidents that are here by their keys, as (sort, digest, number)."""
        self._known: dict[tuple[Sameness, str], str] = {}
        self._numbers: dict[str, str] = {}
        for sort, digest, other in known:
            self._known.setdefault((sort, digest), other)
            if sort is Sameness.NUMBER:
                self._numbers[other] = digest
        self._here = frozenset(self._known.values())

    def find(self, row: int, logged: IncidentLogged) -> RowTwin | None:
        """Give what a row is the same as, and remember the row.

        Of two that each have a number of their own, other words or not, the one is not the other.
        """
        keys = [(sort, key_digest(text)) for sort, text in origin_keys(logged)]
        number = next((digest for sort, digest in keys if sort is Sameness.NUMBER), "")
        for sort, digest in keys:
            other = self._known.get((sort, digest))
            if other is None:
                continue
            theirs = self._numbers.get(other, "")
            if sort is Sameness.WORDS and number and theirs and number != theirs:
                continue
            words = _IS_HERE if other in self._here else _STANDS_TWICE
            return RowTwin(row, words[sort].format(other=other), certain=sort is Sameness.ROW)
        for each in keys:
            self._known.setdefault(each, str(row))
        if number:
            self._numbers[str(row)] = number
        return None
