"""A checklist being done: started from a revision, ticked item by item, completed, signed off by somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sopdesk.domain.event import Recorded, Stamp, event, sealed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Signature
from sopdesk.domain.sop import Answer, Item, Procedure


class RunStage(StrEnum):
    """Where a run stands."""

    OPEN = "in progress"
    COMPLETED = "waiting for sign-off"
    SIGNED_OFF = "signed off"


@event("run.started/1")
@dataclass(frozen=True, slots=True)
class RunStarted:
    """Somebody starts a checklist; the run is pinned to the revision in force at that moment."""

    number: str
    sop: str
    sop_number: str
    label: str
    digest: str
    title: str
    incident: str = ""


@event("item.ticked/1")
@dataclass(frozen=True, slots=True)
class ItemTicked:
    """An item is done."""

    item: str


@event("item.unticked/1")
@dataclass(frozen=True, slots=True)
class ItemUnticked:
    """A tick, a count or a skip is taken back; what was marked stays in the journal."""

    item: str


@event("item.counted/1")
@dataclass(frozen=True, slots=True)
class ItemCounted:
    """A number or an amount is read or counted, in the item's unit."""

    item: str
    value: Decimal
    in_bounds: bool = True
    done_about_it: str | None = sealed()


@event("item.noted/1")
@dataclass(frozen=True, slots=True)
class ItemNoted:
    """A text that an item asks for."""

    item: str
    text: str | None = sealed()


@event("item.skipped/1")
@dataclass(frozen=True, slots=True)
class ItemSkipped:
    """An item is left out, for a reason."""

    item: str
    reason: str | None = sealed()


@event("run.completed/1")
@dataclass(frozen=True, slots=True)
class RunCompleted:
    """Everything is ticked or skipped; the hand-over note is what the next shift must know."""

    done: int
    skipped: int
    out_of_bounds: int
    handover: str | None = sealed()


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


@event("handover.acknowledged/1")
@dataclass(frozen=True, slots=True)
class HandoverAcknowledged:
    """Somebody of the next shift has read the hand-over note."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was recorded for one item: "ticked", "counted", "noted" or "skipped", by whom and when."""

    item: str
    how: str
    stamp: Stamp
    value: Decimal | None = None
    in_bounds: bool = True
    text: str = ""


@dataclass(slots=True)
class Run:
    """A run folded from its events."""

    id: str
    started: RunStarted | None = None
    start: Stamp | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    withdrawn_marks: list[tuple[Mark, Stamp]] = field(default_factory=list)
    completed: Stamp | None = None
    handover: str = ""
    returned: list[tuple[str, Stamp]] = field(default_factory=list)
    signed_off: RunSignedOff | None = None
    sign_off: Stamp | None = None
    acknowledged: list[Stamp] = field(default_factory=list)

    @property
    def stage(self) -> RunStage:
        """Where the run stands."""
        if self.sign_off:
            return RunStage.SIGNED_OFF
        return RunStage.COMPLETED if self.completed else RunStage.OPEN

    def people(self) -> set[str]:
        """Everybody whose work is in this run: who started, marked or completed it."""
        stamps = [mark.stamp for mark in self.marks.values()] + [mark.stamp for mark, _ in self.withdrawn_marks]
        stamps += [each for each in (self.start, self.completed) if each is not None]
        return {each.actor for each in stamps}


def fold(subject: str, events: Iterable[Recorded]) -> Run:
    """Give the run that these events, in clock order, add up to; the first tick of an item counts."""
    run = Run(subject)
    for each in events:
        _apply(run, each)
    return run


def _apply(run: Run, recorded: Recorded) -> None:
    stamp = recorded.stamp
    match recorded.what:
        case RunStarted() as what:
            run.started, run.start = what, stamp
        case ItemTicked(item):
            _mark(run, Mark(item, "ticked", stamp))
        case ItemCounted(item, value, in_bounds, about):
            _mark(run, Mark(item, "counted", stamp, value, in_bounds, about or ""))
        case ItemNoted(item, text):
            _mark(run, Mark(item, "noted", stamp, text=text or ""))
        case ItemSkipped(item, reason):
            _mark(run, Mark(item, "skipped", stamp, text=reason or ""))
        case ItemUnticked(item):
            if item in run.marks:
                run.withdrawn_marks.append((run.marks.pop(item), stamp))
        case RunCompleted() as what:
            run.completed, run.handover = stamp, what.handover or ""
        case RunReturned(reason):
            run.completed = None
            run.returned.append((reason or "", stamp))
        case RunSignedOff() as what:
            run.signed_off, run.sign_off = what, stamp
        case HandoverAcknowledged():
            run.acknowledged.append(stamp)


def _mark(run: Run, mark: Mark) -> None:
    run.marks.setdefault(mark.item, mark)


def tick(run: Run, content: Procedure, item_id: str) -> list[ItemTicked]:
    """Tick an item. Ticking twice does no harm: it gives no second event."""
    item = _open_item(run, content, item_id)
    if item.asks is not Answer.TICK:
        raise Refusal(f"“{item.text}” asks for a {item.asks}, not for a tick.")
    return [] if item_id in run.marks else [ItemTicked(item_id)]


