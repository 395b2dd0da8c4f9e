"""The clocks of an incident: what has to happen by when, met or not. They run round the clock and never pause."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sopdesk.domain.case import Incident
from sopdesk.domain.event import Stamp
from sopdesk.domain.incident import ORDER, Stage


class Timing(StrEnum):
    """How a deadline stands: kept or far off, near, or missed."""

    OK = "ok"
    NEAR = "near"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long each thing may take; a house can set its own. "At once" is a quarter of an hour at the desk."""

    acknowledge: timedelta = timedelta(minutes=15)
    first_response: timedelta = timedelta(hours=2)
    log: timedelta = timedelta(hours=24)
    resolve: timedelta = timedelta(hours=24)
    follow_up: timedelta = timedelta(hours=48)


PRESETS = Clocks()
NEAR_SHARE = 4
"""A deadline is near in the last quarter of its time."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of an incident, running since it `began`; `met_at` is the instant of the act that stopped it.

    It is None while the clock runs.
    """

    name: str
    due: datetime
    met_at: datetime | None
    state: Timing
    began: datetime


def deadlines(incident: Incident, now: datetime, clocks: Clocks = PRESETS) -> list[Deadline]:
    """Give the deadlines of an incident in the order in which they fall due; none for one that was imported.

    A reopened incident has to be resolved, and followed up, anew from the reopening on.
    """
    if incident.logged is None or incident.recorded is None or incident.logged.source is not None:
        return []
    reported = incident.reported_at
    anew = _since_reopening(incident)
    resolved = _reached(anew, Stage.RESOLVED)
    acknowledged, answered = (_reached(incident.stages, each) for each in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING))
    found = [
        _deadline("acknowledge", reported, clocks.acknowledge, acknowledged, now),
        _deadline("first response", reported, clocks.first_response, answered, now),
        _deadline("log", reported, clocks.log, incident.recorded.at, now),
        _deadline("resolve", anew[0][1].at if incident.reopened else reported, clocks.resolve, resolved, now),
    ]
    if resolved is not None:
        found.append(_deadline("follow up", resolved, clocks.follow_up, _reached(anew, Stage.FOLLOWED_UP), now))
    return sorted(found, key=lambda each: each.due)


def next_deadline(incident: Incident, now: datetime, clocks: Clocks = PRESETS) -> Deadline | None:
    """Give the running clock of an incident that is due first; None when none runs."""
    return next((each for each in deadlines(incident, now, clocks) if each.met_at is None), None)


def timing(began: datetime, due: datetime, now: datetime) -> Timing:
    """Tell how a clock that still runs stands."""
    if now > due:
        return Timing.LATE
    return Timing.NEAR if due - now <= (due - began) / NEAR_SHARE else Timing.OK


def _deadline(name: str, start: datetime, span: timedelta, met_at: datetime | None, now: datetime) -> Deadline:
    due = start + span
    if met_at is None:
        return Deadline(name, due, None, timing(start, due, now), start)
    return Deadline(name, due, met_at, Timing.LATE if met_at > due else Timing.OK, start)


def _reached(stages: list[tuple[Stage, Stamp]], stage: Stage) -> datetime | None:
    """Give the instant at which a stage, or a later one, was first reached."""
    reach = ORDER.index(stage)
    return next((stamp.at for each, stamp in stages if ORDER.index(each) >= reach), None)


def _since_reopening(incident: Incident) -> list[tuple[Stage, Stamp]]:
    """Give the stages from the last reopening on: nothing but a reopening follows a close."""
    closes = [place for place, (stage, _) in enumerate(incident.stages[:-1]) if stage is Stage.CLOSED]
    return incident.stages[closes[-1] + 1 :] if closes else incident.stages
