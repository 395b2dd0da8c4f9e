"""Registers of incidents as CSV and XLSX: a row for each line, with more columns than a page has room for."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sopdesk.interchange.table_export import table_csv
from sopdesk.interchange.workbook_export import Value, workbook
from sopdesk.views.incident_registers import (
    CLASSES,
    ILLNESSES,
    TITLES,
    AccidentEntry,
    ComplaintLine,
    IncidentLine,
    IncidentRegister,
    OshaCase,
    Register,
    RegisterLine,
)

COMPLAINTS = (
    "number", "received", "channel", "complainant", "subject", "category", "remedy sought", "finding", "remedy given",
    "acknowledged", "days to acknowledge", "resolved", "days to resolve", "accepted", "stage", "outcome", "imported",
)  # fmt: skip
BOOK = (
    "number", "kind", "name", "address", "occupation", "who it is", "occurred at", "about", "place", "what happened",
    "cause", "injury", "where on the body", "first aid", "reported by", "their address", "their occupation",
    "reported at", "recorded at", "recorded by", "may be shown to safety representatives", "reportable", "stage",
    "imported from", "corrections", "digest of the file",
)  # fmt: skip
OSHA = (
    "case number (A)", "employee's name (B)", "job title (C)", "date of injury or onset of illness (D)",
    "where the event occurred (E)", "description (F)", "death (G)", "days away from work (H)",
    "job transfer or restriction (I)", "other recordable cases (J)", "days away (K)",
    "days of transfer or restriction (L)", "injury (M1)", "skin disorder (M2)", "respiratory condition (M3)",
    "poisoning (M4)", "hearing loss (M5)", "all other illnesses (M6)", "stage",
)  # fmt: skip
NAMES = ("case number", "employee's name", "why it is a privacy case", "date", "stage")
SUMMARY = ("what", "OSHA 300 column", "total")
ALL = (
    "number", "kind", "occurred at", "reported at", "recorded at", "recorded by", "place", "severity", "what happened",
    "stage", "outcome", "procedures", "imported",
)  # fmt: skip
_SHEET = {
    Register.COMPLAINTS: "Complaints", Register.BOOK: "Accident book", Register.BOOK_SHOWN: "Accident book",
    Register.OSHA_LOG: "OSHA 300", Register.OSHA_SUMMARY: "OSHA 300A", Register.OSHA_NAMES: "Names",
    Register.ALL: "Incidents",
}  # fmt: skip
_HEADS = {
    Register.COMPLAINTS: COMPLAINTS, Register.BOOK: BOOK, Register.BOOK_SHOWN: BOOK, Register.OSHA_LOG: OSHA,
    Register.OSHA_NAMES: NAMES, Register.ALL: ALL,
}  # fmt: skip
Rows = tuple[Sequence[str], list[Sequence[Value]]]


def register_csv(made: IncidentRegister) -> bytes:
    """Give the lines of a register as CSV; of the OSHA 300A its totals."""
    return table_csv(*_rows(made))


def register_workbook(made: IncidentRegister, zone: ZoneInfo) -> bytes:
    """Give a register as a workbook; times are those of the house's clock."""
    about: list[Sequence[Value]] = [("Register", TITLES[made.register]), ("Days", made.scope), *made.figures]
    about += [("Kept back from this reader", made.withheld)] if made.withheld else []
    about += [("To be known", note) for note in made.notes]
    sheets = ((_SHEET[made.register], *_rows(made)), ("Figures", ("what", "figure"), about))
    return workbook(sheets, zone)


def _rows(made: IncidentRegister) -> Rows:
    if made.register is Register.OSHA_SUMMARY:
        return SUMMARY, _summary(made)
    return _HEADS[made.register], [_row(each, made.register) for each in made.lines]


def _row(each: RegisterLine, register: Register) -> Sequence[Value]:
    match each:
        case ComplaintLine():
            return _complaint(each)
        case AccidentEntry():
            return _accident(each)
        case OshaCase():
            return _name(each) if register is Register.OSHA_NAMES else _osha(each)
        case IncidentLine():
            return _incident(each)


def _complaint(each: ComplaintLine) -> Sequence[Value]:
    return (
        each.number, each.received, each.channel, each.complainant, each.subject, each.category, each.remedy_sought,
        each.finding, each.remedy_given, each.acknowledged, each.days_to_acknowledge, each.resolved,
        each.days_to_resolve, each.accepted, each.stage.value, each.outcome, _yes(each.imported),
    )  # fmt: skip


def _accident(each: AccidentEntry) -> Sequence[Value]:
    return (
        each.number, each.kind.value, each.name, each.address, each.occupation, each.status, each.occurred_at,
        _yes(each.occurred_about), each.place, each.narrative, each.cause, each.injury, each.body, each.first_aid,
        each.reporter, each.reporter_address, each.reporter_occupation, each.reported_at, each.recorded_at,
        each.recorder, each.consent, each.reportable, each.stage.value, each.imported_from, each.corrections,
        each.digest,
    )  # fmt: skip


def _osha(each: OshaCase) -> Sequence[Value]:
    return (
        each.number, each.shown_name, each.job_title, each.occurred_at, each.place, each.description,
        *("x" if each.osha_class == name else "" for name in CLASSES), each.days_away, each.days_restricted,
        *("x" if each.illness == name else "" for name in ILLNESSES), each.stage.value,
    )  # fmt: skip


def _name(each: OshaCase) -> Sequence[Value]:
    return each.number, each.name, each.privacy, each.occurred_at, each.stage.value


def _incident(each: IncidentLine) -> Sequence[Value]:
    return (
        each.number, each.kind.value, each.occurred_at, each.reported_at, each.recorded_at, each.recorder, each.place,
        each.severity, each.what, each.stage.value, each.outcome, each.procedures, _yes(each.imported),
    )  # fmt: skip


def _summary(made: IncidentRegister) -> list[Sequence[Value]]:
    totals = made.totals
    if totals is None:
        return []
    rows: list[Sequence[Value]] = [("year", "", made.year)]
    rows += [(name, letter, count) for name, letter, count in zip(CLASSES, "GHIJ", totals.classes, strict=True)]
    rows += [("days away from work", "K", totals.days_away),
             ("days of transfer or restriction", "L", totals.days_restricted)]  # fmt: skip
    types = zip(ILLNESSES, range(1, 7), totals.illnesses, strict=True)
    rows += [(name, f"M ({n})", count) for name, n, count in types]
    return [*rows, ("average number of employees", "", made.employees), ("hours worked", "", made.hours)]


def _yes(what: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if what else "no"
