"""Giving a file to somebody: whoever has it stays free to hand it on, and a closed file is nobody's work."""

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.gates import check_open
from sopdesk.domain.owner import IncidentAssigned
from sopdesk.domain.refusal import Refusal


def assign(incident: Incident, owner: str, reason: str = "") -> IncidentAssigned:
    """Give a file to a person (an id), with a reason or without. Refuses a closed file, and who has it already."""
    check_open(incident)
    if not owner:
        raise Refusal("Say who looks after it.")
    if owner == incident.owner:
        raise Refusal("This person looks after it already.")
    refuse_card_numbers((reason,))
    return IncidentAssigned(owner, reason.strip() or None)
