"""What may be recorded for a line of a checklist, and when: tick, count, choose, write, photograph, confirm, skip."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.cash import check_counted, total
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
)
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.run import Run
from sopdesk.domain.sop import Answer, Item, Phase, Procedure
from sopdesk.domain.ticking import check_open

MOST_DIGITS = 12
"""A count has at most so many digits before the decimal point …"""
MOST_DECIMALS = 6
"""… and at most so many behind it."""
_PHASES = list(Phase)


def tick(run: Run, content: Procedure, item_id: str) -> list[ItemTicked]:
    """Tick an item. Ticking twice does no harm: it gives no second event."""
    item = _open_item(run, content, item_id)
    if item.asks is not Answer.TICK:
        raise Refusal(f"“{item.text}” asks for a {item.asks}, not for a tick.")
    if item_id in run.marks:
        _refuse_skipped(run, item)
        return []
    _check_photo(run, item)
    return [ItemTicked(item_id)]


def count(run: Run, content: Procedure, item_id: str, value: Decimal, *, done_about_it: str = "") -> list[ItemCounted]:
    """Record a count or an amount. Refuses one out of bounds unless it says what was done about it."""
    item = _free_item(run, content, item_id)
    if item.asks not in {Answer.NUMBER, Answer.AMOUNT}:
        raise Refusal(f"“{item.text}” does not ask for a number.")
    _check_number(value)
    inside = within(item, value)
    if not inside and not done_about_it.strip():
        shown = f"{value} {item.unit}".strip()
        raise Refusal(f"{shown} is outside {item.bounds()}. Say what was done about it.")
    return [ItemCounted(item_id, value, inside, _about(done_about_it))]


def count_cash(
    run: Run,
    content: Procedure,
    item_id: str,
    counted: Iterable[tuple[Decimal, int]],
    *,
    expected: Decimal | None = None,
    done_about_it: str = "",
) -> list[CashCounted]:
    """Record cash by denomination; `expected` where the item does not say what it should come to.

    The item's bounds are those of the difference; without any, every difference asks what was done about it.
    """
    item = _free_item(run, content, item_id)
    if item.asks is not Answer.CASH:
        raise Refusal(f"“{item.text}” does not ask for a count of cash.")
    pieces = check_counted(counted)
    should = item.expected if item.expected is not None else expected
    if should is None:
        raise Refusal("Say what the cash should come to.")
    _check_number(should)
    sum_of = total(pieces)
    inside = differs_little(item, sum_of - should)
    if not inside and not done_about_it.strip():
        said = f"{abs(sum_of - should):f} {'too much' if sum_of > should else 'missing'}"
        raise Refusal(f"{sum_of:f} instead of {should:f}: {said}. Say what was done about it.")
    return [CashCounted(item_id, pieces, sum_of, should, inside, _about(done_about_it))]


def choose(run: Run, content: Procedure, item_id: str, choice: str, *, done_about_it: str = "") -> list[ItemChosen]:
    """Record one of the answers that an item offers. A failing one says what was done about it."""
    item = _open_item(run, content, item_id)
    if item.asks is not Answer.CHOICE or choice not in item.choices:
        raise Refusal(f"“{choice}” is no answer to “{item.text}”.")
    before = run.marks.get(item_id)
    if before is not None and before.how == "chosen" and before.text == choice:
        return []
    _refuse_marked(run, item)
    _check_photo(run, item)
    fine = choice not in item.failing
    if not fine and not done_about_it.strip():
        raise Refusal(f"“{choice}” is not in order. Say what was done about it.")
    return [ItemChosen(item_id, choice, fine, _about(done_about_it))]


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
    _check_photo(run, item)
    refuse_card_numbers((text,))
    return [ItemNoted(item_id, text.strip())]


def photograph(run: Run, content: Procedure, item_id: str, photo: str) -> list[ItemPhotographed]:
    """Add a photo (its SHA-256) to an item, before or after it is done. The same photo again does no harm."""
    item = _open_item(run, content, item_id)
    mark = run.marks.get(item_id)
    if mark is not None and mark.how == "skipped":
        _refuse_skipped(run, item)
    if photo in (mark.photos if mark else run.photos.get(item_id, ())):
        return []
    return [ItemPhotographed(item_id, photo, item.asks is Answer.PHOTO)]


def confirm(run: Run, content: Procedure, item_id: str, *, by: str, second: str) -> list[ItemConfirmed]:
    """Record that a second person, who gave their PIN, confirms an item. Never the one who does the line."""
    item = _free_item(run, content, item_id)
    if item.asks is not Answer.SECOND:
        raise Refusal(f"“{item.text}” does not ask for a second person.")
    if second == by:
        raise Refusal("The second person is somebody else.")
    return [ItemConfirmed(item_id, second)]


def check_skip(run: Run, content: Procedure, item_id: str, *, may_skip_must: bool) -> Item:
    """Give the item that somebody is about to leave out. Refuses one that only a supervisor may leave out."""
    item = _open_item(run, content, item_id)
    _refuse_marked(run, item)
    if item.must and not may_skip_must:
        raise Refusal(f"“{item.text}” must be done. Only a supervisor may skip it.")
    return item


def skip(
    run: Run, content: Procedure, item_id: str, *, reason: str, may_skip_must: bool, allowed_by: str = ""
) -> list[ItemSkipped]:
    """Leave an item out with a reason. A must item takes somebody who may sign off, or who allowed it beside them."""
    item = check_skip(run, content, item_id, may_skip_must=may_skip_must)
    if not reason.strip():
        raise Refusal("A line can only be skipped with a reason.")
    refuse_card_numbers((reason,))
    return [ItemSkipped(item_id, reason.strip(), allowed_by if item.must else "")]


def untick(run: Run, content: Procedure, item_id: str) -> list[ItemUnticked]:
    """Take back what was recorded for an item, its photos too; the journal keeps both."""
    _open_item(run, content, item_id)
    return [ItemUnticked(item_id)] if item_id in run.marks or item_id in run.photos else []


def within(item: Item, value: Decimal) -> bool:
    """Tell whether a value lies within an item's bounds."""
    return (item.low is None or value >= item.low) and (item.high is None or value <= item.high)


