"""The events of one subject, as they were when it was read; an act decided on them is refused if more have come."""

from dataclasses import dataclass

from sopdesk.domain.event import Recorded


@dataclass(frozen=True, slots=True)
class History:
    """A subject's events in clock order, the leaf hash (hex) of each entry, and the newest entries ("log:seq")."""

    subject: str
    events: tuple[Recorded, ...] = ()
    leaves: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
