"""An event in words, before it is put on a page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words: what, its text; for a change the field, old and new value; the reason."""

    what: str
    text: str = ""
    field: str = ""
    was: str = ""
    now: str = ""
    reason: str = ""
    occurred_at: datetime | None = None
