"""The organisation, the escalation map and a journey of a small house, to be printed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sopdesk.domain.escalation import How
from sopdesk.domain.journey import Stage, Touchpoint
from sopdesk.domain.reporting import Because
from sopdesk.drawing.escalation import escalation_map
from sopdesk.drawing.journey import journey_map
from sopdesk.drawing.organisation import organisation_chart
from sopdesk.pdf.escalation_map import print_escalation
from sopdesk.pdf.journey_map import print_journey
from sopdesk.pdf.organisation_chart import print_organisation
from sopdesk.pdf.subject_access import print_subject_access
from sopdesk.views.journeys import CardView, JourneyPage, JourneyRevisionRow, StageView
from sopdesk.views.organisation import CallView, ChartPerson, ChartView, EscalationLine, EscalationMap
from sopdesk.views.people import PersonView
from sopdesk.views.privacy import PieceView, RecordPieces, SubjectAccess
from tests.pdf.samples import PRINTING

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def person(name: str, roles: str) -> PersonView:
    """Give somebody whose id is their first name."""
    return PersonView(name.split(maxsplit=1)[0].lower(), name, name[0], (), roles, has_pin=True, has_password=True)


ANN, BEN = person("Ann Byrne", "Manager"), person("Ben Ó Sé", "Shift lead, Barista")
CLEO, DAN = person("Cleo <b>Wolf</b>", "Shift lead"), person("Dan", "Front of house")
PEOPLE = (
    ChartPerson(ANN, (), "", None, away=True, deputies=("ben",)),
    ChartPerson(BEN, ("ann",), "manager", NOON + timedelta(hours=4), away=False, deputies=()),
    ChartPerson(CLEO, ("ann",), "manager", None, away=False, deputies=("ben",)),
    ChartPerson(DAN, ("ben", "cleo"), "shift-lead", None, away=False, deputies=()),
)
CHART = ChartView(NOON, (), PEOPLE)
CALLS = {
    "front-of-house": (),
    "shift-lead": (
        CallView(BEN, on_duty=True, because=Because.HOLDS, stands_for=""),
        CallView(CLEO, on_duty=False, because=Because.HOLDS, stands_for=""),
    ),
    "manager": (CallView(ANN, on_duty=False, because=Because.HOLDS, stands_for=""),),
}
LINES = (
    EscalationLine(
        "front-of-house",
        "shift-lead",
        "refund",
        How.LIMIT,
        "sop-1",
        "SOP-012",
        "Refund",
        "pay",
        Decimal(25),
        "without receipt",
    ),
    EscalationLine(
        "shift-lead", "manager", "They are loud: yes", How.BRANCH, "sop-2", "SOP-020", "Offence", "loud", None, ""
    ),
    EscalationLine("", "manager", "Ring the manager for a fire.", How.TEXT, "sop-3", "SOP-029", "Fire", "", None, ""),
)
NAMES = {"front-of-house": "Front of house", "shift-lead": "Shift lead", "manager": "Manager"}
MAP = EscalationMap(NOON, LINES, NAMES, CALLS)
GREET = CardView(
    Touchpoint("greet", "A greeting", "Seen at once", 1, "barista", "SOP-003", "greet"),
    "Barista",
    "sop-3",
    "Handling a query",
    "Turn to the person",
    "",
)
BYE = CardView(Touchpoint("bye", "Goodbye"), "", "", "", "", "No procedure says how.")
STAGES = (
    StageView(Stage("a", "Arrive"), (GREET,)),
    StageView(Stage("l", "Leave"), (BYE,)),
    StageView(Stage("r", "Return"), ()),
)
JOURNEY = JourneyPage(
    "journey-1", "A visit", 2, STAGES,
    (JourneyRevisionRow(2, "Ann Byrne", NOON, "We say goodbye"), JourneyRevisionRow(1, "Ben Ó Sé", NOON, "")), 1,
    retired=False,
)  # fmt: skip


def organisation() -> bytes:
    """Print the organisation chart."""
    return print_organisation(CHART, organisation_chart(CHART, "Organisation", lambda at: f"{at:%H:%M}"), PRINTING)


def escalation() -> bytes:
    """Print the escalation map."""
    return print_escalation(MAP, escalation_map(MAP, "Who goes to whom"), PRINTING)


def journey() -> bytes:
    """Print the journey."""
    return print_journey(JOURNEY, journey_map(JOURNEY.title, STAGES), PRINTING)


def subject_access() -> bytes:
    """Print what is kept about somebody."""
    piece = PieceView("incident-1", "a", 3, "narrative", NOON, "Ben", "logged a complaint", "Mrs Nair had to wait.")
    phone = replace(piece, seq=4, field="phone", text="0117 496 0177", told="added the customer")
    records = (RecordPieces("incident-1", "I-COUN-2026-00001", (piece, phone)),)
    return print_subject_access(SubjectAccess("Mrs Nair", records, 2), PRINTING)
