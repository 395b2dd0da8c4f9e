"""Customer journeys, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.journey import Stage, Touchpoint


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """One line of the list: the journey, how many revisions it has, when the last was recorded."""

    id: str
    title: str
    revisions: int
    revised_at: datetime


@dataclass(frozen=True, slots=True)
class CardView:
    """A touchpoint on the map: its procedure with title and id (`sop`), the step's title, the role's name.

    `gap` says in a sentence what is missing, "" where nothing is.
    """

    touchpoint: Touchpoint
    role_name: str
    sop: str
    procedure_title: str
    step_title: str
    gap: str


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage on the map, with its cards from top to bottom."""

    stage: Stage
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class JourneyRevisionRow:
    """One line of a journey's history."""

    number: int
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """A journey as it is drawn, in one of its revisions; `gaps` counts the cards where something is missing."""

    id: str
    title: str
    number: int
    stages: tuple[StageView, ...]
    history: tuple[JourneyRevisionRow, ...]
    gaps: int
    retired: bool
