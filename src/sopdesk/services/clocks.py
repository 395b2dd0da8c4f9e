"""The clocks of incidents: the house's goals, and files that wait for the customer."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from sopdesk.domain import clock, pausing
from sopdesk.domain.case import Incident
from sopdesk.domain.clock import CLOCKS, ClocksImported, Goal, HouseClocks
from sopdesk.domain.legal_clock import LegalClock
from sopdesk.domain.legal_clocks import PRESETS
from sopdesk.domain.person import Right
from sopdesk.interchange.legal_clock_table import read_legal_clocks
from sopdesk.interchange.table_file import read_table
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

    def import_legal(self, *, by: str, file: Path) -> tuple[LegalClock, ...]:
        """Take the legal clocks of a table (CSV, workbook), for what is logged from now on; give what was taken.

        They take the place of those of an earlier file. A table that cannot be understood whole is refused whole.
        """
        self._desk.require(by, Right.REGISTER)
        found = read_legal_clocks(read_table(file))
        what = ClocksImported(found, file.name, sha256(file.read_bytes()).hexdigest())
        self._desk.record(by, (CLOCKS, [what]))
        return found

    def legal(self) -> tuple[LegalClock, ...]:
        """Give the legal clocks that hold for what is logged now: the presets of the house's country and its own."""
        country = self._desk.house().country
        return tuple(each for each in (*PRESETS, *self.house().legal) if each.country in {"", country})

    def wait(self, *, by: str, incident: str, reason: str) -> None:
        """Let a file wait for the customer: its clocks for answer, resolution and follow-up stand still."""
        self._desk.require(by, Right.HANDLE)
        self._desk.record(by, (incident, [pausing.wait(self._load(incident), reason)]))

    def go_on(self, *, by: str, incident: str, reason: str = "") -> None:
        """Let a file go on that waited."""
        self._desk.require(by, Right.LOG)
        self._desk.record(by, (incident, [pausing.go_on(self._load(incident), reason)]))
