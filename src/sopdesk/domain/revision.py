"""The life of a procedure: revisions submitted, returned, approved from a date, superseded, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.approving import changes_duty
from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.review import ProcedureReviewed, ReviewDemanded, Upkeep
from sopdesk.domain.signature import Signature
from sopdesk.domain.sop import Procedure, texts_of


class Significance(StrEnum):
    """How much a revision changes: major asks everyone concerned to acknowledge again, minor nobody."""

    MAJOR = "major"
    MINOR = "minor"


class Status(StrEnum):
    """Where a revision stands at an instant; computed from dates, never stored."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    SCHEDULED = "approved, not yet effective"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@event("revision.submitted/1")
@dataclass(frozen=True, slots=True)
class RevisionSubmitted:
    """An author hands in a revision for approval; `based_on` is the digest of the revision it was written from.

    `settles` names the suggestions that it takes up.
    """

    proposal: int
    content: Procedure
    digest: str
    reason: str = sealed(default="")
    based_on: str = ""
    imported_from: str = sealed(default="")
    settles: tuple[str, ...] = ()


@event("revision.returned/1")
@dataclass(frozen=True, slots=True)
class RevisionReturned:
    """An approver sends a revision back, with the reason."""

    proposal: int
    reason: str = sealed(default="")


@event("revision.approved/1")
@dataclass(frozen=True, slots=True)
class RevisionApproved:
    """An approver signs a revision, which is effective from an instant on."""

    proposal: int
    digest: str
    label: str
    significance: Significance
    effective_from: datetime
    signature: Signature
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@event("procedure.withdrawn/1")
@dataclass(frozen=True, slots=True)
class ProcedureWithdrawn:
    """A procedure ceases to be in force from an instant on; its number is never used again."""

    effective_from: datetime
    signature: Signature
    reason: str = sealed(default="")
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@dataclass(slots=True)
class Revision:
    """One submitted revision of a procedure and what became of it."""

    proposal: int
    content: Procedure
    digest: str
    reason: str
    based_on: str
    imported_from: str
    submitted: Stamp
    returned: Stamp | None = None
    returned_reason: str = ""
    approved: Stamp | None = None
    label: str = ""
    significance: Significance | None = None
    effective_from: datetime | None = None
    signature: Signature | None = None
    printed_name: str = ""
    name_salt: str = ""
    settles: tuple[str, ...] = ()


@dataclass(slots=True)
class Sop:
    """A procedure folded from its events: all its revisions, oldest first."""

    id: str
    revisions: list[Revision] = field(default_factory=list)
    withdrawn: Recorded | None = None
    upkeep: Upkeep = field(default_factory=Upkeep)

    @property
    def withdrawn_from(self) -> datetime | None:
        """The instant from which the procedure is no longer in force, or None."""
        return self.withdrawn.what.effective_from if self.withdrawn else None

    def proposal(self, proposal: int) -> Revision:
        """Give one submitted revision by its running number (from 1); refuse one that does not exist."""
        found = next((each for each in self.revisions if each.proposal == proposal), None)
        if found is None:
            sentence = f"This procedure has no submitted revision {proposal}."
            raise Refusal(sentence)
        return found

    def of_digest(self, digest: str) -> Revision | None:
        """Give the revision with exactly this content, or None."""
        return next((each for each in self.revisions if each.digest == digest), None)

    def approved(self) -> list[Revision]:
        """Give the approved revisions in the order in which they become effective."""
        done = [each for each in self.revisions if each.approved is not None]
        return sorted(done, key=lambda each: (each.effective_from, each.approved and each.approved.order))

    def in_force(self, instant: datetime, known_at: datetime | None = None) -> Revision | None:
        """Give the revision in force at an instant, counting only what was recorded until `known_at`."""
        return None if self._is_gone(instant, known_at) else self._newest(instant, known_at)

    def status(self, revision: Revision, instant: datetime) -> Status:
        """Tell where one revision stands, or stood, at an instant."""
        if revision.approved is None or revision.effective_from is None or revision.approved.at > instant:
            returned = revision.returned is not None and revision.returned.at <= instant
            return Status.RETURNED if returned else Status.SUBMITTED
        ahead = revision.effective_from > instant
        if not ahead and self._newest(instant) is not revision:
            return Status.SUPERSEDED
        if self._is_gone(instant):
            return Status.WITHDRAWN
        return Status.SCHEDULED if ahead else Status.EFFECTIVE

    def _newest(self, instant: datetime, known_at: datetime | None = None) -> Revision | None:
        """Give the last revision that became effective by an instant, withdrawn or not."""
        due = [
            each
            for each in self.approved()
            if each.effective_from is not None
            and each.effective_from <= instant
            and (known_at is None or (each.approved is not None and each.approved.at <= known_at))
        ]
        return due[-1] if due else None

    def _is_gone(self, instant: datetime, known_at: datetime | None = None) -> bool:
        gone, recorded = self.withdrawn_from, self.withdrawn
        if gone is None or recorded is None or gone > instant:
            return False
        return known_at is None or recorded.stamp.at <= known_at


