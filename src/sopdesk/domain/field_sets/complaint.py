"""The fields of a complaint, in the order of ISO 10002:2018, clause 8."""

from sopdesk.domain.field import Asks, FieldSpec, When, in_group
from sopdesk.domain.field_sets.every import CHANNELS
from sopdesk.domain.incident import Stage

REMEDIES = ("refund", "replacement", "repair", "apology", "explanation", "compensation", "other")
CATEGORIES = (
    "late or missing", "quality", "price or billing", "staff conduct", "safety or allergen", "data or privacy",
    "access", "other",
)  # fmt: skip
ROOT_CAUSES = (
    "not known yet", "procedure missing", "procedure unclear", "procedure not followed", "training", "staffing",
    "equipment", "supplier", "information to customers", "customer's mistake", "other",
)  # fmt: skip
_REPORTABLE = (When("reportable", ("yes",)),)

COMPLAINT = (
    *in_group(
        "The problem",
        FieldSpec("category", "Category", Asks.CHOICE, choices=CATEGORIES, needed_for=Stage.RESOLVED),
        FieldSpec("own_words", "In the customer's own words", Asks.TEXT, personal=True),
        FieldSpec("problem_on", "Day of the problem", Asks.DATE),
        FieldSpec("subject", "Product or service"),
        FieldSpec("reference", "Order, receipt, booking, room, table or call"),
        FieldSpec("staff_involved", "Staff involved", personal=True),
        FieldSpec("amount", "Amount at stake", Asks.AMOUNT),
        FieldSpec("recurring", "It has happened before", Asks.YES_NO),
        FieldSpec("earlier_numbers", "Numbers of the earlier complaints", when=(When("recurring", ("yes",)),)),
        FieldSpec("remedy_sought", "Remedy sought", Asks.SEVERAL, choices=REMEDIES),
        FieldSpec("remedy_amount", "Amount asked for", Asks.AMOUNT,
                  when=(When("remedy_sought", ("refund", "compensation")),)),
        source="ISO 10002:2018, 8.2",
    ),
    *in_group(
        "Receipt",
        FieldSpec("received_by", "Received by", Asks.PERSON),
        FieldSpec("referred_by", "Referred by"),
        FieldSpec("language", "Language"),
        FieldSpec("anonymous", "The customer stays anonymous", Asks.YES_NO),
        source="ISO 10002:2018, 8.2",
    ),
    *in_group(
        "Assessment",
        FieldSpec("complexity", "Complexity", Asks.CHOICE, choices=("simple", "complex")),
        FieldSpec("impact", "Whom it touches", Asks.CHOICE, choices=("one customer", "several", "many or everybody")),
        FieldSpec("safety_issue", "Somebody's safety is at stake", Asks.YES_NO),
        FieldSpec("safety_action", "What was done to make it safe", Asks.TEXT,
                  when=(When("safety_issue", ("yes",)),), needed_for=Stage.RESOLVED),
        FieldSpec("action_possible", "Something can be done at once", Asks.YES_NO),
        FieldSpec("handler_level", "Who handles it", Asks.CHOICE, choices=(
            "front of house", "shift lead", "supervisor", "manager", "somebody outside")),
        FieldSpec("conflict", "Whoever handles it is involved in it", Asks.YES_NO, guarded=True),
        FieldSpec("conflict_words", "How, and what follows from it", Asks.TEXT, personal=True, guarded=True,
                  when=(When("conflict", ("yes",)),), needed_for=Stage.RESOLVED),
        source="ISO 10002:2018, 8.5",
    ),
    *in_group(
        "Handling",
        FieldSpec("acknowledged_at", "Acknowledged at", Asks.MOMENT, source="ISO 10002:2018, 8.4"),
        FieldSpec("acknowledged_by", "Acknowledged by", Asks.PERSON, source="ISO 10002:2018, 8.4"),
        FieldSpec("acknowledged_how", "Acknowledged by way of", Asks.CHOICE, choices=CHANNELS,
                  source="ISO 10002:2018, 8.4"),
        FieldSpec("finding", "Finding", Asks.CHOICE, choices=("upheld", "partly upheld", "not upheld"),
                  needed_for=Stage.RESOLVED),
        FieldSpec("remedy_given", "Remedy given", needed_for=Stage.RESOLVED),
        FieldSpec("authority", "On whose authority"),
        FieldSpec("approved_by", "Approved by", Asks.PERSON),
        FieldSpec("cost", "Cost", Asks.AMOUNT),
        source="ISO 10002:2018, 8.6 and 8.7",
    ),
    *in_group(
        "Telling an authority",
        FieldSpec("reportable", "Reportable to the authority", Asks.YES_NO),
        FieldSpec("authority_told_at", "Authority told at", Asks.MOMENT, when=_REPORTABLE),
        FieldSpec("authority_told_how", "Authority told by way of", Asks.CHOICE, choices=("online", "phone", "letter"),
                  when=_REPORTABLE),
        FieldSpec("reported_reference", "Reference of the report", when=_REPORTABLE),
        source="UK GDPR, Article 33; Regulation (EC) No 178/2002, Article 19",
    ),
    *in_group(
        "Decision",
        FieldSpec("told_at", "Told at", Asks.MOMENT),
        FieldSpec("told_by", "Told by", Asks.PERSON),
        FieldSpec("told_how", "Told by way of", Asks.CHOICE, choices=CHANNELS),
        FieldSpec("accepted", "Accepted by the customer", Asks.CHOICE, choices=("yes", "no", "no reply"),
                  needed_for=Stage.CLOSED),
        FieldSpec("recourse", "Further recourse that was named", Asks.TEXT, when=(When("accepted", ("no",)),),
                  needed_for=Stage.CLOSED, source="ISO 10002:2018, 8.9", hint="Ombudsman, arbitration or court"),
        source="ISO 10002:2018, 8.8",
    ),
    *in_group(
        "What we learn",
        FieldSpec("corrected_on", "Put right on", Asks.DATE),
        FieldSpec("verified_by", "Checked by", Asks.PERSON),
        FieldSpec("root_cause", "Root cause", Asks.CHOICE, choices=ROOT_CAUSES, source="ISO 10002:2018, 9.2"),
        FieldSpec("lesson", "Lesson", Asks.TEXT, source="ISO 10002:2018, 9.6"),
        FieldSpec("to_change", "Procedure to change", Asks.PROCEDURE, source="ISO 10002:2018, 9.6"),
        source="ISO 10002:2018, 8.9",
    ),
)  # fmt: skip
