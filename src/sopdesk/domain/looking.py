"""Who has looked at a confidential file: recorded beside it, on a subject of its own.

A look is no part of the file: what a supervisor signs at its close is what was said and done, and does not change
because somebody read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order

LOOKS = "looks-"
"""How the subject begins on which the looks at a file stand; its id follows."""
SITTING = timedelta(hours=1)
"""† Whoever looks again within this time still looks: nothing new is recorded."""


@event("file.viewed/1")
@dataclass(frozen=True, slots=True)
class FileViewed:
    """Somebody looks at a confidential file."""

    incident: str


@dataclass(slots=True)
class Looks:
    """The looks at one file, folded, in the order in which they were."""

    id: str
    looked: list[Stamp] = field(default_factory=list)

    def is_new(self, person: str, now: datetime) -> bool:
        """Tell whether a look of somebody now is another one than their last; clocks that went back make it one."""
        last = next((each.at for each in reversed(self.looked) if each.actor == person), None)
        return last is None or not last <= now < last + SITTING


def fold(subject: str, events: Iterable[Recorded]) -> Looks:
    """Give the looks that events add up to."""
    stamps = [each.stamp for each in in_clock_order(events) if isinstance(each.what, FileViewed)]
    return Looks(subject, stamps)


def subject_of(incident: str) -> str:
    """Give the subject on which the looks at a file stand."""
    return f"{LOOKS}{incident}"
