"""Looking at a procedure again: when it is due, what was found, and who asks for it (ISO 9001:2015 7.5.2)."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.event import Recorded, event, sealed
from sopdesk.domain.person import Person, Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Signature

AHEAD = timedelta(days=14)
"""How long before its day a review is shown as due."""


class Verdict(StrEnum):
    """What a review finds: the procedure stays as it is, has to be rewritten, or is not needed any more."""

    KEEP = "keep"
    REVISE = "revise"
    RETIRE = "retire"


class Ground(StrEnum):
    """Why a review is asked for out of turn."""

    LAW = "law"
    POLICY = "policy"
    OCCURRENCE = "occurrence"


@event("procedure.reviewed/1")
@dataclass(frozen=True, slots=True)
class ProcedureReviewed:
    """Somebody has read a procedure again and signs what they found, also when nothing changes.

    `digest` is that of the revision which was read.
    """

    digest: str
    verdict: Verdict
    signature: Signature
    remark: str = sealed(default="")
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@event("review.demanded/1")
@dataclass(frozen=True, slots=True)
class ReviewDemanded:
    """A law, a policy or something that happened asks for a review by a day.

    `demand` is the same for all procedures of which one act demanded it.
    """

    demand: str
    ground: Ground
    due: date
    reason: str = sealed(default="")


@dataclass(slots=True)
class Upkeep:
    """What was reviewed and demanded of one procedure, oldest first."""

    done: list[Recorded] = field(default_factory=list)
    demands: list[Recorded] = field(default_factory=list)

    def take(self, recorded: Recorded) -> None:
        """Add a review or a demand, in clock order."""
        (self.done if isinstance(recorded.what, ProcedureReviewed) else self.demands).append(recorded)

    def last(self, known_at: datetime | None = None) -> Recorded | None:
        """Give the newest signed review, counting only what was recorded until then."""
        known = [each for each in self.done if known_at is None or each.stamp.at <= known_at]
        return known[-1] if known else None

    def unanswered(self, known_at: datetime | None = None) -> list[Recorded]:
        """Give the demands that no review has answered since, the earliest due first."""
        last = self.last(known_at)
        open_ones = [
            each for each in self.demands
            if (known_at is None or each.stamp.at <= known_at)
            and (last is None or each.stamp.order > last.stamp.order)
        ]  # fmt: skip
        return sorted(open_ones, key=lambda each: (each.what.due, each.stamp.order))

    def verdict_pending(self, effective_from: datetime | None) -> Verdict | None:
        """Give the last verdict when it asks for something that has not come into force since; else None."""
        last = self.last()
        if last is None or last.what.verdict is Verdict.KEEP:
            return None
        if effective_from is not None and effective_from > last.stamp.at:
            return None
        verdict: Verdict = last.what.verdict
        return verdict


_EVERY_MONTH_HAS = 28


def review_due(since: datetime, months: int) -> date:
    """Give the day on which the review falls: so many months later, at the latest on the month's last day.

    `since` is read on its own clock: give it in the house's zone.
    """
    year, month = divmod(since.month - 1 + months, 12)
    year, month = since.year + year, month + 1
    last = calendar.monthrange(year, month)[1] if since.day > _EVERY_MONTH_HAS else since.day
    return date(year, month, min(since.day, last))


def next_review(
    effective_from: datetime, months: int, reviewed_at: datetime | None, demanded: date | None, zone: tzinfo
) -> date:
    """Give the day of the next review: a cycle after the revision came into force or was last reviewed.

    A demand that nobody has answered yet makes it earlier, never later.
    """
    since = effective_from if reviewed_at is None else max(effective_from, reviewed_at)
    due = review_due(since.astimezone(zone), months)
    return due if demanded is None else min(due, demanded)


def may_review(who: Person, owner: str) -> bool:
    """Tell whether somebody may sign a review: whoever may approve, and the role that owns the procedure."""
    return who.may(Right.APPROVE) or (who.left is None and owns(who.roles, owner))


def owns(roles: Iterable[str], owner: str) -> bool:
    """Tell whether one of these roles owns a procedure."""
    return owner in {str(each) for each in roles}


def check_verdict(verdict: Verdict, remark: str) -> str:
    """Give the remark as it is recorded. Refuses a verdict that asks for something without saying what."""
    refuse_card_numbers((remark,))
    if verdict is Verdict.REVISE and not remark.strip():
        raise Refusal("Say what has to be written differently.")
    if verdict is Verdict.RETIRE and not remark.strip():
        raise Refusal("Say why the procedure is not needed any more.")
    return remark.strip()


def demand(number: str, ground: Ground, *, reason: str, due: date, today: date) -> ReviewDemanded:
    """Ask for a review by a day. Refuses one without the law or policy named, and a day that has passed."""
    if not reason.strip():
        raise Refusal("Name the law, the policy or what happened.")
    if due < today:
        raise Refusal("That day has passed. Choose a day from today on.")
    refuse_card_numbers((reason,))
    return ReviewDemanded(number, ground, due, reason.strip())
