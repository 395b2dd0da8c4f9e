"""How the shift's states and reminders are said, and in which colours."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.deadline import Timing
from sopdesk.domain.occasion import DueState
from sopdesk.domain.reminding import Cause
from sopdesk.ui.times import Times
from sopdesk.views.schedule import DueView
from sopdesk.views.shift import ReminderView, ShiftLine

CHIPS = {
    DueState.COMING: "plain", DueState.DUE: "accent", DueState.LATE: "danger", DueState.MISSED: "danger",
    DueState.DONE: "success",
}  # fmt: skip
COLOURS = {
    DueState.COMING: "line_strong", DueState.DUE: "accent", DueState.LATE: "danger", DueState.MISSED: "danger",
    DueState.DONE: "success",
}  # fmt: skip
SIGNS = {DueState.COMING: "", DueState.DUE: "", DueState.LATE: "!", DueState.MISSED: "×", DueState.DONE: "✓"}
"""Drawn into the mark: colour is never the only sign."""
TONES = {Cause.LATE: "danger", Cause.CLOSING: "warning", Cause.NEAR: "warning"}

LONGEST = 32
"""So many letters of a title stand in the strip at the foot of the window."""


def tr(text: str) -> str:
    """Give words in the language of the house."""
    return QCoreApplication.translate("Shift", text)


def state_word(line: ShiftLine, now: datetime) -> tuple[str, str]:
    """Name how an occasion stands, and the kind of its chip."""
    state = line.due.state
    if state is DueState.DUE and line.timing is Timing.NEAR:
        return tr("Due soon") if now < line.due.due_by else tr("Due now"), "warning"
    words = {
        DueState.COMING: tr("Coming"), DueState.DUE: tr("Due"), DueState.LATE: tr("Late"),
        DueState.MISSED: tr("Missed"), DueState.DONE: tr("Done"),
    }  # fmt: skip
    return words[state], CHIPS[state]


def next_due_words(due: DueView | None, times: Times) -> str:
    """Say what is due next, in one short line."""
    if due is None:
        return ""
    said = tr("{title} was due {time}") if due.state is DueState.LATE else tr("{title} due {time}")
    title = due.title if len(due.title) <= LONGEST else f"{due.title[: LONGEST - 1].rstrip()}…"
    return said.format(title=title, time=times.clock(due.due_by))


def reminder_words(reminders: Iterable[ReminderView], times: Times, *, names: bool = True) -> tuple[str, ...]:
    """Say what is reminded of: a sentence for each cause, the most pressing first; without `names` nobody is named."""
    groups: dict[Cause, list[str]] = {}
    for each in reminders:
        groups.setdefault(each.cause, []).append(_thing(each, times, names=names))
    return tuple(_cause_words(cause).format(what=_some(groups[cause])) for cause in Cause if cause in groups)


def _thing(each: ReminderView, times: Times, *, names: bool) -> str:
    if each.cause is Cause.HANDOVER:
        return each.title if names else tr("the shift before")
    if each.due_by is None or each.cause is Cause.LATE:
        return each.title
    return tr("{title} (by {time})").format(title=each.title, time=times.clock(each.due_by))


def _some(things: list[str]) -> str:
    """Name the first of many things, and how many there are besides."""
    most = 3
    things = list(dict.fromkeys(things))
    more = len(things) - most
    return ", ".join(things[:most]) + (tr(" and {n} more").format(n=more) if more > 0 else "")


def _cause_words(cause: Cause) -> str:
    return {
        Cause.LATE: tr("Late: {what}."),
        Cause.CLOSING: tr("Before closing: {what}."),
        Cause.NEAR: tr("Due: {what}."),
        Cause.HANDED_UP: tr("Handed up to you: {what}."),
        Cause.HANDOVER: tr("Hand-over to read from {what}."),
        Cause.DUE: tr("Can be done now: {what}."),
    }[cause]
