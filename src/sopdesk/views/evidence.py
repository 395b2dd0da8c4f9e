"""Evidence before it leaves, and what a check of it found."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.finger import Strokes
from sopdesk.views.manual import Page
from sopdesk.views.trail import Printing


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
class NamedFile:
    """A file that could be handed over: SHA-256 (hex), the name by which it was attached, and whether it stays."""

    digest: str
    name: str
    kept_back: bool


@dataclass(frozen=True, slots=True)
class EvidencePreview:
    """What a bundle would carry: how many entries, the sealed values one by one, and the files (SHA-256, hex).

    `echoes` are the values (place, field) that go along although they say what is kept back elsewhere, such as a name;
    `parties` those concerned, id and what they are called here. `named` are all files, also those that stay.
    """

    entries: int
    values: tuple[SealedValue, ...]
    files: tuple[str, ...]
    uncovered: int
    echoes: frozenset[tuple[str, str]] = frozenset()
    parties: tuple[tuple[str, str], ...] = ()
    named: tuple[NamedFile, ...] = ()

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
    """One entry as evidence tells it: its place ("log:number"), who did what, and everything that it says.

    `values` are name and text of each value, with the words "[withheld]" and "[erased]" where it cannot be read.
    `leaf` is the entry's hash (hex). `signature` is set where a person signed it. `beside` marks an entry that only
    belongs to what the evidence is about, as the keys of those who signed it.
    """

    place: str
    at: datetime
    who: str
    kind: str
    what: str
    values: tuple[tuple[str, str], ...]
    leaf: str
    signature: "EvidenceSignature | None" = None
    beside: bool = False

    @property
    def text(self) -> str:
        """Everything that the entry says, a value a line."""
        return "\n".join(f"{name}: {text}" for name, text in self.values)


@dataclass(frozen=True, slots=True)
class EvidenceSignature:
    """A signature that evidence carries; `holds` None where the file alone cannot tell."""

    name: str
    at: str
    zone: str
    meaning: str
    digest: str
    holds: bool | None


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


@dataclass(frozen=True, slots=True)
class EvidenceLog:
    """A log that entries come from: its origin, its key's fingerprint, how many entries its checkpoint covers."""

    origin: str
    fingerprint: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceText:
    """A revision of a procedure that evidence carries: its page, and the entry with which it was handed in."""

    page: Page
    place: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that evidence carries: SHA-256 (hex), its bytes, and the entries that name it."""

    digest: str
    content: bytes
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceHand:
    """A signature by hand on the screen that evidence carries: in which entry, the printed name, who was beside it."""

    place: str
    name: str
    at: datetime
    beside: str
    strokes: Strokes


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """A bundle on paper: everything in it that can be read, and what cannot. It follows from the bundle alone.

    `withheld` and `erased` are (place, field); `uncovered` counts the entries that no checkpoint proved. `digest` is
    the SHA-256 of the bundle, `root` the fingerprint of the certificate with which the file is signed, both as hex.
    """

    printing: Printing
    title: str
    covers: str
    reason: str
    place: str
    logs: tuple[EvidenceLog, ...]
    lines: tuple[EvidenceLine, ...]
    texts: tuple[EvidenceText, ...]
    files: tuple[EvidenceFile, ...]
    readable: int
    withheld: tuple[tuple[str, str], ...]
    erased: tuple[tuple[str, str], ...]
    stayed: int
    uncovered: int
    digest: str
    root: str
    hands: tuple[EvidenceHand, ...] = ()