def count(run: Run, content: Procedure, item_id: str, value: Decimal, *, done_about_it: str = "") -> list[ItemCounted]:
    """Record a count or an amount. Refuses one out of bounds unless it says what was done about it."""
    item = _open_item(run, content, item_id)
    if item.asks not in {Answer.NUMBER, Answer.AMOUNT}:
        raise Refusal(f"“{item.text}” does not ask for a number.")
    if not value.is_finite():
        raise Refusal("That is not a number that can be recorded.")
    if item_id in run.marks:
        raise Refusal(f"“{item.text}” is recorded already; take it back first.")
    inside = (item.low is None or value >= item.low) and (item.high is None or value <= item.high)
    if not inside and not done_about_it.strip():
        raise Refusal(f"{value} {item.unit} is outside {bounds(item)}. Say what was done about it.")
    return [ItemCounted(item_id, value, inside, done_about_it.strip() or None)]


def note(run: Run, content: Procedure, item_id: str, text: str) -> list[ItemNoted]:
    """Record the text that an item asks for."""
    item = _open_item(run, content, item_id)
    if item.asks is not Answer.TEXT:
        raise Refusal(f"“{item.text}” does not ask for a text.")
    if not text.strip():
        raise Refusal("Write something, or skip the line with a reason.")
    return [] if item_id in run.marks else [ItemNoted(item_id, text.strip())]


def skip(run: Run, content: Procedure, item_id: str, *, reason: str, may_skip_must: bool) -> list[ItemSkipped]:
    """Leave an item out with a reason. A must item can only be skipped by somebody who may sign off."""
    item = _open_item(run, content, item_id)
    if item_id in run.marks:
        raise Refusal(f"“{item.text}” is recorded already; take it back first.")
    if not reason.strip():
        raise Refusal("A line can only be skipped with a reason.")
    if item.must and not may_skip_must:
        raise Refusal(f"“{item.text}” must be done. Only a supervisor may skip it.")
    return [ItemSkipped(item_id, reason.strip())]


def untick(run: Run, content: Procedure, item_id: str) -> list[ItemUnticked]:
    """Take back what was recorded for an item; the journal keeps both."""
    _open_item(run, content, item_id)
    return [ItemUnticked(item_id)] if item_id in run.marks else []


def complete(run: Run, content: Procedure, *, handover: str) -> RunCompleted:
    """Finish the run. Refuses while an item is neither done nor skipped."""
    _check_open(run)
    missing = [item for item in content.items() if item.id not in run.marks]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refusal(f"Still open: “{missing[0].text}”{more}. Tick it, or skip it with a reason.")
    skipped = sum(mark.how == "skipped" for mark in run.marks.values())
    outside = sum(not mark.in_bounds for mark in run.marks.values())
    return RunCompleted(len(run.marks) - skipped, skipped, outside, handover.strip() or None)


def check_sign_off(run: Run, signer: str) -> None:
    """Refuse a sign-off (or its refusal) of a run that is not completed, or by somebody who worked on it."""
    if run.stage is RunStage.SIGNED_OFF:
        raise Refusal("This run is signed off already.")
    if run.stage is RunStage.OPEN:
        raise Refusal("This run is not completed yet.")
    if signer in run.people():
        raise Refusal("Whoever worked on a checklist cannot sign it off. Somebody else has to sign.")


def give_back(run: Run, signer: str, *, reason: str) -> RunReturned:
    """Refuse the sign-off with a reason: the run is open again."""
    check_sign_off(run, signer)
    if not reason.strip():
        raise Refusal("Say what is missing, so that the shift can put it right.")
    return RunReturned(reason.strip())


def acknowledge(run: Run, reader: str) -> list[HandoverAcknowledged]:
    """Acknowledge a hand-over note. Whoever wrote it cannot; a second time by the same person does no harm."""
    if run.completed is None or not run.handover:
        raise Refusal("This run has no hand-over note.")
    if run.completed.actor == reader:
        raise Refusal("A hand-over note is acknowledged by the next shift, not by whoever wrote it.")
    return [] if any(each.actor == reader for each in run.acknowledged) else [HandoverAcknowledged()]


def bounds(item: Item) -> str:
    """Give the bounds of a counted item in words, for example "2 to 5 °C"."""
    unit = f" {item.unit}" if item.unit else ""
    if item.low is not None and item.high is not None:
        return f"{item.low} to {item.high}{unit}"
    if item.low is not None:
        return f"{item.low}{unit} or more"
    return f"{item.high}{unit} or less" if item.high is not None else "any number"


def _check_open(run: Run) -> None:
    if run.stage is not RunStage.OPEN:
        raise Refusal("This run is completed; nothing in it can be changed any more.")


def _open_item(run: Run, content: Procedure, item_id: str) -> Item:
    _check_open(run)
    item = next((each for each in content.items() if each.id == item_id), None)
    if item is None:
        raise Refusal("This line does not belong to the checklist as it was when the run began.")
    return item
