"""What can be found of procedures, hand-overs and incidents: the documents that the search is given."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from sopdesk.domain.case import Incident
from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import EVERYWHERE, Reach, list_words
from sopdesk.domain.handover import Handover
from sopdesk.domain.sop import Procedure
from sopdesk.interchange.prose import plain_text
from sopdesk.search.document import NOTHING_KEPT, Document, Kept

_PARTS = ("purpose", "scope", "not_covered", "definitions", "decision_notes", "escalation", "resources", "contact",
          "training")  # fmt: skip


def documents_of(subject: str, content: Procedure, fill: Callable[[str], str]) -> Iterator[Document]:
    """Give what can be found of a procedure: itself, each of its steps, each of its answers."""
    shared = partial(Document, section=content.section, format=content.format.value, kind=content.kind.value)
    context = f"{content.number} · {content.section}"
    texts = [getattr(content, part) for part in _PARTS] + [f"{each.title} {each.text}" for each in content.parts]
    body = plain_text(fill("\n\n".join(text for text in texts if text)))
    roles = tuple(sorted({step.role for step in content.steps if step.role}))
    yield shared(subject, "procedure", fill(content.title), body, context=context, roles=roles)
    within = f"{content.number} {fill(content.title)}"
    for step in content.steps:
        items = [item.text for item in step.items] + [f"{each.answer} {each.action}" for each in step.branches]
        text = plain_text(fill("\n\n".join([step.text, *step.tips, *step.warnings, *items])))
        own = (step.role,) if step.role else ()
        yield shared(f"{subject}#{step.id}", "step", fill(step.title), text, subject, within, roles=own)
    for each in content.questions:
        answer = plain_text(fill(each.answer))
        yield shared(f"{subject}#{each.id}", "answer", fill(each.question), answer, subject, within)


def document_of_handover(state: Handover, day: date) -> Document:
    """Give a hand-over of a day with everything that was written in it, then or later; whose it is, its page says."""
    number, shift = (state.written.number, state.written.shift) if state.written else ("", "")
    title = f"{number} · hand-over of {day.day} {day:%B %Y}"
    return Document(state.id, "handover", title, "\n\n".join(state.texts()), context=shift)


def document_of_incident(state: Incident) -> Iterator[Document]:
    """Give an incident with what happened; nothing of one that nobody has logged.

    Whoever is confidential is named in no index. The roles say who finds it: see `kept_from`.
    """
    if state.logged is not None:
        kind = state.logged.incident_kind
        yield Document(
            state.id, "incident", f"{state.logged.number} · {kind.replace('-', ' ')}",
            list_words(state), context=state.stage, kind=kind, roles=(state.circle, *state.named),
        )  # fmt: skip


def kept_from(reach: Reach) -> Kept:
    """Give what the search keeps from somebody: a file that they see in part, or not at all, is not found."""
    if reach is EVERYWHERE:
        return NOTHING_KEPT
    circles = frozenset(each.value for each in set(Circle) - reach.circles)
    return Kept(frozenset(each.value for each in reach.kinds), circles, reach.person)
