"""What a revision takes up: accepted suggestions, and actions of incidents that ask for it."""

from collections.abc import Sequence

from sopdesk.domain import suggestion
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.suggestion import SuggestionState
from sopdesk.services.desk import Desk
from sopdesk.store import actions as action_table

ACTION = "action-"
"""How the ids of actions begin."""


def settled(desk: Desk, sop: str, names: Sequence[str]) -> tuple[str, ...]:
    """Give the suggestions and actions that a revision takes up, each once.

    Refuses one about another procedure, a suggestion that is not accepted, and an action that is not to be done.
    """
    with desk.store.reading() as connection:
        wanted = {row.action for row in action_table.to_change(connection, sop)}
    for each in names:
        if each.startswith(ACTION):
            if each not in wanted:
                raise Refusal("Only open actions that name this procedure can be carried out by a revision.")
            continue
        state = desk.load(each, suggestion.fold)
        if state.made is None or state.made.sop != sop or state.state() is not SuggestionState.ACCEPTED:
            raise Refusal("Only accepted suggestions about this procedure can be taken up.")
    return tuple(dict.fromkeys(names))


def incidents_behind(desk: Desk, settles: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give (id, number) of the incidents whose actions a revision carries out, each once."""
    actions = [each for each in settles if each.startswith(ACTION)]
    if not actions:
        return ()
    with desk.store.reading() as connection:
        return tuple(dict.fromkeys(action_table.files_of(connection, actions)))
