"""One thing that is wrong with a procedure as it is written."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a problem weighs: an error makes the procedure wrong, a warning unclear, a hint could be better."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    `where` is the part ("title", "purpose", "steps", "text" …) or "step:ID", "item:ID", "question:ID", "duty:STEP",
    "branch:STEP:N", "limit:N", "reference:N"; N counts from 0.
    """

    where: str
    sentence: str
    severity: Weight = Weight.ERROR
