"""Controlled copies and scanned codes, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.controlled_copy import OUTSTANDING, CopyState


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One controlled copy. `in_force` is the label of the revision in force now, "" when there is none.

    `current` tells whether exactly the text of the copy is in force. `why` is the last reason or remark.
    """

    id: str
    number: str
    sop: str
    sop_number: str
    title: str
    label: str
    digest: str
    file: str
    place: str
    holder: str
    state: CopyState
    issued_at: datetime
    issued_by: str
    called_in_at: datetime | None
    ended_at: datetime | None
    why: str
    in_force: str
    current: bool

    @property
    def whereabouts(self) -> str:
        """Where the copy is, as far as it is known."""
        return " · ".join(filter(None, (self.place, self.holder)))

    @property
    def to_call_in(self) -> bool:
        """Whether the copy is still out and its text no longer counts."""
        return self.state in OUTSTANDING and not self.current


@dataclass(frozen=True, slots=True)
class StaleCopies:
    """How many copies of one revision, which no longer counts, are still out."""

    sop: str
    sop_number: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CopyMark:
    """What a print says of itself as a controlled copy: its number, where it goes, who issued it."""

    number: str
    whereabouts: str
    issued_by: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A controlled copy that was just issued: its id, its number and the PDF."""

    id: str
    number: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanned code leads to: a procedure, perhaps a copy of it. `sentence` is what whoever holds it must know.

    `current` tells whether the paper may be worked by.
    """

    sop: str
    number: str
    sentence: str = ""
    current: bool = True
    copy: str = ""
