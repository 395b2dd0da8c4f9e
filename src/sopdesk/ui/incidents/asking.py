"""Asking for what an act needs: first somebody who may, then a sheet, then the act in their name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from sopdesk.domain.field import FieldSpec
from sopdesk.domain.person import Right
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen

Act = Callable[[PersonView, dict[str, str]], object]
"""What is done, with who does it and the answers."""


def ask_as(  # noqa: PLR0917 - what a sheet is made of
    screen: Screen, title: str, questions: Sequence[Question | FieldSpec], word: str, act: Act, right: Right | None,
    done: str, sentence: str = "", known: Mapping[str, str] | None = None, *,
    values: Mapping[str, str] | None = None, why: str = "",
) -> None:  # fmt: skip
    """Have somebody with a right sign in, ask on a sheet for what an act needs, and do it in their name."""
    screen.frame.require_person(
        lambda who: screen.ask(
            title, questions, word, lambda answers: act(who, answers), done=done, sentence=sentence, known=known,
            values=values,
        ),
        right=right, why=why,
    )  # fmt: skip
