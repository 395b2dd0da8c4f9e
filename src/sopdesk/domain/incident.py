"""What went wrong: logged in a minute, followed to its close, never overwritten (ISO 10002:2018 clause 8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import Recorded, Stamp, event, sealed
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


class PartyRole(StrEnum):
    """What somebody has to do with an incident."""

    CUSTOMER = "customer"
    WITNESS = "witness"
    STAFF = "staff"
    CONTRACTOR = "contractor"
    VISITOR = "visitor"
    MINOR = "minor"


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
    """Where an imported incident comes from."""

    file: str
    row: int
    file_digest: str


@event("incident.logged/1")
@dataclass(frozen=True, slots=True)
class IncidentLogged:
    """Somebody records what went wrong. `zone` is the local time zone; the three times are UTC and kept apart."""

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


@event("party.added/1")
@dataclass(frozen=True, slots=True)
class PartyAdded:
    """Somebody concerned: customer, witness, staff …; everything personal is sealed."""

    party: str
    role: PartyRole
    name: str | None = sealed()
    phone: str | None = sealed()
    email: str | None = sealed()
    address: str | None = sealed()
    remarks: str | None = sealed()


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


@event("incident.moved/1")
@dataclass(frozen=True, slots=True)
class IncidentMoved:
    """The incident reaches its next stage, with what was done."""

    stage: Stage
    text: str | None = sealed()


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
    """A supervisor signs that the incident is closed; `digest` stands for the file as it was shown."""

    digest: str
    signature: Signature
    outcome: str | None = sealed()
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@event("incident.reopened/1")
@dataclass(frozen=True, slots=True)
class IncidentReopened:
    """A closed incident is taken up again, with the reason."""

    reason: str | None = sealed()


@dataclass(slots=True)
class Party:
    """Somebody concerned, folded."""

    party: str
    role: PartyRole
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    remarks: str = ""


@dataclass(slots=True)
class Incident:
    """An incident folded from its events; `values` holds every field's present value by name."""

    id: str
    logged: IncidentLogged | None = None
    recorded: Stamp | None = None
    stage: Stage = Stage.LOGGED
    values: dict[str, str] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    parties: list[Party] = field(default_factory=list)
    procedures: list[Pinned] = field(default_factory=list)
    corrections: int = 0
    stages: list[tuple[Stage, Stamp]] = field(default_factory=list)
    closed: IncidentClosed | None = None
    closed_stamp: Stamp | None = None
    reopened: int = 0


BASE_FIELDS = ("place", "narrative", "done_at_once", "severity", "channel", "occurred_at", "reported_at")
"""The fields of every incident that can be corrected, beside those of its kind."""


def fold(subject: str, events: Iterable[Recorded]) -> Incident:
    """Give the incident that these events, in clock order, add up to."""
    incident = Incident(subject)
    for each in events:
        _apply(incident, each)
    return incident


def _apply(incident: Incident, recorded: Recorded) -> None:
    match recorded.what:
        case IncidentLogged() as what:
            _log(incident, what, recorded.stamp)
        case PartyAdded() as what:
            incident.parties.append(
                Party(what.party, what.role, what.name or "", what.phone or "", what.email or "",
                      what.address or "", what.remarks or "")
            )  # fmt: skip
        case IncidentDetailed(plain, personal):
            incident.values.update(dict(plain))
            if isinstance(personal, tuple):
                incident.values.update(dict(personal))
                incident.personal.update(name for name, _ in personal)
        case ProcedurePinned(procedure):
            incident.procedures.append(procedure)
        case IncidentMoved(stage):
            _move(incident, stage, recorded.stamp)
        case IncidentCorrected(name, _, now):
            incident.values[name] = now or ""
            incident.corrections += 1
        case IncidentClosed() as what:
            incident.closed, incident.closed_stamp = what, recorded.stamp
            _move(incident, Stage.CLOSED, recorded.stamp)
        case IncidentReopened():
            incident.closed, incident.closed_stamp = None, None
            incident.reopened += 1
            _move(incident, Stage.INVESTIGATING, recorded.stamp)


def _log(incident: Incident, what: IncidentLogged, stamp: Stamp) -> None:
    incident.logged, incident.recorded = what, stamp
    incident.procedures.extend(what.procedures)
    incident.values.update(
        place=what.place or "",
        narrative=what.narrative or "",
        done_at_once=what.done_at_once or "",
        severity=what.severity,
        channel=what.channel,
        occurred_at=what.occurred_at.isoformat(),
        reported_at=what.reported_at.isoformat(),
    )
    incident.personal.update(("place", "narrative", "done_at_once"))
    incident.stages.append((Stage.LOGGED, stamp))


def _move(incident: Incident, stage: Stage, stamp: Stamp) -> None:
    incident.stage = stage
    incident.stages.append((stage, stamp))


def values_of(incident: Incident, names: Iterable[str]) -> Mapping[str, str]:
    """Give the present values of some fields, "" where nothing was recorded."""
    return {name: incident.values.get(name, "") for name in names}
