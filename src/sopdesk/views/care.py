"""The care of the manual, as shown: reviews, suggestions, and what was not found."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.review import Ground, Verdict
from sopdesk.domain.suggestion import SuggestionState, Wish
from sopdesk.views.people import SignatureView


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One signed review of a procedure; `label` names the revision that was read."""

    at: datetime
    who: str
    verdict: Verdict
    remark: str
    label: str
    signature: SignatureView


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A review that was asked for out of turn; `answered` when somebody has signed one since."""

    at: datetime
    who: str
    ground: Ground
    reason: str
    due: date
    answered: bool


@dataclass(frozen=True, slots=True)
class Care:
    """How a procedure was looked after: the next review, those signed and those demanded, newest first."""

    due: date | None
    overdue: bool
    wanted: Verdict | None
    reviews: tuple[ReviewRow, ...]
    demands: tuple[DemandRow, ...]
    owner: str


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One suggestion: about which procedure and place, by whom, how it stands, and what came of it.

    `place_words` is the title of the step or question in the revision that was read; `moved` tells that this place
    reads differently now or is gone. `proposal` is the revision that takes it up (0: none yet), `label` its label
    once it is approved.
    """

    id: str
    sop: str
    number: str
    title: str
    owner: str
    place: str
    place_words: str
    wish: Wish
    text: str
    author: str
    author_id: str
    made_at: datetime
    state: SuggestionState
    words: str
    answered_by: str
    answered_at: datetime | None
    moved: bool
    proposal: int
    label: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """Words that the manual did not answer: how often in all, by which roles, and the last day."""

    words: str
    times: int
    roles: tuple[tuple[str, int], ...]
    last: date
