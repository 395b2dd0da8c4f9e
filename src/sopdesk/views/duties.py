"""What each role answers for across the manual, as shown."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.answering import Charge, Gap
from sopdesk.domain.authority import Rule


@dataclass(frozen=True, slots=True)
class OwnedProcedure:
    """A procedure that a role keeps right, and when its review is due."""

    sop: str
    number: str
    title: str
    review_due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class ProcedureDuties:
    """What a role has to do with the steps of one procedure."""

    sop: str
    number: str
    title: str
    section: str
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class LimitWords:
    """A limit of a role, and how far it goes in words."""

    rule: Rule
    words: str


@dataclass(frozen=True, slots=True)
class RoleDuties:
    """Everything one role answers for; `holders` are the names of those who have it."""

    role: str
    name: str
    holders: tuple[str, ...]
    owns: tuple[OwnedProcedure, ...]
    procedures: tuple[ProcedureDuties, ...]
    limits: tuple[LimitWords, ...]

    def count(self, letter: str) -> int:
        """Give for how many steps the role has a letter."""
        return sum(letter in charge.letters for each in self.procedures for charge in each.charges)


@dataclass(frozen=True, slots=True)
class WholeDuties:
    """Every role's duties, the lowest role first, and the gaps in the whole, at an instant."""

    at: datetime
    roles: tuple[RoleDuties, ...]
    gaps: tuple[Gap, ...]

    def of(self, role: str) -> RoleDuties | None:
        """Give one role's duties, by its id or its name."""
        wanted = role.casefold()
        return next((each for each in self.roles if wanted in {each.role.casefold(), each.name.casefold()}), None)
