"""The clocks of incidents: the house's goals, and files that wait for the customer."""

from collections.abc import Callable, Sequence

from sopdesk.domain import clock, pausing
from sopdesk.domain.case import Incident
from sopdesk.domain.clock import CLOCKS, Goal, HouseClocks
from sopdesk.domain.person import Right
from sopdesk.services.desk import Desk


class Clocks:
    """Acts and questions about how long things may take."""

    def __init__(self, desk: Desk, load: Callable[[str], Incident]) -> None:
        """Work on one desk; `load` gives the state of a file."""
        self._desk = desk
        self._load = load

    def house(self) -> HouseClocks:
        """Give the goals and the legal clocks of the house that hold for what is logged now."""
        return self._desk.load(CLOCKS, clock.fold)

    def set_goals(self, *, by: str, goals: Sequence[Goal], reason: str) -> None:
        """Set how long each thing may take, for what is logged from now on; files that are open keep their goals."""
        self._desk.require(by, Right.REGISTER)
        self._desk.record(by, (CLOCKS, [clock.set_goals(self.house(), goals, reason)]))

    def wait(self, *, by: str, incident: str, reason: str) -> None:
        """Let a file wait for the customer: its clocks for answer, resolution and follow-up stand still."""
        self._desk.require(by, Right.HANDLE)
        self._desk.record(by, (incident, [pausing.wait(self._load(incident), reason)]))

    def go_on(self, *, by: str, incident: str, reason: str = "") -> None:
        """Let a file go on that waited."""
        self._desk.require(by, Right.LOG)
        self._desk.record(by, (incident, [pausing.go_on(self._load(incident), reason)]))
