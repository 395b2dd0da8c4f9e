"""The short forms: near miss, security alert, abusive customer."""

from sopdesk.domain.field import Asks, FieldSpec, When, in_group
from sopdesk.domain.incident import Stage

_BANNED = (When("ban", ("given",)),)

NEAR_MISS = (
    *in_group(
        "What happened",
        FieldSpec("could_have", "What could have happened", Asks.TEXT, needed_for=Stage.RESOLVED),
        FieldSpec("dangerous_occurrence", "A dangerous occurrence that has to be reported", Asks.YES_NO, country="GB",
                  source="RIDDOR 2013 (SI 2013/1471), regulation 7 and Schedule 2"),
        FieldSpec("reportable", "Reportable to the authority", Asks.YES_NO,
                  source="RIDDOR 2013 (SI 2013/1471), regulation 7 and Schedule 2"),
        FieldSpec("authority_told_at", "Authority told at", Asks.MOMENT, when=(When("reportable", ("yes",)),),
                  source="RIDDOR 2013 (SI 2013/1471), Schedule 1"),
        FieldSpec("reported_reference", "Reference of the report", when=(When("reportable", ("yes",)),),
                  source="RIDDOR 2013 (SI 2013/1471), Schedule 1"),
        source="HSE HSG245",
    ),
    *in_group(
        "What was done",
        FieldSpec("prevention", "What keeps it from happening", Asks.TEXT, needed_for=Stage.RESOLVED),
        FieldSpec("to_change", "Procedure to change", Asks.PROCEDURE),
        source="HSE HSG245",
    ),
)  # fmt: skip
SECURITY = (
    *in_group(
        "The alert",
        FieldSpec("alert_source", "Where the alert came from", Asks.CHOICE, choices=(
            "alarm", "camera", "colleague", "customer", "neighbour", "police", "till or payments", "other")),
        FieldSpec("checked", "Live check made", Asks.YES_NO, needed_for=Stage.RESOLVED),
        FieldSpec("checked_by", "Check made by", Asks.PERSON, when=(When("checked", ("yes",)),)),
        FieldSpec("real", "Real or false", Asks.CHOICE, choices=("real", "false"), needed_for=Stage.RESOLVED),
        FieldSpec("police_reference", "Police reference", when=(When("real", ("real",)),)),
    ),
    *in_group(
        "What was done",
        FieldSpec("action", "Action taken", Asks.TEXT, personal=True, needed_for=Stage.RESOLVED),
        FieldSpec("footage_until", "Keep the recording until", Asks.DATE),
    ),
)  # fmt: skip
ABUSE = (
    *in_group(
        "What happened",
        FieldSpec("said_or_done", "What was said or done", Asks.TEXT, personal=True, needed_for=Stage.INVESTIGATING,
                  hint="Their words in quotes, from when to when"),
    ),
    *in_group(
        "What was done",
        FieldSpec("warning", "Warning given, when and by whom", personal=True, needed_for=Stage.RESOLVED),
        FieldSpec("supervisor_called", "Supervisor called", Asks.YES_NO, needed_for=Stage.RESOLVED),
        FieldSpec("supervisor", "Which supervisor", Asks.PERSON, when=(When("supervisor_called", ("yes",)),)),
        FieldSpec("contact_ended", "Contact ended", Asks.YES_NO),
        FieldSpec("ended_at", "Contact ended at", Asks.MOMENT, when=(When("contact_ended", ("yes",)),)),
        FieldSpec("police_reference", "Police reference"),
        FieldSpec("ban", "Ban notice", Asks.CHOICE, choices=("none", "given", "asked for")),
        FieldSpec("ban_by", "Ban authorised by", Asks.PERSON, when=_BANNED, needed_for=Stage.RESOLVED),
        FieldSpec("ban_until", "Banned until", Asks.DATE, when=_BANNED),
    ),
)  # fmt: skip
