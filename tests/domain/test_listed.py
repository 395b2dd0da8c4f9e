"""What is said of a list of incidents that leaves the house."""

from sopdesk.domain.listed import WHOLE_LIST, Listed
from sopdesk.domain.only import Only


def test_the_scope_says_what_was_chosen() -> None:
    """The record of a list names its stage and what else narrows it down, always in the same order."""
    assert WHOLE_LIST.scope("list of incidents") == "list of incidents"
    chosen = Listed(stage="open", only=(Only.LATE, Only.MINE))
    assert chosen.scope("list of incidents") == "list of incidents, open, mine, late"


def test_the_scope_keeps_the_words_to_itself() -> None:
    """That words were looked for is recorded, and never which: they may be somebody's name."""
    assert Listed(text="Nair").scope("list") == "list, those with some words"
    assert Listed(text="  ").scope("list") == "list"
