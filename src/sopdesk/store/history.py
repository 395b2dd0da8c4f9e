"""The events of one subject, as they were when it was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import Table

from sopdesk.domain.event import Recorded, Stamp
from sopdesk.domain.refusal import Trouble
from sopdesk.journal.entry import read_body, recorded_of

REMEMBERED = 256
"""How many subjects' decoded events are kept at hand."""

Rows = Mapping[Table, Sequence[tuple[Any, ...]]]
"""Rows by table, their values in the order of the table's columns; the first column is the subject."""


@dataclass(frozen=True, slots=True)
class History:
    """A subject's events in clock order, the leaf hash (hex) of each entry, and the newest entries ("log:seq").

    `rows` are the read model's rows that these events add up to, where they are known already.
    """

    subject: str
    events: tuple[Recorded, ...] = ()
    leaves: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: Rows | None = field(default=None, compare=False, repr=False)

    def fits(self, newest: Sequence[tuple[str, int, bytes]]) -> bool:
        """Tell whether each log's newest entry about the subject, (log, number, leaf hash), is the one held here."""
        held = {each.stamp.log: (each.stamp.seq, leaf) for each, leaf in self._by_number()}
        return held == {log: (seq, leaf.hex()) for log, seq, leaf in newest}

    def leaves_before(self, stamp: Stamp) -> list[str]:
        """Give the leaf hashes of the entries that stand before one, in order."""
        found = zip(self.leaves, self.events, strict=True)
        return [leaf for leaf, each in found if each.stamp.order < stamp.order]

    def _by_number(self) -> list[tuple[Recorded, str]]:
        return sorted(zip(self.events, self.leaves, strict=True), key=lambda each: each[0].stamp.seq)


class Recent:
    """The histories read or written last; whoever asks for one looks first whether its newest entries still fit."""

    def __init__(self) -> None:
        """Begin empty."""
        self._held: dict[str, History] = {}
        self._keeping = Lock()

    def get(self, subject: str) -> History | None:
        """Give the history of a subject as it was."""
        return self._held.get(subject)

    def keep(self, history: History) -> None:
        """Keep a history in place of the oldest one."""
        with self._keeping:
            self._held[history.subject] = history
            while len(self._held) > REMEMBERED:
                del self._held[next(iter(self._held))]

    def forget(self, subjects: Iterable[str]) -> None:
        """Let go of the histories of some subjects: words were erased, or an erasure was undone."""
        with self._keeping:
            for each in subjects:
                self._held.pop(each, None)


def read_entry(log: str, seq: int, body: bytes, disclosures: Sequence[str]) -> tuple[Recorded, list[str]]:
    """Give an entry and the names of those that it follows. Raises Trouble for one that is damaged."""
    try:
        found = read_body(body)
        return recorded_of(found, disclosures), found["after"]
    except (ValueError, TypeError, KeyError) as error:
        raise Trouble(
            f"Entry {log}:{seq} of the journal cannot be read: {error} The file was left as it is; "
            "restore a backup into another folder."
        ) from error
