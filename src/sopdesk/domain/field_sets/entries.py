"""What a file can hold several of: offers, claims, statements, evidence. Each is an entry with fields of its own."""

from dataclasses import dataclass

from sopdesk.domain.field import Asks, FieldSpec, When
from sopdesk.domain.field_sets.every import CHANNELS
from sopdesk.domain.incident import IncidentKind


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """One sort of entry: its name in the record, what one and many of them are called, and its fields.

    The fields named in `needed` have to be filled in at once. `confirmed`: whoever said it confirms it with a PIN.
    """

    name: str
    label: str
    plural: str
    fields: tuple[FieldSpec, ...]
    needed: tuple[str, ...]
    confirmed: bool = False


_REACHED = (When("reached", ("yes",)),)
CLAIM = EntrySpec("claim", "Claim", "Claims", (
    FieldSpec("side", "Whose claim", Asks.CHOICE, choices=("customer", "house", "somebody else")),
    FieldSpec("claim", "What is claimed", Asks.TEXT, personal=True),
    FieldSpec("amount", "Amount", Asks.AMOUNT),
), ("side", "claim"))  # fmt: skip
OFFER = EntrySpec("offer", "Offer", "Offers", (
    FieldSpec("offered", "What was offered", Asks.TEXT, personal=True),
    FieldSpec("amount", "Amount", Asks.AMOUNT),
    FieldSpec("offered_by", "Offered by", Asks.PERSON),
    FieldSpec("authority", "On whose authority"),
    FieldSpec("offered_at", "Offered at", Asks.MOMENT),
    FieldSpec("expires", "Stands until", Asks.DATE),
    FieldSpec("answer", "The answer", Asks.CHOICE, choices=("accepted", "refused", "no reply")),
), ("offered", "authority"))  # fmt: skip
STATEMENT = EntrySpec("statement", "Statement", "Statements", (
    FieldSpec("said_by", "Who says it", personal=True),
    FieldSpec("statement", "What was seen and heard", Asks.TEXT, personal=True),
    FieldSpec("heard_at", "Said at", Asks.MOMENT),
    FieldSpec("heard_by", "Written down by", Asks.PERSON),
), ("said_by", "statement"), confirmed=True)  # fmt: skip
EVIDENCE = EntrySpec("evidence", "Evidence", "Evidence", (
    FieldSpec("what", "What it is", personal=True),
    FieldSpec("sort", "Sort", Asks.CHOICE, choices=(
        "photo", "recording", "receipt", "e-mail", "letter", "document", "object", "other")),
    FieldSpec("captured_at", "From when it is", Asks.MOMENT),
    FieldSpec("kept_at", "Where it is kept"),
    FieldSpec("kept_until", "To be kept until", Asks.DATE),
), ("what",))  # fmt: skip
MOMENT = EntrySpec("moment", "Moment", "Timeline", (
    FieldSpec("at", "When", Asks.MOMENT),
    FieldSpec("what", "What happened", Asks.TEXT, personal=True),
    FieldSpec("known_from", "Where we know it from"),
    FieldSpec("confidence", "How sure", Asks.CHOICE, choices=("certain", "likely", "unsure")),
), ("at", "what"))  # fmt: skip
FINDING = EntrySpec("finding", "Finding", "Findings", (
    FieldSpec("question", "Question", Asks.TEXT, personal=True),
    FieldSpec("found", "Finding", Asks.CHOICE, choices=(
        "substantiated", "partly substantiated", "not substantiated", "inconclusive")),
    FieldSpec("evidence", "On what evidence", Asks.TEXT, personal=True),
    FieldSpec("dissent", "Dissent", Asks.TEXT, personal=True, guarded=True),
), ("question", "found", "evidence"))  # fmt: skip
FOLLOW_UP = EntrySpec("follow-up", "Follow-up", "Follow-ups", (
    FieldSpec("asked_at", "When the customer was asked", Asks.MOMENT),
    FieldSpec("how", "By way of", Asks.CHOICE, choices=CHANNELS),
    FieldSpec("reached", "The customer answered", Asks.YES_NO),
    FieldSpec("said", "What was said", Asks.TEXT, personal=True, when=_REACHED),
    FieldSpec("reply", "What the customer answered", Asks.TEXT, personal=True, when=_REACHED),
    FieldSpec("satisfaction", "Satisfaction, 1 to 5", Asks.SCORE, choices=tuple(str(n) for n in range(1, 6)),
              when=_REACHED, source="ISO 10002:2018, 9.3"),
    FieldSpec("recommendation", "Would recommend us, 0 to 10", Asks.SCORE, choices=tuple(str(n) for n in range(11)),
              when=_REACHED),
    FieldSpec("agrees", "For the customer it is settled", Asks.YES_NO, when=_REACHED),
), ("how", "reached"))  # fmt: skip
LETTER = EntrySpec("letter", "Letter", "Letters", (
    FieldSpec("direction", "Sent or received", Asks.CHOICE, choices=("sent", "received")),
    FieldSpec("purpose", "What for", Asks.CHOICE, choices=("acknowledgement", "question", "holding reply", "decision"),
              when=(When("direction", ("sent",)),), source="ISO 10002:2018, 8.4 to 8.9"),
    FieldSpec("way", "By way of", Asks.CHOICE, choices=("e-mail", "letter", "chat", "handed over", "other")),
    FieldSpec("at", "When", Asks.MOMENT),
    FieldSpec("person", "Person", personal=True),
    FieldSpec("address", "To or from", personal=True, hint="The address of the mail or the post"),
    FieldSpec("subject", "Subject", personal=True),
    FieldSpec("text", "What it says", Asks.TEXT, personal=True),
    FieldSpec("attached", "Files that went with it", Asks.TEXT, personal=True, hint="Name and SHA-256, one a line"),
), ("direction", "way", "text"))  # fmt: skip

_USUAL = (STATEMENT, EVIDENCE)
INQUIRY = (MOMENT, FINDING)
"""What is written down while it is found out why it happened; any incident may be investigated."""
ENTRIES: dict[IncidentKind, tuple[EntrySpec, ...]] = {
    IncidentKind.COMPLAINT: (OFFER, *_USUAL, *INQUIRY, LETTER, FOLLOW_UP),
    IncidentKind.DISPUTE: (CLAIM, OFFER, *_USUAL, *INQUIRY, LETTER, FOLLOW_UP),
    IncidentKind.ACCIDENT: (*_USUAL, *INQUIRY, LETTER, FOLLOW_UP),
    IncidentKind.INJURY: (*_USUAL, *INQUIRY, LETTER, FOLLOW_UP),
    IncidentKind.INVESTIGATION: (*_USUAL, *INQUIRY, LETTER),
    IncidentKind.NEAR_MISS: (*_USUAL, *INQUIRY, LETTER),
    IncidentKind.SECURITY: (*_USUAL, *INQUIRY, LETTER),
    IncidentKind.ABUSE: (*_USUAL, *INQUIRY, LETTER, FOLLOW_UP),
}


def entry_of(kind: IncidentKind, name: str) -> EntrySpec | None:
    """Give one sort of entry of a kind by its name, or None."""
    return next((each for each in ENTRIES[kind] if each.name == name), None)
