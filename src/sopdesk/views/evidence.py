"""Evidence before it leaves, and what a check of it found."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SealedValue:
    """A sealed value of an entry that would be handed over: readable, or kept back; `fixed` where nobody may choose."""

    place: str
    at: datetime
    who: str
    told: str
    field: str
    text: str
    kept_back: bool
    fixed: bool


@dataclass(frozen=True, slots=True)
class EvidencePreview:
    """What a bundle would carry: how many entries, the sealed values one by one, and the files (SHA-256, hex)."""

    entries: int
    values: tuple[SealedValue, ...]
    files: tuple[str, ...]
    uncovered: int

    @property
    def kept_back(self) -> int:
        """How many sealed values stay in the house."""
        return sum(each.kept_back for each in self.values)


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """One finding of a check, in words; `code` and `place` ("log:number") as in docs/evidence-format.md."""

    code: str
    holds: bool | None
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class EvidenceQuestion:
    """One of the four questions: its name, as a sentence, how it is answered, and why."""

    name: str
    words: str
    holds: bool | None
    answers: tuple[EvidenceAnswer, ...]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One entry of the story that a bundle tells."""

    place: str
    at: datetime
    who: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceVerdict:
    """What a check of a bundle found, and the story that it tells; `withheld` and `erased` are (place, field)."""

    questions: tuple[EvidenceQuestion, ...]
    entries: int
    readable: int
    withheld: tuple[tuple[str, str], ...]
    erased: tuple[tuple[str, str], ...]
    story: tuple[EvidenceLine, ...]

    @property
    def holds(self) -> bool:
        """Whether no question is answered with no."""
        return all(each.holds is not False for each in self.questions)
