"""What people of the demo café used of their authority, some of it with a second person's PIN."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sopdesk.demo import cast
from sopdesk.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Used:
    """Somebody does something by a limit, for a customer or an item, perhaps with somebody who agrees."""

    who: str
    action: str
    amount: str = ""
    reference: str = ""
    second: str = ""


USES = (
    Used("leo", "goodwill gesture", "3.80", "Table 7: waited for the soup"),
    Used("mei", "take a line off an unpaid bill", "8.50", "Table 2"),
    Used("leo", "accept a note of 50", reference="slip 1182", second="tomasz"),
    Used("tomasz", "void a closed sale", "32", "slip 1187"),
    Used("george", "refund without a receipt", "18", "teapot, refund book 14", "tomasz"),
    Used("mei", "goodwill gesture", "9", "Table 4: cake dropped", "amira"),
    Used("tomasz", "accept a cash difference", "3.20", second="leo"),
    Used("amira", "pay out change that was short", "10", "till 2, 12:40", "mei"),
    Used("mei", "replace a faulty item", "22", "mug, slip 2043"),
    Used("leo", "give a discount", "6", "regular guest", "tomasz"),
    Used("ines", "refund", "41.90", "slip 2051"),
)
CORRECTED_ON = 60
"""On this day somebody takes back what they recorded for the wrong table."""


def use_on_day(desk: Workspace, people: Mapping[str, str], day: int, *, last: bool) -> None:
    """Record what was used on a day: one thing, on the last day three."""
    chosen = [USES[(day + n) % len(USES)] for n in range(3 if last else 1)]
    for each in chosen:
        use = _record(desk, people, each)
        if day == CORRECTED_ON:
            desk.uses.correct(by=people[each.who], use=use, reason="It was the table beside it. Recorded anew.")
            _record(desk, people, each)


def _record(desk: Workspace, people: Mapping[str, str], used: Used) -> str:
    rule = next(each for each in desk.authority.rules() if each.limit.action == used.action)
    return desk.uses.record(
        by=people[used.who], rule=rule, amount=Decimal(used.amount) if used.amount else None,
        reference=used.reference, second=people[used.second] if used.second else "",
        pin=cast.PIN if used.second else "",
    )  # fmt: skip
