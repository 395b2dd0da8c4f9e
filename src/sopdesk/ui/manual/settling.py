"""Suggestions and reviewers' remarks while a revision is written: at their step, and to be ticked when handing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.suggestion import SuggestionState
from sopdesk.ui.manual.words import WISHES, tr
from sopdesk.ui.widgets.form import Question
from sopdesk.views.actions import ActionRow
from sopdesk.views.care import SuggestionRow
from sopdesk.views.manual import CommentRow

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

_TICK = "settles "


class Settling:
    """What is suggested about the procedure that is being written, and remarked on its last submission."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rows: tuple[SuggestionRow, ...] = ()
        self._actions: tuple[ActionRow, ...] = ()
        self._remarks: tuple[CommentRow, ...] = ()

    def turn_to(self, sop: str, by: str) -> None:
        """Ask for the suggestions of the procedure, the remarks on it and the actions that wait for it.

        A new procedure has none of them; `by` is who writes.
        """
        self._actions = self._workspace.actions.to_change(sop, by=by) if sop else ()
        found = self._workspace.suggestions.of(sop) if sop else ()
        wanted = {SuggestionState.OPEN, SuggestionState.ACCEPTED}
        self._rows = tuple(each for each in found if each.state in wanted and not each.proposal)
        self._remarks = ()
        if sop:
            newest = self._workspace.manual.page(sop).history[0]
            self._remarks = () if newest.label else self._workspace.manual.comments(sop, newest.proposal)

    def said(self, place: str) -> tuple[str, ...]:
        """Give what is suggested and remarked at a step or question, in words; "" is the whole procedure."""
        remarked = (each for each in self._remarks if _anchor(each.place) == place)
        asked = self._actions if not place else ()
        return (
            *(_say("{number} asks for: {what}").format(number=each.number, what=each.what) for each in asked),
            *(_words(each) for each in self._rows if each.place == place),
            *(_say("{who} remarks: {words}").format(who=each.who, words=each.text) for each in remarked),
        )

    def questions(self) -> list[Question]:
        """Give a box to tick for each accepted suggestion and each action, for the sheet of handing in."""
        behind = _say("Which actions of incidents does it carry out? It will name these incidents.")
        group = _say("Which suggestions does it take up? Their authors are thanked in the history.")
        return [
            Question(_TICK + each.id, _words(each), "check", group=group)
            for each in self._rows if each.state is SuggestionState.ACCEPTED
        ] + [
            Question(_TICK + each.id, f"{each.number}: {each.what}", "check", group=behind) for each in self._actions
        ]  # fmt: skip

    def wanted(self, action: str) -> dict[str, str]:
        """Give the answers that stand on the sheet at first: the action for which the revision was begun is ticked."""
        return {_TICK + each.id: "yes" for each in self._actions if each.id == action}

    @staticmethod
    def chosen(answers: Mapping[str, str]) -> list[str]:
        """Give the suggestions and actions that were ticked."""
        return [name.removeprefix(_TICK) for name, value in answers.items() if name.startswith(_TICK) and value]


def _anchor(place: str) -> str:
    """Give the id of the step or question that a remark is about; "" for other places: they stand above the steps."""
    kind, _, name = place.partition(":")
    return name if kind in {"step", "question"} else ""


def _words(each: SuggestionRow) -> str:
    words = each.text or tr(WISHES[each.wish])
    if each.state is SuggestionState.ACCEPTED:
        return _say("{who}: {words} (accepted)").format(who=each.author, words=words)
    return _say("{who}: {words} (not answered yet)").format(who=each.author, words=words)


def _say(text: str) -> str:
    return QCoreApplication.translate("Settling", text)
