"""The manual, as shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sopdesk.domain.approving import Terms
from sopdesk.domain.difference import Difference
from sopdesk.domain.picture_change import PictureChange
from sopdesk.domain.prose import Block
from sopdesk.domain.reviewing import Opinion
from sopdesk.domain.revision import Decision, Significance, Status
from sopdesk.domain.sop import Format, Kind, Procedure
from sopdesk.views.drawing import Drawing
from sopdesk.views.people import SignatureView


class SopRow(NamedTuple):
    """One procedure in the list: a tuple, because thousands are made at once.

    `label` is "" before the first approval; `waiting` counts open submissions.

    `wanted` is the last review's verdict ("revise", "retire") while nothing has come of it, `remark` its words;
    `demanded_for` the law or policy that asks for a review out of turn.
    """

    id: str
    number: str
    title: str
    section: str
    kind: Kind
    format: Format
    owner: str
    status: Status
    label: str
    effective_from: datetime | None
    review_due: date | None
    overdue: bool
    waiting: int
    wanted: str = ""
    demanded_for: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """Somebody who was asked to review a revision; `opinion` is None until they answer. `is_turn`: they may, now."""

    id: str
    name: str
    asked_at: datetime
    opinion: Opinion | None
    said_at: datetime | None
    excused_reason: str
    is_turn: bool

    @property
    def is_open(self) -> bool:
        """Whether the answer is missing."""
        return self.opinion is None and not self.excused_reason


@dataclass(frozen=True, slots=True)
class BookScope:
    """What a book of the manual holds: "" in words for the whole of it; a day in the past, or None for now."""

    words: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision in the history; `proposal` is its running number, `author_id` the pseudonym of who wrote it.

    `credits` names those whose suggestions it takes up. `signatures` are the approvals so far, `needed` is how many it
    takes; `approver` names all who signed, and `decisions` are what they decided about. Of a revision that is not
    approved yet, `signed_terms` say on which terms the first approver has signed. `incidents` are (id, number) of those
    whose actions it carries out.
    """

    proposal: int
    label: str
    status: Status
    author: str
    submitted_at: datetime
    reason: str
    returned_reason: str
    significance: Significance | None
    approved_at: datetime | None
    approver: str
    effective_from: datetime | None
    digest: str
    signatures: tuple[SignatureView, ...]
    imported_from: str
    author_id: str = ""
    credits: tuple[str, ...] = ()
    needed: int = 1
    reviewers: tuple[ReviewerRow, ...] = ()
    decisions: tuple[Decision, ...] = ()
    signed_terms: Terms | None = None
    incidents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two revisions of a procedure, pictures apart; `title` is the newer one's, filled."""

    number: str
    title: str
    one: RevisionRow
    other: RevisionRow
    difference: Difference
    pictures: tuple[PictureChange, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another revision that came first: what it changes, and what the one looked at changes, against a common base."""

    revision: RevisionRow
    base: RevisionRow
    theirs: Difference
    ours: Difference


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A remark on a place of a revision ("step:ID", …; "" is the whole), by a reviewer or with its return."""

    who: str
    at: datetime
    place: str
    text: str
    opinion: Opinion | None


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from or to another procedure; `sop` is "" when it leads outside or is broken.

    `fault` says why it leads nowhere: to no procedure, to a withdrawn one, or to a step that is not there.
    """

    label: str
    number: str
    sop: str
    step: str
    url: str
    broken: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A procedure as a person reads it.

    `content` is the revision as approved, placeholders unfilled; `prose` holds every Markdown text of it, read and
    with the house's name and contacts filled in, under these keys: "purpose", "scope", "not_covered", "definitions",
    "decision_notes", "escalation", "resources", "contact", "training", "step:ID", "tip:ID:N", "warning:ID:N",
    "question:ID", "part:N". `titles` holds the filled plain texts: "title", "step:ID", "item:ID", "question:ID",
    "branch:ID:N", "action:ID:N", "evidence:ID". `as_of` is set when the page shows a day in the past, `drawing` (of a
    workflow) when it is to be printed.
    """

    id: str
    content: Procedure
    prose: Mapping[str, tuple[Block, ...]]
    titles: Mapping[str, str]
    status: Status
    revision: RevisionRow
    history: tuple[RevisionRow, ...]
    links: tuple[Link, ...]
    linked_from: tuple[Link, ...]
    review_due: date | None
    overdue: bool
    as_of: datetime | None = None
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure being written: plain text in the procedure file's format, outside the record."""

    id: str
    sop: str
    author: str
    text: str
    changed_at: datetime
