"""How the causes of an incident are found: a chain of whys, a fishbone, corrections and what is given up."""

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.cause import (
    Cause,
    CauseClass,
    CauseCorrected,
    CauseFound,
    CauseMarked,
    CauseStruck,
    Method,
    standing,
)
from sopdesk.domain.gates import check_open
from sopdesk.domain.refusal import Refusal


def ask_why(incident: Incident, cause: str, *, why: str, because: str, evidence: str = "") -> CauseFound:
    """Add the next link to the chain of whys: the question, the answer, and what it rests on."""
    check_open(incident)
    if not why.strip():
        raise Refusal("Write the question: why did that happen?")
    _check_said(because, (why, evidence))
    under = next(reversed(standing(incident.causes, Method.WHYS)), "")
    return CauseFound(cause, Method.WHYS, under, None, why.strip(), because.strip(), evidence.strip() or None)


def find_cause(
    incident: Incident, cause: str, *, cause_class: CauseClass, because: str, evidence: str = "", under: str = ""
) -> CauseFound:
    """Add a cause to the fishbone, or a sub-cause under one of its causes."""
    check_open(incident)
    _check_said(because, (evidence,))
    if under:
        above = _cause(incident, under).found
        if above.method is not Method.FISHBONE:
            raise Refusal("A sub-cause stands under a cause of the fishbone.")
        if above.under:
            raise Refusal("That is a sub-cause already. To go deeper, ask why in the five whys.")
        cause_class = above.cause_class or cause_class
    return CauseFound(cause, Method.FISHBONE, under, cause_class, None, because.strip(), evidence.strip() or None)


def correct_cause(
    incident: Incident, cause: str, *, because: str, reason: str, why: str = "", evidence: str = ""
) -> CauseCorrected:
    """Correct how a cause reads; what it said stays beside it. Refuses without a reason."""
    check_open(incident)
    found = _cause(incident, cause)
    _check_said(because, (why, evidence, reason))
    if found.found.method is Method.WHYS and not why.strip():
        raise Refusal("Write the question: why did that happen?")
    if not reason.strip():
        raise Refusal("Say why it is corrected.")
    now = (why.strip(), because.strip(), evidence.strip())
    if now == (found.why, found.because, found.evidence):
        raise Refusal("That is what the file says already.")
    return CauseCorrected(cause, now[0] or None, now[1], now[2] or None, found.because, reason.strip())


def mark_root(incident: Incident, cause: str, *, root: bool) -> CauseMarked:
    """Hold a cause to be a root cause, or no longer."""
    check_open(incident)
    if _cause(incident, cause).root is root:
        raise Refusal("That is how it is marked already.")
    return CauseMarked(cause, root)


def strike(incident: Incident, cause: str, *, reason: str) -> CauseStruck:
    """Give a cause up, with all that hangs under it; refuses without a reason."""
    check_open(incident)
    _cause(incident, cause)
    if not reason.strip():
        raise Refusal("Say why it is given up.")
    refuse_card_numbers((reason,))
    return CauseStruck(cause, reason.strip())


def _cause(incident: Incident, cause: str) -> Cause:
    for method in Method:
        found = standing(incident.causes, method).get(cause)
        if found is not None:
            return found
    raise Refusal("There is no such cause in this file.")


def _check_said(because: str, others: tuple[str, ...]) -> None:
    if not because.strip():
        raise Refusal("Say what the cause is.")
    refuse_card_numbers((because, *others))
