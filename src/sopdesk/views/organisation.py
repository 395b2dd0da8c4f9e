"""The organisation of the house, as shown: who is on duty, who can be called, who reports to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sopdesk.domain.escalation import How
from sopdesk.domain.reporting import Because
from sopdesk.views.people import KeyView, PersonView


@dataclass(frozen=True, slots=True)
class DutyView:
    """Somebody on duty: since when and until when (UTC); by the rota alone, and in which shift."""

    person: PersonView
    since: datetime
    until: datetime
    by_rota: bool
    shift: str


@dataclass(frozen=True, slots=True)
class CallView:
    """Somebody who can be called for a role, and why; `stands_for` names for whom a deputy stands in."""

    person: PersonView
    on_duty: bool
    because: Because
    stands_for: str


@dataclass(frozen=True, slots=True)
class DeputyView:
    """Somebody who stands in: always, or from a day to a day."""

    person: PersonView
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything about somebody in the house.

    `superiors` are those to whom they report: one who was named, or (`by_role`) whoever holds the role above.
    """

    person: PersonView
    superiors: tuple[PersonView, ...]
    by_role: bool
    reports: tuple[PersonView, ...]
    deputies: tuple[DeputyView, ...]
    stands_in_for: tuple[PersonView, ...]
    duty: DutyView | None
    away: bool
    keys: tuple[KeyView, ...]
    may_choose_anew_until: datetime | None
    left: bool


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role of the house: whose rights it has, to which role it reports, and who holds it."""

    id: str
    name: str
    level: str
    level_name: str
    built_in: bool
    reports_to: str
    reports_to_name: str
    holders: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class ChartPerson:
    """Somebody in the organisation chart; nobody stands over whoever has no `superiors`.

    `superior_role` is the role that several superiors share; `on_duty_until` is None for who is not on duty.
    """

    person: PersonView
    superiors: tuple[str, ...]
    superior_role: str
    on_duty_until: datetime | None
    away: bool
    deputies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """The organisation chart: roles with their lines, people with theirs, at an instant."""

    at: datetime
    roles: tuple[RoleView, ...]
    people: tuple[ChartPerson, ...]


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """One reason to go from a role ("": whoever is at it) to another: for what, and in which procedure it stands."""

    role: str
    to: str
    what: str
    how: How
    sop: str
    number: str
    title: str
    step: str
    amount: Decimal | None
    condition: str


@dataclass(frozen=True, slots=True)
class EscalationMap:
    """Who goes to whom for what; for every role in it its name, and who can be called for it at the instant `at`."""

    at: datetime
    lines: tuple[EscalationLine, ...]
    names: Mapping[str, str]
    calls: Mapping[str, tuple[CallView, ...]]


@dataclass(frozen=True, slots=True)
class ShiftView:
    """Somebody's shift on one day of the rota; `changed` where it differs from the week."""

    person: PersonView
    shift: str
    starts: str
    ends: str
    changed: bool


@dataclass(frozen=True, slots=True)
class RotaDayView:
    """One day of the rota: who works, who of the week does not, and the holiday if it is one."""

    day: date
    holiday: str
    works: tuple[ShiftView, ...]
    off: tuple[PersonView, ...]
