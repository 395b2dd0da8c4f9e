"""What went wrong: logged in a minute, followed to its close, never overwritten (ISO 10002:2018 clause 8)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import event, sealed
from sopdesk.domain.signature import Signature


class IncidentKind(StrEnum):
    """What kind of thing went wrong."""

    COMPLAINT = "complaint"
    DISPUTE = "dispute"
    ACCIDENT = "accident"
    INJURY = "injury"
    INVESTIGATION = "investigation"
    NEAR_MISS = "near-miss"
    SECURITY = "security-alert"
    ABUSE = "abusive-customer"


class Stage(StrEnum):
    """The course of an incident, in order."""

    LOGGED = "logged"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    RESOLVED = "resolved"
    FOLLOWED_UP = "followed up"
    CLOSED = "closed"


ORDER = tuple(Stage)


class Severity(StrEnum):
    """How bad it was."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A procedure concerned, with the exact revision that was in force when it happened, as this station had it."""

    sop: str
    number: str
    label: str
    digest: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported incident comes from, and at which stage it came: "closed" there was signed by nobody here."""

    file: str
    row: int
    file_digest: str
    stage: Stage = Stage.LOGGED


@event("incident.logged/1")
@dataclass(frozen=True, slots=True)
class IncidentLogged:
    """Somebody records what went wrong. `zone` is the local time zone; the three times are UTC and kept apart.

    `country` (ISO 3166-1) and `currency` are the house's then: whose law asks for fields, what an amount is in.
    `source_number` and `source_status` are what an imported one was called where it comes from, word for word.
    """

    number: str
    incident_kind: IncidentKind
    occurred_at: datetime
    reported_at: datetime
    zone: str
    occurred_about: bool = False
    severity: Severity = Severity.LOW
    potential: Severity | None = None
    channel: str = ""
    role: str = ""
    run: str = ""
    procedures: tuple[Pinned, ...] = ()
    source: Source | None = None
    place: str | None = sealed()
    narrative: str | None = sealed()
    done_at_once: str | None = sealed()
    country: str = ""
    currency: str = ""
    source_number: str | None = sealed()
    source_status: str | None = sealed()


@event("incident.detailed/1")
@dataclass(frozen=True, slots=True)
class IncidentDetailed:
    """Fields that the kind of incident asks for, by name (see domain/fields.py); `sealed` ones lie beside."""

    plain: tuple[tuple[str, str], ...] = ()
    personal: tuple[tuple[str, str], ...] | None = sealed()


@event("incident.noted/1")
@dataclass(frozen=True, slots=True)
class IncidentNoted:
    """A remark on the course of the incident."""

    text: str | None = sealed()


@event("procedure.pinned/1")
@dataclass(frozen=True, slots=True)
class ProcedurePinned:
    """A further procedure is found to be concerned."""

    procedure: Pinned


@event("incident.linked/1")
@dataclass(frozen=True, slots=True)
class IncidentLinked:
    """Another incident has to do with this one: linked, never merged. `other` is its id; both files say so."""

    other: str
    reason: str | None = sealed()


@event("incident.moved/1")
@dataclass(frozen=True, slots=True)
class IncidentMoved:
    """The incident reaches its next stage, with what was done; `overridden` is what was lacking, `reason` why then."""

    stage: Stage
    text: str | None = sealed()
    overridden: tuple[str, ...] = ()
    reason: str | None = sealed()


@event("incident.corrected/1")
@dataclass(frozen=True, slots=True)
class IncidentCorrected:
    """A field was wrong: what it said and what it says now stand side by side, with the reason."""

    field: str
    was: str | None = sealed()
    now: str | None = sealed()
    reason: str | None = sealed()


@event("incident.closed/1")
@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """A supervisor signs that the incident is closed; `digest` stands for the file as it was shown.

    `overridden` is what was lacking, `reason` why it was closed all the same.
    """

    digest: str
    signature: Signature
    outcome: str | None = sealed()
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()
    overridden: tuple[str, ...] = ()
    reason: str | None = sealed()


@event("incident.reopened/1")
@dataclass(frozen=True, slots=True)
class IncidentReopened:
    """A closed incident is taken up again, with the reason."""

    reason: str | None = sealed()
