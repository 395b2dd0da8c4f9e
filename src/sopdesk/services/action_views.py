"""Making the actions of a file as they are shown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from textwrap import shorten

from sopdesk.domain import revision
from sopdesk.domain.action import Action, ActionPlanned
from sopdesk.domain.case import Incident
from sopdesk.domain.cause import CauseFound
from sopdesk.domain.deadline import Timing
from sopdesk.domain.event import Recorded, Stamp
from sopdesk.services.desk import Desk
from sopdesk.views.actions import ActionView, ActView

NEAR = timedelta(days=1)
"""So long before its day an action is nearly due."""
CALLED = 60
"""So many characters stand for an action where it is only named."""


def actions_as_at(desk: Desk, state: Incident, moment: datetime) -> tuple[ActionView, ...]:
    """Give the actions of a file with how their days stand at a moment."""
    today = desk.day_of(moment)
    return action_views(desk, state, lambda day: timing_of(day, today))


def action_views(desk: Desk, state: Incident, timing: Callable[[date | None], Timing]) -> tuple[ActionView, ...]:
    """Give the actions of a file in the order in which they were planned."""
    names = desk.names()
    places = {action: place for place, action in enumerate(state.actions, 1)}
    return tuple(_view(desk, state, each, names, places, timing) for each in state.actions.values())


def _view(  # noqa: PLR0917 - what a view is made of
    desk: Desk, state: Incident, action: Action, names: Mapping[str, str], places: Mapping[str, int],
    timing: Callable[[date | None], Timing],
) -> ActionView:  # fmt: skip
    planned, done, checked = action.planned, action.done, action.checked
    finding = state.entries.get(planned.entry)
    number, label = _procedure(desk, planned.sop, planned.action)
    return ActionView(
        planned.action, state.id, places[planned.action], planned.sort, action.words, action.owner,
        names.get(action.owner, action.owner), action.due, action.verifier, names.get(action.verifier, ""),
        planned.criterion or "", action.check_on, places.get(planned.follows, 0),
        finding.values.get("question", "") if finding else "", planned.sop, number, label, action.waits, action.day,
        timing(action.day), _act(action.stamp, names, ""),
        _act(done[1], names, done[0].evidence) if done else None,
        tuple(_act(stamp, names, what.reason) for what, stamp in action.refused),
        _act(action.verified[1], names, action.verified[0].words) if action.verified else None,
        _act(checked[1], names, checked[0].words) if checked else None,
        checked is not None and checked[0].effective,
        _act(action.dropped[1], names, action.dropped[0].reason) if action.dropped else None, action.changes,
        files=action.files,
    )  # fmt: skip


def _procedure(desk: Desk, sop: str, action: str) -> tuple[str, str]:
    """Give the number of the procedure to change, and the label of the newest revision that carries the action out."""
    if not sop:
        return "", ""
    state = desk.load(sop, revision.fold)
    number = state.revisions[-1].content.number if state.revisions else sop
    named = [each.label for each in state.revisions if each.label and action in each.settles]
    return number, named[-1] if named else ""


def _act(stamp: Stamp, names: Mapping[str, str], words: str | None) -> ActView:
    return ActView(names.get(stamp.actor, stamp.actor), stamp.at, words or "")


def timing_of(day: date | None, today: date) -> Timing:
    """Tell whether a day has passed, is near, or has time."""
    if day is None or day > today + NEAR:
        return Timing.OK
    return Timing.LATE if day < today else Timing.NEAR


def called_in_file(events: Iterable[Recorded]) -> dict[str, str]:
    """Give what the actions and causes of a file are called, by id: the beginning of their words."""
    found: dict[str, str] = {}
    for each in events:
        match each.what:
            case ActionPlanned(action=name, what=words) | CauseFound(cause=name, because=words):
                found[name] = shorten(words or "", CALLED, placeholder=" …")
            case _:
                pass
    return found
