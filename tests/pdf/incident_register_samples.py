"""Registers of incidents to print: complaints, the accident book, the OSHA log and its summary."""

from dataclasses import replace
from datetime import date, timedelta

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.pdf.incident_register import print_incident_register
from sopdesk.services.register_figures import with_figures
from sopdesk.views.incident_registers import (
    AccidentEntry,
    ComplaintLine,
    IncidentLine,
    IncidentRegister,
    OshaCase,
    PrintedRegister,
    Register,
    RegisterLine,
    RegisterScope,
)
from tests.pdf.samples import DIGEST, NOON, PRINTING

COMPLAINT = ComplaintLine(
    "I-COUN-2026-00007", NOON, "phone", "José Müller", "Soup of the day", "quality", "refund, apology", "A new soup",
    "upheld", NOON, 0, NOON + timedelta(days=2), 2, "yes", Stage.CLOSED, "Settled, apology accepted.", imported=False,
)  # fmt: skip
ENTRY = AccidentEntry(
    number="I-COUN-2026-00008", kind=IncidentKind.ACCIDENT, name="Mei Tanaka", address="4 Orchard Lane\nBristol",
    occupation="Cook", status="employee", occurred_at=NOON, occurred_about=True, place="Kitchen",
    narrative="At 13:05 Mei slipped on the wet floor.", cause="The floor had just been mopped; no sign stood there.",
    injury="Bruised left knee", body="left knee (front)", first_aid="given", reporter="Otto Brandt",
    reporter_address="1 Quay",
    reporter_occupation="Porter", reported_at=NOON, recorded_at=NOON + timedelta(minutes=4), recorder="Tom Keane",
    consent="yes", reportable="no", stage=Stage.RESOLVED, imported_from="", corrections=1, digest=DIGEST,
    name_kept_back=False,
)  # fmt: skip
CASE = OshaCase(
    "I-COUN-2026-00009", "Mei Tanaka", "", "Cook", NOON, "Kitchen", "Second-degree burn, right forearm, from the fryer",
    "days away", 12, 3, "injury", Stage.CLOSED,
)  # fmt: skip
INCIDENT = IncidentLine(
    "I-COUN-2026-00010", IncidentKind.NEAR_MISS, NOON, NOON, NOON, "Tom Keane", "Stairs", "high", "A tray fell.",
    Stage.LOGGED, "", "SOP-012", imported=True,
)  # fmt: skip
LINES: dict[Register, tuple[RegisterLine, ...]] = {
    Register.COMPLAINTS: (COMPLAINT, replace(COMPLAINT, number="I-COUN-2026-00011", days_to_resolve=None, finding="")),
    Register.BOOK: (ENTRY, replace(ENTRY, imported_from="old.csv, row 4", consent="no", reporter="")),
    Register.BOOK_SHOWN: (replace(ENTRY, name="(kept back: confidential)", address="", name_kept_back=True),),
    Register.OSHA_LOG: (CASE, replace(CASE, privacy="named as one", illness=""), replace(
        CASE, osha_class="death", privacy="sounds like: sexual assault; nobody has decided")),
    Register.OSHA_SUMMARY: (CASE,),
    Register.OSHA_NAMES: (replace(CASE, privacy="named as one"),),
    Register.ALL: (INCIDENT,),
}  # fmt: skip


def printed(register: Register, *lines: RegisterLine) -> PrintedRegister:
    """Give a register to be printed, of its own lines or of these."""
    which = RegisterScope(register, date(2026, 1, 1), date(2026, 12, 31), 40_000, 20)
    made = IncidentRegister(register, "1 January 2026 to 31 December 2026", lines or LINES[register], withheld=1)
    return PrintedRegister(PRINTING, with_figures(made, which, ["I-COUN-2026-00012"]))


def sample(register: Register) -> bytes:
    """Give a register as a PDF."""
    return print_incident_register(printed(register))
