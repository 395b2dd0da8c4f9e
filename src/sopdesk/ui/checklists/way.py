"""The way taken through a guided workflow: each question with its answer; a press goes back there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal

from sopdesk.ui import tokens
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Piece, clear, column, row
from sopdesk.views.guided import GuidePage, NoteView, TurnView


class WayView(Card):
    """Shows the answers in order, those taken back struck out; `back_to` carries the step of the answer pressed."""

    back_to = Signal(str)

    def __init__(self, times: Times) -> None:
        super().__init__(kind="sunken")
        self._times = times
        self._all = column(gap=tokens.NEAR)
        self.body.addWidget(label(self.tr("The way so far"), "heading"))
        self.body.addLayout(self._all)
        self.body.addStretch(1)

    def show_way(self, page: GuidePage, *, open_to_change: bool) -> None:
        """Show a way; while it can be changed, each answer leads back to its question."""
        clear(self._all)
        if not page.turns and not page.notes:
            self._all.addWidget(label(self.tr("Nothing is answered yet."), "soft"))
        told: list[TurnView | NoteView] = [*page.turns, *page.notes]
        count = 0
        for each in sorted(told, key=lambda one: one.at):
            if isinstance(each, TurnView):
                count += not each.taken_back
                pieces = self._turn(each, count, back=each.step if open_to_change and not each.taken_back else "")
            else:
                pieces = self._note(each)
            self._all.addLayout(column(*pieces, gap=tokens.HAIR))

    def _turn(self, turn: TurnView, number: int, *, back: str) -> Iterator[Piece]:
        when = self.tr("{who}, {time}").format(who=turn.who, time=self._times.clock(turn.at))
        if turn.taken_back:
            words = label(self.tr("Taken back: {question} {answer}").format(question=turn.question, answer=turn.answer),
                          "small")  # fmt: skip
            font = words.font()
            font.setStrikeOut(True)
            words.setFont(font)
            yield words
            return
        yield label(f"{number}. {turn.question}", "soft")
        yield label(turn.answer, "strong")
        yield label(when, "small")
        if back:
            made = button(self.tr("Back to here"), lambda: self.back_to.emit(back), kind="quiet", icon="undo")
            made.setAccessibleName(self.tr("Back to question {n}: {question}").format(n=number, question=turn.question))
            yield row(made, None)

    def _note(self, note: NoteView) -> Iterator[Piece]:
        yield label(self.tr("Noted: {text}").format(text=note.text))
        yield label(self.tr("{who}, {time}").format(who=note.who, time=self._times.clock(note.at)), "small")
