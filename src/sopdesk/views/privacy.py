"""Personal data as shown: what is kept about somebody, requests to erase, holds, and whose time is up."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind


@dataclass(frozen=True, slots=True)
class PieceView:
    """A sealed value of an entry, or a photo: where it is, who wrote it when and doing what, and its words.

    `matches`: it has the words that were looked for, or belongs to the party that has. `photo` is a SHA-256, else "".
    """

    subject: str
    log: str
    seq: int
    field: str
    at: datetime
    who: str
    told: str
    text: str
    matches: bool = True
    photo: str = ""

    @property
    def key(self) -> str:
        """Tell this piece from every other one."""
        return f"{self.log}:{self.seq}:{self.field}"


@dataclass(frozen=True, slots=True)
class RecordPieces:
    """A record with every piece of it that can be erased, and why none may be ("" when nothing stands in the way)."""

    subject: str
    title: str
    pieces: tuple[PieceView, ...]
    held: str = ""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """A request to erase, and what became of it. `records` are their titles, `held` those on legal hold."""

    id: str
    basis: Basis
    source: str
    reason: str
    asked_by: str
    asked_at: datetime
    records: tuple[str, ...]
    pieces: int
    photos: int
    held: tuple[str, ...]
    agreed: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    reason_refused: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to decide."""
        return self.decided_at is None


@dataclass(frozen=True, slots=True)
class KeepingView:
    """How long a record is kept: on hold since when, by whom and why; until which day, and by which rule or reason."""

    record: str
    title: str
    held_at: datetime | None = None
    held_by: str = ""
    held_reason: str = ""
    until: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ExpiredView:
    """A closed incident whose time is up: somebody decides whether it is erased or kept longer."""

    incident: str
    number: str
    kind: IncidentKind
    closed: date
    until: date
    source: str


@dataclass(frozen=True, slots=True)
class SubjectAccess:
    """Everything that is kept about somebody, for them; `withheld` counts what else the same records hold."""

    name: str
    records: tuple[RecordPieces, ...]
    withheld: int
