"""What the index is given, and what it answers: documents, watermarks, hits with the marks of the words found."""

from dataclasses import dataclass

MANUAL = ("procedure", "step", "answer")
"""The groups that everyone may see."""

PRIVATE = ("handover", "incident")
"""The groups that turn up only where the caller names them, each by itself."""

GROUPS = (*MANUAL, *PRIVATE)
"""Every group, in the order in which hits are shown."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found: a procedure, one of its steps, a question with its answer, a hand-over, or an incident.

    `parent` is the id of the procedure that a step or an answer belongs to; `context` is the line shown beneath.
    """

    id: str
    group: str
    title: str
    body: str
    parent: str = ""
    context: str = ""
    section: str = ""
    format: str = ""
    kind: str = ""
    roles: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """Give the id of the page that this stands on: its procedure's, or its own."""
        return self.parent or self.id


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a private group is kept from whoever asks: documents of these kinds, and with one of these roles.

    Those that bear the role `but` are found all the same.
    """

    kinds: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    but: str = ""


NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far an index has read the journal: the last entry's number and hash, and when that was."""

    seq: int
    head: str
    at: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, with the spans (start, end) of the matching words in its title and its snippet."""

    id: str
    group: str
    parent: str
    title: str
    snippet: str
    context: str
    section: str
    format: str
    kind: str
    roles: tuple[str, ...]
    score: float
    title_marks: tuple[Span, ...]
    snippet_marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Hits, group by group and best first, and the question as it was probably meant when a word was unknown."""

    hits: tuple[Hit, ...] = ()
    did_you_mean: str | None = None

    def of(self, group: str) -> tuple[Hit, ...]:
        """Give the hits of one group, best first."""
        return tuple(hit for hit in self.hits if hit.group == group)
