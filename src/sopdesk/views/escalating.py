"""To whom an incident went, as shown."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One step: when, to which role, why, and who was on duty for it then; nobody where nobody was."""

    at: datetime
    role: str
    why: str
    people: tuple[str, ...]
    open: bool
