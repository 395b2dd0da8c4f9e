"""The running clocks of an incident as a line of the lists keeps them: what is known without the time of day.

When they are due depends on the opening hours and on the moment, too: it is worked out when it is asked for.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sopdesk.domain.clock import Clock
from sopdesk.domain.waiting import Wait


def write_clocks(clocks: Sequence[Clock]) -> str:
    """Write down the clocks that still run; nothing where none does."""
    running = [each for each in clocks if each.met_at is None]
    return json.dumps([_facts(each) for each in running], separators=(",", ":")) if running else ""


def read_clocks(text: str) -> list[Clock]:
    """Give the clocks that were written down."""
    return [_clock(*each) for each in json.loads(text)] if text else []


def _facts(clock: Clock) -> list[object]:
    waits = [[each.since.isoformat(), each.until.isoformat() if each.until else ""] for each in clock.waits]
    seconds = int(clock.span.total_seconds())
    return [str(clock.name), clock.began.isoformat(), seconds, int(clock.open_hours), waits, clock.source]


def _clock(  # noqa: PLR0917 - the facts in their order
    name: str, began: str, seconds: int, open_hours: int, waits: list[list[str]], source: str
) -> Clock:
    at = datetime.fromisoformat
    return Clock(
        name, at(began), timedelta(seconds=seconds), bool(open_hours),
        tuple(Wait(at(since), at(until) if until else None) for since, until in waits), source=source,
    )  # fmt: skip
