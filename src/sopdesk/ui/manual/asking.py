"""Naming reviewers: the questions of the sheet on which a revision is handed in, or a review is asked for later."""

from collections.abc import Container, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.person import Right
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

MOST = 3
"""So many reviewers can be named at once."""
IN_ORDER = "in order"


def reviewer_questions(people: Iterable[PersonView], but: Container[str] = ()) -> list[Question]:
    """Give the questions: one reviewer after another (nobody of `but`), and whether their order counts."""
    able = [each for each in people if each.may(Right.WRITE) and each.id not in but]
    choices = tuple((each.id, f"{each.name} · {each.role_names}") for each in able)
    words = (_tr("Who reviews it"), _tr("Who else"), _tr("And who else"))
    asked = [Question(f"reviewer {place}", words[place], "pick", choices) for place in range(min(len(choices), MOST))]
    if len(asked) > 1:
        asked.append(Question(IN_ORDER, _tr("One after the other, in this order"), "check"))
    return asked


def reviewers_of(answers: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """Give who was named, in order, and whether the order counts."""
    named = (answers.get(f"reviewer {place}", "") for place in range(MOST))
    return tuple(dict.fromkeys(each for each in named if each)), bool(answers.get(IN_ORDER))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Asking", text)
