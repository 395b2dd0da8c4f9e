"""Reviews of procedures: signed on their day or when a law or policy asks, by those who answer for the procedure."""

from collections.abc import Sequence
from datetime import date, datetime

from sopdesk.domain import review, revision
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.review import Ground, ProcedureReviewed, Verdict
from sopdesk.domain.revision import Sop, Status
from sopdesk.domain.signature import Meaning
from sopdesk.services.desk import Desk
from sopdesk.services.page import PageMaker
from sopdesk.services.signing import review_digest
from sopdesk.views.care import Care, DemandRow, ReviewRow
from sopdesk.views.people import PersonView


class Reviews:
    """Acts and questions about the reviews of procedures."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._pages = PageMaker(desk)

    def of(self, sop: str, *, as_of: datetime | None = None) -> Care:
        """Give how a procedure was looked after, up to now or as known at an instant."""
        state, instant = self._load(sop), as_of or self._desk.now()
        current = state.in_force(instant, known_at=as_of)
        due = self._pages.review_due(state, current, instant) if current else None
        names, last = self._desk.names(), state.upkeep.last(instant)
        reviews = []
        for each in reversed(state.upkeep.done):
            read, signature = state.of_digest(each.what.digest), self._desk.signature_of(each)
            if each.stamp.at <= instant and signature is not None:
                who = names.get(each.stamp.actor, each.stamp.actor)
                reviews.append(ReviewRow(each.stamp.at, who, each.what.verdict, each.what.remark,
                                         read.label if read else "", signature))  # fmt: skip
        demands = tuple(
            DemandRow(each.stamp.at, names.get(each.stamp.actor, each.stamp.actor), each.what.ground,
                      each.what.reason, each.what.due, last is not None and last.stamp.order > each.stamp.order)
            for each in reversed(state.upkeep.demands) if each.stamp.at <= instant
        )  # fmt: skip
        newest = current or (state.approved() or state.revisions)[-1]
        wanted = state.upkeep.verdict_pending(current.effective_from) if current and as_of is None else None
        return Care(due, due is not None and due < self._desk.day_of(instant), wanted, tuple(reviews), demands,
                    newest.content.owner)  # fmt: skip

    def may_review(self, person: PersonView, owner: str) -> bool:
        """Tell whether somebody may sign the review of a procedure of this owner."""
        return person.may(Right.APPROVE) or review.owns(person.roles, owner)

    def sign(self, *, by: str, password: str, sop: str, digest: str, verdict: Verdict, remark: str = "") -> None:
        """Sign a review of the revision that was read, named by its digest, with the verdict and a remark."""
        state = self._load(sop)
        current = state.in_force(self._desk.now())
        if current is None:
            raise Refusal("This procedure is not in force, so there is nothing to review.")
        if not review.may_review(self._desk.somebody(by), current.content.owner):
            raise Refusal("Reviews are signed by the role that owns the procedure, or by those who approve.")
        if current.digest != digest:
            raise Refusal("Another revision has come into force since. Read that one, then sign.")
        words = review.check_verdict(verdict, remark)
        signed = self._desk.sign(by, password, Meaning.REVIEW, review_digest(sop, digest, verdict), sop)
        self._desk.record(by, (sop, [ProcedureReviewed(digest, verdict, remark=words, **signed.fields())]))

    def demand(self, *, by: str, sops: Sequence[str], ground: Ground, reason: str, due: date) -> int:
        """Demand a review of a set of procedures by a day, because a law or policy asks; give of how many."""
        self._desk.require(by, Right.APPROVE)
        now = self._desk.now()
        what = review.demand(self._desk.new_id("demand"), ground, reason=reason, due=due, today=self._desk.day_of(now))
        states = [self._load(sop) for sop in dict.fromkeys(sops)]
        chosen = [each.id for each in states if _is_in_force(each, now)]
        if not chosen:
            raise Refusal("None of these procedures is in force, so there is nothing to review.")
        self._desk.record(by, *((sop, [what]) for sop in chosen))
        return len(chosen)

    def _load(self, sop: str) -> Sop:
        state = self._desk.load(sop, revision.fold)
        if not state.revisions:
            raise Refusal("There is no such procedure.")
        return state


def _is_in_force(state: Sop, now: datetime) -> bool:
    current = state.in_force(now)
    return current is not None and state.status(current, now) is Status.EFFECTIVE
