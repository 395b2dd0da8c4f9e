"""What may be done with an incident and when: the gates of its course."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.fields import FieldSpec, field_of, fields_for
from sopdesk.domain.incident import (
    ORDER,
    Incident,
    IncidentCorrected,
    IncidentDetailed,
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    IncidentNoted,
    IncidentReopened,
    PartyAdded,
    PartyRole,
    Pinned,
    ProcedurePinned,
    Severity,
    Source,
    Stage,
)
from sopdesk.domain.refusal import Refusal

BASE_FIELDS = ("place", "narrative", "done_at_once", "severity", "channel", "occurred_at", "reported_at")
"""The fields of every incident that can be corrected, beside those of its kind."""
AHEAD = timedelta(minutes=5)
"""How far a clock may be ahead before "it happened in the future" is refused."""


def log(
    *,
    number: str,
    kind: IncidentKind,
    narrative: str,
    occurred_at: datetime,
    now: datetime,
    zone: str,
    reported_at: datetime | None = None,
    about: bool = False,
    severity: Severity = Severity.LOW,
    potential: Severity | None = None,
    channel: str = "",
    role: str = "",
    run: str = "",
    place: str = "",
    done_at_once: str = "",
    procedures: Sequence[Pinned] = (),
    source: Source | None = None,
) -> IncidentLogged:
    """Record an incident. Only the kind and what happened are needed; refuses the future and card numbers."""
    if not narrative.strip():
        raise Refusal("Say in a few words what happened.")
    refuse_card_numbers((narrative, place, done_at_once, channel))
    reported = reported_at or now
    if occurred_at > now + AHEAD or reported > now + AHEAD:
        raise Refusal("That moment lies in the future. Check date and time.")
    if occurred_at > reported + AHEAD:
        raise Refusal("It cannot have been reported before it happened. Check the two times.")
    return IncidentLogged(
        number, kind, occurred_at, reported, zone, about, severity, potential, channel, role, run,
        tuple(procedures), source, place.strip() or None, narrative.strip(), done_at_once.strip() or None,
    )  # fmt: skip


def add_party(incident: Incident, *, role: PartyRole, **personal: str) -> PartyAdded:
    """Add somebody concerned. Refuses an entry that says nothing, and a closed file."""
    check_open(incident)
    given = {name: text.strip() for name, text in personal.items() if text.strip()}
    if not given:
        raise Refusal("Give a name, or something by which this person can be told apart.")
    refuse_card_numbers(given.values())
    return PartyAdded(f"p{len(incident.parties) + 1}", role, **given)


def detail(incident: Incident, values: Mapping[str, str]) -> IncidentDetailed:
    """Record fields that the kind asks for. Refuses unknown names, wrong values and a second value (correct it)."""
    check_open(incident)
    specs = {each.name: each for each in fields_for(_kind(incident))}
    plain: dict[str, str] = {}
    personal: dict[str, str] = {}
    for name, text in values.items():
        if name not in specs:
            raise Refusal(f"A {_kind(incident)} has no field “{name}”.")
        clean = specs[name].check(text)
        before = incident.values.get(name, "")
        if before and before != clean:
            raise Refusal(f"“{specs[name].label}” is recorded already. Correct it instead, with a reason.")
        if clean and not before:
            (personal if specs[name].sealed else plain)[name] = clean
    refuse_card_numbers([*plain.values(), *personal.values()])
    if not plain and not personal:
        raise Refusal("Nothing new was filled in.")
    return IncidentDetailed(tuple(sorted(plain.items())), tuple(sorted(personal.items())) or None)


def note(incident: Incident, text: str) -> IncidentNoted:
    """Add a remark; also on a closed file, since a remark changes nothing."""
    _kind(incident)
    if not text.strip():
        raise Refusal("Write something first.")
    refuse_card_numbers((text,))
    return IncidentNoted(text.strip())


def pin(incident: Incident, procedure: Pinned) -> ProcedurePinned:
    """Name a further procedure as concerned. Refuses one that is named already, and a closed file."""
    check_open(incident)
    if any((each.sop, each.step) == (procedure.sop, procedure.step) for each in incident.procedures):
        raise Refusal(f"{procedure.number} is named in this file already.")
    return ProcedurePinned(procedure)


def move(incident: Incident, stage: Stage, text: str) -> IncidentMoved:
    """Go on to a later stage (never to closed: that takes a signature). Refuses while a field is missing."""
    check_open(incident)
    if stage is Stage.CLOSED:
        raise Refusal("Closing takes a supervisor's signature.")
    if ORDER.index(stage) <= ORDER.index(incident.stage):
        raise Refusal(f"This incident is at “{incident.stage}” already.")
    _refuse_missing(incident, stage)
    refuse_card_numbers((text,))
    return IncidentMoved(stage, text.strip() or None)


def correct(incident: Incident, name: str, now: str, *, reason: str) -> IncidentCorrected:
    """Correct a field: what it said stays beside what it says now. Refuses without a reason."""
    check_open(incident)
    spec = field_of(_kind(incident), name)
    if spec is None and name not in BASE_FIELDS:
        raise Refusal(f"A {_kind(incident)} has no field “{name}”.")
    clean = _check_base(incident, name, now) if spec is None else spec.check(now)
    if not reason.strip():
        raise Refusal("Say why it is corrected.")
    was = incident.values.get(name, "")
    if was == clean:
        raise Refusal("That is what the file says already.")
    refuse_card_numbers((clean, reason))
    return IncidentCorrected(name, was or None, clean, reason.strip())


def check_closing(incident: Incident, outcome: str) -> None:
    """Refuse to close a file that is not resolved, lacks something, or has no outcome in words."""
    check_open(incident)
    if ORDER.index(incident.stage) < ORDER.index(Stage.RESOLVED):
        raise Refusal("Resolve the incident before closing it.")
    if not outcome.strip():
        raise Refusal("Say how it ended.")
    refuse_card_numbers((outcome,))
    _refuse_missing(incident, Stage.CLOSED)


def reopen(incident: Incident, *, reason: str) -> IncidentReopened:
    """Take a closed incident up again. Refuses without a reason."""
    if incident.stage is not Stage.CLOSED:
        raise Refusal("This incident is not closed.")
    if not reason.strip():
        raise Refusal("Say why the incident is taken up again.")
    refuse_card_numbers((reason,))
    return IncidentReopened(reason.strip())


def missing(incident: Incident, stage: Stage) -> list[FieldSpec]:
    """Give the fields that must be filled before the incident reaches a stage; what was erased is not asked again."""
    reach = ORDER.index(stage)
    return [
        each
        for each in fields_for(_kind(incident))
        if each.needed_for is not None
        and ORDER.index(each.needed_for) <= reach
        and not incident.values.get(each.name)
        and not (each.sealed and incident.erased)
    ]


def check_open(incident: Incident) -> None:
    """Refuse a change to a file that was never logged, or is closed."""
    if incident.logged is None:
        raise Refusal("There is no such incident.")
    if incident.stage is Stage.CLOSED:
        raise Refusal("This incident is closed. Reopen it first, with a reason.")


def _kind(incident: Incident) -> IncidentKind:
    if incident.logged is None:
        raise Refusal("There is no such incident.")
    return incident.logged.incident_kind


def _refuse_missing(incident: Incident, stage: Stage) -> None:
    lacking = missing(incident, stage)
    if lacking:
        labels = ", ".join(f"“{each.label}”" for each in lacking)
        raise Refusal(f"Before this incident is {stage}, fill in {labels}.")


def _check_base(incident: Incident, name: str, text: str) -> str:
    """Give the value of a field of every incident as it is recorded. Refuses one that the field cannot take."""
    if name == "occurred_at":
        return _check_times(incident, occurred=_instant(text), reported=incident.reported_at)[0]
    if name == "reported_at":
        return _check_times(incident, occurred=incident.occurred_at, reported=_instant(text))[1]
    clean = text.strip()
    if name == "severity" and clean not in set(Severity):
        raise Refusal("Severity is low, medium, high or severe.")
    if name == "narrative" and not clean:
        raise Refusal("Say in a few words what happened.")
    return clean


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("Give date and time, for example 2026-05-03 14:20.") from None
    if instant.tzinfo is None:
        raise Refusal("The time needs its zone.")
    return instant


def _check_times(incident: Incident, *, occurred: datetime, reported: datetime) -> tuple[str, str]:
    if incident.recorded is not None and max(occurred, reported) > incident.recorded.at + AHEAD:
        raise Refusal("That is after the incident was recorded. Check date and time.")
    if occurred > reported + AHEAD:
        raise Refusal("It cannot have been reported before it happened. Check the two times.")
    return occurred.astimezone(UTC).isoformat(), reported.astimezone(UTC).isoformat()
