"""When things are due, for lists, Today, the shift and the file alike: worked out from the record at each asking."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sopdesk.domain.case import Incident
from sopdesk.domain.confidence import EVERYWHERE, Reach
from sopdesk.domain.deadline import Deadline, Timing, deadlines, first_running
from sopdesk.domain.open_time import OpenTime
from sopdesk.services.desk import Desk
from sopdesk.store import incident_filters, opening
from sopdesk.store import incidents as table
from sopdesk.store.clock_facts import read_clocks


class Deadlines:
    """Questions about the clocks of incidents; the one place that knows both the files and the opening hours."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._opening: tuple[int, OpenTime] | None = None

    def opening(self) -> OpenTime:
        """Give what counts the time during which the house is open; read anew after each act."""
        size = self._desk.store.size
        if self._opening is None or self._opening[0] != size:
            with self._desk.store.reading() as connection:
                hours = opening.the_hours(connection)
            self._opening = (size, OpenTime(hours, self._desk.zone()))
        return self._opening[1]

    def of(self, incident: Incident, now: datetime) -> tuple[Deadline, ...]:
        """Give how the clocks of a file stand, in the order in which they fall due."""
        return tuple(deadlines(incident, now, self.opening()))

    def next_of(self, clocks: str, now: datetime) -> Deadline | None:
        """Give the running clock that is due first, of those that a line of the lists keeps; None when none runs."""
        return first_running(read_clocks(clocks), now, self.opening()) if clocks else None

    def late_by_opening(self, now: datetime) -> Sequence[str]:
        """Give the ids of the incidents that are late by the opening hours, which the tables do not know."""
        with self._desk.store.reading() as connection:
            found = incident_filters.unsure(connection, now)
        due = ((subject, self.next_of(clocks, now)) for subject, clocks in found)
        return [subject for subject, each in due if each is not None and each.state is Timing.LATE]

    def pressing(self, limit: int, now: datetime, reach: Reach = EVERYWHERE) -> Sequence[Any]:
        """Give the lines of open incidents, the one that is due first at the top; then those ready to be closed.

        `reach` is how far the reader sees.
        """
        with self._desk.store.reading() as connection:
            found = [(self.next_of(clocks, now), subject) for subject, clocks in table.running(connection, reach)]
            first = _by_due(found)[:limit]
            rows = [row for each in first if (row := table.one(connection, each, reach)) is not None]
            return [*rows, *table.to_close(connection, limit - len(rows), reach)]


def _by_due(found: Iterable[tuple[Deadline | None, str]]) -> list[str]:
    """Give subjects by when they are due; those that stand still come after those that run."""
    running = [(each.waiting is not None, each.due, subject) for each, subject in found if each is not None]
    return [subject for _, _, subject in sorted(running)]
