"""Controlled copies and scanned codes, as shown."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.controlled_copy import OUTSTANDING, CopyState


class CardPaper(StrEnum):
    """The paper of a card, lying on its long side."""

    A4 = "A4"
    A5 = "A5"


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels as it is sold, A4; lengths in millimetres. `gap` lies between columns, none between rows."""

    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0

    @property
    def words(self) -> str:
        """The sheet as its box names it."""
        return f"{self.width:g} × {self.height:g} mm, {self.columns} × {self.rows} on A4"


LABEL_SHEETS = {
    each.name: each
    for each in (
        LabelSheet("70x37", 3, 8, 70, 37, 0, 0.5),
        LabelSheet("63x38", 3, 7, 63.5, 38.1, 7.2, 15.1, 2.5),
        LabelSheet("99x38", 2, 7, 99.1, 38.1, 4.7, 15.1, 2.5),
        LabelSheet("99x68", 2, 4, 99.1, 67.7, 4.7, 13.1, 2.5),
        LabelSheet("105x74", 2, 4, 105, 74, 0, 0.5),
    )
}
"""The sheets of labels that shops have, by name."""


@dataclass(frozen=True, slots=True)
class LabelText:
    """What stands on one label beside its code."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One controlled copy. `in_force` is the label of the revision in force now, "" when there is none.

    `current` tells whether exactly the text of the copy is in force. `why` is the last reason or remark. `form` is the
    paper of a card, "" for the whole procedure.
    """

    id: str
    number: str
    sop: str
    sop_number: str
    title: str
    label: str
    digest: str
    file: str
    form: str
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
