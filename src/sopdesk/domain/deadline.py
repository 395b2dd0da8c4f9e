"""The clocks of an incident: what has to happen by when, met or not; worked out from its file and never stored.

The house's own clocks are those of the day on which it was logged, and pause while it waits for the customer. Legal
clocks never pause and count every minute.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sopdesk.domain.case import Incident
from sopdesk.domain.clock import PAUSING, PRESETS, Clock, ClockName, by_name
from sopdesk.domain.event import Stamp
from sopdesk.domain.incident import ORDER, Stage
from sopdesk.domain.legal_clocks import clocks_by_law
from sopdesk.domain.open_time import ROUND_THE_CLOCK, Time


class Timing(StrEnum):
    """How a deadline stands: kept or far off, near, or missed."""

    OK = "ok"
    NEAR = "near"
    LATE = "late"


NEAR_SHARE = 4
"""A deadline is near in the last quarter of its time."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """How one clock of an incident stands. `waiting`: since when it has stood still; then `due` moves on with time.

    `used` is the share of its time that has been counted, beyond 1 once it is late; `open_hours` tells that only the
    time counts during which the house is open; `source` is the law of a legal clock, `note` why it was stopped.
    """

    name: str
    due: datetime
    met_at: datetime | None
    state: Timing
    began: datetime
    used: float = 0.0
    waiting: datetime | None = None
    open_hours: bool = False
    source: str = ""
    note: str = ""


def clocks_of(incident: Incident) -> list[Clock]:
    """Give the clocks of an incident, running and stopped; none for one that was imported.

    A reopened incident has to be resolved, and followed up, anew from the reopening on.
    """
    if incident.logged is None or incident.recorded is None or incident.logged.source is not None:
        return []
    goals = by_name(incident.clocks.goals) if incident.clocks else PRESETS
    anew = _since_reopening(incident)
    resolved = _reached(anew, Stage.RESOLVED)
    acknowledged, answered = (_reached(incident.stages, each) for each in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING))

    def clock(name: ClockName, began: datetime, met_at: datetime | None) -> Clock:
        goal = goals[name]
        counted = [each for each in incident.waits if name in PAUSING and (met_at is None or each.since < met_at)]
        return Clock(name, began, goal.span, goal.open_hours, tuple(counted), met_at)

    reported = incident.reported_at
    found = [
        clock(ClockName.ACKNOWLEDGE, reported, acknowledged),
        clock(ClockName.FIRST_RESPONSE, reported, answered),
        clock(ClockName.LOG, reported, incident.recorded.at),
        clock(ClockName.RESOLVE, anew[0][1].at if incident.reopened else reported, resolved),
    ]
    if resolved is not None:
        found.append(clock(ClockName.FOLLOW_UP, resolved, _reached(anew, Stage.FOLLOWED_UP)))
    return [*found, *clocks_by_law(incident)]


def deadlines(incident: Incident, now: datetime, opening: Time = ROUND_THE_CLOCK) -> list[Deadline]:
    """Give how the clocks of an incident stand, in the order in which they fall due.

    `opening` counts the time during which the house is open.
    """
    return in_order(stand(each, now, opening) for each in clocks_of(incident))


def in_order(found: Iterable[Deadline]) -> list[Deadline]:
    """Put deadlines into the order in which they fall due."""
    return sorted(found, key=lambda each: each.due)


def stand(clock: Clock, now: datetime, opening: Time = ROUND_THE_CLOCK) -> Deadline:
    """Tell how one clock stands: when it is due, how much of its time is used, whether it is near or late."""
    time = opening if clock.open_hours else ROUND_THE_CLOCK
    due = moment(clock, 1, now, opening)
    end = clock.met_at or now
    used = sum((time.between(first, last or end) for first, last in _stretches(clock, end)), timedelta()) / clock.span
    since = clock.waits[-1].since if clock.waits and clock.waits[-1].until is None else None
    waiting = since if clock.met_at is None and used < 1 else None
    state = Timing.LATE if end > due else Timing.OK
    if clock.met_at is None and state is Timing.OK and used >= 1 - 1 / NEAR_SHARE:
        state = Timing.NEAR
    return Deadline(
        clock.name, due, clock.met_at, state, clock.began, used, waiting, clock.open_hours, clock.source, clock.note
    )


def moment(clock: Clock, share: float, now: datetime, opening: Time = ROUND_THE_CLOCK) -> datetime:
    """Give when this share of a clock's time is used up; for one that stands still, if it went on now."""
    time = opening if clock.open_hours else ROUND_THE_CLOCK
    left = clock.span * share
    for first, last in _stretches(clock):
        end = time.after(first, left)
        if last is None or end <= last:
            return end
        left -= time.between(first, last)
    return time.after(max(now, clock.waits[-1].since), left)


def _stretches(clock: Clock, end: datetime | None = None) -> Iterator[tuple[datetime, datetime | None]]:
    """Give the times from the beginning to an end (None: for ever) during which a clock does not wait."""
    at = clock.began
    for each in clock.waits:
        if end is not None and each.since >= end:
            break
        if each.since > at:
            yield at, each.since
        if each.until is None:
            return
        at = max(at, each.until)
    if end is None or at < end:
        yield at, end


def first_running(clocks: Sequence[Clock], now: datetime, opening: Time = ROUND_THE_CLOCK) -> Deadline | None:
    """Give the running clock that is due first; None when none runs."""
    return next(iter(in_order(stand(each, now, opening) for each in clocks if each.met_at is None)), None)


def late_from(clocks: Iterable[Clock]) -> tuple[datetime, bool] | None:
    """Give from when on a running clock is late at the earliest, and whether it is for certain then.

    One that counts open hours may be late only after that instant. None: none runs, or each stands still in time.
    """
    found = [(due, each.open_hours) for each in clocks if each.met_at is None and (due := _soonest(each)) is not None]
    if not found:
        return None
    due, open_hours = min(found)
    return due, not open_hours


def _soonest(clock: Clock) -> datetime | None:
    """Give when a clock's time is used up if the house never shuts; None for one that stands still before that."""
    left = clock.span
    for first, last in _stretches(clock):
        if last is None or first + left <= last:
            return first + left
        left -= last - first
    return None


def _reached(stages: list[tuple[Stage, Stamp]], stage: Stage) -> datetime | None:
    """Give the instant at which a stage, or a later one, was first reached."""
    reach = ORDER.index(stage)
    return next((stamp.at for each, stamp in stages if ORDER.index(each) >= reach), None)


def _since_reopening(incident: Incident) -> list[tuple[Stage, Stamp]]:
    """Give the stages from the last reopening on: nothing else leads back to an earlier stage."""
    places = [ORDER.index(stage) for stage, _ in incident.stages]
    back = [n for n, place in enumerate(places) if n and place < places[n - 1]]
    return incident.stages[back[-1] :] if back else incident.stages
