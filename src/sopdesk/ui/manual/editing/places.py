"""The places of a procedure in the order in which one writes them: what stands in the outline and has a form each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopdesk.domain.sop import Format, Procedure
from sopdesk.ui.manual.words import tr

TEXTS = (
    ("purpose", "Purpose"), ("scope", "Scope"), ("not_covered", "Not covered"), ("definitions", "Words"),
)  # fmt: skip
LATER_TEXTS = (
    ("decision_notes", "Notes for deciding"), ("escalation", "When it goes further up"),
    ("resources", "What is needed"), ("contact", "Contact"), ("training", "Training"),
)  # fmt: skip
HEAD = ("title", "number", "kind", "format", "section", "owner", "channels", "review_months")
LISTS = (("duties", "Who does what"), ("limits", "How far each may go"), ("references", "References"))


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the outline. `name` is "head", a text's field, "step:ID", "question:ID", "part:N" or a list's."""

    name: str
    words: str
    level: int = 0
    empty: bool = False


def places_of(content: Procedure) -> Iterator[Place]:
    """Give the places of a procedure, empty ones too: they are what can still be written."""
    yield Place("head", tr("Title and filing"))
    for name, words in TEXTS:
        yield Place(name, tr(words), empty=not getattr(content, name))
    numbers = content.numbers()
    for step in content.steps:
        title = step.title or tr("(no title yet)")
        yield Place(f"step:{step.id}", f"{numbers[step.id]}  {title}", 1 + step.level, empty=not step.title)
    for question in content.questions:
        title = question.question or tr("(no question yet)")
        yield Place(f"question:{question.id}", title, 1, empty=not question.question)
    for name, words in LISTS[:2]:
        yield Place(name, tr(words), empty=not getattr(content, name))
    for name, words in LATER_TEXTS:
        yield Place(name, tr(words), empty=not getattr(content, name))
    for at, part in enumerate(content.parts):
        yield Place(f"part:{at}", part.title or tr("(no title yet)"), empty=not part.text)
    name, words = LISTS[2]
    yield Place(name, tr(words), empty=not content.references)


def changed_places(old: Procedure, new: Procedure) -> frozenset[str]:
    """Name the places that read otherwise than in another revision, those that are new there among them."""
    texts = [name for name, _ in (*TEXTS, *LATER_TEXTS, *LISTS) if getattr(old, name) != getattr(new, name)]
    head = any(getattr(old, name) != getattr(new, name) for name in HEAD)
    steps = [f"step:{each.id}" for each in new.steps if old.step(each.id) != each]
    before = {each.id: each for each in old.questions}
    questions = [f"question:{each.id}" for each in new.questions if before.get(each.id) != each]
    parts = [f"part:{at}" for at, each in enumerate(new.parts) if each not in old.parts]
    return frozenset((*(["head"] if head else []), *texts, *steps, *questions, *parts))


def place_of(where: str) -> str:
    """Give the place at which a problem is mended; `where` is as in `domain.problems.Problem`."""
    part, _, rest = where.partition(":")
    if part in {"number", "title", "kind", "owner", "section", "review", "format"}:
        return "head"
    if part in {"step", "question", "part"}:
        return where
    if part == "branch":
        return f"step:{rest.rpartition(':')[0]}"
    return {"duty": "duties", "limit": "limits", "reference": "references"}.get(part, part)


def main_entry(which: Format) -> str:
    """Tell what a procedure of this format mainly consists of: "question" or "step"."""
    return "question" if which is Format.FAQ else "step"
