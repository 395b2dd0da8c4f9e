"""Being on duty: by the rota, or because somebody said so; it ends by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order
from sopdesk.domain.rota import Work

LONGEST_DUTY = timedelta(hours=10)
"""† After so long a duty that somebody began by hand, outside any shift, ends by itself."""
EARLY = timedelta(hours=2)
"""Who begins so shortly before their shift stays on duty until its end."""


@event("duty.started/1")
@dataclass(frozen=True, slots=True)
class DutyStarted:
    """Somebody is on duty from now until an instant, unless they end it before."""

    until: datetime


@event("duty.ended/1")
@dataclass(frozen=True, slots=True)
class DutyEnded:
    """Somebody is on duty no longer, whatever the rota says of the shift under way."""


@dataclass(slots=True)
class Duty:
    """One time on duty, folded from its events: of whom, from when, until when, and when it was ended by hand."""

    id: str
    person: str = ""
    started: Stamp | None = None
    until: datetime | None = None
    ended: Stamp | None = None


def fold(subject: str, events: Iterable[Recorded]) -> Duty:
    """Give the time on duty that these events add up to in clock order."""
    duty = Duty(subject)
    for each in in_clock_order(events):
        match each.what:
            case DutyStarted(until):
                duty.person, duty.started, duty.until = each.stamp.actor, each.stamp, until
            case DutyEnded():
                duty.person, duty.ended = duty.person or each.stamp.actor, each.stamp
    return duty


def start(now: datetime, shifts: Iterable[Work]) -> DutyStarted:
    """Begin a time on duty: until the end of the shift under way or about to begin, else for the longest time."""
    ends = [each.ends for each in shifts if each.starts - EARLY <= now < each.ends]
    return DutyStarted(max(ends) if ends else now + LONGEST_DUTY)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on duty: since when and until when; by the rota alone, in which shift."""

    person: str
    since: datetime
    until: datetime
    shift: str = ""


def on_duty(instant: datetime, duties: Iterable[Duty], works: Iterable[Work]) -> tuple[OnDuty, ...]:
    """Give who is on duty at an instant: who said so and, by the rota, who has not ended it since the shift began."""
    duties = [each for each in duties if (each.started or each.ended) is not None]
    found = {each.person: each for each in (_said(duty, instant) for duty in duties) if each is not None}
    for work in works:
        gone = any(each.person == work.person and each.ended and work.starts <= each.ended.at <= instant
                   for each in duties)  # fmt: skip
        if not gone and work.starts <= instant < work.ends:
            found.setdefault(work.person, OnDuty(work.person, work.starts, work.ends, work.shift.name))
    return tuple(found.values())


def _said(duty: Duty, instant: datetime) -> OnDuty | None:
    if duty.started is None or duty.until is None:
        return None
    end = min(duty.until, duty.ended.at) if duty.ended else duty.until
    return OnDuty(duty.person, duty.started.at, end) if duty.started.at <= instant < end else None
