"""The fields of an accident or an injury: accident book, RIDDOR, OSHA 301 and 300, and what front of house adds.

One file for each injured person, as the accident book and OSHA 301 ask: every entry can be taken out by itself.
"""

from dataclasses import replace

from sopdesk.domain.body import BODY
from sopdesk.domain.field import Asks, FieldSpec, When, in_group
from sopdesk.domain.incident import Stage
from sopdesk.domain.privacy_case import PRIVACY_KINDS

BOOK = "Social Security (Claims and Payments) Regulations 1979, Schedule 4"
RIDDOR = "RIDDOR 2013 (SI 2013/1471)"
OSHA_301 = "29 CFR 1904.29, OSHA Form 301"
OSHA_300 = "29 CFR 1904.7 and 1904.29, OSHA Form 300"
HURT = "anybody_hurt"
_HURT = (When(HURT, ("", "yes")),)
_GIVEN = (When("first_aid", ("given",)),)
_REPORTABLE = (When("reportable", ("yes",)),)
_CALLED = (When("ambulance", ("yes",)),)
_CAMERA = (When("camera", ("yes",)),)
_BY_ANOTHER = (When("reported_by_another", ("yes",)),)
_RECORDABLE = (When("osha_class", ("death", "days away", "transfer or restriction", "other recordable case")),)

