"""Who looks after an incident: one person at a time, given by somebody or taken oneself."""

from dataclasses import dataclass

from sopdesk.domain.event import event, sealed


@event("incident.assigned/1")
@dataclass(frozen=True, slots=True)
class IncidentAssigned:
    """Somebody gives a file to a person, who looks after it from now on; or takes it, which is the same act."""

    owner: str
    reason: str | None = sealed()
