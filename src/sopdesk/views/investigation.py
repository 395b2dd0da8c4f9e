"""The investigation of an incident, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.cause import CauseClass, Method
from sopdesk.views.drawing import Drawing


@dataclass(frozen=True, slots=True)
class CauseView:
    """One cause that stands; `under` is the id of the one it hangs under, "" for none."""

    id: str
    method: Method
    under: str
    cause_class: CauseClass | None
    why: str
    because: str
    evidence: str
    root: bool
    who: str
    at: datetime
    corrections: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the timeline: when, what, where we know it from, and how sure; `about` an approximate time.

    `of_record` is what the desk itself recorded as it happened; the others were told.
    """

    at: datetime
    what: str
    source: str
    confidence: str
    about: bool = False
    of_record: bool = False


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was found out, as it is printed: the moments, and the drawings that there is something to draw in."""

    moments: tuple[Moment, ...]
    drawings: tuple[Drawing, ...]
