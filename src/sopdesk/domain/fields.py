"""The fields that each kind of incident asks for, as data: forms, gates, PDF and CSV come from this one list."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.refusal import Refusal


class Asks(StrEnum):
    """What a field takes."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes-no"
    AMOUNT = "amount"
    DATE = "date"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name in the record, its label, what it takes, and the stage that cannot be reached without it.

    `digits`: exactly so many digits and nothing else.
    """

    name: str
    label: str
    asks: Asks = Asks.LINE
    group: str = ""
    choices: tuple[str, ...] = ()
    personal: bool = False
    needed_for: Stage | None = None
    digits: int | None = None

    @property
    def sealed(self) -> bool:
        """Whether what is filled in may name or describe somebody: everything personal, and all free text."""
        return self.personal or (self.asks in {Asks.LINE, Asks.TEXT} and self.digits is None)

    def check(self, text: str) -> str:
        """Give the value as it is recorded. Refuses one that the field cannot take."""
        clean = text.strip()
        if not clean:
            return ""
        match self.asks:
            case Asks.CHOICE | Asks.YES_NO | Asks.SCORE:
                return self._choose(clean)
            case Asks.AMOUNT:
                return self._amount(clean)
            case Asks.DATE:
                return self._date(clean)
        if self.digits is not None and not (clean.isascii() and clean.isdigit() and len(clean) == self.digits):
            raise Refusal(f"“{self.label}” takes exactly {self.digits} digits.")
        return clean

    def _choose(self, text: str) -> str:
        allowed = self.choices or ("yes", "no")
        if text.lower() not in allowed:
            raise Refusal(f"“{self.label}” takes one of: {', '.join(allowed)}.")
        return text.lower()

    def _amount(self, text: str) -> str:
        """Give the amount with two decimals. A third is refused: 1.250 may be a little more than one, or 1250."""
        if not re.fullmatch(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?", text):
            raise Refusal(f"“{self.label}” takes an amount such as 12.50.")
        return f"{Decimal(text.replace(',', '.')):.2f}"

    def _date(self, text: str) -> str:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise Refusal(f"“{self.label}” takes a date such as 2026-05-03.")
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Refusal(f"“{self.label}”: there is no such day.") from None


_SCORE_5 = tuple(str(n) for n in range(1, 6))

COMPLAINT = (
    FieldSpec("category", "Category", Asks.CHOICE, "The problem", (
        "late or missing", "quality", "price or billing", "staff conduct", "safety or allergen",
        "data or privacy", "access", "other"), needed_for=Stage.RESOLVED),
    FieldSpec("subject", "Product or service", group="The problem"),
    FieldSpec("reference", "Order, receipt or table", group="The problem"),
    FieldSpec("amount", "Amount at stake", Asks.AMOUNT, "The problem"),
    FieldSpec("remedy_sought", "Remedy sought", Asks.CHOICE, "The problem", (
        "refund", "replacement", "repair", "apology", "explanation", "compensation", "other")),
    FieldSpec("finding", "Finding", Asks.CHOICE, "Handling", ("upheld", "partly upheld", "not upheld"),
              needed_for=Stage.RESOLVED),
    FieldSpec("remedy_given", "Remedy given", group="Handling", needed_for=Stage.RESOLVED),
    FieldSpec("cost", "Cost", Asks.AMOUNT, "Handling"),
    FieldSpec("accepted", "Accepted by the customer", Asks.CHOICE, "Decision", ("yes", "no", "no reply"),
              needed_for=Stage.CLOSED),
    FieldSpec("satisfaction", "Satisfaction, 1 to 5", Asks.SCORE, "Decision", _SCORE_5),
)  # fmt: skip

DISPUTE = (
    FieldSpec("transaction", "Transaction or receipt", group="What it is about"),
    FieldSpec("amount", "Amount in dispute", Asks.AMOUNT, "What it is about"),
    FieldSpec("tender", "Paid by", Asks.CHOICE, "What it is about", ("cash", "card", "voucher", "invoice", "other")),
    FieldSpec("last_four", "Last four digits of the card", group="What it is about", digits=4),
    FieldSpec("customer_claim", "What the customer says", Asks.TEXT, "Both sides", personal=True,
              needed_for=Stage.INVESTIGATING),
    FieldSpec("house_claim", "What we say", Asks.TEXT, "Both sides", personal=True, needed_for=Stage.RESOLVED),
    FieldSpec("offer", "Offer made, and on whose authority", Asks.TEXT, "Outcome"),
    FieldSpec("outcome", "Outcome", Asks.CHOICE, "Outcome", (
        "refund in full", "refund in part", "replacement", "goodwill", "refused", "escalated"),
        needed_for=Stage.RESOLVED),
)  # fmt: skip

INJURY = (
    FieldSpec("occupation", "Occupation of the injured person", group="The person", personal=True),
    FieldSpec("cause", "Cause", Asks.TEXT, "What happened", personal=True, needed_for=Stage.INVESTIGATING),
    FieldSpec("injury", "Injury and part of the body", Asks.TEXT, "What happened", personal=True,
              needed_for=Stage.INVESTIGATING),
    FieldSpec("first_aid", "First aid", Asks.CHOICE, "What was done", ("given", "offered and refused", "not needed"),
              needed_for=Stage.INVESTIGATING),
    FieldSpec("first_aid_by", "First aid given by", group="What was done", personal=True),
    FieldSpec("ambulance", "Ambulance called", Asks.YES_NO, "What was done"),
    FieldSpec("floor", "Floor and lighting", group="The place"),
    FieldSpec("reportable", "Reportable to the authority", Asks.YES_NO, "Reporting", needed_for=Stage.RESOLVED),
    FieldSpec("reported_reference", "Reference of the report", group="Reporting"),
    FieldSpec("prevention", "What keeps it from happening again", Asks.TEXT, "Reporting", needed_for=Stage.CLOSED),
)  # fmt: skip

INVESTIGATION = (
    FieldSpec("mandate", "What is to be found out", Asks.TEXT, "Mandate", personal=True,
              needed_for=Stage.INVESTIGATING),
    FieldSpec("level", "Level", Asks.CHOICE, "Mandate", ("minimal", "low", "medium", "high")),
    FieldSpec("causes", "Immediate, underlying and root causes", Asks.TEXT, "Analysis", personal=True,
              needed_for=Stage.RESOLVED),
    FieldSpec("finding", "Finding", Asks.CHOICE, "Analysis", (
        "substantiated", "partly substantiated", "not substantiated", "inconclusive"), needed_for=Stage.RESOLVED),
    FieldSpec("actions", "Corrective and preventive actions", Asks.TEXT, "Actions", personal=True,
              needed_for=Stage.CLOSED),
)  # fmt: skip

NEAR_MISS = (
    FieldSpec("could_have", "What could have happened", Asks.TEXT, "What happened", needed_for=Stage.RESOLVED),
    FieldSpec("prevention", "What keeps it from happening", Asks.TEXT, "What was done", needed_for=Stage.RESOLVED),
)

SECURITY = (
    FieldSpec("checked", "Live check made", Asks.YES_NO, "The alert", needed_for=Stage.RESOLVED),
    FieldSpec("real", "Real or false", Asks.CHOICE, "The alert", ("real", "false"), needed_for=Stage.RESOLVED),
    FieldSpec("action", "Action taken", Asks.TEXT, "What was done", needed_for=Stage.RESOLVED),
    FieldSpec("footage_until", "Keep the recording until", Asks.DATE, "What was done"),
)

ABUSE = (
    FieldSpec("said_or_done", "What was said or done", Asks.TEXT, "What happened", personal=True,
              needed_for=Stage.INVESTIGATING),
    FieldSpec("warning", "Warning given, when and by whom", group="What was done", personal=True,
              needed_for=Stage.RESOLVED),
    FieldSpec("supervisor_called", "Supervisor called", Asks.YES_NO, "What was done", needed_for=Stage.RESOLVED),
    FieldSpec("contact_ended", "Contact ended", Asks.YES_NO, "What was done"),
    FieldSpec("ban", "Ban notice", Asks.CHOICE, "What was done", ("none", "given", "asked for")),
)  # fmt: skip

FIELDS: dict[IncidentKind, tuple[FieldSpec, ...]] = {
    IncidentKind.COMPLAINT: COMPLAINT,
    IncidentKind.DISPUTE: DISPUTE,
    IncidentKind.ACCIDENT: INJURY,
    IncidentKind.INJURY: INJURY,
    IncidentKind.INVESTIGATION: INVESTIGATION,
    IncidentKind.NEAR_MISS: NEAR_MISS,
    IncidentKind.SECURITY: SECURITY,
    IncidentKind.ABUSE: ABUSE,
}


def fields_for(kind: IncidentKind) -> tuple[FieldSpec, ...]:
    """Give the fields that a kind of incident asks for, in the order of the form."""
    return FIELDS[kind]


def field_of(kind: IncidentKind, name: str) -> FieldSpec | None:
    """Give one field of a kind by its name, or None."""
    return next((each for each in FIELDS[kind] if each.name == name), None)
