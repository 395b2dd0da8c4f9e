"""When a file may wait for the customer, and go on."""

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.gates import check_open
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.waiting import IncidentResumed, IncidentWaiting


def is_waiting(incident: Incident) -> bool:
    """Tell whether a file waits for the customer now."""
    return bool(incident.waits) and incident.waits[-1].until is None


def wait(incident: Incident, reason: str) -> IncidentWaiting:
    """Let a file wait. Refuses without saying for what, a file that waits already, and a closed one."""
    check_open(incident)
    if is_waiting(incident):
        raise Refusal("This file waits for the customer already.")
    if not reason.strip():
        raise Refusal("Say what you wait for: it stands in the file.")
    refuse_card_numbers((reason,))
    return IncidentWaiting(reason.strip())


def go_on(incident: Incident, reason: str) -> IncidentResumed:
    """Let a file go on. Refuses one that does not wait."""
    if not is_waiting(incident):
        raise Refusal("This file does not wait for the customer.")
    refuse_card_numbers((reason,))
    return IncidentResumed(reason.strip() or None)
