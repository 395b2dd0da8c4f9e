"""Registers of incidents, as shown: what each holds, line by line, and what is said at its head."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.views.trail import Printing


class Register(StrEnum):
    """What a register is of. The two accident books hold the same entries; one is for safety representatives."""

    COMPLAINTS = "complaints"
    BOOK = "accident-book"
    BOOK_SHOWN = "accident-book-for-representatives"
    OSHA_LOG = "osha-300"
    OSHA_SUMMARY = "osha-300a"
    OSHA_NAMES = "osha-300-names"
    ALL = "all"


TITLES = {
    Register.COMPLAINTS: "Register of complaints",
    Register.BOOK: "Accident book",
    Register.BOOK_SHOWN: "Accident book for safety representatives",
    Register.OSHA_LOG: "OSHA 300 log",
    Register.OSHA_SUMMARY: "OSHA 300A summary",
    Register.OSHA_NAMES: "OSHA 300 privacy cases: names",
    Register.ALL: "Register of incidents",
}
PRIVACY_CASE = "Privacy case"
CLASSES = ("death", "days away", "transfer or restriction", "other recordable case")
"""The classes of a recordable case, columns G to J of OSHA Form 300."""
ILLNESSES = ("injury", "skin disorder", "respiratory condition", "poisoning", "hearing loss", "all other illnesses")
"""The types, columns M (1) to (6) of OSHA Form 300."""


@dataclass(frozen=True, slots=True)
class RegisterScope:
    """Which register of which days by the house's clock; both days are included, None leaves that end open.

    A complaint counts on the day on which it was received, everything else on the day on which it happened.
    `hours` and `employees` are asked for by the OSHA 300A alone: all hours worked in the year, and the average number.
    """

    register: Register
    first: date | None = None
    last: date | None = None
    hours: int | None = None
    employees: int | None = None


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One complaint. Days are counted between the days of the house's clock; None where it is not so far."""

    number: str
    received: datetime
    channel: str
    complainant: str
    subject: str
    category: str
    remedy_sought: str
    remedy_given: str
    finding: str
    acknowledged: datetime | None
    days_to_acknowledge: int | None
    resolved: datetime | None
    days_to_resolve: int | None
    accepted: str
    stage: Stage
    outcome: str
    imported: bool


@dataclass(frozen=True, slots=True)
class AccidentEntry:
    """One entry of the accident book: one injured person. `consent` is "yes", "no" or "" (never asked).

    `name_kept_back`: this is the version for safety representatives, and there is no consent, or the reader may not
    know; then everything that says who it was is empty, in the texts as well.
    """

    number: str
    kind: IncidentKind
    name: str
    address: str
    occupation: str
    status: str
    occurred_at: datetime
    occurred_about: bool
    place: str
    narrative: str
    cause: str
    injury: str
    body: str
    first_aid: str
    reporter: str
    reporter_address: str
    reporter_occupation: str
    reported_at: datetime
    recorded_at: datetime
    recorder: str
    consent: str
    reportable: str
    stage: Stage
    imported_from: str
    corrections: int
    digest: str
    name_kept_back: bool


@dataclass(frozen=True, slots=True)
class OshaCase:
    """One line of the OSHA 300 log. `privacy` says why the name is kept from it; "" where it is not.

    `name` is the employee's own also in a privacy case: the log prints PRIVACY_CASE instead (`shown_name`), only the
    confidential list prints it.
    """

    number: str
    name: str
    privacy: str
    job_title: str
    occurred_at: datetime
    place: str
    description: str
    osha_class: str
    days_away: int
    days_restricted: int
    illness: str
    stage: Stage

    @property
    def shown_name(self) -> str:
        """The name as the log has it."""
        return PRIVACY_CASE if self.privacy else self.name


@dataclass(frozen=True, slots=True)
class OshaTotals:
    """The totals of a year, as the OSHA 300A has them: cases by class, days, and cases by type."""

    classes: tuple[int, ...]
    days_away: int
    days_restricted: int
    illnesses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident of any kind in the register of all."""

    number: str
    kind: IncidentKind
    occurred_at: datetime
    reported_at: datetime
    recorded_at: datetime
    recorder: str
    place: str
    severity: str
    what: str
    stage: Stage
    outcome: str
    procedures: str
    imported: bool


RegisterLine = ComplaintLine | AccidentEntry | OshaCase | IncidentLine


@dataclass(frozen=True, slots=True)
class IncidentRegister:
    """A register: its lines in the order of time, figures for its head, and what has to be known to read it.

    `withheld` counts files, or people in them, that were kept back from the reader.
    """

    register: Register
    scope: str
    lines: tuple[RegisterLine, ...]
    figures: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    withheld: int = 0
    totals: OshaTotals | None = None
    year: int | None = None
    hours: int | None = None
    employees: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedRegister:
    """A register to be printed, and where the print comes from."""

    printing: Printing
    register: IncidentRegister
