"""A missed check is itself a record: what nobody began in time, and what somebody says about it later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal

MISSED = "missed-"
"""How the subject of a missed occasion begins."""


@event("check.missed/1")
@dataclass(frozen=True, slots=True)
class CheckMissed:
    """Nobody began a checklist in time: which, in what revision, when it was due, and whose task it was."""

    sop: str
    number: str
    title: str
    label: str
    digest: str
    role: str
    due_by: datetime
    missed_at: datetime


@event("check.explained/1")
@dataclass(frozen=True, slots=True)
class CheckExplained:
    """Somebody says how it came that a check was missed; it stays missed."""

    text: str | None = sealed()


@dataclass(slots=True)
class Missed:
    """A missed occasion folded from its events; the first report of it counts."""

    id: str
    what: CheckMissed | None = None
    stamp: Stamp | None = None
    explained: list[tuple[str, Stamp]] = field(default_factory=list)


def missed_id(sop: str, due_by: datetime) -> str:
    """Give the subject of a missed occasion: the same at every station, so that it is recorded once."""
    return f"{MISSED}{sop}-{due_by.astimezone(UTC):%Y%m%dT%H%MZ}"


def fold(subject: str, events: Iterable[Recorded]) -> Missed:
    """Give the missed occasion that these events add up to in clock order."""
    missed = Missed(subject)
    for each in in_clock_order(events):
        match each.what:
            case CheckMissed() as what if missed.what is None:
                missed.what, missed.stamp = what, each.stamp
            case CheckExplained(text):
                missed.explained.append((text or "", each.stamp))
    return missed


def explain(missed: Missed, text: str) -> CheckExplained:
    """Say how it came that a check was missed. Refuses no words, and what was not missed."""
    if missed.what is None:
        raise Refusal("There is no such missed check.")
    if not text.strip():
        raise Refusal("Say how it came that it was missed.")
    return CheckExplained(text.strip())
