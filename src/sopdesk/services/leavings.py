"""What is proposed for a hand-over: what this shift could not finish, and what is still open from before."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sopdesk.domain.circle import Circle
from sopdesk.domain.guided import GuideStage
from sopdesk.domain.handing import HandedThing, LeftItem
from sopdesk.domain.handover import About
from sopdesk.domain.run import RunStage
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.services.guides import Guides
from sopdesk.services.handovers import Handovers
from sopdesk.services.incidents import Incidents
from sopdesk.services.schedule import Schedule
from sopdesk.views.handovers import Proposal

LONGEST_SHIFT = timedelta(hours=12)
"""† Where nobody said when their shift began, what happened in so many hours is proposed."""
MOST = 50
"""So many runs, workflows and incidents are looked through, the newest."""


class Leavings:
    """Proposes what may have to be handed over; nothing of it is recorded before somebody hands it over."""

    def __init__(  # noqa: PLR0917 - the services that know what is left
        self, desk: Desk, duty: Duty, handovers: Handovers, checklists: Checklists, guides: Guides,
        incidents: Incidents, schedule: Schedule,
    ) -> None:  # fmt: skip
        """Ask the other services."""
        self._desk = desk
        self._duty = duty
        self._handovers = handovers
        self._checklists = checklists
        self._guides = guides
        self._incidents = incidents
        self._schedule = schedule

    def proposals(self, by: str, *, run: str = "") -> tuple[Proposal, ...]:
        """Give what somebody may hand over, what is open from before first; `run` is the one about to be completed.

        No words of people are taken over: an incident is named by its number and kind, a confidential one by
        its number.
        """
        before = self._handovers.open_items()
        known = {(each.about, each.subject) for each in before if each.subject}
        since = self.since(by)
        fresh = (*self._unfinished(run), *self._lines(since), *self._guided(), *self._logged(since),
                 *self._missed(since))  # fmt: skip
        return (
            *(Proposal(each, fresh=False) for each in before),
            *(Proposal(each, fresh=True) for each in fresh if (each.about, each.subject) not in known),
        )

    def things(self) -> tuple[HandedThing, ...]:
        """Give the keys and cash of the last hand-overs, each once: most days they are the same."""
        found: dict[tuple[str, str], HandedThing] = {}
        for row in self._handovers.rows(limit=10):
            for thing in self._handovers.load(row.id).things.values() if row.things else ():
                what = thing.handed.what or ""
                found.setdefault(
                    (thing.handed.sort, what.casefold()), HandedThing(what, thing.handed.sort, thing.handed.count)
                )
        return tuple(found.values())

    def since(self, by: str) -> datetime:
        """Give when somebody's shift began, as far as it is known."""
        mine, now = self._duty.mine(by), self._desk.now()
        return max(mine.since, now - LONGEST_SHIFT) if mine else now - LONGEST_SHIFT

    def _unfinished(self, run: str) -> Iterator[LeftItem]:
        for row in self._checklists.runs(stage=RunStage.OPEN, limit=MOST):
            if row.id != run:
                left = row.total - row.done - row.skipped
                yield LeftItem(f"{row.title} ({row.number}): {left} of {row.total} still open", About.RUN, row.id)

    def _lines(self, since: datetime) -> Iterator[LeftItem]:
        for row in self._checklists.runs(limit=MOST):
            if (row.completed_at or row.started_at) < since or not row.skipped + row.failed:
                continue
            page = self._checklists.run(row.id)
            for item in page.flagged():
                what = "was skipped" if page.marks[item.id].how == "skipped" else "was not in order"
                text = page.words(item)
                yield LeftItem(f"“{text}” {what} ({row.number})", About.LINE, row.id)

    def _guided(self) -> Iterator[LeftItem]:
        for row in self._guides.rows(stage=GuideStage.ESCALATED, limit=MOST):
            yield LeftItem(f"{row.title} ({row.number}): handed up, nobody has taken it over", About.GUIDE, row.id)

    def _logged(self, since: datetime) -> Iterator[LeftItem]:
        for row in self._incidents.rows(stage="open", limit=MOST):
            if row.recorded_at >= since:
                kind = row.kind.replace("-", " ") if row.circle is Circle.READERS else "confidential"
                yield LeftItem(f"{row.number}: {kind}, still open", About.INCIDENT, row.id)

    def _missed(self, since: datetime) -> Iterator[LeftItem]:
        first, last = self._desk.day_of(since), self._desk.day_of(self._desk.now())
        for each in self._schedule.missed(first, last):
            if each.missed_at >= since and not each.run:
                yield LeftItem(f"{each.title} ({each.number}) was missed", About.MISSED, each.id)
