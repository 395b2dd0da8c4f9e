"""What a signature stands for: a digest that is worked out anew from the record whenever the signature is checked."""

from collections.abc import Sequence
from datetime import datetime

from sopdesk.domain.event import Recorded
from sopdesk.domain.person import NewPasswordAllowed
from sopdesk.domain.review import ProcedureReviewed
from sopdesk.domain.revision import ProcedureWithdrawn, RevisionApproved
from sopdesk.domain.run import Run
from sopdesk.journal.codec import digest_of


def approval_digest(content: str, label: str, significance: str, effective_from: datetime) -> str:
    """Stand for an approval: the revision (by its digest), its label and weight, and the instant it is effective."""
    return digest_of(
        {"revision": content, "label": label, "significance": str(significance), "effective_from": effective_from}
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


def run_digest(run: Run) -> str:
    """Stand for exactly what a supervisor sees of a run: the revision, every mark, the hand-over note."""
    return digest_of(
        {
            "run": run.id,
            "revision": run.started.digest if run.started else "",
            "marks": {
                item: [mark.how, mark.stamp.actor, mark.stamp.at, mark.value, mark.in_bounds, mark.text]
                for item, mark in run.marks.items()
            },
            "handover": run.handover,
            "completed": [run.completed.actor, run.completed.at] if run.completed else [],
        }
    )


def file_digest(leaves: Sequence[str]) -> str:
    """Stand for a file: the leaf hashes (hex) of all its entries, in order."""
    return digest_of(list(leaves))


def closing_digest(leaves: Sequence[str], outcome: str) -> str:
    """Stand for a file as it was when it was closed, and how it ended."""
    return digest_of({"file": file_digest(leaves), "outcome": outcome})


def stated_digest(recorded: Recorded) -> str:
    """Give the digest that the signature of a signed event has to bear, as far as the event itself tells."""
    match recorded.what:
        case RevisionApproved() as what:
            return approval_digest(what.digest, what.label, what.significance, what.effective_from)
        case ProcedureWithdrawn() as what:
            return withdrawal_digest(recorded.subject, what.effective_from)
        case NewPasswordAllowed() as what:
            return allowance_digest(recorded.subject, what.former_key, what.until)
        case ProcedureReviewed() as what:
            return review_digest(recorded.subject, what.digest, what.verdict)
        case what:
            return str(what.digest)
