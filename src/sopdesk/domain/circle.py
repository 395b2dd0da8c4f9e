"""Which circle of people sees a file: the rule of the house for each kind, and what is decided for one file alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.event import event, sealed
from sopdesk.domain.incident import IncidentKind


class Circle(StrEnum):
    """Who sees a file, from many to few; the auditor is among those who handle and those who sign off."""

    READERS = "everybody who reads incidents"
    HANDLERS = "those who handle incidents"
    SUPERVISORS = "supervisors"
    NAMED = "only those named"


ORDER = tuple(Circle)
PRESET: Mapping[IncidentKind, Circle] = {
    IncidentKind.ABUSE: Circle.HANDLERS,
    IncidentKind.INJURY: Circle.HANDLERS,
    IncidentKind.INVESTIGATION: Circle.HANDLERS,
    IncidentKind.SECURITY: Circle.HANDLERS,
}
"""The rule of a house that has set none: what is not named here is seen by everybody who reads incidents."""


@event("confidence.ruled/1")
@dataclass(frozen=True, slots=True)
class ConfidenceRuled:
    """From now on files of this kind, those that are here already among them, are seen by this circle."""

    incident_kind: IncidentKind
    circle: Circle


@event("confidence.set/1")
@dataclass(frozen=True, slots=True)
class ConfidenceSet:
    """One file is seen by this circle and those named, whatever its kind would allow; `READERS` leaves it to the kind.

    `people` are ids of those who see it as well, whatever their rights.
    """

    circle: Circle
    people: tuple[str, ...] = ()
    reason: str | None = sealed()


def circle_of(kind: IncidentKind, rules: Mapping[IncidentKind, Circle], own: Circle = Circle.READERS) -> Circle:
    """Give who sees a file: the narrower one of what its kind says and what was decided for it alone."""
    return max(rules.get(kind, PRESET.get(kind, Circle.READERS)), own, key=ORDER.index)
