"""The answer to “May I …?” on top of the search results, while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from sopdesk.domain.authority import Answer
from sopdesk.domain.authority_words import details, headline
from sopdesk.ui import tokens
from sopdesk.ui.authority.answer import AnswerCard
from sopdesk.ui.authority.words import sign_of, wording_of
from sopdesk.ui.frame import Frame
from sopdesk.ui.widgets.lines import Line
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.views.authority import Reply


@dataclass(frozen=True, slots=True)
class MayAsked:
    """A line of the results that goes to the page of the answer."""

    text: str


class MayGroup(QWidget):
    """One clear answer as a card; several as lines of the results. The keyboard reaches either by a line."""

    def __init__(self, frame: Frame, done: Callable[[], object]) -> None:
        super().__init__()
        self._frame, self._done = frame, done
        self._column = column(gap=0)
        self.setLayout(self._column)
        self.reply: Reply | None = None
        self.past = False
        self.card: AnswerCard | None = None
        self.hide()

    def show_for(self, text: str) -> None:
        """Answer what is typed, where its words ask for it; limits of the past are not answered, but it is said."""
        reply = self._frame.workspace.authority.suggest(text, person=self._frame.person)
        past = self._frame.day is not None
        if (reply, past) == (self.reply, self.past):
            return
        self.reply, self.past, self.card = reply, past, None
        clear(self._column)
        if reply is not None and reply.clear and not past:
            self.card = AnswerCard(reply.answers[0], reply, read=self._read, record=self._record, kind="sunken")
            self._column.addWidget(self.card)
        self.setVisible(self.card is not None)

    def lines(self) -> list[Line]:
        """Give the lines that lead to the whole answer: one for a clear answer, else one for each."""
        reply = self.reply
        if reply is None:
            return []
        asked = MayAsked(reply.text)
        head = Line(_tr("May I …?"), heading=True)
        if self.past:
            said = _tr("How far one may go is answered as of today only")
            return [head, Line(said, _tr("Go back to today, and see the answer"), icon="history", data=asked)]
        if not reply.answers:
            return [
                head,
                Line(_tr("No limit fits these words"), _tr("See what comes nearest"), icon="answer", data=asked),
            ]
        if reply.clear:
            words = _tr("For which role, for which customer, and recording it")
            return [Line(_tr("The whole answer"), words, icon="answer", data=asked)]
        return [head, *(self._line(each, reply, asked) for each in reply.answers)]

    def height_for(self, width: int) -> int:
        """Give how high the card is at a width; nought without one."""
        if self.card is None:
            return 0
        inside = self.card.layout()
        return (inside.heightForWidth(width) if inside is not None else 0) + tokens.HAIR

    @staticmethod
    def _line(answer: Answer, reply: Reply, asked: MayAsked) -> Line:
        wording = wording_of(reply)
        icon, colour, word = sign_of(answer)
        kind = colour if colour in {"success", "warning", "danger", "accent"} else "plain"
        more = " · ".join(details(answer, wording))
        return Line(headline(answer, wording), more, word, kind, icon=icon, data=asked)

    def _read(self, answer: Answer) -> None:
        rule = answer.source
        self._done()
        if rule is not None:
            self._frame.go("manual.page", rule.sop, **({"step": rule.limit.step} if rule.limit.step else {}))

    def _record(self, _answer: Answer) -> None:
        text = self.reply.text if self.reply else ""
        self._done()
        self._frame.go("manual.may", text=text, record="yes")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MayGroup", text)
