"""Suggestions while the next revision is written: at their step beside the text, and to be ticked when handing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.suggestion import SuggestionState
from sopdesk.ui.manual.words import WISHES, tr
from sopdesk.ui.widgets.form import Question
from sopdesk.views.care import SuggestionRow

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

_TICK = "settles "


class Settling:
    """What is suggested about the procedure that is being written, and not taken up yet."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rows: tuple[SuggestionRow, ...] = ()

    def turn_to(self, sop: str) -> None:
        """Ask for the suggestions of the procedure; a new one has none."""
        found = self._workspace.suggestions.of(sop) if sop else ()
        wanted = {SuggestionState.OPEN, SuggestionState.ACCEPTED}
        self._rows = tuple(each for each in found if each.state in wanted and not each.proposal)

    def said(self, place: str) -> tuple[str, ...]:
        """Give what is suggested at a step or question, in words."""
        return tuple(_words(each) for each in self._rows if each.place == place)

    def questions(self) -> list[Question]:
        """Give a box to tick for each accepted suggestion, for the sheet on which the revision is handed in."""
        group = _say("Which suggestions does it take up? Their authors are thanked in the history.")
        return [
            Question(_TICK + each.id, _words(each), "check", group=group)
            for each in self._rows if each.state is SuggestionState.ACCEPTED
        ]  # fmt: skip

    @staticmethod
    def chosen(answers: Mapping[str, str]) -> list[str]:
        """Give the suggestions that were ticked."""
        return [name.removeprefix(_TICK) for name, value in answers.items() if name.startswith(_TICK) and value]


def _words(each: SuggestionRow) -> str:
    words = each.text or tr(WISHES[each.wish])
    if each.state is SuggestionState.ACCEPTED:
        return _say("{who}: {words} (accepted)").format(who=each.author, words=words)
    return _say("{who}: {words} (not answered yet)").format(who=each.author, words=words)


def _say(text: str) -> str:
    return QCoreApplication.translate("Settling", text)
