"""The suggestions of the whole manual: those that wait for an answer, and those that were answered."""

from __future__ import annotations

from functools import partial

from sopdesk.domain.suggestion import SuggestionState, Wish
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.words import WISHES, role_word, suggestion_chip, tr
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.care import SuggestionRow

OPEN, ACCEPTED, ANSWERED = "open", "accepted", "answered"


class SuggestionsScreen(Screen):
    """A list with a choice of what it shows."""

    scrolls = False
    wide = True
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Suggestions"), self.tr("What those who work by the manual would change"))
        self.which = Chips(name=self.tr("Show"), needed=True)
        self.which.changed.connect(self._filter)
        self.list = LinesView(self.tr("Suggestions"))
        self.list.chosen.connect(partial(frame.go, "manual.suggestion"))
        self.empty = EmptyState(
            "note", self.tr("Nothing here"),
            self.tr("Anybody can suggest something on the page of a procedure: at each step, or at its side."),
            self.tr("To the manual"), lambda: frame.go("manual"),
        )  # fmt: skip
        self.body.setSpacing(tokens.NEAR)
        self.body.addWidget(self.which)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask for the suggestions and show those that are wanted."""
        waiting = self.workspace.suggestions.rows()
        answered = self.workspace.suggestions.rows(answered=True)
        coming = tuple(each for each in answered if each.state is SuggestionState.ACCEPTED and not each.proposal)
        self.which.offer([
            (OPEN, self.tr("Not answered yet · {n}").format(n=len(waiting))),
            (ACCEPTED, self.tr("Accepted, not written yet · {n}").format(n=len(coming))),
            (ANSWERED, self.tr("Answered · {n}").format(n=len(answered))),
        ])  # fmt: skip
        shown = {OPEN: waiting, ACCEPTED: coming, ANSWERED: answered}[self.which.value()]
        self.list.set_lines(self._line(each) for each in shown)
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def _filter(self, _value: str) -> None:
        self.refresh()

    def _line(self, each: SuggestionRow) -> Line:
        said = each.text or tr(WISHES[each.wish])
        where = f"{each.number} {each.place_words or each.title}"
        words, kind = suggestion_chip(each.state)
        if each.state is SuggestionState.OPEN and each.wish is Wish.DOES_NOT_WORK:
            words, kind = tr(WISHES[each.wish]), "danger"
        when = self.frame.times.near(each.made_at, self.workspace.now())
        owner = self.tr("{who} · owner: {role}").format(who=each.author, role=role_word(each.owner))
        return Line(said, f"{where} · {owner}", chip=words, chip_kind=kind, note=when, icon="note", data=each.id)
