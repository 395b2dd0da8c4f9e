"""Waiting for the customer: while a file cannot go on without them, the house's own clocks stand still."""

from dataclasses import dataclass, replace
from datetime import datetime

from sopdesk.domain.event import event, sealed


@event("incident.waiting/1")
@dataclass(frozen=True, slots=True)
class IncidentWaiting:
    """From now on the customer has to do or say something, and the file waits for it."""

    reason: str | None = sealed()


@event("incident.resumed/1")
@dataclass(frozen=True, slots=True)
class IncidentResumed:
    """The file goes on: the customer has answered, or is no longer waited for."""

    reason: str | None = sealed()


@dataclass(frozen=True, slots=True)
class Wait:
    """A time during which a file waited, and for what; `until` is None while it still does."""

    since: datetime
    until: datetime | None = None
    reason: str = ""


def end_waiting(waits: list[Wait], at: datetime) -> None:
    """Let a file that waits go on; any stage that it reaches does so, too."""
    if waits and waits[-1].until is None:
        waits[-1] = replace(waits[-1], until=max(at, waits[-1].since))


def fold_waiting(waits: list[Wait], what: IncidentWaiting | IncidentResumed, at: datetime) -> None:
    """Bring the waits of a file on; of two that began apart the first counts."""
    if isinstance(what, IncidentResumed):
        end_waiting(waits, at)
    elif not waits or waits[-1].until is not None:
        waits.append(Wait(at, reason=what.reason or ""))
