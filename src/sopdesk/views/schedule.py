"""The schedule, as shown: what is due, late and missed, the plans, and the opening hours."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.occasion import DueState, Occasion
from sopdesk.domain.opening import HoursOfDay, Week
from sopdesk.domain.schedule import Plan

__all__ = ["DueState", "DueView", "HoursOfDay", "MissedView", "PlanRevisionRow", "PlanRow", "WeekRow"]


@dataclass(frozen=True, slots=True)
class DueView:
    """One occasion of a checklist: when it can be begun, is due, is late and is missed, and how it stands.

    `role` is the name of the role responsible. `run` is the run that was begun for it, or ""; where it was missed, one
    that was begun afterwards. `late_from` is the end of the grace period. `missed` is the id of its record, or "".
    """

    sop: str
    number: str
    title: str
    role: str
    opens: datetime
    due_by: datetime
    late_until: datetime
    state: DueState
    run: str
    late_from: datetime
    missed: str = ""


@dataclass(frozen=True, slots=True)
class MissedView:
    """A missed occasion as it stands in the record; `run` was begun for it afterwards, or "". Explained or not."""

    id: str
    sop: str
    number: str
    title: str
    label: str
    role: str
    due_by: datetime
    missed_at: datetime
    run: str
    explained: str
    explained_by: str
    explained_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A checklist in the list of plans; `plan` is None where it has none, `proposed` what the checklist proposes.

    `role` is the name of the role responsible, `own_role` the id of the one that the checklist names itself.
    """

    sop: str
    number: str
    title: str
    plan: Plan | None
    role: str
    own_role: str
    proposed: Plan | None
    next: Occasion | None


@dataclass(frozen=True, slots=True)
class PlanRevisionRow:
    """One state of a plan: who recorded it, when, and why."""

    plan: Plan
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One ordinary week of opening hours: from when, by whom, when recorded, and why."""

    first: date
    week: Week
    who: str
    at: datetime
    reason: str
