"""Saying in plain words what happened to an action of an incident; what it is called is put in for its id."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain import action
from sopdesk.domain.event import ERASED
from sopdesk.services.told import Told, day_words


def _planned(what: action.ActionPlanned) -> Told:
    sort = "correction" if what.sort is action.ActionSort.CORRECTION else f"{what.sort} action"
    verifier = f", looked at by {what.verifier}" if what.verifier else ""
    known = [f"{what.what or ''}: {what.owner}, by {day_words(what.due)}{verifier}"]
    if what.check_on is not None:
        known.append(f"looked at again on {day_words(what.check_on)}: {what.criterion or ''}")
    return Told(f"planned a {sort}", "; ".join(known))


def _changed(what: action.ActionChanged) -> Told:
    verifier = f", looked at by {what.verifier}" if what.verifier else ""
    again = f", looked at again on {day_words(what.check_on)}" if what.check_on is not None else ""
    text = f"{what.owner}, by {day_words(what.due)}{verifier}{again}"
    return Told(f"moved the action “{what.action}”", text, reason=what.reason or "")


def _done(what: action.ActionDone) -> Told:
    known = () if what.files is None or str(what.files) == ERASED else what.files
    files = "" if not known else "with 1 attached file" if len(known) == 1 else f"with {len(known)} attached files"
    return Told(f"reported “{what.action}” done", "; ".join(filter(None, (what.evidence, files))))


def _checked(what: action.ActionChecked) -> Told:
    found = "worked" if what.effective else "did not work"
    return Told(f"found that “{what.action}” {found}", what.words or "")


ACTIONS: Mapping[type, Callable[[Any], Told]] = {
    action.ActionPlanned: _planned,
    action.ActionChanged: _changed,
    action.ActionDone: _done,
    action.ActionVerified: lambda e: Told(f"verified that “{e.action}” is done", e.words or ""),
    action.ActionRefused: lambda e: Told(f"found that “{e.action}” is not done", reason=e.reason or ""),
    action.ActionChecked: _checked,
    action.ActionDropped: lambda e: Told(f"dropped the action “{e.action}”", reason=e.reason or ""),
}
"""How each kind of event is told."""
