"""Past checklist runs, as shown: which are asked for, the days of a calendar, and figures."""

from dataclasses import dataclass
from datetime import date

from sopdesk.domain.run import RunStage
from sopdesk.views.checklists import RunPage
from sopdesk.views.schedule import MissedView
from sopdesk.views.trail import Printing


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs are asked for; what is empty does not matter.

    A run counts on the day on which it was due or, done as needed, was started. `remarkable` leaves those in which
    something was skipped, failed, late or given back. `person` (an id) worked on it. `last` is included. `item` (an id)
    of the checklist `sop` leaves those in which that item was `how`: "skipped" or "failed".
    """

    sop: str = ""
    stage: RunStage | None = None
    person: str = ""
    first: date | None = None
    last: date | None = None
    remarkable: bool = False
    item: str = ""
    how: str = ""


ALL_RUNS = RunFilter()


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many runs of a day were done in time, were done late, are open, and how many checks were missed."""

    day: date
    done: int = 0
    late: int = 0
    open: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class ChecklistFigures:
    """How one checklist was done in a period.

    `runs` were begun, `completed` of them; `timed` were completed and had a time by when they were due, `late` of them
    too late. `missed` were not begun in time; `never` of them were not begun afterwards, either.
    """

    sop: str
    number: str
    title: str
    runs: int
    completed: int
    signed_off: int
    timed: int
    late: int
    missed: int
    never: int
    skipped: int
    failed: int

    @property
    def completion(self) -> float | None:
        """Give the share of what was begun or should have been that was completed; None where there was nothing."""
        whole = self.runs + self.never
        return self.completed / whole if whole else None

    @property
    def punctuality(self) -> float | None:
        """Give the share of what had a time that was completed in time; None where nothing had one."""
        whole = self.timed + self.never
        return (self.timed - self.late) / whole if whole else None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How often an item was skipped or failed (`how`) in a period, of how many runs of its checklist."""

    sop: str
    number: str
    title: str
    item: str
    text: str
    how: str
    count: int
    runs: int


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Figures of a period: by checklist (the least punctual first), and its most skipped and most failed items."""

    checklists: tuple[ChecklistFigures, ...]
    skipped: tuple[ItemFigures, ...]
    failed: tuple[ItemFigures, ...]


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """What a register holds: runs, how many of them were completed, signed off and late, and missed checks.

    `skipped` and `failed` are lines of the runs.
    """

    runs: int
    completed: int
    signed_off: int
    late: int
    missed: int
    skipped: int
    failed: int

    @property
    def entries(self) -> int:
        """How many entries the register has: the runs and the missed checks."""
        return self.runs + self.missed


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What a register of checklist runs covers: its scope in words, what it holds, and the figures of the period.

    There are no figures where the register leaves out some of the period's runs: they count all of them.
    """

    printing: Printing
    scope: str
    counts: RegisterCounts
    figures: PeriodFigures | None = None


RegisterEntry = RunPage | MissedView
"""One entry of a register: a run with everything in it, or a check that nobody began in time."""
