"""Saying in plain words what happened to an incident."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain import attachment, attachment_rule, circle, entry, finger, incident, looking, owner, party
from sopdesk.domain.attachment_words import HIDDEN, kind_words
from sopdesk.domain.field_sets.entries import ENTRIES
from sopdesk.domain.field_words import said
from sopdesk.domain.fields import FIELDS
from sopdesk.services.action_wording import ACTIONS
from sopdesk.services.cause_wording import CAUSES
from sopdesk.services.told import Told


def _logged(what: incident.IncidentLogged) -> Told:
    source = _origin(what, what.source) if what.source else ""
    kind = what.incident_kind.replace("-", " ")
    return Told(f"logged {'an' if kind[0] in 'aei' else 'a'} {kind} ({what.number}){source}", what.narrative or "",
                occurred_at=what.occurred_at)  # fmt: skip


def _origin(what: incident.IncidentLogged, source: incident.Source) -> str:
    """Say where an imported incident comes from, what it was called there, and that nobody closed it here."""
    there = [f"number {what.source_number}"] if what.source_number else []
    there += [f"status “{what.source_status}”"] if what.source_status else []
    said = f", imported from {source.file}, row {source.row}"
    said += f" ({', '.join(there)} there)" if there else ""
    closed = source.stage is incident.Stage.CLOSED
    return f"{said}; closed there, signed by nobody here" if closed else said


def _party(what: party.PartyAdded) -> Told:
    given: object = what.further  # a sealed value may be the word for an erased one
    further = [given] if isinstance(given, str) else [text for _, text in what.further or ()]
    known = [what.name, what.phone, what.email, what.address, what.remarks, *further]
    hurt = ", who was hurt" if what.injured else ""
    return Told(f"added the {what.role.value}{hurt}", "; ".join(each for each in known if each))


def _values(what: incident.IncidentDetailed | entry.EntryRecorded) -> str:
    specs = _OF_ENTRIES.get(what.sort, {}) if isinstance(what, entry.EntryRecorded) else _OF_KINDS
    personal: object = what.personal  # a sealed value may be the word for an erased one
    hidden = dict(personal) if isinstance(personal, tuple) else {}
    values = {**dict(what.plain), **hidden}
    known = [f"{each.label}: {said(each, values[name], {})}" for name, each in specs.items() if name in values]
    known += [f"{name}: {value}" for name, value in sorted(values.items()) if name not in specs]
    return "; ".join([*known, *([personal] if isinstance(personal, str) else [])])


def _attached(what: attachment.AttachmentAdded) -> Told:
    gone = f" ({HIDDEN[what.hidden]})" if what.hidden not in {None, attachment.Hidden.NONE} else ""
    said = f"attached a file: {kind_words(what.media_type)}, {what.size:,} bytes, SHA-256 {what.digest}{gone}"
    return Told(said, "; ".join(each for each in (what.name, what.description) if each))


_Correction = incident.IncidentCorrected | party.PartyCorrected | entry.EntryCorrected | attachment.AttachmentCorrected


def _signed(what: finger.EntrySigned) -> Told:
    how = "by hand on the screen" if what.hand is finger.Hand.DRAWN else "by their typed name"
    return Told(f"had an entry signed {how} as somebody's own words", what.name or "")


def _ruled(what: attachment_rule.AttachmentsRuled) -> Told:
    hidden = "kept" if what.keeps_hidden else "removed"
    return Told(f"set the rule for attachments: up to {what.megabytes} MB, place and camera data {hidden}")


def _changed(what: _Correction, whose: str = "") -> Told:
    words = f"corrected {what.field.replace('_', ' ')}{whose}"
    return Told(words, "", what.field, what.was or "", what.now or "", what.reason or "")


def _lacked(what: incident.IncidentMoved | incident.IncidentClosed) -> str:
    return f", although this was missing: {'; '.join(what.overridden)}" if what.overridden else ""


_OF_KINDS = {each.name: each for specs in FIELDS.values() for each in specs}
_OF_ENTRIES = {each.name: {one.name: one for one in each.fields} for sorts in ENTRIES.values() for each in sorts}
_SORTS = {each.name: f"{each.label[:1].lower()}{each.label[1:]}" for sorts in ENTRIES.values() for each in sorts}
INCIDENTS: Mapping[type, Callable[[Any], Told]] = {
    incident.IncidentLogged: _logged,
    **ACTIONS,
    **CAUSES,
    party.PartyAdded: _party,
    party.PartyCorrected: lambda e: _changed(e, " of somebody concerned"),
    entry.EntryRecorded: lambda e: Told(f"recorded {_SORTS.get(e.sort, e.sort)}", _values(e)),
    entry.EntryCorrected: lambda e: _changed(e, " in an entry"),
    entry.EntryConfirmed: lambda _: Told("confirmed an entry as their own words, with the PIN"),
    attachment.AttachmentAdded: _attached,
    attachment.AttachmentCorrected: lambda e: _changed(e, " of an attachment"),
    attachment_rule.AttachmentsRuled: _ruled,
    incident.IncidentDetailed: lambda e: Told("filled in", _values(e)),
    finger.EntrySigned: _signed,
    incident.IncidentNoted: lambda e: Told("noted", e.text or ""),
    incident.ProcedurePinned: lambda e: Told(f"named {e.procedure.number}, revision {e.procedure.label}, as concerned"),
    incident.IncidentMoved: lambda e: Told(f"moved on to “{e.stage}”{_lacked(e)}", e.text or "", reason=e.reason or ""),
    incident.IncidentCorrected: _changed,
    incident.IncidentLinked: lambda e: Told("linked another incident", e.reason or ""),
    incident.IncidentClosed: lambda e: Told(f"signed and closed{_lacked(e)}", e.outcome or "", reason=e.reason or ""),
    looking.FileViewed: lambda _: Told("looked at the confidential file"),
    circle.ConfidenceSet: lambda e: Told(
        f"decided who sees the file: {e.circle}" + (f", and {', '.join(e.people)}" if e.people else ""),
        reason=e.reason or "",
    ),
    circle.ConfidenceRuled: lambda e: Told(
        f"set who sees incidents of the kind {e.incident_kind.replace('-', ' ')}: {e.circle}"
    ),
    owner.IncidentAssigned: lambda e: Told("said who looks after the file", e.owner, reason=e.reason or ""),
    incident.IncidentReopened: lambda e: Told("reopened", reason=e.reason or ""),
}  # fmt: skip
