"""Who outside this desk holds which checkpoint: what was handed over, the second place, and when to be reminded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal

CHECKPOINTS = "checkpoints"
"""The one record that all of this is about."""
REMIND_AFTER = 7
"""After so many days without a newer checkpoint outside the house a manager is reminded, unless they set it."""
LONGEST = 366
LONGEST_NAME = 200


class Way(StrEnum):
    """How a checkpoint left this desk."""

    MAILED = "mailed"
    SAVED = "saved as a file"
    PRINTED = "printed"
    COPIED = "copied"


@event("checkpoint.handed_over/1")
@dataclass(frozen=True, slots=True)
class CheckpointHandedOver:
    """Somebody outside holds a checkpoint from now on: of which log, over how many entries, with which root (hex)."""

    origin: str
    size: int
    root: str
    way: Way
    holder: str | None = sealed()


@event("checkpoint.place_chosen/1")
@dataclass(frozen=True, slots=True)
class PlaceChosen:
    """Each new checkpoint is written to this folder as a second place; without one, a second place was declined."""

    place: str | None = sealed()


@event("checkpoint.reminder_set/1")
@dataclass(frozen=True, slots=True)
class ReminderSet:
    """After so many days without a newer checkpoint outside the house a manager is reminded."""

    days: int


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-over of a checkpoint, and who recorded it when."""

    what: CheckpointHandedOver
    stamp: Stamp

    @property
    def holder(self) -> str:
        """Whoever holds it; "" where the name is erased."""
        given = self.what.holder
        return "" if given is None or given == ERASED else given


@dataclass(slots=True)
class Holding:
    """What the house has settled about its checkpoints."""

    handed: list[Handed] = field(default_factory=list)
    place: str = ""
    settled: Stamp | None = None
    days: int = REMIND_AFTER


def fold(_subject: str, events: Iterable[Recorded]) -> Holding:
    """Give what these events add up to; `settled` tells who chose or declined the second place, and when."""
    state = Holding()
    for each in in_clock_order(events):
        match each.what:
            case CheckpointHandedOver():
                state.handed.append(Handed(each.what, each.stamp))
            case PlaceChosen(place):
                state.place, state.settled = "" if place is None or place == ERASED else place, each.stamp
            case ReminderSet(days):
                state.days = days
            case _:
                pass
    return state


def hand_over(origin: str, size: int, root: str, way: Way, holder: str) -> CheckpointHandedOver:
    """Record to whom a checkpoint went. Refuses a hand-over to nobody, and a name that is a letter."""
    name = " ".join(holder.split())
    if not name:
        raise Refusal("Say who holds it from now on: a name, an office, or where it lies.")
    if len(name) > LONGEST_NAME:
        raise Refusal(f"Say in at most {LONGEST_NAME} letters who holds it.")
    return CheckpointHandedOver(origin, size, root, way, name)


def choose(now: Holding, place: str) -> PlaceChosen:
    """Choose the second place, or with "" decline one. Refuses what is settled already."""
    if now.settled is not None and now.place == place:
        raise Refusal("That is settled already.")
    return PlaceChosen(place or None)


def remind_after(now: Holding, days: int) -> ReminderSet:
    """Set after how many days a manager is reminded."""
    if not 1 <= days <= LONGEST:
        raise Refusal(f"Between 1 and {LONGEST} days.")
    if days == now.days:
        raise Refusal("That is set already.")
    return ReminderSet(days)
