"""One answer to “May I …?”: large, with its terms, where it is written, and recording that it was used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from sopdesk.domain.authority import Answer
from sopdesk.domain.authority_words import details, headline
from sopdesk.ui import role_names, tokens
from sopdesk.ui.authority.words import place_of, sign_of, wording_of
from sopdesk.ui.manual.side import WordsButton
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import icon_label, label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.authority import Reply

_LARGE = 32


class AnswerCard(QFrame):
    """An answer with what can be done with it; `read` goes to the step, `record` says that it was used."""

    def __init__(
        self,
        answer: Answer,
        reply: Reply,
        *,
        read: Callable[[Answer], object],
        record: Callable[[Answer], object],
        kind: str = "card",
    ) -> None:
        super().__init__()
        self.answer = answer
        self.setProperty("kind", kind)
        wording = wording_of(reply)
        icon, colour, word = sign_of(answer)
        self.headline = label(headline(answer, wording), "title" if reply.clear else "heading")
        self.setAccessibleName(f"{word}. {self.headline.text()}")
        head = row(icon_label(icon, colour, _LARGE), self.headline, gap=tokens.NEAR)
        head.setStretch(1, 1)
        about = self.tr("{action}, for: {role}").format(action=answer.action, role=role_names.name_of(answer.role))
        body = column(label(about, "small"), head, gap=tokens.SNUG)
        self.details = [label(each) for each in details(answer, wording)]
        for each in self.details:
            body.addWidget(each)
        if answer.source is not None:
            self.read = WordsButton(self.tr("Read {place}").format(place=place_of(answer.source)), lambda: read(answer))
            where = row(icon_label("manual", "accent"), self.read, gap=tokens.SNUG)
            where.setStretch(1, 1)
            body.addLayout(where)
        if answer.enough:
            self.use = button(self.tr("Record that I used it"), lambda: record(answer), icon="sign")
            body.addLayout(row(self.use, None))
        elif answer.who and answer.source is not None:
            words = self.tr("Somebody who may agrees …")
            self.use = button(words, lambda: record(answer), icon="person")
            body.addLayout(row(self.use, None))
        body.setContentsMargins(tokens.GAP, tokens.NEAR, tokens.GAP, tokens.NEAR)
        self.setLayout(body)
