"""Attaching files to an incident, and saying something else about them afterwards."""

from sopdesk.domain.attachment import CORRECTABLE, AttachmentAdded, AttachmentCorrected
from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.gates import check_open
from sopdesk.domain.refusal import Refusal


def attach(incident: Incident, what: AttachmentAdded) -> AttachmentAdded:
    """Attach a file. Refuses one that is attached already, what is not in the file to be about, and a closed file."""
    check_open(incident)
    found = incident.attachments.get(what.digest)
    if found is not None and not found.erased:
        raise Refusal(f"“{what.name}” is attached already.")
    _check_about(incident, "party", what.party)
    _check_about(incident, "entry", what.entry)
    refuse_card_numbers((what.name or "", what.description or ""))
    return what


def correct_attachment(incident: Incident, digest: str, field: str, now: str, *, reason: str) -> AttachmentCorrected:
    """Say something else about an attachment; both stand side by side. Refuses without a reason."""
    check_open(incident)
    found = incident.attachments.get(digest)
    if found is None:
        raise Refusal("There is no such attachment in this file.")
    if field not in CORRECTABLE:
        raise Refusal(f"“{field}” of an attachment is as it came.")
    if not reason.strip():
        raise Refusal("Say why it is corrected.")
    clean, was = now.strip(), str(getattr(found, field))
    if clean == was:
        raise Refusal("That is what the file says already.")
    _check_about(incident, field, clean)
    refuse_card_numbers((clean, reason))
    return AttachmentCorrected(digest, field, was or None, clean, reason.strip())


def _check_about(incident: Incident, field: str, place: str) -> None:
    known = {each.party for each in incident.parties} if field == "party" else set(incident.entries)
    if field != "description" and place and place not in known:
        raise Refusal("Nobody like that is named in this file." if field == "party" else "There is no such entry.")
