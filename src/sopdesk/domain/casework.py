"""What may be done with an incident and when: the gates of its course."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import ABOUT, Incident
from sopdesk.domain.fields import base_field, field_of, fields_for
from sopdesk.domain.gates import check_open, currency_of, kind_of, override_lacking, refuse_lacking
from sopdesk.domain.incident import (
    ORDER,
    IncidentCorrected,
    IncidentDetailed,
    IncidentKind,
    IncidentLinked,
    IncidentLogged,
    IncidentMoved,
    IncidentNoted,
    IncidentReopened,
    Pinned,
    ProcedurePinned,
    Severity,
    Source,
    Stage,
)
from sopdesk.domain.refusal import Refusal

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
    country: str = "",
    currency: str = "",
    source_number: str = "",
    source_status: str = "",
) -> IncidentLogged:
    """Record an incident. Only the kind and what happened are needed; refuses the future and card numbers."""
    if not narrative.strip():
        raise Refusal("Say in a few words what happened.")
    refuse_card_numbers((narrative, place, done_at_once, channel, source_number, source_status))
    reported = reported_at or now
    if occurred_at > now + AHEAD or reported > now + AHEAD:
        raise Refusal("That moment lies in the future. Check date and time.")
    if occurred_at > reported + AHEAD:
        raise Refusal("It cannot have been reported before it happened. Check the two times.")
    return IncidentLogged(
        number, kind, occurred_at, reported, zone, about, severity, potential, channel, role, run,
        tuple(procedures), source, place.strip() or None, narrative.strip(), done_at_once.strip() or None,
        country, currency, source_number.strip() or None, source_status.strip() or None,
    )  # fmt: skip


def detail(incident: Incident, values: Mapping[str, str]) -> IncidentDetailed:
    """Record fields that the kind asks for. Refuses unknown names, wrong values and a second value (correct it)."""
    check_open(incident)
    specs = {each.name: each for each in fields_for(kind_of(incident))}
    plain: dict[str, str] = {}
    personal: dict[str, str] = {}
    for name, text in values.items():
        if name not in specs:
            raise Refusal(f"A {kind_of(incident)} has no field “{name}”.")
        clean = specs[name].check(text, currency_of(incident))
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
    kind_of(incident)
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


def move(incident: Incident, stage: Stage, text: str, *, override: str | None = None) -> IncidentMoved:
    """Go on to a later stage (never to closed: that takes a signature). Refuses while something is missing.

    `override` is the reason for which it goes on all the same; what is missing is then named in the record.
    """
    check_open(incident)
    if stage is Stage.CLOSED:
        raise Refusal("Closing takes a supervisor's signature.")
    if ORDER.index(stage) <= ORDER.index(incident.stage):
        raise Refusal(f"This incident is at “{incident.stage}” already.")
    overridden = _pass(incident, stage, override)
    refuse_card_numbers((text,))
    return IncidentMoved(stage, text.strip() or None, overridden, override.strip() if override else None)


def correct(incident: Incident, name: str, now: str, *, reason: str) -> IncidentCorrected:
    """Correct a field: what it said stays beside what it says now. Refuses without a reason."""
    check_open(incident)
    spec = field_of(kind_of(incident), name)
    if spec is None and base_field(name) is None:
        raise Refusal(f"A {kind_of(incident)} has no field “{name}”.")
    if name == "reportable" and incident.reportable is not None:
        raise Refusal("That was decided and signed. Decide it anew instead.")
    clean = _check_base(incident, name, now) if spec is None else spec.check(now, currency_of(incident))
    if not reason.strip():
        raise Refusal("Say why it is corrected.")
    was = incident.values.get(name, "")
    if was == clean:
        raise Refusal("That is what the file says already.")
    refuse_card_numbers((clean, reason))
    return IncidentCorrected(name, was or None, clean, reason.strip())


def check_closing(incident: Incident, outcome: str, *, override: str | None = None) -> tuple[str, ...]:
    """Refuse to close a file that is not resolved, lacks something, or has no outcome in words.

    With `override`, the reason for which it is closed all the same, gives the names of what is lacking.
    """
    check_open(incident)
    overridden = _pass(incident, Stage.CLOSED, override)
    if not outcome.strip():
        raise Refusal("Say how it ended.")
    refuse_card_numbers((outcome,))
    return overridden


def _pass(incident: Incident, stage: Stage, override: str | None) -> tuple[str, ...]:
    """Refuse a stage that lacks something; give the names of what it lacks where that is overridden."""
    if override is not None:
        return override_lacking(incident, stage, override)
    refuse_lacking(incident, stage)
    return ()


def reopen(incident: Incident, *, reason: str) -> IncidentReopened:
    """Take a closed incident up again. Refuses without a reason."""
    if incident.stage is not Stage.CLOSED:
        raise Refusal("This incident is not closed.")
    if not reason.strip():
        raise Refusal("Say why the incident is taken up again.")
    refuse_card_numbers((reason,))
    return IncidentReopened(reason.strip())


def link(incident: Incident, other: str, *, reason: str) -> IncidentLinked:
    """Say that another incident has to do with this one; also on a closed file. Refuses itself, and a second time."""
    kind_of(incident)
    if other == incident.id:
        raise Refusal("This is the same incident.")
    if other in incident.links:
        raise Refusal("These two are linked already.")
    refuse_card_numbers((reason,))
    return IncidentLinked(other, reason.strip() or None)


def _check_base(incident: Incident, name: str, text: str) -> str:
    """Give the value of a field of every incident as it is recorded. Refuses one that the field cannot take."""
    if name == "occurred_at":
        about = ABOUT if text.strip().lower().startswith(ABOUT) else ""
        when = _instant(text.strip()[len(about) :])
        return about + _check_times(incident, occurred=when, reported=incident.reported_at)[0]
    if name == "reported_at":
        return _check_times(incident, occurred=incident.occurred_at, reported=_instant(text))[1]
    clean = text.strip()
    if name in {"severity", "potential"} and clean not in ({*Severity} if name == "severity" else {"", *Severity}):
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
