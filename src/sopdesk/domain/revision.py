"""The life of a procedure: revisions submitted, returned, approved from a date, superseded, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.review import ProcedureReviewed, ReviewDemanded, Upkeep
from sopdesk.domain.reviewing import Comment, ReviewAsked, ReviewExcused, ReviewGiven, Reviews
from sopdesk.domain.signature import Signature
from sopdesk.domain.sop import Procedure


class Significance(StrEnum):
    """How much a revision changes: major asks everyone concerned to acknowledge again, minor nobody."""

    MAJOR = "major"
    MINOR = "minor"


class Status(StrEnum):
    """Where a revision stands at an instant; computed from dates, never stored."""

    IN_REVIEW = "in review"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SCHEDULED = "approved, not yet effective"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Status.IN_REVIEW, Status.SUBMITTED})
"""Where a revision stands while nobody has decided about it."""


@event("revision.submitted/1")
@dataclass(frozen=True, slots=True)
class RevisionSubmitted:
    """An author hands in a revision for approval; `based_on` is the digest of the revision it was written from.

    `approvals` is how many approvals its kind took when it was handed in; `settles` names the suggestions that it takes
    up.
    """

    proposal: int
    content: Procedure
    digest: str
    reason: str = sealed(default="")
    based_on: str = ""
    imported_from: str = sealed(default="")
    settles: tuple[str, ...] = ()
    approvals: int = 1


@event("revision.returned/1")
@dataclass(frozen=True, slots=True)
class RevisionReturned:
    """An approver sends a revision back (or its author takes it back), with the reason and remarks on its places."""

    proposal: int
    reason: str = sealed(default="")
    comments: tuple[Comment, ...] = sealed(default=())


@dataclass(frozen=True, slots=True)
class Decision:
    """What stood in the way of an approval (see domain.obstacle), as it read then, and why it did not count."""

    obstacle: str
    sentence: str
    reason: str


@event("revision.approved/1")
@dataclass(frozen=True, slots=True)
class RevisionApproved:
    """An approver signs a revision, which is effective from an instant on.

    Of several approvals the first fixes label, significance and instant, and all take effect with the last one.
    `decided` names the obstacles that this approver decided about; `decisions` say what they were and why.
    """

    proposal: int
    digest: str
    label: str
    significance: Significance
    effective_from: datetime
    signature: Signature
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()
    decided: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = sealed(default=())


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
    """One submitted revision of a procedure and what became of it.

    `approvals` are those that count so far; with the last one needed it is approved, and has its label.
    """

    proposal: int
    content: Procedure
    digest: str
    reason: str
    based_on: str
    imported_from: str
    submitted: Stamp
    approvals_needed: int = 1
    reviews: Reviews = field(default_factory=Reviews)
    returned: Stamp | None = None
    returned_reason: str = ""
    returned_comments: tuple[Comment, ...] = ()
    approvals: list[Recorded] = field(default_factory=list)
    approved: Stamp | None = None
    label: str = ""
    significance: Significance | None = None
    effective_from: datetime | None = None
    settles: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.approved is None and self.returned is None

    @property
    def author(self) -> str:
        """The id of who handed it in."""
        return self.submitted.actor


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
            if revision.returned is not None and revision.returned.at <= instant:
                return Status.RETURNED
            return Status.IN_REVIEW if revision.reviews.open_ones(instant) else Status.SUBMITTED
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
                    submitted=recorded.stamp, approvals_needed=what.approvals, settles=what.settles,
                )
            )  # fmt: skip
        case ReviewAsked() | ReviewGiven() | ReviewExcused() as what:
            for revision in sop.revisions:
                if revision.proposal == what.proposal and getattr(what, "digest", revision.digest) == revision.digest:
                    revision.reviews.apply(recorded)
        case RevisionReturned() as what:
            for revision in sop.revisions:
                if revision.proposal == what.proposal and revision.returned is None:
                    revision.returned, revision.returned_reason = recorded.stamp, what.reason
                    revision.returned_comments = () if str(what.comments) == ERASED else what.comments
                    break
        case RevisionApproved() as what:
            for revision in sop.revisions:
                if (revision.proposal, revision.digest) == (what.proposal, what.digest) and revision.approved is None:
                    _approve(revision, what, recorded)
                    break
        case ProcedureWithdrawn() if sop.withdrawn is None:
            sop.withdrawn = recorded
        case ProcedureReviewed() | ReviewDemanded():
            sop.upkeep.take(recorded)


def _approve(revision: Revision, what: RevisionApproved, recorded: Recorded) -> None:
    """Let an approval count: never the author's, nobody's twice, and only under the terms of the first."""
    first = revision.approvals[0].what if revision.approvals else what
    signers = {revision.author, *(each.stamp.actor for each in revision.approvals)}
    same = (first.label, first.significance, first.effective_from)
    if recorded.stamp.actor in signers or (what.label, what.significance, what.effective_from) != same:
        return
    revision.approvals.append(recorded)
    if len(revision.approvals) >= revision.approvals_needed:
        revision.approved, revision.label = recorded.stamp, first.label
        revision.significance, revision.effective_from = first.significance, first.effective_from
        if len(revision.approvals) > 1:
            revision.effective_from = max(first.effective_from, recorded.stamp.at)
