"""Checklists and their runs, as shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sopdesk.domain.cash import Counted
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Item, Procedure
from sopdesk.views.handovers import HandoverPage
from sopdesk.views.people import SignatureView


@dataclass(frozen=True, slots=True)
class MarkView:
    """What was recorded for an item, by whom and when.

    `how` is "ticked", "counted", "noted", "chosen", "photographed", "confirmed" or "skipped". `text` is what was
    written, chosen, or why it was skipped. `photos` are SHA-256 of attachments; `second` is the name of the second
    person who confirmed by PIN; `failed` says that something is not in order and `done_about_it` what was done;
    `counted` is how many pieces of each denomination, `expected` what the cash should have come to.
    """

    how: str
    who: str
    at: datetime
    value: Decimal | None = None
    in_bounds: bool = True
    text: str = ""
    photos: tuple[str, ...] = ()
    second: str = ""
    failed: bool = False
    done_about_it: str = ""
    counted: Counted = ()
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the list; `due` is by when its occasion was due, `returned` how often it was given back."""

    id: str
    number: str
    sop: str
    sop_number: str
    title: str
    label: str
    stage: RunStage
    started_at: datetime
    started_by: str
    completed_at: datetime | None
    signed_off_by: str
    done: int
    skipped: int
    total: int
    due: datetime | None = None
    returned: int = 0


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Why a run was given back, by whom and when; `people` are the ids of everybody who had worked on it."""

    reason: str
    who: str
    at: datetime
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with the checklist as it was in force when the run began; `marks` by item id.

    `newer` is the label of a revision that has become effective since, or "". `digest` stands for exactly what is
    shown and is what a sign-off signs. `titles` as in `Page.titles`.
    """

    row: RunRow
    content: Procedure
    titles: Mapping[str, str]
    marks: Mapping[str, MarkView]
    handover: HandoverPage | None
    returned: tuple[tuple[str, str, datetime], ...]
    withdrawn_marks: int
    signature: SignatureView | None
    newer: str
    digest: str

    def flagged(self) -> tuple[Item, ...]:
        """Give the items that were skipped or out of bounds: what a supervisor looks at first."""
        return tuple(
            item
            for item in self.content.items()
            if (mark := self.marks.get(item.id)) and (mark.how == "skipped" or not mark.in_bounds)
        )
