"""When it may be decided whether a case is reportable."""

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.gates import check_open
from sopdesk.domain.legal_clocks import asks
from sopdesk.domain.refusal import Refusal


def check_decision(incident: Incident, *, reportable: bool, reason: str) -> None:
    """Refuse a decision without a reason, one that was made so already, and one that no law asks for."""
    check_open(incident)
    if not asks(incident):
        raise Refusal("No legal clock is known for this kind of incident here: there is nothing to decide.")
    if incident.reportable is not None and incident.reportable.reportable == reportable:
        raise Refusal("That is what was decided already.")
    if not reason.strip():
        raise Refusal("Say why: it stands in the file.")
    refuse_card_numbers((reason,))
