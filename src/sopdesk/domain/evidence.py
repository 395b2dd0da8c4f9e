"""What the house states of the evidence that it hands over: which entries, and how they were chosen."""

from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.event import event, sealed


class Cover(StrEnum):
    """What evidence is about."""

    CASE = "case"
    PROCEDURE = "procedure"
    RUNS = "runs"
    PERIOD = "period"
    PERSON = "person"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class CarriedLog:
    """How many entries of a log are handed over; `digest` is the SHA-256 (hex) over their leaf hashes in order."""

    log: str
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Span:
    """Entries of a log from `first` to `last`, both included."""

    log: str
    first: int
    last: int


@event("evidence.bundled/1")
@dataclass(frozen=True, slots=True)
class EvidenceBundled:
    """The house states what it hands over; the bundle carries this entry beside the others (docs/evidence-format.md).

    `subjects` are given whole, `spans` without a gap; where both are empty, the entries were chosen one by one.
    `withheld` counts the sealed values that were kept back, `uncovered` the entries that no checkpoint proves.
    """

    what: Cover
    logs: tuple[CarriedLog, ...]
    subjects: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    withheld: int = 0
    uncovered: int = 0
    reason: str | None = sealed()
