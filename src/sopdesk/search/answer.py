"""The hits that answer a question: pages, and the steps and answers on them that match by themselves, with marks."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sopdesk.search.document import GROUPS, Document, Hit, Span
from sopdesk.search.pages import tag
from sopdesk.search.passages import Member
from sopdesk.search.question import Concept, Question
from sopdesk.search.ranking import Ranked
from sopdesk.search.words import marks

OF_ONE_PAGE = 3
"""At most so many steps, and so many answers, of one procedure are shown."""
PARTS = ("step", "answer")
TELLING = 0.5
"""A step or an answer is a hit of its own when it holds at least this share of what was asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be among the hits: the groups asked for, and the values that the filters ask for."""

    groups: tuple[str, ...]
    section: str | None = None
    format: str | None = None
    kind: str | None = None
    role: str | None = None

    def tags(self) -> Iterator[str]:
        """Give the filters as terms of the index."""
        for name in ("section", "format", "kind", "role"):
            if value := getattr(self, name):
                yield tag(name, value)

    def admits(self, document: Document, page: Document) -> bool:
        """Tell whether a document passes; what it does not say itself, it takes from its page."""
        return (
            document.group in self.groups
            and all(
                wanted in (None, "", getattr(document, name) or getattr(page, name))
                for name, wanted in (("section", self.section), ("format", self.format), ("kind", self.kind))
            )
            and (not self.role or self.role in (document.roles or page.roles))
        )


def answer(ranked: Sequence[Ranked], question: Question, choice: Choice, limit: int) -> tuple[Hit, ...]:
    """Give the hits in order of their groups, best first: at most `limit` of each, half as many steps and answers."""
    found: dict[str, list[_Found]] = {group: [] for group in GROUPS if group in choice.groups}
    for each in ranked:
        for one in _of_page(each, choice):
            found[one.member.document.group].append(one)
    marker = _Marker(question.marks)
    return tuple(
        _hit(each, marker)
        for group, members in found.items()
        for each in sorted(members, key=lambda one: -one.score)[: (limit + 1) // 2 if group in PARTS else limit]
    )


@dataclass(frozen=True, slots=True)
class _Found:
    score: float
    member: Member
    on: Ranked


class _Marker:
    """Finds the words asked for in a text."""

    def __init__(self, asked: tuple[Concept, ...]) -> None:
        self._words = frozenset().union(*(concept.marked for concept in asked))
        self._begun = tuple(concept.beginning for concept in asked if concept.beginning)

    def marks(self, text: str) -> tuple[Span, ...]:
        """Give where they stand."""
        return marks(text, self._words, self._begun)


def _of_page(ranked: Ranked, choice: Choice) -> Iterator[_Found]:
    head, *others = ranked.page.members
    if choice.admits(head.document, head.document):
        yield _Found(ranked.score, head, ranked)
    shown: Counter[str] = Counter()
    for part, member in sorted(((ranked.share(member), member) for member in others), key=lambda each: -each[0]):
        group = member.document.group
        if part < TELLING:
            break
        if shown[group] < OF_ONE_PAGE and choice.admits(member.document, head.document):
            shown[group] += 1
            yield _Found(ranked.score * part, member, ranked)


def _hit(found: _Found, marker: _Marker) -> Hit:
    page, document = found.on.page, found.member.document
    head = page.members[0]
    # A procedure that says it in one of its steps shows that step.
    best = found.on.best(None if found.member is head else found.member)
    shown = page.passage(best).text if best is not None else ""
    return Hit(
        id=document.id,
        group=document.group,
        parent=document.parent,
        title=document.title,
        snippet=shown,
        context=document.context,
        section=document.section or head.document.section,
        format=document.format or head.document.format,
        kind=document.kind or head.document.kind,
        roles=document.roles or head.document.roles,
        score=found.score,
        title_marks=marker.marks(document.title),
        snippet_marks=marker.marks(shown),
    )


def groups_of(groups: Collection[str] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """Give the groups asked for in the order in which they are shown."""
    return default if groups is None else tuple(group for group in GROUPS if group in groups)
