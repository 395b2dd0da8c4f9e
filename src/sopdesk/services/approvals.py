"""Revisions that wait: who reviews them, what stands in their way, and who approves them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sopdesk.domain import approving, house, reviewing, submission
from sopdesk.domain import revision as life
from sopdesk.domain.difference import compare
from sopdesk.domain.house import HOUSE
from sopdesk.domain.obstacle import OVERTAKEN, REVIEW, Obstacle, decide, obstacles
from sopdesk.domain.overtaking import common_base, overtaking
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.reviewing import Comment, Opinion, ReviewAsked, Reviews
from sopdesk.domain.revision import RevisionApproved, Significance, Sop
from sopdesk.domain.signature import Meaning
from sopdesk.domain.sop import Kind
from sopdesk.journal.keys import PersonKey
from sopdesk.services.desk import Desk
from sopdesk.services.goals import goals_of
from sopdesk.services.listing import Listing
from sopdesk.services.page import PageMaker
from sopdesk.services.signing import approval_digest
from sopdesk.store import sops as table
from sopdesk.views.manual import CommentRow, RevisionRow, Rival, SopRow

REMINDED = timedelta(days=30)
"""For so long after its return a revision is shown to its author, unless it is handed in anew."""
Waiting = tuple[tuple[SopRow, RevisionRow], ...]
Found = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Approver:
    """Who is about to approve: the person, and their key, asked for only when everything else is in order."""

    id: str
    key: Callable[[], PersonKey]


class Approvals:
    """Acts and questions about revisions that nobody has decided yet."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._pages = PageMaker(desk)
        self._listing = Listing(desk)

    # -- what waits for whom

    def waiting(self, limit: int | None = None) -> Waiting:
        """Give the submitted revisions that nobody has decided, oldest first."""
        with self._desk.store.reading() as connection:
            return self._shown(table.waiting(connection, limit))

    def to_review(self, person: str) -> Waiting:
        """Give the revisions about which it is somebody's turn to say what they think, oldest first."""
        with self._desk.store.reading() as connection:
            return self._shown(table.to_review(connection, person))

    def returned_to(self, person: str) -> Waiting:
        """Give what was sent back to somebody of late and not handed in anew."""
        with self._desk.store.reading() as connection:
            return self._shown(table.returned_to(connection, person, self._desk.now() - REMINDED))

    def _shown(self, found: Found) -> Waiting:
        rows = {row.id: row for row in self._listing.of([sop for sop, _ in found])}
        return tuple((rows[sop], self._pages.revision_row(self._load(sop), number)) for sop, number in found)

    # -- reviewing

    def ask_reviewers(
        self, *, by: str, sop: str, proposal: int, reviewers: Sequence[str], in_order: bool = False
    ) -> None:
        """Ask people to look at a revision that waits, together or one after the other: by author or approver."""
        revision = submission.open_proposal(self._load(sop), proposal)
        self._desk.require(by, Right.WRITE if by == revision.author else Right.APPROVE)
        asked = self._asking(revision.reviews, proposal, reviewers, author=revision.author, in_order=in_order)
        self._desk.record(by, (sop, [asked]))

    def _asking(
        self, reviews: Reviews, proposal: int, reviewers: Sequence[str], *, author: str, in_order: bool
    ) -> ReviewAsked:
        for each in reviewers:
            self._desk.require(each, Right.WRITE)
        return reviewing.ask(reviews, proposal, reviewers, author=author, in_order=in_order)

    def give_review(
        self, *, by: str, sop: str, proposal: int, opinion: Opinion, comments: Sequence[Comment] = ()
    ) -> None:
        """Say what one thinks of a revision, with remarks on its places."""
        self._desk.require(by, Right.WRITE)
        revision = submission.open_proposal(self._load(sop), proposal)
        said = reviewing.give(revision.reviews, proposal, revision.digest, by, opinion, comments)
        self._desk.record(by, (sop, [said]))

    def excuse(self, *, by: str, sop: str, proposal: int, reviewer: str, reason: str) -> None:
        """Go on without somebody's review, with the reason."""
        self._desk.require(by, Right.APPROVE)
        revision = submission.open_proposal(self._load(sop), proposal)
        self._desk.record(by, (sop, [reviewing.excuse(revision.reviews, proposal, reviewer, reason=reason)]))

    def comments(self, sop: str, proposal: int) -> tuple[CommentRow, ...]:
        """Give every remark on a revision, oldest first: those of its reviewers, and those with which it came back."""
        names, revision = self._desk.names(), self._load(sop).proposal(proposal)
        found = [
            CommentRow(names.get(each.reviewer, ""), said.stamp.at, comment.place, comment.text, said.opinion)
            for each in revision.reviews.asked
            for said in each.said
            for comment in said.comments
        ]
        if revision.returned is not None:
            who, at = names.get(revision.returned.actor, ""), revision.returned.at
            found += [CommentRow(who, at, each.place, each.text, None) for each in revision.returned_comments]
        return tuple(sorted(found, key=lambda each: each.at))

    # -- deciding

    def obstacles(self, sop: str, proposal: int) -> tuple[Obstacle, ...]:
        """Give what stands in the way of an approval and was not decided yet."""
        state = self._load(sop)
        return self._obstacles(state, proposal, self._desk.names())

    def why_major(self, sop: str, proposal: int) -> tuple[str, ...]:
        """Say why a revision is a major change by itself; nothing where the approver chooses."""
        state = self._load(sop)
        return approving.why_major(approving.content_before(state), state.proposal(proposal).content)

    def rivals(self, sop: str, proposal: int) -> tuple[Rival, ...]:
        """Give the revisions that one was not written from although they came first: what each of them changes."""
        state = self._load(sop)
        this = state.proposal(proposal)
        found = []
        for each in overtaking(state, this):
            base = common_base(state, this, each) or state.revisions[0]
            row, base_row = (self._pages.revision_row(state, one.proposal) for one in (each, base))
            theirs, ours = (compare(base.content, one.content, self._desk.roles().name) for one in (each, this))
            found.append(Rival(row, base_row, theirs, ours))
        return tuple(found)

    def give_back(self, *, by: str, sop: str, proposal: int, reason: str, comments: Sequence[Comment] = ()) -> None:
        """Send a submitted revision back to its author, with the reason; its author may take it back."""
        state = self._load(sop)
        own = by == state.proposal(proposal).author
        self._desk.require(by, Right.WRITE if own else Right.APPROVE)
        self._desk.record(by, (sop, [submission.give_back(state, proposal, reason=reason, comments=comments)]))

    def approve(
        self, *, by: str, password: str, sop: str, proposal: int, significance: Significance,
        effective_from: datetime | None = None, reasons: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """Approve and sign a revision, effective from an instant (now, when none is given); give its label.

        `reasons` decide about obstacles, by their keys. Where it takes several approvals, the first one fixes label,
        significance and instant, and all of it takes effect with the last one.
        """
        self._desk.require(by, Right.APPROVE)
        who, state = _Approver(by, lambda: self._desk.check_password(by, password)), self._load(sop)
        open_ones = self._obstacles(state, proposal, self._desk.names())
        event = self._approval(who, state, proposal, significance, effective_from, open_ones, reasons or {})
        self._desk.record(by, (sop, [event]))
        return event.label

    def approve_all(
        self, *, by: str, password: str, sops: Sequence[str], effective_from: datetime | None = None, reason: str = "",
        progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
    ) -> tuple[tuple[str, str], ...]:  # fmt: skip
        """Approve the newest submission of many procedures; give (id, refusal or "") for each of them.

        `reason` is one decision about all that stands in the way of imported ones. Raises Cancelled.
        """
        self._desk.require(by, Right.APPROVE)
        key = self._desk.check_password(by, password)
        who, names = _Approver(by, lambda: key), self._desk.names()
        done, changes = [], []
        wanted = list(dict.fromkeys(sops))
        for place, sop in enumerate(wanted):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(place, len(wanted))
            try:
                changes.append((sop, [self._in_bulk(who, sop, effective_from, reason, names)]))
                done.append((sop, ""))
            except Refusal as refusal:
                done.append((sop, refusal.sentence))
        if changes:
            self._desk.record_many(by, changes, cancelled=cancelled)
        return tuple(done)

    def _in_bulk(
        self, who: _Approver, sop: str, effective_from: datetime | None, reason: str, names: Mapping[str, str]
    ) -> RevisionApproved:
        state = self._load(sop)
        newest = next((each for each in reversed(state.revisions) if each.is_open), state.revisions[-1])
        open_ones = self._obstacles(state, newest.proposal, names)
        reasons = {}
        if newest.imported_from:
            reasons = {each.key: reason for each in open_ones if each.kind not in {OVERTAKEN, REVIEW}}
        return self._approval(who, state, newest.proposal, Significance.MAJOR, effective_from, open_ones, reasons)

    def _approval(  # noqa: PLR0917 - as approve
        self, who: _Approver, state: Sop, proposal: int, significance: Significance, effective_from: datetime | None,
        open_ones: Sequence[Obstacle], reasons: Mapping[str, str],
    ) -> RevisionApproved:  # fmt: skip
        now = self._desk.now()
        terms = approving.terms_of(
            state, proposal, approver=who.id, significance=significance, effective_from=effective_from or now, now=now
        )
        decisions = decide(open_ones, reasons)
        decided = tuple(each.obstacle for each in decisions)
        revision = state.proposal(proposal)
        digest = approval_digest(revision.digest, terms, decided)
        signed = self._desk.sign_with(who.key(), who.id, Meaning.APPROVAL, digest, state.id)
        return RevisionApproved(
            proposal, revision.digest, terms.label, terms.significance, terms.effective_from, **signed.fields(),
            decided=decided, decisions=decisions,
        )  # fmt: skip

    def _obstacles(self, state: Sop, proposal: int, names: Mapping[str, str]) -> tuple[Obstacle, ...]:
        revision = state.proposal(proposal)
        return obstacles(state, revision, goals_of(self._desk, revision.content), names, self._desk.roles())

    # -- rules

    def approvals_needed(self) -> dict[Kind, int]:
        """Give how many approvals a revision of each kind takes."""
        rule = self._desk.load(HOUSE, house.fold)
        return {kind: rule.approvals_for(kind) for kind in Kind}

    def rule_approvals(self, *, by: str, kind: Kind, approvals: int) -> None:
        """Set how many approvals a revision of a kind takes; it holds for what is handed in from now on."""
        self._desk.require(by, Right.REGISTER)
        self._desk.record(by, (HOUSE, [house.rule_approvals(self._desk.load(HOUSE, house.fold), kind, approvals)]))

    def _load(self, sop: str) -> Sop:
        state = self._desk.load(sop, life.fold)
        if not state.revisions:
            raise Refusal("There is no such procedure.")
        return state
