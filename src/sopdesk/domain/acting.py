"""What may be done with the actions of a file and when: nobody verifies or judges what they did themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sopdesk.domain.action import (
    Action,
    ActionChanged,
    ActionChecked,
    ActionDone,
    ActionDropped,
    ActionPlanned,
    ActionRefused,
    ActionSort,
    ActionVerified,
    Waits,
)
from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.gates import check_open, kind_of
from sopdesk.domain.refusal import Refusal


def plan(incident: Incident, planned: ActionPlanned, today: date) -> ActionPlanned:
    """Plan an action. Refuses one without words, with days that do not fit, or with its owner as the verifier.

    A corrective or preventive action says how one can tell that it worked, and when somebody looks.
    """
    check_open(incident)
    what, criterion = (planned.what or "").strip(), (planned.criterion or "").strip()
    if not what:
        raise Refusal("Say what is to be done.")
    refuse_card_numbers((what, criterion))
    if planned.due < today:
        raise Refusal("The day by which it is to be done has passed already.")
    _check_people(planned.owner, planned.verifier)
    if planned.sort is not ActionSort.CORRECTION and not criterion:
        raise Refusal("Say how one can tell that it worked.")
    if criterion and planned.check_on is None:
        raise Refusal("Say on which day somebody looks whether it worked.")
    if planned.check_on is not None and not criterion:
        raise Refusal("Say how one can tell on that day that it worked.")
    _check_days(planned.due, planned.check_on)
    if planned.follows and _action(incident, planned.follows).waits is not Waits.REPLACING:
        raise Refusal("Only an action that did not work is followed by another.")
    if planned.entry and planned.entry not in incident.entries:
        raise Refusal("There is no such finding in this file.")
    return replace(planned, what=what, criterion=criterion or None)


def change(incident: Incident, changed: ActionChanged, today: date) -> ActionChanged:
    """Give an action another owner, verifier or day. Refuses without a reason, and what is settled."""
    action = _action(incident, changed.action)
    reason = (changed.reason or "").strip()
    if action.waits not in {Waits.DOING, Waits.VERIFYING, Waits.CHECKING}:
        raise Refusal("This action is settled: nothing is left to be moved.")
    if action.waits is Waits.CHECKING and (changed.owner, changed.due) != (action.owner, action.due):
        raise Refusal("It is done and verified: only the day of the check and who looks can still be moved.")
    if (changed.owner, changed.due, changed.verifier, changed.check_on) == (
        action.owner, action.due, action.verifier, action.check_on
    ):  # fmt: skip
        raise Refusal("That is how it stands already.")
    if not reason:
        raise Refusal("Say why it is moved.")
    refuse_card_numbers((reason,))
    if changed.due != action.due and changed.due < today:
        raise Refusal("The day by which it is to be done has passed already.")
    if (changed.check_on is None) != (action.check_on is None):
        raise Refusal("Whether it is checked later was settled when it was planned: the day can be moved, no more.")
    _check_people(changed.owner, changed.verifier)
    _check_days(changed.due, changed.check_on)
    return replace(changed, reason=reason)


def report_done(incident: Incident, action: str, evidence: str, files: Sequence[str] = ()) -> ActionDone:
    """Report an action done. Refuses without what shows it: words, or attachments of the file by their SHA-256."""
    check_open(incident)
    _expect(_action(incident, action), Waits.DOING, "reported done")
    shown_by = tuple(dict.fromkeys(files))
    for each in shown_by:
        if each not in incident.attachments or incident.attachments[each].erased:
            raise Refusal("There is no such attachment in this file.")
    if shown_by and not evidence.strip():
        return ActionDone(action, None, shown_by)
    said = _said(evidence, "Say what shows that it is done, or choose files that do.")
    return ActionDone(action, said, shown_by or None)


def verify(incident: Incident, action: str, words: str, by: str) -> ActionVerified:
    """Find that an action is done. Refuses its owner, and whoever reported it done."""
    check_open(incident)
    _check_eye(_action(incident, action), by)
    refuse_card_numbers((words,))
    return ActionVerified(action, words.strip() or None)


def refuse(incident: Incident, action: str, reason: str, by: str) -> ActionRefused:
    """Find that an action is not done: it is open again. Refuses its owner, and without a reason."""
    check_open(incident)
    _check_eye(_action(incident, action), by)
    return ActionRefused(action, _said(reason, "Say what is not done yet."))


def check(incident: Incident, action: str, *, effective: bool, words: str, by: str, today: date) -> ActionChecked:
    """Say whether an action worked; also on a closed file. That it did can be said from the day of the check on."""
    kind_of(incident)
    found = _action(incident, action)
    _expect(found, Waits.CHECKING, "checked")
    if by == found.owner:
        raise Refusal("Whether it worked is for somebody else to say than who had to do it.")
    if effective and found.check_on is not None and today < found.check_on:
        raise Refusal("The day of the check has not come: until then nobody can tell that it worked.")
    return ActionChecked(action, effective, _said(words, "Say by what you can tell."))


def drop(incident: Incident, action: str, reason: str) -> ActionDropped:
    """Give an action up, with the reason. Refuses one that is settled."""
    found = _action(incident, action)
    if found.waits in {Waits.NOTHING, Waits.DROPPED}:
        raise Refusal("This action is settled already.")
    if found.waits in {Waits.DOING, Waits.VERIFYING}:
        check_open(incident)
    return ActionDropped(action, _said(reason, "Say why it is dropped."))


def _action(incident: Incident, action: str) -> Action:
    if action not in incident.actions:
        raise Refusal("There is no such action in this file.")
    return incident.actions[action]


def _expect(action: Action, waits: Waits, act: str) -> None:
    if action.waits is not waits:
        raise Refusal(f"This action cannot be {act} now: it stands at “{action.waits}”.")


def _check_eye(action: Action, by: str) -> None:
    """Refuse whoever would verify their own work."""
    _expect(action, Waits.VERIFYING, "verified")
    if action.done is None or by in {action.owner, action.done[1].actor}:
        raise Refusal("Somebody else verifies it: not its owner, and not who reported it done.")


def _check_people(owner: str, verifier: str) -> None:
    if not owner:
        raise Refusal("Say who does it.")
    if owner == verifier:
        raise Refusal("Nobody verifies what they did themselves. Name somebody else, or nobody.")


def _check_days(due: date, check_on: date | None) -> None:
    if check_on is not None and check_on < due:
        raise Refusal("Whether it worked can only be seen after it is done: that day lies before.")


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refusal(otherwise)
    refuse_card_numbers((text,))
    return text.strip()
