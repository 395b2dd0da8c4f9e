"""The fields of an action: what is planned, and what is asked when it is moved."""

from sopdesk.domain.action import ActionSort
from sopdesk.domain.field import Asks, FieldSpec, When

_AGAIN = (When("sort", (ActionSort.CORRECTIVE, ActionSort.PREVENTIVE)),)
SOURCE = "ISO 45001:2018, 10.2"

OWNER = FieldSpec("owner", "Who does it", Asks.PERSON)
DUE = FieldSpec("due", "By when", Asks.DATE)
VERIFIER = FieldSpec(
    "verifier",
    "Who looks whether it is done",
    Asks.PERSON,
    hint="Somebody else; nobody named is any supervisor",
)
CHECK_ON = FieldSpec("check_on", "When somebody looks whether it worked", Asks.DATE, source=SOURCE)

ACTION = (
    FieldSpec("sort", "What it is for", Asks.CHOICE, choices=tuple(ActionSort),
              hint="Corrections put it right, corrective actions end the cause, preventive ones keep others away"),
    FieldSpec("what", "What is to be done", Asks.TEXT, personal=True),
    OWNER,
    DUE,
    VERIFIER,
    FieldSpec("criterion", "How one can tell that it worked", Asks.TEXT, personal=True, when=_AGAIN, source=SOURCE),
    FieldSpec("check_on", "When somebody looks whether it worked", Asks.DATE, when=_AGAIN, source=SOURCE),
    FieldSpec("to_change", "Procedure to change", Asks.PROCEDURE),
)  # fmt: skip
NEEDED = ("sort", "what", "owner", "due", "criterion", "check_on")
"""What cannot be left empty where it is asked."""
