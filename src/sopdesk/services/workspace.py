"""One open desk: its services, each by its name."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.action_lines import ActionLines
from sopdesk.services.actions import Actions
from sopdesk.services.assigning import Assigning
from sopdesk.services.authority import Authority
from sopdesk.services.backups import Backups
from sopdesk.services.bulk import Bulk
from sopdesk.services.care_lines import CareLines
from sopdesk.services.charts import Charts
from sopdesk.services.check_calendar import CheckCalendar
from sopdesk.services.checklist_files import ChecklistFiles
from sopdesk.services.checklists import Checklists
from sopdesk.services.checkpoints import Checkpoints
from sopdesk.services.clocks import Clocks
from sopdesk.services.confidence import Confidence
from sopdesk.services.copies import Copies
from sopdesk.services.correspondence import Correspondence
from sopdesk.services.desk import Desk
from sopdesk.services.drafts import Drafts
from sopdesk.services.duties import Duties
from sopdesk.services.duty import Duty
from sopdesk.services.evidence import Evidence
from sopdesk.services.exports import Exports
from sopdesk.services.finder import Finder
from sopdesk.services.gaps import Gaps
from sopdesk.services.guides import Guides
from sopdesk.services.handover_prints import HandoverPrints
from sopdesk.services.handovers import Handovers
from sopdesk.services.hours import Hours
from sopdesk.services.house_sheets import HouseSheets
from sopdesk.services.imports import Imports
from sopdesk.services.incident_files import IncidentFiles
from sopdesk.services.incident_registers import IncidentRegisters
from sopdesk.services.incidents import Incidents
from sopdesk.services.investigation import Investigations
from sopdesk.services.journeys import Journeys
from sopdesk.services.key_rotation import KeyRotation
from sopdesk.services.leavings import Leavings
from sopdesk.services.manual import Manual
from sopdesk.services.matrices import Matrices
from sopdesk.services.organisation import Organisation
from sopdesk.services.osha_forms import OshaForms
from sopdesk.services.past_runs import PastRuns
from sopdesk.services.people import People
from sopdesk.services.previews import Previews
from sopdesk.services.privacy import Privacy
from sopdesk.services.reportable import Reportable
from sopdesk.services.reviews import Reviews
from sopdesk.services.run_registers import RunRegisters
from sopdesk.services.schedule import Schedule
from sopdesk.services.shift import Shift
from sopdesk.services.subject_access import SubjectAccesses
from sopdesk.services.suggestions import Suggestions
from sopdesk.services.tlog_proofs import TlogProofs
from sopdesk.services.today import Today
from sopdesk.services.trail import Trail
from sopdesk.services.uses import Uses
from sopdesk.services.work_lines import WorkLines
from sopdesk.store.store import Store


class Workspace:
    """A desk folder, open once, with everything that can be done in it."""

    def __init__(
        self,
        folder: Path,
        *,
        keys: StationKeys,
        create: bool = False,
        station: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        strength: Strength = Strength.PROPER,
        durable: bool = True,
    ) -> None:
        """Open (or, with `create`, make) the desk in a folder. Raises Trouble with a plain sentence."""
        self.folder = folder
        self._weaker = keys.weaker
        self.store = Store(folder, keys=keys, clock=clock, create=create, station=station, durable=durable)
        self.desk = Desk(self.store, clock=clock, strength=strength)
        self.confidence = Confidence(self.desk)
        self.desk.guards.append(self.confidence.guard)
        self.people = People(self.desk)
        self.duty = Duty(self.desk)
        self.organisation = Organisation(self.desk, self.people, self.duty)
        self.manual = Manual(self.desk)
        self.journeys = Journeys(self.desk)
        self.authority = Authority(self.desk, self.duty)
        self.duties = Duties(self.desk, self.manual, self.authority)
        self.uses = Uses(self.desk, self.people, self.duty, self.authority)
        self.drafts = Drafts(self.desk)
        self.matrices = Matrices(self.desk, self.manual, self.drafts)
        self.checklist_files = ChecklistFiles(self.manual)
        self.charts = Charts(self.desk, self.manual, self.drafts)
        self.finder = Finder(self.desk, folder, self.manual.overdue)
        self.reviews = Reviews(self.desk)
        self.suggestions = Suggestions(self.desk)
        self.gaps = Gaps(self.desk)
        self.backups = Backups(self.desk, folder, keys)
        self._open_work()
        self._open_records()

    def _open_work(self) -> None:
        """Open what is done in a shift: the schedule, checklists, hand-overs, workflows, incidents."""
        self.hours = Hours(self.desk)
        self.schedule = Schedule(self.desk, self.manual)
        self.check_calendar = CheckCalendar(self.desk, self.schedule)
        self.handovers = Handovers(self.desk, self.people, self.duty)
        self.checklists = Checklists(self.desk, self.people, self.manual, self.schedule, self.handovers)
        self.past_runs = PastRuns(self.desk, self.checklists, self.schedule)
        self.run_registers = RunRegisters(self.desk, self.past_runs, self.checklists)
        self.guides = Guides(self.desk, self.manual)
        self.incidents = Incidents(self.desk, self.finder, self.people.confirm)
        self.clocks = Clocks(self.desk, self.incidents.load)
        self.escalating = self.incidents.files.escalating
        self.assigning = Assigning(self.desk, self.incidents)
        self.reportable = Reportable(self.desk, self.incidents)
        self.incident_registers = IncidentRegisters(self.desk, self.incidents)
        self.osha_forms = OshaForms(self.desk, self.incidents)
        self.incident_files = IncidentFiles(self.desk, self.incidents.load, self.incidents.file)
        self.previews = Previews(self.incident_files)
        self.correspondence = Correspondence(self.desk, self.incidents, self.incident_files)
        self.actions = Actions(self.desk, self.incidents.load)
        self.investigations = Investigations(self.desk, self.checklists, self.incidents.load)

    def _open_records(self) -> None:
        """Open what is asked of the records, and what leaves and enters the house."""
        self.privacy = Privacy(self.desk, self.finder)
        self.bulk = Bulk(self.desk, self.incidents, self.assigning, self.privacy)
        self.subject_access = SubjectAccesses(self.desk)
        self.leavings = Leavings(
            self.desk, self.duty, self.handovers, self.checklists, self.guides, self.incidents, self.schedule
        )  # fmt: skip
        self.trail = Trail(self.desk)
        self.key_rotation = KeyRotation(self.desk)
        self.checkpoints = Checkpoints(self.desk, self.folder, weaker=self._weaker)
        self.exports = Exports(self.desk, self.manual, self.checklists, self.guides, self.incidents, self.trail)
        self.tlog_proofs = TlogProofs(self.desk)
        self.evidence = Evidence(self.desk, self.incidents)
        self.handover_prints = HandoverPrints(self.desk, self.handovers)
        self.house_sheets = HouseSheets(self.desk, self.exports, self.organisation, self.journeys)
        self.copies = Copies(self.desk, self.manual, self.exports)
        care = CareLines(self.desk, self.manual, self.suggestions)
        work = WorkLines(self.desk, self.schedule, self.checklists, self.guides, self.incidents, self.handovers)
        lines = ActionLines(self.desk, self.actions)
        self.today = Today(
            self.desk, self.manual, self.copies, care, work, self.privacy, lines, self.backups, self.checkpoints
        )
        self.shift = Shift(self.desk, self.duty, self.hours, self.guides, self.handovers, work)
        self.imports = Imports(self.desk, self.manual, self.drafts, self.incidents)

    def now(self) -> datetime:
        """Give this moment, UTC."""
        return self.desk.now()

    def close(self) -> None:
        """Sign a last checkpoint and give the folder back."""
        if self.store.size:
            self.store.sign_checkpoint(self.desk.now())
            self.checkpoints.carry_at_the_end()
        self.finder.close()
        self.authority.close()
        self.store.close()
