"""The trail: acts in order, what verification found, and what a report covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sopdesk.views.incidents import IncidentFile
from sopdesk.views.investigation import Inquiry
from sopdesk.views.manual import Page
from sopdesk.views.people import HouseView, SignatureView


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry of the journal in plain words.

    `entry` is "log:seq"; `about` names the record (number or title), `area` one of "manual", "checklists",
    "incidents", "people", "house". `occurred_at` is set where the event tells another time than the recording.
    `was` and `now` are old and new value where something changed.
    """

    entry: str
    seq: int
    recorded_at: datetime
    occurred_at: datetime | None
    who: str
    kind: str
    what: str
    about: str
    subject: str
    area: str
    was: str = ""
    now: str = ""
    reason: str = ""
    signature: SignatureView | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of this station's journal: entries, root hash (hex), and its newest signed checkpoint."""

    origin: str
    size: int
    root: str
    checkpoint_at: datetime | None
    checkpoint_size: int
    checkpoint: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Check:
    """One result of a verification in plain words; `holds` None means: could not be told."""

    what: str
    holds: bool | None
    sentence: str


_ORDER = {False: 0, None: 1, True: 2}


def worst_first(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Give what does not hold first, then what could not be told."""
    return tuple(sorted(checks, key=lambda check: _ORDER[check.holds]))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: the sum in one sentence, then each check."""

    holds: bool
    sentence: str
    checks: tuple[Check, ...]
    entries: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Printing:
    """What every printed page says about where it comes from."""

    house: HouseView
    printed_at: datetime
    printed_by: str
    head: Head


@dataclass(frozen=True, slots=True)
class EntryMark:
    """One entry of the journal as it can be checked: its number ("log:seq"), kind, and the hash of its leaf (hex).

    `erased` counts its values that were erased; `withheld` names those of its fields that a redacted copy keeps back.
    """

    entry: str
    recorded_at: datetime
    kind: str
    leaf: str
    erased: int = 0
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseReport:
    """One incident as evidence: the file, the text of the procedures in force, and its entries in the journal.

    `redacted`: a copy for somebody from whom the house keeps something back.
    """

    printing: Printing
    file: IncidentFile
    procedures: tuple[Page, ...]
    marks: tuple[EntryMark, ...]
    inquiry: Inquiry | None = None
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class TrailReport:
    """The trail of a period: what it covers in words, counts, and how many entries the filter left out.

    `kept_back` counts the entries that stand in it without their words: their files are kept from the reader.
    """

    printing: Printing
    scope: str
    first: datetime | None
    last: datetime | None
    count: int
    left_out: int
    kept_back: int = 0
