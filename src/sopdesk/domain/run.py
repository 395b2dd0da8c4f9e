"""A checklist being done: started from a revision, ticked item by item, completed, signed off by somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.mark import (
    CashCounted,
    ItemChosen,
    ItemConfirmed,
    ItemCounted,
    ItemNoted,
    ItemPhotographed,
    ItemSkipped,
    ItemTicked,
    ItemUnticked,
    Mark,
)
from sopdesk.domain.signature import Signature


class RunStage(StrEnum):
    """Where a run stands."""

    OPEN = "in progress"
    COMPLETED = "waiting for sign-off"
    SIGNED_OFF = "signed off"


@event("run.started/1")
@dataclass(frozen=True, slots=True)
class RunStarted:
    """Somebody starts a checklist; the run is pinned to the revision in force at that moment.

    `due` is by when the occasion was due that it fulfils, and `late_from` from when on it is late; None where it was
    begun as needed.
    """

    number: str
    sop: str
    sop_number: str
    label: str
    digest: str
    title: str
    incident: str = ""
    due: datetime | None = None
    late_from: datetime | None = None


@event("run.completed/1")
@dataclass(frozen=True, slots=True)
class RunCompleted:
    """Everything is ticked or skipped; `handover` is what was handed over with it, and its digest, or ""."""

    done: int
    skipped: int
    out_of_bounds: int
    handover: str = ""
    handover_digest: str = ""


@event("run.returned/1")
@dataclass(frozen=True, slots=True)
class RunReturned:
    """A supervisor refuses the sign-off, with a reason; the run is open again."""

    reason: str | None = sealed()


@event("run.signed_off/1")
@dataclass(frozen=True, slots=True)
class RunSignedOff:
    """A supervisor signs exactly what the run shows; `digest` stands for it."""

    digest: str
    signature: Signature
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@dataclass(slots=True)
class Run:
    """A run folded from its events; `hands` holds everybody who ever worked on it."""

    id: str
    started: RunStarted | None = None
    start: Stamp | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    photos: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Photos of items that are not marked yet, by their SHA-256."""
    withdrawn_marks: list[tuple[Mark, Stamp]] = field(default_factory=list)
    completed: Stamp | None = None
    handover: str = ""
    handover_digest: str = ""
    returned: list[tuple[str, Stamp]] = field(default_factory=list)
    signed_off: RunSignedOff | None = None
    sign_off: Stamp | None = None
    hands: set[str] = field(default_factory=set)

    @property
    def stage(self) -> RunStage:
        """Where the run stands."""
        if self.sign_off:
            return RunStage.SIGNED_OFF
        return RunStage.COMPLETED if self.completed else RunStage.OPEN

    def marks_in_order(self) -> tuple[Mark, ...]:
        """Give a mark for each line recorded; what was mended after a refused sign-off stands as it did before."""
        mended = {
            mark.item: mark
            for mark, back in reversed(self.withdrawn_marks)
            if any(mark.stamp.order < refused.order < back.order for _, refused in self.returned)
        }
        return tuple(mended.get(item, mark) for item, mark in self.marks.items())

    def people(self) -> set[str]:
        """Everybody whose work is in this run: who started, marked, took back or completed it."""
        return set(self.hands)


def fold(subject: str, events: Iterable[Recorded]) -> Run:
    """Give the run that these events add up to in clock order; the first mark of an item counts."""
    run = Run(subject)
    for each in in_clock_order(events):
        _apply(run, each)
    return run


def _apply(run: Run, recorded: Recorded) -> None:
    stamp = recorded.stamp
    match recorded.what:
        case RunReturned(reason):
            run.completed = None
            run.returned.append((reason or "", stamp))
        case RunSignedOff() as what if run.sign_off is None:
            run.signed_off, run.sign_off = what, stamp
        case _:
            _work(run, recorded.what, stamp)


def _work(run: Run, what: object, stamp: Stamp) -> None:
    """Apply what was done on the checklist itself: whoever did it cannot sign it off."""
    match what:
        case RunStarted():
            run.started, run.start = what, stamp
        case ItemTicked(item):
            _mark(run, Mark(item, "ticked", stamp))
        case ItemNoted(item, text):
            _mark(run, Mark(item, "noted", stamp, text=text or ""))
        case ItemSkipped(item, reason, allowed_by):
            _mark(run, Mark(item, "skipped", stamp, text=reason or "", second=allowed_by))
        case ItemPhotographed():
            _photograph(run, what, stamp)
        case ItemUnticked(item):
            _take_back(run, item, stamp)
        case RunCompleted():
            _complete(run, what, stamp)
        case _:
            if not _answer(run, what, stamp):
                return
    run.hands.add(stamp.actor)


def _answer(run: Run, what: object, stamp: Stamp) -> bool:
    """Apply an answer that says more than that something is done; tell whether it was one."""
    match what:
        case ItemCounted(item, value, in_bounds, about):
            _mark(run, Mark(item, "counted", stamp, value, in_bounds, done_about_it=about or ""))
        case CashCounted(item, counted, value, expected, in_bounds, about):
            mark = Mark(item, "counted", stamp, value, in_bounds, done_about_it=about or "")
            _mark(run, replace(mark, counted=counted, expected=expected))
        case ItemChosen(item, choice, in_order, about):
            _mark(run, Mark(item, "chosen", stamp, None, in_order, choice, about or ""))
        case ItemConfirmed(item, second):
            _mark(run, Mark(item, "confirmed", stamp, second=second))
            run.hands.add(second)
        case _:
            return False
    return True


def _mark(run: Run, mark: Mark) -> None:
    if mark.item not in run.marks:
        photos = run.photos.pop(mark.item, ())
        run.marks[mark.item] = replace(mark, photos=photos) if photos else mark


def _photograph(run: Run, what: ItemPhotographed, stamp: Stamp) -> None:
    """Add a photo to what is recorded for an item, or keep it until something is."""
    mark = run.marks.get(what.item)
    if mark is None:
        run.photos[what.item] = (*run.photos.get(what.item, ()), what.photo)
        if what.answers:
            _mark(run, Mark(what.item, "photographed", stamp))
    elif what.photo not in mark.photos:
        run.marks[what.item] = replace(mark, photos=(*mark.photos, what.photo))


def _take_back(run: Run, item: str, stamp: Stamp) -> None:
    run.photos.pop(item, None)
    if item in run.marks:
        run.withdrawn_marks.append((run.marks.pop(item), stamp))


def _complete(run: Run, what: RunCompleted, stamp: Stamp) -> None:
    """Let the first completion count until it is returned; what was handed over before stands until it is replaced."""
    if run.completed is None:
        run.completed = stamp
        if what.handover:
            run.handover, run.handover_digest = what.handover, what.handover_digest
