"""Checklists and their runs, as shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    done_about_it: str = ""
    counted: Counted = ()
    expected: Decimal | None = None

    @property
    def failed(self) -> bool:
        """Tell whether something is not in order."""
        return not self.in_bounds


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the list; `due` is by when its occasion was due, `returned` how often it was given back.

    `late_from` is when the grace period of the occasion ended; a run without an occasion is never late.
    """

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
    failed: int = 0
    late_from: datetime | None = None

    @property
    def was_late(self) -> bool:
        """Tell whether it was completed after its occasion was late."""
        return self.late_from is not None and self.completed_at is not None and self.completed_at > self.late_from


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A mark that was taken back: of which item, what had been recorded, and who took it back and when."""

    item: str
    mark: MarkView
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Lines that one person ticked in one go (domain.hints): which, who, since when and within how many seconds."""

    items: tuple[str, ...]
    who: str
    first: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Why a run was given back, by whom and when; `people` are the ids of everybody who had worked on it."""

    reason: str
    who: str
    at: datetime
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class IncidentOfRun:
    """An incident that was logged from a run: its number and kind, when and by whom it was logged."""

    id: str
    number: str
    kind: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with the checklist as it was in force when the run began; `marks` by item id.

    `newer` is the label of a revision that has become effective since, or "", and `newer_from` since when. `digest`
    stands for exactly what is shown and is what a sign-off signs; `revision` is the digest of the revision that the
    run keeps. `waits` holds the items of a later phase with the one that comes first. `incident` is the one from which
    it was started, or ""; `incidents` are those logged from it. `titles` as in `Page.titles`.
    """

    row: RunRow
    content: Procedure
    titles: Mapping[str, str]
    marks: Mapping[str, MarkView]
    handover: HandoverPage | None
    returned: tuple[tuple[str, str, datetime], ...]
    taken_back: tuple[TakenBack, ...]
    out_of_order: tuple[str, ...]
    together: tuple[TogetherView, ...]
    signature: SignatureView | None
    newer: str
    digest: str
    revision: str = ""
    newer_from: datetime | None = None
    incident: str = ""
    incident_number: str = ""
    waits: Mapping[str, Item] = field(default_factory=dict)
    incidents: tuple[IncidentOfRun, ...] = ()

    def words(self, item: Item) -> str:
        """Give what a line says, with the house's own fields filled in."""
        return self.titles.get(f"item:{item.id}", item.text)

    def named(self, items: Iterable[str], most: int = 0) -> str:
        """Name lines by their ids, each in quotes; beyond `most` of them (0: all) only how many more there are."""
        found = [f"“{self.titles.get(f'item:{each}', each)}”" for each in items]
        if not most or len(found) <= most:
            return ", ".join(found)
        return f"{', '.join(found[:most])} and {len(found) - most} more"

    @property
    def withdrawn_marks(self) -> int:
        """How many marks were taken back."""
        return len(self.taken_back)

    def failed(self) -> tuple[Item, ...]:
        """Give the items that are out of bounds or not in order."""
        return tuple(item for item in self.content.items() if (mark := self.marks.get(item.id)) and mark.failed)

    def skipped(self) -> tuple[Item, ...]:
        """Give the items that were left out."""
        marks = self.marks
        return tuple(item for item in self.content.items() if item.id in marks and marks[item.id].how == "skipped")

    def flagged(self) -> tuple[Item, ...]:
        """Give the items that were skipped or failed: what a supervisor looks at first."""
        found = {item.id for item in (*self.failed(), *self.skipped())}
        return tuple(item for item in self.content.items() if item.id in found)
