"""Whether a signature holds: the one rule by which screens, pages and checks judge it."""

from sopdesk.domain.erasure import ErasureAgreed
from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.handover import fold as fold_handover
from sopdesk.domain.incident import IncidentClosed
from sopdesk.domain.reportable import ReportableDecided
from sopdesk.domain.review import ProcedureReviewed
from sopdesk.domain.revision import fold as fold_sop
from sopdesk.domain.run import RunSignedOff
from sopdesk.domain.run import fold as fold_run
from sopdesk.services.signing import (
    closing_digest,
    decision_digest,
    file_digest,
    fits,
    handover_digest,
    run_digest,
    stated_digest,
)
from sopdesk.store.history import History
from sopdesk.store.store import Store


def stands(store: Store, signed: Recorded, key: str) -> bool:
    """Tell whether a signature was made with the signer's key of then, over what the record beside it says.

    Entries are compared by their hashes, in which personal words stand as digests: so a signature outlives an erasure.
    """
    history = store.history(signed.subject)
    return fits(signed, key, _due_digest(history, signed)) and _agrees(store, history, signed)


def _due_digest(history: History, signed: Recorded) -> str:
    """Give the digest that a signature has to bear, worked out anew from what was recorded before it."""
    match signed.what:
        case RunSignedOff():
            return run_digest(history.leaves_before(signed.stamp))
        case ErasureAgreed():
            return file_digest(history.leaves_before(signed.stamp))
        case IncidentClosed() as what if ERASED not in {what.outcome, what.reason}:
            before = history.leaves_before(signed.stamp)
            return closing_digest(before, what.outcome or "", what.overridden, what.reason or "")
        case ReportableDecided() as what if (what.reason or "") != ERASED:
            before = history.leaves_before(signed.stamp)
            return decision_digest(before, what.reason or "", reportable=what.reportable)
        case _:
            return stated_digest(signed)


def _agrees(store: Store, history: History, signed: Recorded) -> bool:
    """Tell whether other records agree with what was signed: the revision then in force, what was handed over."""
    what, events = signed.what, history.events
    if isinstance(what, ProcedureReviewed):
        then = fold_sop(signed.subject, events).in_force(what.signature.at, known_at=signed.stamp.at)
        return then is not None and then.digest == what.digest
    if isinstance(what, RunSignedOff):
        run = fold_run(signed.subject, (each for each in events if each.stamp.order < signed.stamp.order))
        if run.handover:
            left = fold_handover(run.handover, store.history(run.handover).events)
            return left.is_erased or run.handover_digest == handover_digest(left.id, left.leaving)
    return True
