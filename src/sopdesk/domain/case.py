"""An incident's file as its events add up to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sopdesk.domain.action import Action, ActionEvent, fold_action
from sopdesk.domain.attachment import Attachment, AttachmentAdded, AttachmentCorrected, fold_attachment, fold_erased
from sopdesk.domain.cause import Cause, CauseEvent, fold_cause
from sopdesk.domain.circle import Circle, ConfidenceSet
from sopdesk.domain.clock import ClocksApplied
from sopdesk.domain.entry import Entry, EntryConfirmed, EntryCorrected, EntryRecorded, fold_entry
from sopdesk.domain.erasure import DisclosureErased, left
from sopdesk.domain.event import ERASED, Recorded, Stamp, in_clock_order
from sopdesk.domain.finger import EntrySigned
from sopdesk.domain.handing_up import HandedUp, IncidentHandedUp
from sopdesk.domain.incident import (
    ORDER,
    IncidentClosed,
    IncidentCorrected,
    IncidentDetailed,
    IncidentLinked,
    IncidentLogged,
    IncidentMoved,
    IncidentReopened,
    Pinned,
    ProcedurePinned,
    Severity,
    Stage,
)
from sopdesk.domain.owner import IncidentAssigned
from sopdesk.domain.party import Party, PartyAdded, PartyCorrected, fold_party
from sopdesk.domain.reportable import ReportableDecided
from sopdesk.domain.waiting import IncidentResumed, IncidentWaiting, Wait, end_waiting, fold_waiting

ClockEvent = ClocksApplied | IncidentWaiting | IncidentResumed | ReportableDecided | IncidentHandedUp
ABOUT = "about "
"""What stands before a time that is approximate."""
_NOT_TEXT = {"severity", "potential", "occurred_at", "reported_at"}


@dataclass(slots=True)
class Incident:
    """An incident folded from its events; `values` holds every field's present value, `personal` names personal ones.

    `erased`: personal fields were recorded whose values, and names, are gone. `blank`: it is closed, and no words or
    files are left in it that could be erased. `stages`: those that were reached. `circle` and `named`: who sees this
    file, as far as that was decided for it alone (domain/circle.py). `owner`: who looks after it, "" for nobody.
    """

    id: str
    logged: IncidentLogged | None = None
    recorded: Stamp | None = None
    stage: Stage = Stage.LOGGED
    values: dict[str, str] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    parties: list[Party] = field(default_factory=list)
    procedures: list[Pinned] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    causes: dict[str, Cause] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    corrections: int = 0
    stages: list[tuple[Stage, Stamp]] = field(default_factory=list)
    closed: IncidentClosed | None = None
    closed_stamp: Stamp | None = None
    reopened: int = 0
    overridden: tuple[str, ...] = ()
    erased: bool = False
    clocks: ClocksApplied | None = None
    waits: list[Wait] = field(default_factory=list)
    circle: Circle = Circle.READERS
    named: tuple[str, ...] = ()
    reportable: ReportableDecided | None = None
    reportable_stamp: Stamp | None = None
    handed_up: list[HandedUp] = field(default_factory=list)
    blank: bool = False
    owner: str = ""

    @property
    def country(self) -> str:
        """The country whose law asked for fields when it was logged; "" where the house had named none."""
        return self.logged.country if self.logged else ""

    @property
    def potential(self) -> Severity | None:
        """How bad it could have been, as corrected so far; None where nobody said."""
        said = self.values["potential"]
        return Severity(said) if said else None

    @property
    def occurred_at(self) -> datetime:
        """When it happened, as corrected so far."""
        return datetime.fromisoformat(self.values["occurred_at"].removeprefix(ABOUT))

    @property
    def occurred_about(self) -> bool:
        """Whether the time at which it happened is approximate, as corrected so far."""
        return self.values["occurred_at"].startswith(ABOUT)

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
    ordered = in_clock_order(events)
    for each in ordered:
        _apply(incident, each)
    files = any(not each.erased for each in incident.attachments.values())
    incident.blank = (
        incident.closed_stamp is not None and not files and not any(True for each in ordered for _ in left(each))
    )
    return incident


def _apply(incident: Incident, recorded: Recorded) -> None:
    stamp = recorded.stamp
    match recorded.what:
        case IncidentLogged() as what:
            _log(incident, what, stamp)
        case ConfidenceSet() | IncidentAssigned() | IncidentLinked() | ProcedurePinned() as what:
            _relate(incident, what)
        case IncidentDetailed() as what:
            _detail(incident, what)
        case ClocksApplied() | IncidentWaiting() | IncidentResumed() | ReportableDecided() | IncidentHandedUp() as what:
            _count(incident, what, stamp)
        case IncidentMoved(stage) as what if ORDER.index(stage) > ORDER.index(incident.stage):
            incident.overridden += what.overridden
            _move(incident, stage, stamp)
        case IncidentCorrected() as what:
            _correct(incident, what)
        case IncidentClosed() as what if incident.stage is not Stage.CLOSED:
            incident.closed, incident.closed_stamp = what, stamp
            incident.overridden += what.overridden
            _move(incident, Stage.CLOSED, stamp)
        case IncidentReopened() if ORDER.index(incident.stage) >= ORDER.index(Stage.RESOLVED):
            incident.closed, incident.closed_stamp = None, None
            incident.reopened += 1
            _move(incident, Stage.INVESTIGATING, stamp)
        case _:
            _apply_to_part(incident, recorded.what, stamp)


def _apply_to_part(incident: Incident, what: object, stamp: Stamp) -> None:
    """Bring on what a file holds several of."""
    match what:
        case PartyAdded() | PartyCorrected() as what:
            incident.corrections += fold_party(incident.parties, what)
        case EntryRecorded() | EntryCorrected() | EntryConfirmed() | EntrySigned() as what:
            fold_entry(incident.entries, what, stamp)
        case AttachmentAdded() | AttachmentCorrected() as what:
            incident.corrections += fold_attachment(incident.attachments, what, stamp)
        case DisclosureErased() as what:
            fold_erased(incident.attachments, what.photos)
        case ActionEvent() as what:
            fold_action(incident.actions, what, stamp)
        case CauseEvent() as what:
            fold_cause(incident.causes, what, stamp)
        case _:  # a kind of another version, or one that says nothing about the file
            pass


def _log(incident: Incident, what: IncidentLogged, stamp: Stamp) -> None:
    incident.logged, incident.recorded = what, stamp
    incident.procedures.extend(what.procedures)
    facts = {"place": what.place, "narrative": what.narrative, "done_at_once": what.done_at_once}
    incident.values.update({name: text or "" for name, text in facts.items()})
    incident.personal.update(facts)
    occurred, reported = what.occurred_at.isoformat(), what.reported_at.isoformat()
    occurred = f"{ABOUT if what.occurred_about else ''}{occurred}"
    incident.values.update(severity=what.severity, channel=what.channel, occurred_at=occurred, reported_at=reported)
    incident.values["potential"] = what.potential or ""
    incident.stages.append((Stage.LOGGED, stamp))
    if what.source is not None:
        origin = {"source_number": what.source_number or "", "source_status": what.source_status or ""}
        incident.values.update(origin)
        incident.personal.update(origin)
        _come_in(incident, what.source.stage, stamp)


def _come_in(incident: Incident, stage: Stage, stamp: Stamp) -> None:
    """Let an imported incident stand where it stood elsewhere: a closed one is kept from its import on."""
    if stage is not Stage.LOGGED:
        _move(incident, stage, stamp)
    if stage is Stage.CLOSED:
        incident.closed_stamp = stamp


def _count(incident: Incident, what: ClockEvent, stamp: Stamp) -> None:
    """Take up what the clocks of a file go by; a signed decision is the answer of the field that asks for it."""
    if isinstance(what, ClocksApplied):
        incident.clocks = what
    elif isinstance(what, ReportableDecided):
        incident.reportable, incident.reportable_stamp = what, stamp
        incident.values["reportable"] = "yes" if what.reportable else "no"
    elif isinstance(what, IncidentHandedUp):
        incident.handed_up.append(HandedUp(what.role, stamp.at, what.reason or ""))
    else:
        fold_waiting(incident.waits, what, stamp.at)


def _relate(incident: Incident, what: ConfidenceSet | IncidentAssigned | IncidentLinked | ProcedurePinned) -> None:
    """Bring on who sees a file, who looks after it, which others belong to it, which procedures are concerned."""
    if isinstance(what, ConfidenceSet):
        incident.circle, incident.named = what.circle, what.people
    elif isinstance(what, IncidentAssigned):
        incident.owner = what.owner
    elif isinstance(what, IncidentLinked):
        incident.links = list(dict.fromkeys((*incident.links, what.other)))
    elif what.procedure not in incident.procedures:
        incident.procedures.append(what.procedure)


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
    end_waiting(incident.waits, stamp.at)
    incident.stages.append((stage, stamp))
