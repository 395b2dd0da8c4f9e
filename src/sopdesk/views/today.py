"""Today, and search results, as shown."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.deadline import Timing


class Urgency(StrEnum):
    """How soon a line on Today wants its act."""

    NOW = "now"
    SOON = "soon"
    TODAY = "later today"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing that waits. `act` is the word on its button; `place` and `id` say where the press leads.

    `place` is one of "run", "sign-off", "incident", "page", "approval", "handover", "checklist" (start `id`), "coming"
    (a checklist to be started later), "missed" (say why), "missed-all", "shift", "checklists", "copies", "guide",
    "privacy", "action" (of the incident `id`), "actions" (those overdue), "checkpoints",
    "follow-ups" (customers to ask), "left-files" (open, their owners left). `proposal` is the revision that is meant,
    where it matters. With a `timing`, `due` is by when it is to be done, and `used` the share of its time that is gone;
    without one, since when it waits. `stands_for` is of how many things it tells: “12 more missed”.
    """

    urgency: Urgency
    what: str
    detail: str
    act: str
    place: str
    id: str
    due: datetime | None = None
    proposal: int = 0
    timing: Timing | None = None
    used: float | None = None
    stands_for: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One search result. `marks` are spans (start, end) of matching words in `title` and in `snippet`.

    `group` is "procedure", "step", "answer", "handover" or "incident"; `sop` what to open, `step` the
    place in it. `overdue` tells that its procedure's review is.
    """

    group: str
    sop: str
    step: str
    title: str
    snippet: str
    context: str
    title_marks: tuple[tuple[int, int], ...]
    snippet_marks: tuple[tuple[int, int], ...]
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class FoundAll:
    """What a search gives: results grouped, and a suggestion when the words may be mistyped.

    Without `ready` nothing could be looked for yet: the index is being read or built.
    """

    text: str
    found: tuple[Found, ...]
    did_you_mean: str
    milliseconds: float
    ready: bool = True
