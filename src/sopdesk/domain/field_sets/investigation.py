"""The fields of an investigation: gather, analyse, control, act (HSE HSG245; ISO 45001:2018, 10.2).

The timeline, people heard, findings and evidence are entries of their own: see entries.py.
"""

from sopdesk.domain.field import Asks, FieldSpec, When, in_group
from sopdesk.domain.incident import Stage

GATHER = "HSE HSG245, steps one and two; ISO 45001:2018, 10.2"
_NOT_FOLLOWED = (When("followed", ("no", "in part")),)

INVESTIGATION = (
    *in_group(
        "Mandate",
        FieldSpec("mandate", "What is to be found out", Asks.TEXT, personal=True, needed_for=Stage.INVESTIGATING),
        FieldSpec("consequence", "Worst that it could have been", Asks.CHOICE, choices=(
            "minor", "serious", "major", "fatal")),
        FieldSpec("recurrence", "Likely to happen again", Asks.CHOICE, choices=(
            "rare", "unlikely", "possible", "likely", "certain")),
        FieldSpec("level", "Level", Asks.CHOICE, choices=("minimal", "low", "medium", "high")),
        FieldSpec("terms", "Terms", Asks.TEXT),
        FieldSpec("investigator", "Led by", Asks.PERSON),
        FieldSpec("investigators", "With", personal=True),
        FieldSpec("independence", "What makes them independent", Asks.TEXT, personal=True),
        FieldSpec("representative", "Workers' representative", personal=True),
        FieldSpec("starts_on", "Begins on", Asks.DATE),
        FieldSpec("target_on", "To be done by", Asks.DATE),
        FieldSpec("ended_on", "Ended on", Asks.DATE),
        source="HSE HSG245; ISO 45001:2018, 10.2",
    ),
    *in_group(
        "Facts",
        FieldSpec("scene", "The scene: what was seen and measured", Asks.TEXT, personal=True),
        FieldSpec("adequate", "The procedures in force were adequate", Asks.CHOICE, choices=("yes", "in part", "no")),
        FieldSpec("known", "They were known", Asks.CHOICE, choices=("yes", "in part", "no")),
        FieldSpec("followed", "They were followed", Asks.CHOICE, choices=("yes", "in part", "no")),
        FieldSpec("deliberate", "The deviation was deliberate", Asks.CHOICE, choices=("yes", "no", "not known"),
                  when=_NOT_FOLLOWED, needed_for=Stage.RESOLVED),
        FieldSpec("deviation", "What was done otherwise, and why", Asks.TEXT, personal=True, when=_NOT_FOLLOWED),
        FieldSpec("earlier", "Earlier similar events"),
        FieldSpec("warnings_missed", "Warnings that were missed", Asks.TEXT, personal=True),
        source=GATHER,
    ),
    *in_group(
        "Analysis",
        FieldSpec("method", "Method", Asks.SEVERAL, choices=("five whys", "fishbone", "timeline")),
        FieldSpec("causes", "Immediate, underlying and root causes", Asks.TEXT, personal=True,
                  needed_for=Stage.RESOLVED),
        FieldSpec("contributing", "What contributed", Asks.SEVERAL, choices=(
            "people", "place", "equipment", "organisation")),
        FieldSpec("elsewhere", "The same risk elsewhere", Asks.TEXT),
        FieldSpec("finding", "Finding", Asks.CHOICE, choices=(
            "substantiated", "partly substantiated", "not substantiated", "inconclusive"), needed_for=Stage.RESOLVED),
        FieldSpec("dissent", "Dissent", Asks.TEXT, personal=True, guarded=True),
        source="HSE HSG245, step three",
    ),
    *in_group(
        "Actions",
        FieldSpec("actions", "Corrective and preventive actions", Asks.TEXT, personal=True, needed_for=Stage.CLOSED),
        FieldSpec("to_change", "Procedure to change", Asks.PROCEDURE),
        FieldSpec("who_was_told", "Who was told", Asks.TEXT, personal=True),
        FieldSpec("lessons_shared", "Lessons shared", Asks.TEXT),
        source="HSE HSG245, step four; ISO 45001:2018, 10.2",
    ),
)  # fmt: skip
