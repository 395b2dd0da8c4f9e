"""The shift, as shown: who is there, what is due by when, what is open; and what is to be reminded of."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.deadline import Timing
from sopdesk.domain.reminding import Cause, Doors
from sopdesk.views.organisation import DutyView
from sopdesk.views.schedule import DueView
from sopdesk.views.today import TodayLine


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One occasion of the shift; `done` of `total` items of its run, begun by `who`; 0 and "" where none is open."""

    due: DueView
    timing: Timing
    done: int = 0
    total: int = 0
    who: str = ""


@dataclass(frozen=True, slots=True)
class ShiftView:
    """The shift at a moment.

    `coming` are those who come next, by the rota; `lines` what is due, in order; `open` what else waits, each with
    its act. `changes` is when the house closes or, closed, opens next.
    """

    at: datetime
    on_duty: tuple[DutyView, ...]
    coming: tuple[DutyView, ...]
    lines: tuple[ShiftLine, ...]
    open: tuple[TodayLine, ...]
    doors: Doors
    changes: datetime | None


@dataclass(frozen=True, slots=True)
class ReminderView:
    """One thing to be reminded of, with the line that leads to its act; `due_by` where it has a time."""

    key: str
    cause: Cause
    title: str
    place: str
    id: str
    due_by: datetime | None


@dataclass(frozen=True, slots=True)
class Reminding:
    """What is to be said now, and the keys of everything that still waits."""

    now: tuple[ReminderView, ...] = ()
    waiting: frozenset[str] = frozenset()
