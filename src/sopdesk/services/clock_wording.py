"""Saying in plain words what was set about clocks, and what made them stand still or go on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sopdesk.domain import clock, waiting
from sopdesk.domain.clock import Goal, span_words
from sopdesk.domain.handing_up import IncidentHandedUp
from sopdesk.domain.reportable import ReportableDecided
from sopdesk.services.told import Told


def _goals(goals: Iterable[Goal]) -> str:
    return "; ".join(
        f"{each.clock} in {span_words(each.minutes)}{' of opening hours' if each.open_hours else ''}" for each in goals
    )


def _applied(what: clock.ClocksApplied) -> Told:
    more = [f"{each.words} in {span_words(each.minutes)}" for each in what.legal]
    return Told("took the house's own clocks", "; ".join([_goals(what.goals), *more]))


CLOCKS: Mapping[type, Callable[[Any], Told]] = {
    clock.ClocksSet: lambda e: Told("set how long things may take", _goals(e.goals), reason=e.reason),
    clock.ClocksImported: lambda e: Told(
        f"took {len(e.clocks)} legal clocks from {e.file}", "; ".join(each.words for each in e.clocks)
    ),
    clock.ClocksApplied: _applied,
    ReportableDecided: lambda e: Told(
        f"decided and signed that it is {'' if e.reportable else 'not '}reportable to an authority",
        reason=e.reason or "",
    ),
    IncidentHandedUp: lambda e: Told(f"handed it up to the role {e.role}", reason=e.reason or ""),
    waiting.IncidentWaiting: lambda e: Told("let it wait for the customer", e.reason or ""),
    waiting.IncidentResumed: lambda e: Told("let it go on", e.reason or ""),
}
