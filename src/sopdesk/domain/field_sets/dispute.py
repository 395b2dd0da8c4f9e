"""The fields of a dispute about a refund, a bill, a room, a queue, damage or an ejection.

Offers, claims and evidence are entries of their own: see entries.py.
"""

from sopdesk.domain.field import Asks, FieldSpec, When, in_group
from sopdesk.domain.incident import Stage

CARD_RULES = "PCI DSS v4.0, 3.3 to 3.5: the last four digits only"
OUTCOMES = (
    "refund in full", "refund in part", "replacement", "goodwill", "refused", "escalated to the bank",
    "escalated to an ombudsman", "escalated to the police",
)  # fmt: skip
_BY_CARD = (When("tender", ("card",)),)
_REFUNDED = (When("outcome", ("refund in full", "refund in part")),)
_CHARGEBACK = (When("chargeback", ("yes",)),)
_BANNED = (When("ban", ("given",)),)

DISPUTE = (
    *in_group(
        "What it is about",
        FieldSpec("about", "About", Asks.CHOICE, choices=(
            "refund", "billing", "room", "queue", "damage", "ejection", "other")),
        FieldSpec("transaction", "Transaction or receipt"),
        FieldSpec("transaction_at", "Time of the transaction", Asks.MOMENT),
        FieldSpec("amount", "Amount in dispute", Asks.AMOUNT),
        FieldSpec("tender", "Paid by", Asks.CHOICE, choices=("cash", "card", "voucher", "invoice", "other")),
        FieldSpec("last_four", "Last four digits of the card", digits=4, when=_BY_CARD, source=CARD_RULES),
        FieldSpec("authorisation", "Authorisation code", when=_BY_CARD),
        FieldSpec("till", "Till"),
        FieldSpec("cashier", "Cashier", Asks.PERSON),
        FieldSpec("terms_shown", "Terms or policy shown", Asks.PROCEDURE),
        FieldSpec("terms_revision", "Their revision", when=(When("terms_shown"),)),
    ),
    *in_group(
        "Both sides",
        FieldSpec("customer_claim", "What the customer says", Asks.TEXT, personal=True,
                  needed_for=Stage.INVESTIGATING),
        FieldSpec("house_claim", "What we say", Asks.TEXT, personal=True, needed_for=Stage.RESOLVED),
        FieldSpec("agreed", "What both agree on", Asks.TEXT, personal=True),
        FieldSpec("contested", "What is contested", Asks.TEXT, personal=True),
    ),
    *in_group(
        "Outcome",
        FieldSpec("outcome", "Outcome", Asks.CHOICE, choices=OUTCOMES, needed_for=Stage.RESOLVED),
        FieldSpec("answer", "The customer's answer", Asks.CHOICE, choices=("accepted", "refused", "no reply")),
        FieldSpec("refund_amount", "Amount refunded", Asks.AMOUNT, when=_REFUNDED),
        FieldSpec("refund_reference", "Reference of the refund", when=_REFUNDED),
        FieldSpec("chargeback", "Chargeback announced", Asks.YES_NO),
        FieldSpec("chargeback_reference", "Reference of the chargeback", when=_CHARGEBACK, needed_for=Stage.RESOLVED),
        FieldSpec("chargeback_due", "Answer to the bank by", Asks.DATE, when=_CHARGEBACK, needed_for=Stage.RESOLVED),
        FieldSpec("ban", "Ban notice", Asks.CHOICE, choices=("none", "given", "asked for")),
        FieldSpec("ban_by", "Ban authorised by", Asks.PERSON, when=_BANNED, needed_for=Stage.RESOLVED),
        FieldSpec("ban_until", "Banned until", Asks.DATE, when=_BANNED),
        FieldSpec("follow_up", "What follows", Asks.TEXT, personal=True),
    ),
)  # fmt: skip
