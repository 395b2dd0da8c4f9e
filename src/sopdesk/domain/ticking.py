"""What may be done with a checklist and when: start, tick, count, skip, complete, sign off."""

from datetime import datetime
from decimal import Decimal

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Sop
from sopdesk.domain.run import (
    ItemCounted,
    ItemNoted,
    ItemSkipped,
    ItemTicked,
    ItemUnticked,
    Run,
    RunCompleted,
    RunReturned,
    RunStage,
    RunStarted,
)
from sopdesk.domain.sop import Answer, Item, Procedure

MOST_DIGITS = 12
"""A count has at most so many digits before the decimal point …"""
MOST_DECIMALS = 6
"""… and at most so many behind it."""


def start(sop: Sop, *, number: str, now: datetime, incident: str = "", due: datetime | None = None) -> RunStarted:
    """Start a checklist by the revision in force now. Refuses one not in force or without a line to tick."""
    revision = sop.in_force(now)
    if revision is None:
        raise Refusal("This checklist is not in force.")
    content = revision.content
    if not content.items():
        raise Refusal(f"{content.number} has nothing to tick.")
    return RunStarted(number, sop.id, content.number, revision.label, revision.digest, content.title, incident, due)


def tick(run: Run, content: Procedure, item_id: str) -> list[ItemTicked]:
    """Tick an item. Ticking twice does no harm: it gives no second event."""
    item = _open_item(run, content, item_id)
    if item.asks is not Answer.TICK:
        raise Refusal(f"“{item.text}” asks for a {item.asks}, not for a tick.")
    if item_id in run.marks:
        _refuse_skipped(run, item)
        return []
    return [ItemTicked(item_id)]


def count(run: Run, content: Procedure, item_id: str, value: Decimal, *, done_about_it: str = "") -> list[ItemCounted]:
    """Record a count or an amount. Refuses one out of bounds unless it says what was done about it."""
    item = _open_item(run, content, item_id)
    if item.asks not in {Answer.NUMBER, Answer.AMOUNT}:
        raise Refusal(f"“{item.text}” does not ask for a number.")
    _check_number(value)
    _refuse_marked(run, item)
    inside = (item.low is None or value >= item.low) and (item.high is None or value <= item.high)
    if not inside and not done_about_it.strip():
        shown = f"{value} {item.unit}".strip()
        raise Refusal(f"{shown} is outside {item.bounds()}. Say what was done about it.")
    refuse_card_numbers((done_about_it,))
    return [ItemCounted(item_id, value, inside, done_about_it.strip() or None)]


def note(run: Run, content: Procedure, item_id: str, text: str) -> list[ItemNoted]:
    """Record the text that an item asks for. The same text again does no harm; another one is refused."""
    item = _open_item(run, content, item_id)
    if item.asks is not Answer.TEXT:
        raise Refusal(f"“{item.text}” does not ask for a text.")
    if not text.strip():
        raise Refusal("Write something, or skip the line with a reason.")
    before = run.marks.get(item_id)
    if before is not None and before.how == "noted" and before.text == text.strip():
        return []
    _refuse_marked(run, item)
    refuse_card_numbers((text,))
    return [ItemNoted(item_id, text.strip())]


def skip(run: Run, content: Procedure, item_id: str, *, reason: str, may_skip_must: bool) -> list[ItemSkipped]:
    """Leave an item out with a reason. A must item can only be skipped by somebody who may sign off."""
    item = _open_item(run, content, item_id)
    _refuse_marked(run, item)
    if not reason.strip():
        raise Refusal("A line can only be skipped with a reason.")
    if item.must and not may_skip_must:
        raise Refusal(f"“{item.text}” must be done. Only a supervisor may skip it.")
    refuse_card_numbers((reason,))
    return [ItemSkipped(item_id, reason.strip())]


def untick(run: Run, content: Procedure, item_id: str) -> list[ItemUnticked]:
    """Take back what was recorded for an item; the journal keeps both."""
    _open_item(run, content, item_id)
    return [ItemUnticked(item_id)] if item_id in run.marks else []


def complete(run: Run, content: Procedure) -> RunCompleted:
    """Finish the run. Refuses while an item is neither done nor skipped."""
    _check_open(run)
    missing = [item for item in content.items() if item.id not in run.marks]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refusal(f"Still open: “{missing[0].text}”{more}. Tick it, or skip it with a reason.")
    skipped = sum(mark.how == "skipped" for mark in run.marks.values())
    outside = sum(not mark.in_bounds for mark in run.marks.values())
    return RunCompleted(len(run.marks) - skipped, skipped, outside)


def check_sign_off(run: Run, signer: str) -> None:
    """Refuse a sign-off (or its refusal) of a run that is not completed, or by somebody who worked on it."""
    _check_started(run)
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
    refuse_card_numbers((reason,))
    return RunReturned(reason.strip())


def _check_number(value: Decimal) -> None:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or (value and value.adjusted() >= MOST_DIGITS) or exponent < -MOST_DECIMALS:
        raise Refusal("That is not a number that can be recorded.")


def _check_started(run: Run) -> None:
    if run.started is None:
        raise Refusal("There is no such checklist run.")


def _check_open(run: Run) -> None:
    _check_started(run)
    if run.stage is not RunStage.OPEN:
        raise Refusal("This run is completed; nothing in it can be changed any more.")


def _open_item(run: Run, content: Procedure, item_id: str) -> Item:
    _check_open(run)
    item = next((each for each in content.items() if each.id == item_id), None)
    if item is None:
        raise Refusal("This line does not belong to the checklist as it was when the run began.")
    return item


def _refuse_marked(run: Run, item: Item) -> None:
    if item.id in run.marks:
        raise Refusal(f"“{item.text}” is recorded already; take it back first.")


def _refuse_skipped(run: Run, item: Item) -> None:
    """Refuse a tick on a line that was skipped: it would be lost in silence."""
    if run.marks[item.id].how == "skipped":
        raise Refusal(f"“{item.text}” was skipped; take that back first.")