def fold(subject: str, events: Iterable[Recorded]) -> Sop:
    """Give the procedure that these events add up to in clock order.

    What became of a revision that has not arrived yet from its station is left out until it does; the first
    approval and the first withdrawal stand.
    """
    sop = Sop(subject)
    for each in in_clock_order(events):
        _apply(sop, each)
    return sop


def _apply(sop: Sop, recorded: Recorded) -> None:
    match recorded.what:
        case RevisionSubmitted() as what:
            sop.revisions.append(
                Revision(
                    what.proposal, what.content, what.digest, what.reason, what.based_on, what.imported_from,
                    submitted=recorded.stamp, settles=what.settles,
                )
            )  # fmt: skip
        case RevisionReturned() as what:
            for revision in sop.revisions:
                if revision.proposal == what.proposal and revision.returned is None:
                    revision.returned, revision.returned_reason = recorded.stamp, what.reason
                    break
        case RevisionApproved() as what:
            _approve(sop, what, recorded.stamp)
        case ProcedureWithdrawn() if sop.withdrawn is None:
            sop.withdrawn = recorded
        case ProcedureReviewed() | ReviewDemanded():
            sop.upkeep.take(recorded)


def _approve(sop: Sop, what: RevisionApproved, stamp: Stamp) -> None:
    """Let an approval count only for the exact revision that was signed."""
    for revision in sop.revisions:
        if (revision.proposal, revision.digest) == (what.proposal, what.digest) and revision.approved is None:
            revision.approved, revision.label = stamp, what.label
            revision.significance, revision.effective_from = what.significance, what.effective_from
            revision.signature = what.signature
            revision.printed_name, revision.name_salt = what.printed_name or "", what.name_salt or ""
            break


def submit(sop: Sop, content: Procedure, *, digest: str, reason: str, based_on: str = "") -> RevisionSubmitted:
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
    return RevisionSubmitted(len(sop.revisions) + 1, content, digest, reason.strip(), based_on)


def give_back(sop: Sop, proposal: int, *, reason: str) -> RevisionReturned:
    """Send a submitted revision back to its author. Refuses without a reason or when it is decided already."""
    _open_proposal(sop, proposal)
    if not reason.strip():
        raise Refusal("Say what should be different, so that the author can go on.")
    refuse_card_numbers((reason,))
    return RevisionReturned(proposal, reason.strip())


def check_approval(
    sop: Sop, proposal: int, *, approver: str, significance: Significance, effective_from: datetime, now: datetime
) -> Significance:
    """Refuse an approval that the rules do not allow; give the significance, raised to major where a rule asks.

    Author and approver are never the same person; a revision is never effective before its approval,
    nor before one that was approved earlier.
    """
    revision = _open_proposal(sop, proposal)
    if sop.withdrawn is not None:
        raise Refusal("This procedure was withdrawn; nothing in it can be approved any more.")
    if revision.submitted.actor == approver:
        raise Refusal("Whoever wrote a revision cannot approve it. Somebody else has to sign.")
    if effective_from < now:
        raise Refusal("A revision cannot be effective from a moment before its approval.")
    before = sop.approved()
    if before and before[-1].effective_from is not None and before[-1].effective_from > effective_from:
        raise Refusal("An approved revision becomes effective later than that; choose a later date.")
    if not before or changes_duty(before[-1].content, revision.content):
        return Significance.MAJOR
    return significance


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


def next_label(sop: Sop, significance: Significance) -> str:
    """Give the label of the next approved revision: 1.0 first, then major.minor counted on."""
    labels = [tuple(int(n) for n in each.label.split(".")) for each in sop.revisions if each.label]
    if not labels:
        return "1.0"
    major, minor = max(labels)
    return f"{major + 1}.0" if significance is Significance.MAJOR else f"{major}.{minor + 1}"


def _open_proposal(sop: Sop, proposal: int) -> Revision:
    revision = sop.proposal(proposal)
    if revision.approved is not None:
        raise Refusal("This revision is approved already.")
    if revision.returned is not None:
        raise Refusal("This revision was returned to its author.")
    return revision
