"""Looking at a revision before it is approved: who is asked, in which order, and what each of them says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.event import ERASED, Recorded, Stamp, event, sealed
from sopdesk.domain.refusal import Refusal


class Opinion(StrEnum):
    """What a reviewer says of a revision."""

    FIT = "fit to be approved"
    CHANGES = "wants changes"


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on one place of a revision, named as in problems.Problem.where ("step:ID" …); "" is the whole."""

    place: str
    text: str


@event("review.asked/1")
@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """People are asked to look at a revision, together or one after the other."""

    proposal: int
    reviewers: tuple[str, ...]
    in_order: bool = False


@event("review.given/1")
@dataclass(frozen=True, slots=True)
class ReviewGiven:
    """A reviewer says whether exactly this content is fit to be approved, with remarks on its places."""

    proposal: int
    digest: str
    opinion: Opinion
    comments: tuple[Comment, ...] = sealed(default=())


@event("review.excused/1")
@dataclass(frozen=True, slots=True)
class ReviewExcused:
    """An approver goes on without somebody who was asked, with the reason."""

    proposal: int
    reviewer: str
    reason: str = sealed(default="")


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a reviewer."""

    stamp: Stamp
    opinion: Opinion
    comments: tuple[Comment, ...]


@dataclass(slots=True)
class Asked:
    """Somebody who was asked; `after` are those who answer first."""

    reviewer: str
    stamp: Stamp
    after: tuple[str, ...] = ()
    said: list[Said] = field(default_factory=list)
    excused: Stamp | None = None
    excused_reason: str = ""

    @property
    def opinion(self) -> Opinion | None:
        """What the reviewer said last, or None."""
        return self.said[-1].opinion if self.said else None

    def is_open(self, instant: datetime | None = None) -> bool:
        """Tell whether the answer is missing: now, or at an instant."""
        ends = [each.stamp.at for each in self.said] + ([self.excused.at] if self.excused else [])
        if instant is None:
            return not ends
        return self.stamp.at <= instant and not any(end <= instant for end in ends)


@dataclass(slots=True)
class Reviews:
    """Everybody who was asked about one revision, in the order of asking."""

    asked: list[Asked] = field(default_factory=list)

    def of(self, reviewer: str) -> Asked | None:
        """Give what one person was asked and said, or None."""
        return next((each for each in self.asked if each.reviewer == reviewer), None)

    def open_ones(self, instant: datetime | None = None) -> list[Asked]:
        """Give those who still have to answer: now, or at an instant."""
        return [each for each in self.asked if each.is_open(instant)]

    def is_turn_of(self, asked: Asked) -> bool:
        """Tell whether those who answer before somebody have done so."""
        return all((found := self.of(each)) is None or not found.is_open() for each in asked.after)

    def apply(self, recorded: Recorded) -> None:
        """Take in one event of these reviews."""
        what = recorded.what
        if isinstance(what, ReviewAsked):
            for place, reviewer in enumerate(what.reviewers):
                if self.of(reviewer) is None:
                    before = what.reviewers[:place] if what.in_order else ()
                    self.asked.append(Asked(reviewer, recorded.stamp, before))
        elif isinstance(what, ReviewGiven):
            known = () if str(what.comments) == ERASED else what.comments
            found = self.of(recorded.stamp.actor)
            if found is not None:
                found.said.append(Said(recorded.stamp, what.opinion, known))
        else:
            found = self.of(what.reviewer)
            if found is not None and found.excused is None:
                found.excused, found.excused_reason = recorded.stamp, what.reason


def ask(reviews: Reviews, proposal: int, reviewers: Sequence[str], *, author: str, in_order: bool) -> ReviewAsked:
    """Ask people to look at a revision. Refuses the author, nobody at all, and who was asked already."""
    if not reviewers:
        raise Refusal("Name at least one person who is to look at it.")
    if author in reviewers:
        raise Refusal("Whoever wrote a revision does not review it. Ask somebody else.")
    if len(set(reviewers)) < len(reviewers) or any(reviews.of(each) for each in reviewers):
        raise Refusal("Somebody was asked twice to look at the same revision.")
    return ReviewAsked(proposal, tuple(reviewers), in_order)


def give(  # noqa: PLR0917 - the fields of the event
    reviews: Reviews, proposal: int, digest: str, reviewer: str, opinion: Opinion, comments: Sequence[Comment]
) -> ReviewGiven:
    """Say what one thinks of a revision. Refuses whoever was not asked, and who wants changes without saying which."""
    asked = reviews.of(reviewer)
    if asked is None:
        raise Refusal("You were not asked to review this revision.")
    if asked.excused is not None:
        raise Refusal("The approver has gone on without your review.")
    if not reviews.is_turn_of(asked):
        raise Refusal("Others answer before you; you will find it on Today when it is your turn.")
    kept = tuple(Comment(each.place, each.text.strip()) for each in comments if each.text.strip())
    if opinion is Opinion.CHANGES and not kept:
        raise Refusal("Say what should change, beside the step or about the whole.")
    refuse_card_numbers(each.text for each in kept)
    return ReviewGiven(proposal, digest, opinion, kept)


def excuse(reviews: Reviews, proposal: int, reviewer: str, *, reason: str) -> ReviewExcused:
    """Go on without somebody's review. Refuses without a reason, and for who has answered."""
    asked = reviews.of(reviewer)
    if asked is None or not asked.is_open():
        raise Refusal("This person does not have to answer any more.")
    if not reason.strip():
        raise Refusal("Say why you go on without this review.")
    refuse_card_numbers((reason,))
    return ReviewExcused(proposal, reviewer, reason.strip())