ASKED_FIRST = in_group(
    "Cause and injury",
    FieldSpec(HURT, "Was anybody hurt?", Asks.YES_NO, needed_for=Stage.INVESTIGATING,
              hint="If nobody was, no injured person is asked for"),
)  # fmt: skip
WHAT = in_group(
    "Cause and injury",
    FieldSpec("cause", "Cause", Asks.TEXT, personal=True, needed_for=Stage.INVESTIGATING),
    FieldSpec("injury", "Injury and part of the body", Asks.TEXT, personal=True, medical=True,
              needed_for=Stage.INVESTIGATING),
    FieldSpec("body_parts", "Where on the body", Asks.BODY, choices=BODY, medical=True),
    source=BOOK,
)  # fmt: skip
PERSON = in_group(
    "The injured person",
    FieldSpec("status", "Who it is to the house", Asks.CHOICE, choices=(
        "employee", "self-employed", "trainee", "agency worker", "customer", "visitor", "contractor"),
        source=RIDDOR),
    FieldSpec("occupation", "Occupation", personal=True, source=BOOK),
    FieldSpec("age", "Age", Asks.NUMBER, personal=True, source=RIDDOR),
    FieldSpec("sex", "Sex", Asks.CHOICE, choices=("female", "male", "other", "not said"), personal=True,
              source=RIDDOR),
    FieldSpec("born_on", "Date of birth", Asks.DATE, personal=True, guarded=True, country="US", source=OSHA_301),
    FieldSpec("hired_on", "Date hired", Asks.DATE, personal=True, country="US", source=OSHA_301),
    FieldSpec("reported_by_another", "Somebody else reports it", Asks.YES_NO, source=BOOK),
    FieldSpec("reporter", "Who reports it: name", personal=True, when=_BY_ANOTHER, source=BOOK),
    FieldSpec("reporter_address", "Who reports it: address", Asks.TEXT, personal=True, when=_BY_ANOTHER, source=BOOK),
    FieldSpec("reporter_occupation", "Who reports it: occupation", personal=True, when=_BY_ANOTHER, source=BOOK),
    FieldSpec("consent", "May be shown to safety representatives", Asks.YES_NO, country="GB", source=BOOK),
)  # fmt: skip
CARE = in_group(
    "Help given",
    FieldSpec("first_aid", "First aid", Asks.CHOICE, choices=("given", "offered and refused", "not needed"),
              needed_for=Stage.INVESTIGATING),
    FieldSpec("first_aid_by", "First aid given by", personal=True, when=_GIVEN),
    FieldSpec("first_aid_at", "First aid given at", Asks.MOMENT, when=_GIVEN),
    FieldSpec("first_aid_what", "What was given", Asks.TEXT, medical=True, when=_GIVEN),
    FieldSpec("ambulance", "Ambulance called", Asks.YES_NO),
    FieldSpec("ambulance_at", "Ambulance called at", Asks.MOMENT, when=_CALLED),
    FieldSpec("ambulance_reference", "Its reference", when=_CALLED),
    FieldSpec("police_reference", "Police reference"),
    FieldSpec("insurer_told", "Insurer told", Asks.YES_NO),
    FieldSpec("insurer_reference", "Insurer's reference", when=(When("insurer_told", ("yes",)),)),
    FieldSpec("back_at_work", "Back at work on", Asks.DATE),
)  # fmt: skip
PLACE = in_group(
    "The place",
    FieldSpec("floor", "Floor"),
    FieldSpec("lighting", "Lighting"),
    FieldSpec("weather", "Weather"),
    FieldSpec("footwear", "Footwear", personal=True),
    FieldSpec("last_check", "Last cleaning or inspection check", hint="The number of the checklist run"),
    FieldSpec("camera", "A camera saw it", Asks.YES_NO),
    FieldSpec("footage_until", "Keep the recording until", Asks.DATE, when=_CAMERA, needed_for=Stage.RESOLVED),
)
REPORTING = in_group(
    "Reporting",
    FieldSpec("reportable", "Reportable to the authority", Asks.YES_NO, needed_for=Stage.RESOLVED),
    FieldSpec("riddor_class", "Reportable as", Asks.CHOICE, choices=(
        "death", "specified injury", "over-seven-day absence", "person not at work taken to hospital",
        "occupational disease", "dangerous occurrence", "gas incident"), country="GB", when=_REPORTABLE,
        needed_for=Stage.RESOLVED, source=f"{RIDDOR}, regulations 4 to 11"),
    FieldSpec("absence_days", "Days off work or on other work", Asks.NUMBER, medical=True, country="GB",
              source=f"{RIDDOR}, regulation 4(2)"),
    FieldSpec("osha_event", "Has to be told by telephone or online", Asks.CHOICE, choices=(
        "no", "death", "in-patient stay", "amputation", "loss of an eye"), country="US", when=_REPORTABLE,
        needed_for=Stage.RESOLVED, source="29 CFR 1904.39"),
    FieldSpec("authority_told_at", "Authority told at", Asks.MOMENT, when=_REPORTABLE, needed_for=Stage.CLOSED),
    FieldSpec("authority_told_how", "Authority told by way of", Asks.CHOICE, when=_REPORTABLE,
              choices=("online", "phone", "letter")),
    FieldSpec("reported_reference", "Reference of the report", when=_REPORTABLE, needed_for=Stage.CLOSED),
    FieldSpec("prevention", "What keeps it from happening again", Asks.TEXT, needed_for=Stage.CLOSED,
              source="HSE HSG245"),
    source=f"{RIDDOR}; 29 CFR 1904",
)  # fmt: skip
OSHA_REPORT = in_group(
    "OSHA 301",
    FieldSpec("physician", "Physician", personal=True, guarded=True),
    FieldSpec("facility", "Facility and its address", Asks.TEXT, personal=True, guarded=True),
    FieldSpec("emergency_room", "Treated in an emergency room", Asks.YES_NO, medical=True),
    FieldSpec("overnight", "Hospitalised overnight", Asks.YES_NO, medical=True),
    FieldSpec("work_began", "Work began at", Asks.MOMENT),
    FieldSpec("time_unknown", "The time of the event cannot be determined", Asks.YES_NO),
    FieldSpec("doing_before", "What the employee was doing just before", Asks.TEXT, personal=True),
    FieldSpec("object", "Object or substance that did the harm"),
    FieldSpec("died_on", "Date of death", Asks.DATE, medical=True),
    FieldSpec("completed_by", "Completed by", Asks.PERSON),
    FieldSpec("completed_title", "Title"),
    FieldSpec("completed_phone", "Phone"),
    FieldSpec("completed_on", "Completed on", Asks.DATE),
    country="US", when=(When("status", ("employee", "trainee", "agency worker")),), source=OSHA_301,
)  # fmt: skip
OSHA_LOG = in_group(
    "OSHA 300 log",
    FieldSpec("osha_class", "Class of the case", Asks.CHOICE, choices=(
        "not recordable", "death", "days away", "transfer or restriction", "other recordable case"),
        needed_for=Stage.RESOLVED),
    FieldSpec("job_title", "Job title", when=_RECORDABLE),
    FieldSpec("log_description", "Description for the log", Asks.TEXT, medical=True, when=_RECORDABLE),
    FieldSpec("days_away", "Days away from work", Asks.NUMBER, when=_RECORDABLE, medical=True),
    FieldSpec("days_restricted", "Days of transfer or restriction", Asks.NUMBER, when=_RECORDABLE, medical=True),
    FieldSpec("illness_type", "Type", Asks.CHOICE, when=_RECORDABLE, medical=True, needed_for=Stage.CLOSED, choices=(
        "injury", "skin disorder", "respiratory condition", "poisoning", "hearing loss", "all other illnesses")),
    FieldSpec("privacy_kind", "What makes it a privacy case", Asks.CHOICE, choices=PRIVACY_KINDS, medical=True,
              when=_RECORDABLE, source="29 CFR 1904.29(b)(7)"),
    FieldSpec("privacy_case", "Privacy case", Asks.YES_NO, when=_RECORDABLE, source="29 CFR 1904.29(b)(6) to (9)",
              hint="The name stands on a separate, confidential list"),
    country="US", when=(When("status", ("employee", "trainee", "agency worker")),), source=OSHA_300,
)  # fmt: skip

INJURY = (*WHAT, *PERSON, *CARE, *PLACE, *REPORTING, *OSHA_REPORT, *OSHA_LOG)
_OF_THE_HURT = {"injury", "body_parts", "status", "occupation", "age", "sex", "first_aid"}
ACCIDENT = (
    *ASKED_FIRST,
    *(replace(each, when=(*_HURT, *each.when)) if each.name in _OF_THE_HURT else each for each in INJURY),
)
