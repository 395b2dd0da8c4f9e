"""Handing a revision in, sending it back, and withdrawing a procedure."""

from collections.abc import Sequence
from datetime import datetime

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.reviewing import Comment
from sopdesk.domain.revision import Revision, RevisionReturned, RevisionSubmitted, Sop
from sopdesk.domain.sop import Procedure, texts_of


def submit(
    sop: Sop, content: Procedure, *, digest: str, reason: str, based_on: str = "", approvals: int = 1
) -> RevisionSubmitted:
    """Hand in a revision. Refuses one without reason, one that changes nothing, and a changed number."""
    if sop.withdrawn is not None:
        raise Refusal("This procedure was withdrawn; write a new one instead.")
    if not reason.strip():
        raise Refusal("Say in a few words why the procedure changes.")
    if sop.revisions and sop.revisions[0].content.number != content.number:
        raise Refusal("A procedure keeps its number for ever.")
    standing = [each for each in sop.revisions if each.returned is None]
    if standing and standing[-1].digest == digest:
        raise Refusal("Nothing has changed since the last revision.")
    refuse_card_numbers((reason, *texts_of(content)))
    return RevisionSubmitted(len(sop.revisions) + 1, content, digest, reason.strip(), based_on, approvals=approvals)


def give_back(sop: Sop, proposal: int, *, reason: str, comments: Sequence[Comment] = ()) -> RevisionReturned:
    """Send a submitted revision back to its author. Refuses without a reason or when it is decided already."""
    open_proposal(sop, proposal)
    if not reason.strip():
        raise Refusal("Say what should be different, so that the author can go on.")
    kept = tuple(Comment(each.place, each.text.strip()) for each in comments if each.text.strip())
    refuse_card_numbers((reason, *(each.text for each in kept)))
    return RevisionReturned(proposal, reason.strip(), kept)


def check_withdrawal(sop: Sop, *, effective_from: datetime, reason: str, now: datetime) -> None:
    """Refuse a withdrawal without a reason, from a moment in the past, of what was never approved or is withdrawn."""
    if sop.withdrawn is not None:
        raise Refusal("This procedure is withdrawn already.")
    if not sop.approved():
        raise Refusal("This procedure was never in force.")
    if not reason.strip():
        raise Refusal("Say why the procedure is withdrawn.")
    if effective_from < now:
        raise Refusal("A procedure cannot be withdrawn from a moment that has passed.")
    refuse_card_numbers((reason,))


def open_proposal(sop: Sop, proposal: int) -> Revision:
    """Give a revision about which nobody has decided; refuse one that is approved or returned."""
    revision = sop.proposal(proposal)
    if revision.approved is not None:
        raise Refusal("This revision is approved already.")
    if revision.returned is not None:
        raise Refusal("This revision was returned to its author.")
    return revision
