"""What is asked about somebody concerned: all of it personal, and sealed."""

from sopdesk.domain.field import Asks, FieldSpec, When, in_group

_MINOR = (When("role", ("minor",)),)
_REPRESENTED = (When("represented_by"),)

PARTY = in_group(
    "Somebody concerned",
    FieldSpec("name", "Name", personal=True),
    FieldSpec("guardian", "Parent or guardian", personal=True, when=_MINOR, hint="Name, and how to reach them"),
    FieldSpec("organisation", "Organisation", personal=True),
    FieldSpec("occupation", "Occupation", personal=True, source="Accident book; OSHA Form 301"),
    FieldSpec("phone", "Phone", personal=True),
    FieldSpec("email", "E-mail", personal=True),
    FieldSpec("address", "Address", Asks.TEXT, personal=True),
    FieldSpec("born_on", "Date of birth", Asks.DATE, personal=True, guarded=True, source="OSHA Form 301"),
    FieldSpec("reach_by", "Would rather be reached by", Asks.CHOICE, personal=True,
              choices=("phone", "e-mail", "letter", "in person")),
    FieldSpec("represented_by", "Represented by", personal=True),
    FieldSpec("representation", "With what authority", personal=True, when=_REPRESENTED),
    FieldSpec("access_need", "What makes it easier for this person", personal=True, guarded=True,
              hint="Vulnerable, a need of access, an interpreter"),
    FieldSpec("remarks", "What this person said or has to do with it", Asks.TEXT, personal=True),
    source="ISO 10002:2018, 8.2",
)  # fmt: skip
