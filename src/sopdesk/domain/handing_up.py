"""Handing an incident up by hand: to a role with more authority, with the reason and all that was done so far."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.event import event, sealed


@event("incident.handed_up/1")
@dataclass(frozen=True, slots=True)
class IncidentHandedUp:
    """Whoever works on a file hands it up to a role, since it is beyond what they may decide or can do."""

    role: str
    reason: str | None = sealed()


@dataclass(frozen=True, slots=True)
class HandedUp:
    """To which role a file was handed up, when and why."""

    role: str
    at: datetime
    reason: str
