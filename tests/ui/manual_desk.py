"""Procedures for trying the manual's screens, and a house of real services to put them into."""

from dataclasses import replace
from decimal import Decimal

from sopdesk.domain.sop import (
    Answer,
    Branch,
    Duty,
    Format,
    Item,
    Kind,
    Limit,
    Picture,
    Procedure,
    Question,
    Reference,
    Step,
)  # fmt: skip

PIXEL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>'
)
CLOSING = Procedure(
    "SOP-002", "Closing the café", Kind.PROCESS, Format.CHECKLIST, "Opening and closing", "shift-lead",
    purpose="The house is safe at night. See [the card](SOP-005#says).",
    steps=(
        Step(
            "count", "Count the till", "Count twice.", role="shift-lead", must=True, minutes=10,
            warnings=("Never alone.",), tips=("Coins first.",), pictures=(Picture("till.svg", "The open till"),),
            items=(Item("float", "Float", Answer.AMOUNT, low=Decimal(100), high=Decimal(200), must=True),),
        ),
        Step("lock", "Lock the door", role="front-of-house", evidence="The key log."),
    ),
    duties=(Duty("count", "shift-lead", "A"), Duty("count", "front-of-house", "R"), Duty("lock", "shift-lead", "RA")),
    limits=(Limit("refund", "front-of-house", Decimal(25), "shift-lead"),),
    references=(Reference("Card", "SOP-005"), Reference("Gone", "SOP-999")),
    contact="{{contact:manager}}",
)  # fmt: skip
CARD = Procedure(
    "SOP-005", "A card that does not work", Kind.PROCESS, Format.WORKFLOW, "At the counter", "shift-lead",
    purpose="The queue moves.",
    steps=(
        Step("says", "What does it say?", branches=(
            Branch("Declined", "other"), Branch("Dark", "escalate:shift-lead"), Branch("Again", "other"),
            Branch("Approved", "done", "Give the receipt."),
        )),
        Step("other", "Ask for another card"),
    ),
    duties=(Duty("says", "shift-lead", "RA"), Duty("other", "shift-lead", "RA")),
)  # fmt: skip
ASKED = Procedure(
    "SOP-006",
    "Questions that customers ask",
    Kind.ADMINISTRATIVE,
    Format.FAQ,
    "At the counter",
    "supervisor",
    purpose="One answer.",
    questions=tuple(Question(f"q-{n}", f"Question {n}?", f"Answer {n}.") for n in range(1, 6)),
)
NO_ONE_ANSWERS = replace(CARD, duties=(Duty("says", "shift-lead", "R"), Duty("other", "shift-lead", "RA")))
