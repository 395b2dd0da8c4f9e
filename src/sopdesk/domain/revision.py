"""The life of a procedure: revisions submitted, returned, approved from a date, superseded, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import Recorded, Stamp, event, sealed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Signature
from sopdesk.domain.sop import Procedure


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
    """An author hands in a revision for approval; `based_on` is the digest of the revision it was written from."""

    proposal: int
    content: Procedure
    digest: str
    reason: str
    based_on: str = ""
    imported_from: str = ""


@event("revision.returned/1")
@dataclass(frozen=True, slots=True)
class RevisionReturned:
    """An approver sends a revision back, with the reason."""

    proposal: int
    reason: str


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
    reason: str
    signature: Signature
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


@dataclass(slots=True)
class Sop:
    """A procedure folded from its events: all its revisions, oldest first."""

    id: str
    revisions: list[Revision] = field(default_factory=list)
    withdrawn: Recorded | None = None

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

    def approved(self) -> list[Revision]:
        """Give the approved revisions in the order in which they become effective."""
        done = [each for each in self.revisions if each.approved is not None]
        return sorted(done, key=lambda each: (each.effective_from, each.approved and each.approved.order))

    def in_force(self, instant: datetime, known_at: datetime | None = None) -> Revision | None:
        """Give the revision in force at an instant, counting only approvals recorded until `known_at`."""
        gone = self.withdrawn_from
        if gone is not None and gone <= instant and (known_at is None or self._known(self.withdrawn, known_at)):
            return None
        due = [
            each
            for each in self.approved()
            if each.effective_from is not None
            and each.effective_from <= instant
            and (known_at is None or (each.approved is not None and each.approved.at <= known_at))
        ]
        return due[-1] if due else None

    def status(self, revision: Revision, instant: datetime) -> Status:
        """Tell where one revision stands at an instant."""
        if revision.approved is None or revision.effective_from is None:
            return Status.RETURNED if revision.returned else Status.SUBMITTED
        if revision.effective_from > instant:
            return Status.SCHEDULED
        if self.withdrawn_from is not None and self.withdrawn_from <= instant:
            return Status.WITHDRAWN
        return Status.EFFECTIVE if self.in_force(instant) is revision else Status.SUPERSEDED

    @staticmethod
    def _known(recorded: Recorded | None, known_at: datetime) -> bool:
        return recorded is not None and recorded.stamp.at <= known_at


def fold(subject: str, events: Iterable[Recorded]) -> Sop:
    """Give the procedure that these events, in clock order, add up to."""
    sop = Sop(subject)
    for each in events:
        _apply(sop, each)
    return sop


def _apply(sop: Sop, recorded: Recorded) -> None:
    match recorded.what:
        case RevisionSubmitted() as what:
            sop.revisions.append(
                Revision(
                    what.proposal, what.content, what.digest, what.reason, what.based_on, what.imported_from,
                    submitted=recorded.stamp,
                )
            )  # fmt: skip
        case RevisionReturned() as what:
            revision = sop.proposal(what.proposal)
            revision.returned, revision.returned_reason = recorded.stamp, what.reason
        case RevisionApproved() as what:
            revision = sop.proposal(what.proposal)
            revision.approved, revision.label = recorded.stamp, what.label
            revision.significance, revision.effective_from = what.significance, what.effective_from
            revision.signature = what.signature
            revision.printed_name, revision.name_salt = what.printed_name or "", what.name_salt or ""
        case ProcedureWithdrawn():
            sop.withdrawn = recorded


def submit(sop: Sop, content: Procedure, *, digest: str, reason: str, based_on: str = "") -> RevisionSubmitted:
    """Hand in a revision. Refuses one without reason, one that changes nothing, and a changed number."""
    if sop.withdrawn is not None:
        raise Refusal("This procedure was withdrawn; write a new one instead.")
    if not reason.strip():
        raise Refusal("Say in a few words why the procedure changes.")
    if sop.revisions and sop.revisions[0].content.number != content.number:
        raise Refusal("A procedure keeps its number for ever.")
    if any(each.digest == digest and each.returned is None for each in sop.revisions[-1:]):
        raise Refusal("Nothing has changed since the last revision.")
    return RevisionSubmitted(len(sop.revisions) + 1, content, digest, reason.strip(), based_on)


def give_back(sop: Sop, proposal: int, *, reason: str) -> RevisionReturned:
    """Send a submitted revision back to its author. Refuses without a reason or when it is decided already."""
    _open_proposal(sop, proposal)
    if not reason.strip():
        raise Refusal("Say what should be different, so that the author can go on.")
    return RevisionReturned(proposal, reason.strip())


def check_approval(
    sop: Sop, proposal: int, *, approver: str, significance: Significance, effective_from: datetime, now: datetime
) -> Significance:
    """Refuse an approval that the rules do not allow; give the significance, raised to major where a rule asks.

    Author and approver are never the same person; a revision is never effective before its approval,
    nor before one that was approved earlier.
    """
    revision = _open_proposal(sop, proposal)
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


def next_label(sop: Sop, significance: Significance) -> str:
    """Give the label of the next approved revision: 1.0 first, then major.minor counted on."""
    labels = [tuple(int(n) for n in each.label.split(".")) for each in sop.revisions if each.label]
    if not labels:
        return "1.0"
    major, minor = max(labels)
    return f"{major + 1}.0" if significance is Significance.MAJOR else f"{major}.{minor + 1}"


def changes_duty(old: Procedure, new: Procedure) -> bool:
    """Tell whether a must step, a warning or an authority limit differs: such a change is major by itself."""

    def binding(content: Procedure) -> tuple[object, ...]:
        musts = tuple((each.id, each.title, each.text) for each in content.steps if each.must)
        items = tuple(item for item in content.items() if item.must)
        warnings = tuple((each.id, each.warnings) for each in content.steps if each.warnings)
        return (musts, items, warnings, content.limits)

    return binding(old) != binding(new)


def _open_proposal(sop: Sop, proposal: int) -> Revision:
    revision = sop.proposal(proposal)
    if revision.approved is not None:
        raise Refusal("This revision is approved already.")
    if revision.returned is not None:
        raise Refusal("This revision was returned to its author.")
    return revision
