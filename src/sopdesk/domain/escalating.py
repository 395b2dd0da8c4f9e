"""To whom an incident goes when: at once by its kind, by its clocks as their time runs out, or handed up by hand.

Nothing of it is stored: it is worked out from the file and the moment, so it can neither be forgotten nor put off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.clock import Clock, ClockName
from sopdesk.domain.deadline import clocks_of, moment
from sopdesk.domain.gates import check_open, kind_of
from sopdesk.domain.handing_up import IncidentHandedUp
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.open_time import ROUND_THE_CLOCK, Time
from sopdesk.domain.person import Role
from sopdesk.domain.refusal import Refusal

STEPS = ((0.5, Role.SHIFT_LEAD), (1.0, Role.SUPERVISOR), (1.5, Role.MANAGER))
"""At which share of a clock's time a file goes to which role."""
AT_ONCE = {
    IncidentKind.INJURY: Role.SUPERVISOR,
    IncidentKind.SECURITY: Role.SUPERVISOR,
    IncidentKind.ABUSE: Role.SUPERVISOR,
}
"""The kinds that go to somebody as soon as they are logged."""
FRAUD = "till or payments"
"""An alert from there may be fraud: it goes past the counter to the manager at once."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One step of an escalation: to which role (an id), when, why in words; `open` while it still stands.

    `reason` is what somebody wrote who handed it up: personal, as all free text.
    """

    role: str
    at: datetime
    why: str
    open: bool
    reason: str = ""


def reached(incident: Incident, now: datetime, opening: Time = ROUND_THE_CLOCK) -> list[Reached]:
    """Give the steps that a file has reached, in their order; none for one that was imported."""
    if incident.logged is None or incident.recorded is None or incident.logged.source is not None:
        return []
    closed = incident.stage is Stage.CLOSED
    steps = [*_at_once(incident, incident.recorded.at), *_handed_up(incident)]
    for clock in clocks_of(incident):
        steps += _by_clock(clock, incident.recorded.at, now, opening, closed=closed)
    return sorted(steps, key=lambda each: each.at)


def _at_once(incident: Incident, logged_at: datetime) -> Iterator[Reached]:
    """Give the step that the kind takes; it stands until somebody has acknowledged the file."""
    kind, waits = kind_of(incident), incident.stage is Stage.LOGGED
    if kind in AT_ONCE:
        yield Reached(AT_ONCE[kind], logged_at, f"{kind.replace('-', ' ')}: at once", waits)
    if kind is IncidentKind.SECURITY and incident.values.get("alert_source") == FRAUD:
        yield Reached(Role.MANAGER, logged_at, "suspected fraud: at once", waits)


def _handed_up(incident: Incident) -> Iterator[Reached]:
    """Give what was handed up by hand; it stands until the file reaches its next stage."""
    for each in incident.handed_up:
        moved = any(stamp.at > each.at for _, stamp in incident.stages)
        yield Reached(each.role, each.at, "handed up", not moved, each.reason)


def _by_clock(clock: Clock, since: datetime, now: datetime, opening: Time, *, closed: bool) -> Iterator[Reached]:
    """Give the steps of one clock. What was told before it was recorded goes on from the moment of recording."""
    if clock.name == ClockName.LOG:
        return
    end = clock.met_at or now
    for share, role in STEPS:
        at = max(moment(clock, share, now, opening), since)
        if at <= end and not (clock.waits and clock.waits[-1].until is None and at >= now):
            yield Reached(role, at, f"{clock.name}: {share:.0%} of its time", clock.met_at is None and not closed)


def hand_up(incident: Incident, role: str, reason: str) -> IncidentHandedUp:
    """Hand a file up. Refuses without a role, without a reason, and a closed file."""
    check_open(incident)
    if not role:
        raise Refusal("Say to which role it goes.")
    if not reason.strip():
        raise Refusal("Say why it goes further up: whoever takes it reads that first.")
    refuse_card_numbers((reason,))
    return IncidentHandedUp(role, reason.strip())