def differs_little(item: Item, difference: Decimal) -> bool:
    """Tell whether cash differs no more than the item allows; without bounds, not at all."""
    return within(item, difference) if item.bounded else not difference


def waits_for(run: Run, content: Procedure, item_id: str) -> Item | None:
    """Give the first open item of an earlier phase, where a checklist's phases are done in order; else None."""
    if not content.in_order:
        return None
    phases = dict(_phases(content))
    mine = phases.get(item_id, 0)
    return next((each for each in content.items() if phases[each.id] < mine and each.id not in run.marks), None)


def waiting(run: Run, content: Procedure) -> dict[str, Item]:
    """Give each open item that waits for an earlier phase, by its id, with the item that comes first."""
    if not content.in_order:
        return {}
    phases = dict(_phases(content))
    left = [each for each in content.items() if each.id not in run.marks]
    first = {place: next((each for each in left if phases[each.id] < place), None) for place in set(phases.values())}
    found = {each.id: first[phases[each.id]] for each in left}
    return {item: before for item, before in found.items() if before is not None}


def _phases(content: Procedure) -> Iterator[tuple[str, int]]:
    """Give each item with the place of its phase; a step that names none belongs to the phase of the one before."""
    place = 0
    for step in content.steps:
        place = _PHASES.index(step.phase) if step.phase is not None else place
        for item in step.items:
            yield item.id, place


def _about(text: str) -> str | None:
    refuse_card_numbers((text,))
    return text.strip() or None


def _check_number(value: Decimal) -> None:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or (value and value.adjusted() >= MOST_DIGITS) or exponent < -MOST_DECIMALS:
        raise Refusal("That is not a number that can be recorded.")


def _open_item(run: Run, content: Procedure, item_id: str) -> Item:
    check_open(run)
    item = next((each for each in content.items() if each.id == item_id), None)
    if item is None:
        raise Refusal("This line does not belong to the checklist as it was when the run began.")
    first = waits_for(run, content, item_id)
    if first is not None:
        raise Refusal(f"This checklist is done in order. First: “{first.text}”.")
    return item


def _free_item(run: Run, content: Procedure, item_id: str) -> Item:
    """Give an item for which nothing is recorded yet and whose photo, where it asks for one, is there."""
    item = _open_item(run, content, item_id)
    _refuse_marked(run, item)
    _check_photo(run, item)
    return item


def _check_photo(run: Run, item: Item) -> None:
    if item.photo and item.id not in run.photos:
        raise Refusal(f"“{item.text}” asks for a photo as well. Take it first.")


def _refuse_marked(run: Run, item: Item) -> None:
    if item.id in run.marks:
        raise Refusal(f"“{item.text}” is recorded already; take it back first.")


def _refuse_skipped(run: Run, item: Item) -> None:
    """Refuse a tick on a line that was skipped: it would be lost in silence."""
    if run.marks[item.id].how == "skipped":
        raise Refusal(f"“{item.text}” was skipped; take that back first.")
