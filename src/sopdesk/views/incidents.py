"""Incidents, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.deadline import Deadline
from sopdesk.domain.fields import FieldSpec
from sopdesk.domain.incident import IncidentKind, Party, Pinned, Severity, Source, Stage
from sopdesk.views.people import SignatureView


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in the list; `summary` is the beginning of the narrative, `clock` the running one due first."""

    id: str
    number: str
    kind: IncidentKind
    stage: Stage
    severity: Severity
    summary: str
    occurred_at: datetime
    recorded_at: datetime
    recorder: str
    procedures: tuple[str, ...]
    imported: bool
    clock: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an incident's story: who, what in plain words, when; for corrections also old and new value."""

    at: datetime
    who: str
    what: str
    text: str = ""
    field: str = ""
    was: str = ""
    now: str = ""
    reason: str = ""
    signature: SignatureView | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class ProposedProcedure:
    """A procedure that fits the words typed, with the revision in force."""

    pinned: Pinned
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """One incident with everything that belongs to it. `missing` holds what the next stage needs.

    `run` is the checklist run or the guided workflow it came from, `run_number` what people call it; "" for none.
    """

    row: IncidentRow
    zone: str
    occurred_about: bool
    reported_at: datetime
    channel: str
    place: str
    narrative: str
    done_at_once: str
    role_on_duty: str
    potential: Severity | None
    fields: tuple[tuple[FieldSpec, str], ...]
    parties: tuple[Party, ...]
    procedures: tuple[tuple[Pinned, str], ...]
    story: tuple[Happening, ...]
    missing: tuple[FieldSpec, ...]
    deadlines: tuple[Deadline, ...]
    signature: SignatureView | None
    outcome: str
    run: str
    source: Source | None
    digest: str
    run_number: str = ""
