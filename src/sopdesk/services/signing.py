"""What a signature stands for: a digest that is worked out anew from the record whenever the signature is checked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sopdesk.domain.approving import Terms
from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.person import NewPasswordAllowed
from sopdesk.domain.review import ProcedureReviewed
from sopdesk.domain.revision import ProcedureWithdrawn, RevisionApproved
from sopdesk.journal.codec import digest_of
from sopdesk.journal.signature import MOST_APART, holds, name_digest


def approval_digest(content: str, terms: Terms, decided: Sequence[str] = ()) -> str:
    """Stand for an approval: the revision (by its digest), its terms, and the obstacles decided about."""
    return digest_of(
        {
            "revision": content,
            "label": terms.label,
            "significance": str(terms.significance),
            "effective_from": terms.effective_from,
            "decided": list(decided),
        }
    )


def withdrawal_digest(sop: str, effective_from: datetime) -> str:
    """Stand for a withdrawal, so that the signature of an approval can never be put beside it."""
    return digest_of({"withdrawn": sop, "effective_from": effective_from})


def allowance_digest(person: str, former_key: str, until: datetime) -> str:
    """Stand for letting somebody choose a new password without the one before: whose, which key it ends, until when."""
    return digest_of({"new_password": person, "former_key": former_key, "until": until})


def review_digest(sop: str, content: str, verdict: str) -> str:
    """Stand for a review: of which procedure, of which revision (by its digest), and what was found."""
    return digest_of({"reviewed": sop, "revision": content, "verdict": str(verdict)})


def run_digest(leaves: Sequence[str]) -> str:
    """Stand for a run exactly as it is shown: the leaf hashes (hex) of all its entries before the signature, in order.

    They name the revision, what was due, every mark and what was taken back, every refusal, and what was handed over.
    """
    return digest_of({"run": list(leaves)})


def handover_digest(handover: str, written: Sequence[Any]) -> str:
    """Stand for a hand-over exactly as it was written: notes, open items, keys and cash; not for what came after."""
    return digest_of({"handover": handover, "written": list(written)})


def file_digest(leaves: Sequence[str]) -> str:
    """Stand for a file: the leaf hashes (hex) of all its entries, in order."""
    return digest_of(list(leaves))


def closing_digest(leaves: Sequence[str], outcome: str, overridden: Sequence[str] = (), reason: str = "") -> str:
    """Stand for a file as it was when it was closed, and how it ended.

    Where something was missing, also for what that was, and for the reason why it was closed all the same.
    """
    all_the_same = {"overridden": list(overridden), "reason": reason} if overridden else {}
    return digest_of({"file": file_digest(leaves), "outcome": outcome, **all_the_same})


def decision_digest(leaves: Sequence[str], reason: str, *, reportable: bool) -> str:
    """Stand for a file as it was when it was decided whether it is reportable, for the answer, and why."""
    return digest_of({"file": file_digest(leaves), "reportable": reportable, "reason": reason})


def stated_digest(recorded: Recorded) -> str:
    """Give the digest that the signature of a signed event has to bear, as far as the event itself tells."""
    match recorded.what:
        case RevisionApproved() as what:
            terms = Terms(what.label, what.significance, what.effective_from)
            return approval_digest(what.digest, terms, what.decided)
        case ProcedureWithdrawn() as what:
            return withdrawal_digest(recorded.subject, what.effective_from)
        case NewPasswordAllowed() as what:
            return allowance_digest(recorded.subject, what.former_key, what.until)
        case ProcedureReviewed() as what:
            return review_digest(recorded.subject, what.digest, what.verdict)
        case what:
            return str(what.digest)


def fits(recorded: Recorded, key: str, digest: str) -> bool:
    """Tell whether the signature that an event carries was made by who acted, with their key of then, over a digest.

    A printed name that was erased cannot be compared any more; the signature stands without it. An act is recorded
    when it is signed: one that stands at another time bears a signature that was made for another.
    """
    what, signature = recorded.what, recorded.what.signature
    name, salt = what.printed_name, what.name_salt
    erased = not (name and salt) or ERASED in {name, salt}
    return (
        signature.signer == recorded.stamp.actor
        and signature.subject == recorded.subject
        and signature.digest == digest
        and abs(recorded.stamp.at - signature.at) <= MOST_APART
        and signature.key == key
        and (erased or name_digest(name, salt) == signature.name_digest)
        and holds(signature)
    )
