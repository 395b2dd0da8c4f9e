"""To whom somebody reports and who stands in for them: what the record says of one person."""

from dataclasses import dataclass
from datetime import date

from sopdesk.domain.event import event


@event("person.reports_to/1")
@dataclass(frozen=True, slots=True)
class ReportsTo:
    """Somebody reports to this person from now on; to nobody by name (""): to whom their role reports."""

    person: str = ""


@event("deputy.named/1")
@dataclass(frozen=True, slots=True)
class DeputyNamed:
    """Somebody stands in: always, or on the days from `first` to `last`, on which the person is away."""

    deputy: str
    first: date | None = None
    last: date | None = None


@event("deputy.released/1")
@dataclass(frozen=True, slots=True)
class DeputyReleased:
    """Somebody stands in no longer; `first` tells which of their times is meant."""

    deputy: str
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who stands in; with days, the one for whom they stand in is away then."""

    person: str
    first: date | None = None
    last: date | None = None

    @property
    def for_days(self) -> bool:
        """Whether it is for certain days only."""
        return self.first is not None or self.last is not None

    def covers(self, day: date) -> bool:
        """Tell whether a day is among them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
