"""The questions that fields of the record ask, with what only the desk knows: who works here, which procedures are."""

from collections.abc import Iterable

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.services.workspace import Workspace
from sopdesk.ui.widgets.choices import Choices
from sopdesk.ui.widgets.question import Question, question_of


def questions_of(
    workspace: Workspace, specs: Iterable[FieldSpec], *, needed: Iterable[str] | None = None
) -> list[Question]:
    """Give the questions of fields in their order; `needed` are the names of those that have to be answered."""
    asked = tuple(specs)
    must = frozenset(needed or ())
    known = {kind: _known(workspace, kind) for kind in {each.asks for each in asked}}
    return [question_of(each, needed=each.name in must, choices=known[each.asks]) for each in asked]


def _known(workspace: Workspace, asks: Asks) -> Choices:
    """Give the choices that a kind of field has in this desk: people by their ids, procedures by their numbers."""
    if asks is Asks.PERSON:
        return tuple((each.id, each.name) for each in workspace.people.tiles())
    if asks is Asks.PROCEDURE:
        rows = (each for each in workspace.manual.rows() if each.label)
        return tuple((each.number, f"{each.number} {each.title}") for each in rows)
    return ()
