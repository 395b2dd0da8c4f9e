"""What falls due in the next weeks, for calendars outside the desk."""

from datetime import timedelta

from sopdesk.domain.occasion import DueState
from sopdesk.domain.refusal import Refusal
from sopdesk.services.desk import Desk
from sopdesk.services.schedule import Schedule

MOST_WEEKS = 53
STILL = frozenset({DueState.COMING, DueState.DUE, DueState.LATE})


class CheckCalendar:
    """Worked out from plans and hours at each asking. It names checklists and roles, and no person."""

    def __init__(self, desk: Desk, schedule: Schedule) -> None:
        """Work on one desk."""
        self._desk = desk
        self._schedule = schedule

    def ics(self, *, weeks: int = 8, role: str = "") -> bytes:
        """Give what is still to be done in so many weeks from today as iCalendar: of one role, or of the house."""
        from sopdesk.interchange.calendar_file import calendar_file

        if not 1 <= weeks <= MOST_WEEKS:
            raise Refusal(f"Say from 1 to {MOST_WEEKS} weeks.")
        found = self._desk.organisation().roles.find(role) if role else None
        if role and found is None:
            raise Refusal(f"There is no role {role} in this house.")
        today = self._desk.day_of(self._desk.now())
        due = [
            each for each in self._schedule.on(today, today + timedelta(weeks=weeks, days=-1))
            if each.state in STILL and (found is None or each.role == found.name)
        ]  # fmt: skip
        name = f"{self._desk.house().name}: {found.name if found else 'checks due'}"
        return calendar_file(name, due, self._desk.zone(), self._desk.now())
