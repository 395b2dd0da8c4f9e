"""What went wrong: logged in a minute, followed to its close, never overwritten (ISO 10002:2018 clause 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed
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
_NOT_TEXT = {"severity", "occurred_at", "reported_at"}


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
    """An incident folded from its events; `values` holds every field's present value, `personal` names personal ones.

    `erased`: personal fields were recorded whose values, and names, are gone. `stages`: those that were reached.
    """

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
    erased: bool = False

    @property
    def occurred_at(self) -> datetime:
        """When it happened, as corrected so far."""
        return datetime.fromisoformat(self.values["occurred_at"])

    @property
    def reported_at(self) -> datetime:
        """When somebody told the house, as corrected so far."""
        return datetime.fromisoformat(self.values["reported_at"])

    @property
    def severity(self) -> Severity:
        """How bad it was, as corrected so far."""
        return Severity(self.values["severity"])


def fold(subject: str, events: Iterable[Recorded]) -> Incident:
    """Give the incident that events add up to; of acts done apart the first value, further stage, first close stand."""
    incident = Incident(subject)
    for each in in_clock_order(events):
        _apply(incident, each)
    return incident


def _apply(incident: Incident, recorded: Recorded) -> None:
    stamp = recorded.stamp
    match recorded.what:
        case IncidentLogged() as what:
            _log(incident, what, stamp)
        case PartyAdded() as what:
            personal = (what.name, what.phone, what.email, what.address, what.remarks)
            incident.parties.append(Party(what.party, what.role, *(text or "" for text in personal)))
        case IncidentDetailed() as what:
            _detail(incident, what)
        case ProcedurePinned(procedure):
            if procedure not in incident.procedures:
                incident.procedures.append(procedure)
        case IncidentMoved(stage):
            if ORDER.index(stage) > ORDER.index(incident.stage):
                _move(incident, stage, stamp)
        case IncidentCorrected() as what:
            _correct(incident, what)
        case IncidentClosed() as what if incident.stage is not Stage.CLOSED:
            incident.closed, incident.closed_stamp = what, stamp
            _move(incident, Stage.CLOSED, stamp)
        case IncidentReopened() if incident.stage is Stage.CLOSED:
            incident.closed, incident.closed_stamp = None, None
            incident.reopened += 1
            _move(incident, Stage.INVESTIGATING, stamp)


def _log(incident: Incident, what: IncidentLogged, stamp: Stamp) -> None:
    incident.logged, incident.recorded = what, stamp
    incident.procedures.extend(what.procedures)
    facts = {"place": what.place, "narrative": what.narrative, "done_at_once": what.done_at_once}
    incident.values.update({name: text or "" for name, text in facts.items()})
    incident.personal.update(facts)
    occurred, reported = what.occurred_at.isoformat(), what.reported_at.isoformat()
    incident.values.update(severity=what.severity, channel=what.channel, occurred_at=occurred, reported_at=reported)
    incident.stages.append((Stage.LOGGED, stamp))


def _detail(incident: Incident, what: IncidentDetailed) -> None:
    gone = str(what.personal) == ERASED
    personal = () if gone else what.personal or ()
    incident.erased = incident.erased or gone
    incident.personal.update(name for name, _ in personal)
    for name, text in (*what.plain, *personal):
        if not incident.values.get(name):
            incident.values[name] = text


def _correct(incident: Incident, what: IncidentCorrected) -> None:
    """Correct a field; one that nobody had filled before may be personal, and is held to be so."""
    if what.field not in incident.values:
        incident.personal.add(what.field)
    if what.now != ERASED or what.field not in _NOT_TEXT:
        incident.values[what.field] = what.now or ""
    incident.corrections += 1


def _move(incident: Incident, stage: Stage, stamp: Stamp) -> None:
    incident.stage = stage
    incident.stages.append((stage, stamp))
